"""Words that a search matched, and source code with its syntax, marked in a template."""

from __future__ import annotations

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .. import syntax
from ..views.highlight import highlight
from .portal import icon

register = template.Library()
register.filter("highlighted", highlight)
ICONS = {"guides": "guide", "glossary": "term", "api": "braces"}


@register.filter
def path_parts(path: str) -> SafeString:
    """Return the path of an operation with what varies in it marked."""
    parts = re.split(r"(\{\w+\})", path)
    return format_html_join(
        "", "{}", ((format_html("<b>{}</b>", part) if part[:1] == "{" else part,) for part in parts)
    )


@register.simple_tag
def page_icon(kind: str) -> SafeString:
    return icon(ICONS[kind])


@register.simple_block_tag
def marked(content: str, language: str) -> SafeString:
    """Mark the syntax of a listing that is written in the template itself."""
    return syntax.marked(content, language)
