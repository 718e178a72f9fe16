"""The editors' log-in: a limit on attempts, one page for every part of the site, and the second factor.

Attempts are counted for an address and a user name together, so that a stranger elsewhere cannot lock an editor out,
and for an address alone, so that one machine cannot try one password on many names. The counters are shared by all
workers, and by all machines where REDIS_URL is set.
"""

from __future__ import annotations

import math
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import resolve
from django.utils.translation import ngettext

from .rate_limits import forget, take
from .second_factor import lacks_second_factor

ATTEMPTS = 10  # at once, for one user name from one address
ATTEMPTS_OF_ADDRESS = 40  # at once, for all names together: an office behind one address has several editors
MINUTE = 60
WAIT_SECONDS = 900  # after which so many may be made again; one by one, they may be made sooner

locked_out = Signal()  # address, name, wait in seconds


class TooManyAttempts(ValidationError):
    """An attempt that is refused unread; ``wait`` is for how many seconds."""

    def __init__(self, wait: int) -> None:
        self.wait = wait
        if wait < MINUTE:
            count = wait
            words = ngettext("Wait %(n)d second, then try again.", "Wait %(n)d seconds, then try again.", count)
        else:
            count = math.ceil(wait / MINUTE)
            words = ngettext(
                "Too many attempts. Wait %(n)d minute, then try again.",
                "Too many attempts. Wait %(n)d minutes, then try again.",
                count,
            )
        super().__init__(words, code="wait", params={"n": count})


def count_attempt(request: HttpRequest, name: str) -> None:
    """Count an attempt to prove that one is ``name``. Raises TooManyAttempts instead where there were many."""
    address = request.META.get("REMOTE_ADDR", "")
    # The address first: once it is over, no name takes up a counter.
    wait = _attempt("log-in", address, ATTEMPTS_OF_ADDRESS) or _attempt(_bucket(name), address, ATTEMPTS)
    if wait:
        locked_out.send(None, address=address, name=name, wait=wait)
        raise TooManyAttempts(wait)


def forget_attempts(request: HttpRequest, name: str) -> None:
    """Let earlier attempts no longer count: the last one was right."""
    forget(_bucket(name), request.META.get("REMOTE_ADDR", ""))


def _bucket(name: str) -> str:
    return f"log-in as {name.casefold()}"


def _attempt(what: str, address: str, at_once: int) -> int:
    """Count one attempt; return 0, or for how many seconds to wait instead."""
    return take(what, address, WAIT_SECONDS / at_once, WAIT_SECONDS)


class LogInForm(AuthenticationForm):
    """Name and password; refuses without checking the password after too many attempts."""

    def clean(self) -> dict[str, Any]:
        assert self.request
        name = str(self.cleaned_data.get("username", ""))
        count_attempt(self.request, name)
        cleaned = super().clean()
        forget_attempts(self.request, name)
        return cleaned


class EditorsSite(AdminSite):
    """Django's admin behind the workplace's own log-in."""

    site_header = site_title = "Exchange Error Codes"
    index_title = "Users and groups"

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and not lacks_second_factor(request.user)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The workplace's log-in; people who only lack the second factor are sent to set it up."""
        if request.method == "GET" and self.has_permission(request):
            return redirect("admin:index")
        if super().has_permission(request) and lacks_second_factor(request.user):
            return redirect("edit:second-factor")
        view: Any = resolve(resolve_url(settings.LOGIN_URL)).func
        return view(request)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The workplace's page, which counts attempts and ends other sessions."""
        return redirect("edit:password")
