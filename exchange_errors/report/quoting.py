"""Quotes texts of a paste in Markdown so that nothing in them is active: no link, image, tag or mention."""

from __future__ import annotations

import re
from unicodedata import category

NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_/-]|\.(?=[0-9])){0,47}")
"""A name, an id or a number. No dot before a letter: that could be a host, which programs turn into a link."""
#: What some Markdown dialects treat as markup in the middle of a line. An underscore inside a word is not.
ACTIVE = re.compile(
    r"[\\*\[\]<>~|&$]|_(?<![^\W_]_)|_(?![^\W_])|[@#](?=\w)|:(?=//)|:(?<=mailto:)|:(?<=xmpp:)|\.(?<=\w\.)(?=[^\W\d]{2})"
)  # each part begins with a sign, which lets the search pass over letters at the speed of C


def plain(text: str) -> str:
    """Return a sentence that quotes a paste as Markdown that reads as just this sentence, on one line."""
    text = _visible(text).replace("`", "'")
    return ACTIVE.sub(r"\\\g<0>", text) if ACTIVE.search(text) else text


def code(value: str) -> str:
    """Return a value as inline code."""
    return f"`{_visible(value).replace('`', chr(39)) or ' '}`"


def is_plain(text: str) -> bool:
    """Whether a sentence can go into a letter as it is, whatever program displays it."""
    return plain(text) == text


def _visible(text: str) -> str:
    """Return the text on one line, without controls, marks of direction and characters of no width."""
    if text.isprintable():  # which all but hostile texts are
        return text
    return " ".join("".join(" " if char.isspace() else char for char in text if _is_shown(char)).split())


def _is_shown(char: str) -> bool:
    return char.isspace() or category(char) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
