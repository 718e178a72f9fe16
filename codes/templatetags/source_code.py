"""Values of the catalogue as literals and comments of the languages in ``templates/codes/constants``."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django import template

register = template.Library()


@register.filter
def literal(value: str | int | None) -> str:
    """Return a literal that TypeScript, Go, Java and, null apart, Python read alike."""
    return json.dumps(value, ensure_ascii=False)


@register.filter
def literals(values: Iterable[str], separator: str = ", ") -> str:
    return separator.join(map(literal, values))


@register.filter
def block_comment(text: str) -> str:
    """Return a text that cannot end a block comment; Java reads escapes even there."""
    return text.replace("*/", "* /").replace("\\", "&#92;")


@register.filter
def line_comment(text: str) -> str:
    return text.replace("\\", "/")


@register.filter
def python(value: str | None) -> str:
    return repr(value)
