"""The editors' site: Django's admin with a limit on log-in attempts.

Attempts are counted for an address and a user name together, so that a stranger elsewhere cannot lock an editor out,
and for an address alone, so that one machine cannot try one password on many names. The counters are shared by all
workers, and by all machines where REDIS_URL is set.
"""

from __future__ import annotations

import math
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from .rate_limits import forget, take

ATTEMPTS = 10  # at once, for one user name from one address
ATTEMPTS_OF_ADDRESS = 40  # at once, for all names together: an office behind one address has several editors
WAIT_SECONDS = 900  # after which so many may be made again; one by one, they may be made sooner


class LogInForm(AdminAuthenticationForm):
    """Refuses without checking the password after too many attempts; ``wait`` is for how many seconds."""

    wait = 0

    def clean(self) -> dict[str, Any]:
        address = self.request.META.get("REMOTE_ADDR", "") if self.request else ""
        name = f"log-in as {str(self.cleaned_data.get('username', '')).casefold()}"
        # The address first: once it is over, no name takes up a counter.
        self.wait = _attempt("log-in", address, ATTEMPTS_OF_ADDRESS) or _attempt(name, address, ATTEMPTS)
        if self.wait:
            minutes = math.ceil(self.wait / 60)
            raise ValidationError(
                ngettext(
                    "Too many attempts from your address. Wait %(n)d minute, then try again.",
                    "Too many attempts from your address. Wait %(n)d minutes, then try again.",
                    minutes,
                ),
                params={"n": minutes},
            )
        cleaned = super().clean()
        forget(name, address)  # the password was right: earlier attempts no longer count
        return cleaned


def _attempt(what: str, address: str, at_once: int) -> int:
    """Count one attempt; return 0, or for how many seconds to wait instead."""
    return take(what, address, WAIT_SECONDS / at_once, WAIT_SECONDS)


class EditorsSite(AdminSite):
    site_header = site_title = "Exchange Error Codes"
    index_title = "Users and groups"
    login_form = LogInForm

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Django's log-in, with status 429 after too many attempts."""
        answer = super().login(request, extra_context)
        form = (getattr(answer, "context_data", None) or {}).get("form")
        if wait := getattr(form, "wait", 0):
            answer.status_code = 429
            answer.headers["Retry-After"] = str(wait)
        return answer
