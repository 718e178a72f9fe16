"""Notes to HTML: CommonMark without raw HTML, then cleaned once more, so that no note can carry a script."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from .syntax import marked

PopoverOf = Callable[[str], str | None]
LinkOf = Callable[[str], str | None]
# "signing guide", or a number of three to six digits that is no HTTP status, no part of a longer number, no quantity.
NAMED = re.compile(
    r"(?<![\w-])[A-Za-z][\w-]+ guide\b"
    r"|(?<!HTTP )(?<!HTTP status )(?<![\w.,/:#&-])\d{3,6}(?![\w%/-]|[.,:]\d"
    r"|\s(?:ms|(?:milli)?seconds?|minutes?|hours?|days?|bytes|characters)\b)"
)

LINK_ENDS = {"link_open": 1, "link_close": -1}
INLINE = {"a", "code", "em", "strong", "br"}
BLOCK = INLINE | {"p", "ul", "ol", "li", "pre", "blockquote", "h2", "h3", "h4", "hr"}
BLOCK |= {"table", "thead", "tbody", "tr", "th", "td"}
PROSE = BLOCK | {"button", "span"}
PROSE_ATTRIBUTES = {
    "a": {"href", "rel", "class", "title", "aria-label"},
    "button": {"type", "class", "popovertarget"},
    "span": {"class"},
    "td": {"data-head"},
    "h2": {"id"},
    "h3": {"id"},
}
ATTRIBUTES = {"a": {"href", "rel"}, "h2": {"id"}, "h3": {"id"}}
# A wide table scrolls in its own box, which the keyboard has to reach. Three columns stack where the page is narrow.
TABLE = '<div class="scroller" tabindex="0" role="region" aria-label="{}"><table class="grid{}">'
TABLE_END = "</table></div>"
SCHEMES = {"https", "http"}
OUTSIDE = re.compile(r"\s*([a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


def _code(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    """Render a code span, as a button where the page knows what it means."""
    text = tokens[at].content
    if popover := env["popover_of"](text) if "popover_of" in env else None:
        return (
            f'<button type="button" class="term" popovertarget="{escape(popover)}"><code>{escape(text)}</code></button>'
        )
    return f"<code>{escape(text)}</code>"


def _heading(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    """Render the begin of a heading with an id, so that it can be linked to."""
    return f'<{tokens[at].tag} id="{escape(_anchor(tokens[at + 1]))}">'


def _heading_end(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    """Render the end of a heading; in a guide with a link to itself."""
    end = f"</{tokens[at].tag}>"
    if "headings" not in env:
        return end
    anchor, words = escape(_anchor(tokens[at - 1])), plain(tokens[at - 1].content)
    if tokens[at].tag == "h2":
        env["headings"].append((anchor, words))
    label = escape(_("Link to “%(heading)s”") % {"heading": words})
    return f' <a class="anchor" href="#{anchor}" aria-label="{label}">#</a>{end}'


def _fence(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    """Render a block of code; in a guide with its syntax marked, where the guide names the language."""
    language, source = tokens[at].info.strip(), tokens[at].content
    html = marked(source, language) if language and "headings" in env else escape(source)
    return f"<pre><code>{html}</code></pre>\n"


def _anchor(heading: Token) -> str:
    return re.sub(r"[^\w]+", "-", heading.content.casefold()).strip("-")


def _text(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    """Render plain words; the codes and guides that they name are links, where the page wants them."""
    text = str(escape(tokens[at].content))
    open_links = sum(LINK_ENDS.get(token.type, 0) for token in tokens[:at])
    if open_links or env.get("link_of") is None:
        return text
    return NAMED.sub(lambda words: env["link_of"](words[0]) or words[0], text)


def _link(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    """Render the begin of a link. One to another host says so: ``//host`` is one too, though it names no scheme."""
    if OUTSIDE.match(str(tokens[at].attrGet("href") or "")):
        tokens[at].attrSet("rel", "noopener noreferrer")
    rendered: str = renderer.renderToken(tokens, at, options, env)
    return rendered


def _cell(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    """Render the begin of a cell with the head of its column, which a narrow page shows above the cell."""
    table = max(place for place in range(at) if tokens[place].type == "table_open")
    heads = [tokens[place + 1].content for place in range(table, at) if tokens[place].type == "th_open"]
    row = max(place for place in range(at) if tokens[place].type == "tr_open")
    column = sum(token.type == "td_open" for token in tokens[row:at])
    return f'<td data-head="{escape(plain(heads[column]))}">'


_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
_markdown.add_render_rule("code_inline", _code)
_markdown.add_render_rule("heading_open", _heading)
_markdown.add_render_rule("heading_close", _heading_end)
_markdown.add_render_rule("text", _text)
_markdown.add_render_rule("fence", _fence)
_markdown.add_render_rule("td_open", _cell)
_markdown.add_render_rule("link_open", _link)


@lru_cache(maxsize=4096)
def inline(text: str) -> SafeString:
    """Return one line of Markdown as HTML without a block around it."""
    return _clean(_markdown.renderInline(text), INLINE)


@lru_cache(maxsize=2048)
def block(text: str) -> SafeString:
    """Return Markdown as paragraphs, lists, tables and headings."""
    return _clean(_markdown.render(text), BLOCK)


def inline_explained(text: str, popover_of: PopoverOf, link_of: LinkOf | None = None) -> SafeString:
    """Return one line of Markdown whose code spans open the popover whose id ``popover_of`` gives for them.

    ``link_of`` gives the HTML of a link for a number, or for words such as "signing guide"; None for no link.
    """
    env = {"popover_of": popover_of, "link_of": link_of}
    return _clean(_markdown.renderInline(text, env), INLINE | {"button"}, PROSE_ATTRIBUTES)


def block_explained(text: str, popover_of: PopoverOf, link_of: LinkOf | None = None) -> SafeString:
    """Return Markdown as blocks, with the popovers and links of ``inline_explained``."""
    return _clean(_markdown.render(text, {"popover_of": popover_of, "link_of": link_of}), PROSE, PROSE_ATTRIBUTES)


def prose(text: str, popover_of: PopoverOf, link_of: LinkOf) -> tuple[SafeString, list[tuple[str, str]]]:
    """Return a guide as HTML, and the anchor and the words of each of its second-level headings.

    ``popover_of`` and ``link_of`` are those of ``inline_explained``.
    """
    env: dict[str, Any] = {"popover_of": popover_of, "link_of": link_of, "headings": []}
    before, *tables = _clean(_markdown.render(text, env), PROSE, PROSE_ATTRIBUTES).split("<table>")
    names = (escape(_("Table %(number)d") % {"number": number}) for number, _table in enumerate(tables, 1))
    html = before + "".join(
        TABLE.format(name, " stacks" if table.count("<th>") > 2 else "") + table
        for name, table in zip(names, tables, strict=True)
    )
    return mark_safe(html.replace("</table>", TABLE_END)), env["headings"]


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return one line of Markdown as bare text, for titles, descriptions and copied notes."""
    tokens = _markdown.parseInline(text)
    return "".join(child.content or " " for token in tokens for child in token.children or () if child.nesting == 0)


def bare(text: str) -> str:
    """Return a text of a note for a box that shows no Markdown: without the marks of code, all else as it stands.

    A reply quotes values of a paste, which may contain anything that Markdown would interpret.
    """
    return text.replace("`", "")


def _clean(html: str, tags: set[str], attributes: dict[str, set[str]] = ATTRIBUTES) -> SafeString:
    cleaned = nh3.clean(
        html,
        tags=tags,
        attributes=attributes,
        set_tag_attribute_values={"pre": {"tabindex": "0"}},  # a block of code scrolls, so the keyboard has to reach it
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return mark_safe(cleaned)  # nh3 let nothing through that is not on the lists above
