"""JSON as HTML with its parts marked, by the classes that every listing of the site has."""

from __future__ import annotations

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

PART = re.compile(
    r'(?P<a>"(?:[^"\\]|\\.)*"(?=\s*:))|(?P<s>"(?:[^"\\]|\\.)*")|(?P<n>-?\d[\d.eE+-]*)|(?P<k>true|false|null)'
)


def json_html(text: str) -> SafeString:
    """Return printed JSON, escaped; ``a`` is a name, ``s`` a string, ``n`` a number, ``k`` a word."""
    parts, position = [], 0
    for match in PART.finditer(text):
        between = escape(text[position : match.start()])
        parts.append(f'{between}<span class="{match.lastgroup}">{escape(match[0])}</span>')
        position = match.end()
    return mark_safe("".join(parts) + escape(text[position:]))  # every piece went through escape()
