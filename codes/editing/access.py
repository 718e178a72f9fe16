"""Who may enter the editors' workplace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required, permission_required
from django.views.decorators.cache import never_cache

View = Callable[..., Any]


def editors_only(view: View) -> View:
    """Ask strangers to log in and refuse people who are no editors; nothing of the workplace is kept by a cache."""
    refused = permission_required("codes.view_draft", raise_exception=True)(view)
    return never_cache(login_required(refused))
