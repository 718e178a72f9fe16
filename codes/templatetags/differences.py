"""Shows two texts as one, with marks for what was removed and added."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from exchange_errors.language.word_differences import ComparedRun, shortened, word_differences

register = template.Library()


@register.simple_tag
def differences(before: str, after: str, whole: bool = False) -> SafeString:
    """Return the texts with ``<del>`` and ``<ins>``, which say their meaning to a screen reader too.

    What is unchanged is cut to the surroundings of a change, unless the ``whole`` text is wanted.
    """
    parts = word_differences(before, after)
    return format_html_join("", "{}", ((_marked(part),) for part in (parts if whole else shortened(parts))))


def _marked(part: ComparedRun) -> SafeString:
    if part.change == "same":
        return format_html("{}", part.text)
    tag, says = ("del", gettext("removed")) if part.change == "removed" else ("ins", gettext("added"))
    mark = '<{0}><span class="unseen">[{1}: </span>{2}<span class="unseen">]</span></{0}>'
    return format_html(mark, tag, says, part.text)
