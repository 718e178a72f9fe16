"""The editors' site: Django's admin with a log-in that cannot be guessed at.

Attempts are counted for an address and a user name together, so that a stranger elsewhere cannot lock an editor out,
and for an address alone, so that one machine cannot try one password on many names. The counters are shared by all
workers, and by all machines where REDIS_URL is set.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from codes.limits import client_network

ATTEMPTS = 10  # for one user name from one address
ATTEMPTS_OF_ADDRESS = 40  # for all names together: an office behind one address has several editors
WAIT_SECONDS = 900  # after the first attempt, everything is forgotten


class LogInForm(AdminAuthenticationForm):
    """Refuses without looking at the password once there were too many attempts."""

    refused = False

    def clean(self) -> dict[str, Any]:
        counted = self._counted()
        if any(_count(key) > most for key, most in counted):
            self.refused = True
            minutes = WAIT_SECONDS // 60
            raise ValidationError(f"Too many attempts from your address. Wait {minutes} minutes, then try again.")
        cleaned = super().clean()
        cache.delete(counted[0][0])  # it is the editor: earlier slips no longer count
        return cleaned

    def _counted(self) -> list[tuple[str, int]]:
        address = client_network(self.request.META.get("REMOTE_ADDR", "")) if self.request else "unknown"
        typed = str(self.cleaned_data.get("username", "")).casefold()
        name = hashlib.blake2b(typed.encode(), digest_size=12).hexdigest()
        return [(f"log-in:{address}:{name}", ATTEMPTS), (f"log-in:{address}", ATTEMPTS_OF_ADDRESS)]


class Site(AdminSite):
    site_header = site_title = "Exchange Error Codes"
    index_title = "Notes on the codes"
    login_form = LogInForm

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Django's log-in, with the status that says so where it refused to look."""
        answer = super().login(request, extra_context)
        form = (getattr(answer, "context_data", None) or {}).get("form")
        if getattr(form, "refused", False):
            answer.status_code = 429
            answer.headers["Retry-After"] = str(WAIT_SECONDS)
        return answer


def _count(key: str) -> int:
    """Count one attempt and return how many there were."""
    cache.add(key, 0, WAIT_SECONDS)
    try:
        return cache.incr(key)
    except ValueError:  # forgotten in between
        cache.set(key, 1, WAIT_SECONDS)
        return 1
