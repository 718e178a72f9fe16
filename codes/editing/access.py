"""Who may enter the editors' workplace."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ops.second_factor import lacks_second_factor

View = Callable[..., Any]


def account_holders_only(view: View) -> View:
    """Ask strangers to log in; no cache keeps a page of the workplace."""
    return never_cache(login_required(view))


def editors_only(view: View) -> View:
    """Ask strangers to log in and refuse accounts that are not editors.

    Where the site demands a second factor, people who may publish have to set one up first.
    """
    allowed = permission_required("codes.view_draft", raise_exception=True)(_second_factor_first(view))
    return account_holders_only(allowed)


def _second_factor_first(view: View) -> View:
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.has_perm("codes.publish_draft") and lacks_second_factor(request.user):
            messages.info(request, _("This site asks everyone who publishes for a second factor. Switch it on first."))
            return redirect("edit:second-factor")
        return view(request, *args, **kwargs)

    return checked
