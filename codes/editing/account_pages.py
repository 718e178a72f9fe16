"""Log-in, log-out and one's own password, in the portal's design."""

from __future__ import annotations

import time
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth import get_user_model, update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from ops.log_in import LogInForm, TooManyAttempts, count_attempt, forget_attempts
from ops.second_factor import check, has_second_factor, wait_for_code

from .. import audit_trail
from .access import account_holders_only

PENDING = "log-in"  # in the session: whose password was right, until a code follows
PENDING_SECONDS = 300


class ProvingForm(forms.Form):
    """A form that asks its sender to prove who they are."""

    def __init__(self, data: Any, request: HttpRequest, user: Any) -> None:
        super().__init__(data)
        self.request, self.user = request, user


class CodeForm(ProvingForm):
    """A code of the app, or a recovery code. ``device`` is what took it."""

    code = forms.CharField(max_length=30)
    device: Any = None

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        count_attempt(self.request, self.user.get_username())
        if wait := wait_for_code(self.user, code):
            raise TooManyAttempts(wait)
        self.device = check(self.user, code)
        if self.device is None:
            audit_trail.record("log_in_failed", self.user.get_username(), "wrong code")
            raise ValidationError(_("This code is wrong or was used before. Wait for the next one."))
        return code


class PasswordAgainForm(ProvingForm):
    """The password of who is logged in, for what a stolen session must not do."""

    password = forms.CharField(strip=False)

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        check_password(self.request, self.user, password)
        return password


class NewPasswordForm(PasswordChangeForm):
    """The old password, which counts as an attempt, and the new one twice."""

    def __init__(self, data: Any, request: HttpRequest) -> None:
        user: Any = request.user
        super().__init__(user, data)
        self.request = request

    def clean_old_password(self) -> str:
        password: str = self.cleaned_data["old_password"]
        check_password(self.request, self.user, password)
        return password


def check_password(request: HttpRequest, user: Any, password: str) -> None:
    """Raise ValidationError where this is not the password of ``user``, or there were too many attempts."""
    count_attempt(request, user.get_username())
    if not user.check_password(password):
        audit_trail.record("log_in_failed", user.get_username(), "password asked again")
        raise ValidationError(_("This is not your password."))
    forget_attempts(request, user.get_username())


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Name and password; ``next`` is where to go on, on this site only."""
    form = LogInForm(request, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user = form.get_user()
        if not has_second_factor(user):
            return _entered(request, user, _next(request))
        request.session.cycle_key()
        until = time.time() + PENDING_SECONDS
        proof = user.get_session_auth_hash()
        request.session[PENDING] = {"user": user.pk, "proof": proof, "until": until, "next": _next(request)}
        return redirect("edit:log-in-code")
    return answer(request, "codes/edit_log_in.html", form, next=_next(request))


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def log_in_code(request: HttpRequest) -> HttpResponse:
    """The code after the password. Nobody is logged in before it is right."""
    user = _pending(request)
    if user is None:
        return redirect("edit:log-in")
    form = CodeForm(request.POST if request.method == "POST" else None, request, user)
    if request.method == "POST" and form.is_valid():
        user.otp_device = form.device  # the log-in notes it in the session
        return _entered(request, user, request.session.pop(PENDING)["next"])
    return answer(request, "codes/edit_log_in_code.html", form)


def _pending(request: HttpRequest) -> Any:
    """Return whose password was right a moment ago, and is the same still."""
    pending = request.session.get(PENDING)
    if not pending or pending["until"] < time.time():
        return None
    user: Any = get_user_model().objects.filter(pk=pending["user"], is_active=True).first()
    return user if user and constant_time_compare(pending["proof"], user.get_session_auth_hash()) else None


def _entered(request: HttpRequest, user: Any, path: str) -> HttpResponseRedirect:
    if request.user.is_authenticated:
        request.session.cycle_key()  # which Django leaves out where the same person logs in again
    auth.login(request, user)
    return redirect(path or settings.LOGIN_REDIRECT_URL)


def _next(request: HttpRequest) -> str:
    """Return the path on this site to go on with, "" for any other."""
    path = request.POST.get("next", request.GET.get("next", ""))
    is_own = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_own else ""


@never_cache
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    auth.logout(request)
    messages.success(request, _("You are logged out."))
    return redirect("edit:log-in")


@account_holders_only
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """One's own password; a new one ends every other session."""
    form = NewPasswordForm(request.POST if request.method == "POST" else None, request)
    if request.method == "POST" and form.is_valid():
        update_session_auth_hash(request, form.save())
        messages.success(request, _("Your password is changed. You are logged out everywhere else."))
        return redirect("edit:password")
    return answer(request, "codes/edit_password.html", form)


def answer(request: HttpRequest, template: str, form: forms.BaseForm | None = None, **context: Any) -> HttpResponse:
    """Render a page; status 429 with the seconds to wait where its form refused an attempt unread."""
    response = render(request, template, {"form": form, **context})
    faults = [fault for of_field in form.errors.as_data().values() for fault in of_field] if form else []
    if wait := max((fault.wait for fault in faults if isinstance(fault, TooManyAttempts)), default=0):
        response.status_code = 429
        response.headers["Retry-After"] = str(wait)
    return response
