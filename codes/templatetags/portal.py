"""What the templates need beyond Django's own: addresses, words for values, Markdown, highlighted words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from exchange_errors.report.placeholders import fill

from .. import labels, links, markdown
from ..store import snapshot

register = template.Library()

register.simple_tag(links.absolute)
register.filter("page_path", links.page_path)
register.filter("inline_markdown", markdown.inline)
register.filter("markdown", markdown.block)
register.filter("plain", markdown.plain)
register.filter("bare", markdown.bare)
register.filter("http_status", labels.http_status)
register.filter("http_sentence", labels.http_sentence)
register.filter("retry_sentence", labels.retry_sentence)
register.filter("retry_details", labels.retry_details)
register.filter("outcome_sentences", labels.outcome_sentences)


@register.simple_tag
def catalogue_version() -> str:
    return snapshot.current().catalogue.version


@register.simple_tag
def subject() -> str | Promise:
    """Return which exchange and API the site is about; it needs no context, as pages about errors have none."""
    return labels.SUBJECT


@register.simple_tag
def independence() -> str | Promise:
    return labels.INDEPENDENCE


@register.simple_tag
def absolute_static(path: str) -> str:
    """Return the full address of a static file, for readers that do not resolve a path."""
    return links.absolute(static(path))


@register.simple_tag(takes_context=True)
def section(context: Mapping[str, Any], name: str) -> SafeString | str:
    """Mark the section of the masthead that the page belongs to; a view names it as ``section``."""
    return SafeString(' aria-current="true"') if context.get("section") == name else ""


@register.simple_tag(takes_context=True)
def glossed(context: Mapping[str, Any], text: str) -> SafeString:
    """Render a line of a note with links to the glossary; the page's view gives the ``glossed`` that keeps count."""
    rendered: SafeString = context["glossed"].inline(text)
    return rendered


@register.simple_tag(takes_context=True)
def glossed_block(context: Mapping[str, Any], text: str) -> SafeString:
    """Render paragraphs of a note with links to the glossary."""
    rendered: SafeString = context["glossed"].block(text)
    return rendered


@register.filter
def filled(text: str) -> str:
    """Return a text for the desk without its blanks, such as ``{instrument}``: no case is at hand to fill them from."""
    return fill(text, {})


@register.filter
def label(value: str, kind: str) -> Any:
    """Return the reader's words for a value: ``{{ advice|label:"RETRY" }}``."""
    return getattr(labels, kind).get(value, value)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return a drawing of the sprite, as decoration."""
    return _drawing(name, "icon")


@register.simple_tag
def impact(value: str, silent: bool = False) -> SafeString:
    """Return the shape of an impact, read out unless the word is printed next to it."""
    shape = f"impact-{value.removeprefix('check_')}"
    return _drawing(shape, f"impact {shape}", "" if silent else str(labels.IMPACT[value]))


@register.simple_tag
def who(owner: str) -> SafeString:
    """Return the badge of a person who can act: an icon and a word."""
    return format_html('<span class="who">{}<span>{}</span></span>', owner_icon(owner), labels.OWNER.get(owner, owner))


@register.simple_tag
def owner_icon(owner: str) -> SafeString | str:
    return _drawing(labels.OWNER_ICON[owner], "icon") if owner in labels.OWNER_ICON else ""


def _drawing(name: str, classes: str, words: str = "") -> SafeString:
    address = f"{static('img/icons.svg')}#{name}"
    if words:
        return format_html('<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>', classes, words, address)
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', classes, address)


@register.simple_tag
def anchor(target: str) -> SafeString:
    """Return the sign of a heading that gives its part an address to copy."""
    return format_html('<a class="anchor" href="#{}" aria-label="{}">#</a>', target, gettext("Link to this part"))


@register.filter
def breakable(name: str) -> SafeString:
    """Let a long UPPER_SNAKE name wrap at its underscores."""
    return SafeString(conditional_escape(name).replace("_", "_<wbr>"))
