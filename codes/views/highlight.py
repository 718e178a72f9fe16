"""The words that a search matched, marked in their text."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from exchange_errors.language.words import is_cjk

WORD = re.compile(r"[^\W_]+")
BEGINNING = 4  # letters that the forms of a word have in common
AROUND = 40  # characters kept on either side of the first match of a long text


def highlight(text: str, words: Collection[str]) -> SafeString:
    """Return ``text`` escaped, with each whole word of ``words`` in a ``<mark>``."""
    longest_first = "|".join(map(re.escape, sorted(filter(None, words), key=len, reverse=True)))
    if not longest_first:
        return escape(text)
    parts = re.split(f"(?<![^\\W_])({longest_first})(?![^\\W_])", text)
    marked = ((format_html("<mark>{}</mark>", part) if place % 2 else part,) for place, part in enumerate(parts))
    return format_html_join("", "{}", marked)


def excerpt(text: str, words: Collection[str]) -> str:
    """Return the part of a long text around its first matched word, cut at blanks."""
    if len(text) <= 2 * AROUND:
        return text
    places = [text.find(word) for word in words if word in text]
    middle = min(places, default=0)
    start = text.rfind(" ", 0, max(0, middle - AROUND)) + 1
    end = text.find(" ", min(len(text), start + 2 * AROUND))
    return f"{'… ' if start else ''}{text[start : end if end > 0 else None]}{' …' if end > 0 else ''}"


def shares_a_word(text: str, asked: str) -> bool:
    """Say whether ``text`` holds the beginning of a word of ``asked``, or a pair of characters of an unspaced one.

    A match by meaning can lead to a text in another language, which tells the reader nothing.
    """
    folded = text.casefold()
    return any(piece in folded for word in WORD.findall(asked.casefold()) for piece in _pieces(word))


def _pieces(word: str) -> list[str]:
    if is_cjk(word):
        return [word[at : at + 2] for at in range(len(word) - 1)] or [word]
    return [word[:BEGINNING]] if len(word) > 2 else []
