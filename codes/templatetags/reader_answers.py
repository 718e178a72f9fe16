"""Where pages ask their readers: "Did this solve it?", and the way to report a mistake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from ..known_pages import known_page
from ..models.feedback import KEPT, MOST_CHARACTERS, REASONS

register = template.Library()


@register.inclusion_tag("codes/_solved.html")
def solved(place: str, about: str | Sequence[str]) -> Mapping[str, Any]:
    """Ask whether it was solved; ``about`` is an id or several, and all that goes along with an answer."""
    ids = [about] if isinstance(about, str) else about
    return {"place": place, "about": ids, "reasons": REASONS, "most": MOST_CHARACTERS, "days": KEPT.days}


@register.simple_tag(takes_context=True)
def feedback_address(context: Mapping[str, Any]) -> str:
    """Return the address of the form that reports a mistake on this page; without it on a page that is none of ours."""
    request = context.get("request")
    page = known_page(request.path).path if request else ""
    return reverse("codes:feedback") + (f"?{urlencode({'page': page}, safe='/')}" if page else "")
