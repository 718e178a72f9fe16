"""Notes to HTML: CommonMark without raw HTML, then cleaned once more, so that no note can carry a script."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

AddressOf = Callable[[str], str | None]

INLINE = {"a", "code", "em", "strong", "br"}
BLOCK = INLINE | {"p", "ul", "ol", "li", "pre", "blockquote", "h2", "h3", "h4", "hr"}
BLOCK |= {"table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"a": {"href", "rel"}, "h2": {"id"}, "h3": {"id"}}
SCHEMES = {"https", "http"}
OUTSIDE = re.compile(r"\s*([a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


def _code(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    """Render a code span, as a link where ``address_of`` knows what it means."""
    text = tokens[at].content
    address = env["address_of"](text) if "address_of" in env else None
    code = f"<code>{escape(text)}</code>"
    return f'<a href="{escape(address)}">{code}</a>' if address else code


def _heading(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    """Render the begin of a heading with an id, so that it can be linked to."""
    words = re.sub(r"[^\w]+", "-", tokens[at + 1].content.casefold()).strip("-")
    return f'<{tokens[at].tag} id="{escape(words)}">'


def _link(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    """Render the begin of a link. One to another host says so: ``//host`` is one too, though it names no scheme."""
    if OUTSIDE.match(str(tokens[at].attrGet("href") or "")):
        tokens[at].attrSet("rel", "noopener noreferrer")
    rendered: str = renderer.renderToken(tokens, at, options, env)
    return rendered


_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
_markdown.add_render_rule("code_inline", _code)
_markdown.add_render_rule("heading_open", _heading)
_markdown.add_render_rule("link_open", _link)


@lru_cache(maxsize=4096)
def inline(text: str) -> SafeString:
    """Return one line of Markdown as HTML without a block around it."""
    return _clean(_markdown.renderInline(text), INLINE)


@lru_cache(maxsize=2048)
def block(text: str) -> SafeString:
    """Return Markdown as paragraphs, lists, tables and headings."""
    return _clean(_markdown.render(text), BLOCK)


def inline_linked(text: str, address_of: AddressOf) -> SafeString:
    """Return one line of Markdown whose code spans are links where ``address_of`` gives an address for them."""
    return _clean(_markdown.renderInline(text, {"address_of": address_of}), INLINE)


def block_linked(text: str, address_of: AddressOf) -> SafeString:
    """Return Markdown as blocks whose code spans are links where ``address_of`` gives an address for them."""
    return _clean(_markdown.render(text, {"address_of": address_of}), BLOCK)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return one line of Markdown as bare text, for titles, descriptions and copied notes."""
    tokens = _markdown.parseInline(text)
    return "".join(child.content or " " for token in tokens for child in token.children or () if child.nesting == 0)


def bare(text: str) -> str:
    """Return a text of a note for a box that shows no Markdown: without the marks of code, all else as it stands.

    A reply quotes values of a paste, and those may hold anything that Markdown would read as its own.
    """
    return text.replace("`", "")


def _clean(html: str, tags: set[str]) -> SafeString:
    cleaned = nh3.clean(
        html,
        tags=tags,
        attributes=ATTRIBUTES,
        set_tag_attribute_values={"pre": {"tabindex": "0"}},  # a block of code scrolls, so the keyboard has to reach it
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return mark_safe(cleaned)  # nh3 let nothing through that is not on the lists above
