"""The words that a search matched, marked inside the text in which they stand."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

AROUND = 40  # characters kept on either side of the first match of a long text


def highlight(text: str, words: Collection[str], breakable: bool = False) -> SafeString:
    """Return ``text`` escaped, with each of ``words`` in a ``<mark>``; a ``breakable`` name may wrap at underscores."""
    wanted = sorted({word for word in words if word}, key=len, reverse=True)
    if not wanted:
        return _part(text, breakable)
    pieces = re.split(f"(?<![^\\W_])({'|'.join(map(re.escape, wanted))})(?![^\\W_])", text)
    html = "".join(
        f"<mark>{_part(p, breakable)}</mark>" if n % 2 else _part(p, breakable) for n, p in enumerate(pieces)
    )
    return mark_safe(html)  # every piece went through _part, which escapes


def excerpt(text: str, words: Collection[str]) -> str:
    """Return the part of a long text around its first matched word, cut at blanks."""
    if len(text) <= 2 * AROUND:
        return text
    places = [text.find(word) for word in words if word in text]
    middle = min(places, default=0)
    start = text.rfind(" ", 0, max(0, middle - AROUND)) + 1
    end = text.find(" ", min(len(text), start + 2 * AROUND))
    return f"{'… ' if start else ''}{text[start : end if end > 0 else None]}{' …' if end > 0 else ''}"


def _part(text: str, breakable: bool) -> SafeString:
    escaped = conditional_escape(text)
    return SafeString(escaped.replace("_", "_<wbr>")) if breakable else escaped
