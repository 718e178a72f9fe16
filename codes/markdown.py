"""Notes to HTML: CommonMark without raw HTML, then cleaned once more, so that no note can carry a script."""

from __future__ import annotations

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

INLINE = {"a", "code", "em", "strong", "br"}
BLOCK = INLINE | {"p", "ul", "ol", "li", "pre", "blockquote", "h2", "h3", "h4", "hr"}
BLOCK |= {"table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"a": {"href"}, "h2": {"id"}, "h3": {"id"}}
SCHEMES = {"https", "http"}

_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@lru_cache(maxsize=4096)
def inline(text: str) -> SafeString:
    """Return one line of Markdown as HTML without a block around it."""
    return _clean(_markdown.renderInline(text), INLINE)


@lru_cache(maxsize=2048)
def block(text: str) -> SafeString:
    """Return Markdown as paragraphs, lists, tables and headings."""
    return _clean(_markdown.render(text), BLOCK)


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """Return one line of Markdown as bare text, for titles, descriptions and copied notes."""
    tokens = _markdown.parseInline(text)
    return "".join(child.content or " " for token in tokens for child in token.children or () if child.nesting == 0)


def _clean(html: str, tags: set[str]) -> SafeString:
    cleaned = nh3.clean(html, tags=tags, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer")
    return mark_safe(cleaned)  # nh3 let nothing through that is not on the lists above
