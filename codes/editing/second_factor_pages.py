"""One's own second factor: switch it on, make new recovery codes, switch it off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_otp import login as note_in_session

from ops import second_factor as factor
from ops.log_in import TooManyAttempts

from .. import audit_trail
from .access import account_holders_only
from .account_pages import CodeForm, PasswordAgainForm, answer

PAGE = "codes/edit_second_factor.html"
BEGUN = "second-factor"  # in the session: the device that this browser was shown


class FirstCodeForm(forms.Form):
    """A code of the secret that was just shown. ``device`` is what took it."""

    code = forms.CharField(max_length=30)
    device: Any = None

    def __init__(self, data: Any, user: Any) -> None:
        super().__init__(data)
        self.user = user

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        shown = factor.begun(self.user)
        if shown and (wait := factor.wait_of(shown)):
            raise TooManyAttempts(wait)
        self.device = factor.confirm(self.user, code)
        if self.device is None:
            raise ValidationError(_("This code is wrong. Check the clock of your phone and try the next one."))
        return code


class ProofForm(CodeForm, PasswordAgainForm):
    """Password and code, for what weakens the second factor."""

    field_order = ("password", "code")

    def clean_code(self) -> str:
        """A code is used up: not by somebody whose password was wrong."""
        return "" if "password" in self.errors else super().clean_code()


@account_holders_only
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """``do`` names the step: begin or confirm where it is off, codes or off where it is on."""
    step = request.POST.get("do", "")
    if factor.has_second_factor(request.user):
        return _changed(request, step) if step in ("codes", "off") else _on(request)
    if step == "begin":
        return _begun(request)
    return _confirmed(request) if step == "confirm" else _off(request)


def _on(request: HttpRequest, form: ProofForm | None = None) -> HttpResponse:
    return answer(request, PAGE, form or ProofForm(None, request, request.user), is_on=True)


def _off(request: HttpRequest, form: PasswordAgainForm | None = None) -> HttpResponse:
    return answer(request, PAGE, form or PasswordAgainForm(None, request, request.user))


def _begun(request: HttpRequest) -> HttpResponse:
    """Show a new secret, once the password was given again."""
    form = PasswordAgainForm(request.POST, request, request.user)
    if not form.is_valid():
        return _off(request, form)
    device = factor.begin(request.user)
    request.session[BEGUN] = device.pk
    return _secret(request, device)


def _secret(request: HttpRequest, device: Any, form: FirstCodeForm | None = None) -> HttpResponse:
    form = form or FirstCodeForm(None, request.user)
    return answer(request, PAGE, form, qr=factor.qr_code(device), secret=factor.secret_text(device))


def _codes(request: HttpRequest) -> HttpResponse:
    """Show new recovery codes, this once."""
    return answer(request, PAGE, is_on=True, codes=factor.new_recovery_codes(request.user))


def _confirmed(request: HttpRequest) -> HttpResponse:
    """Switch it on where the app shows the right code, and show the recovery codes once."""
    device = factor.begun(request.user)
    if device is None or request.session.get(BEGUN) != device.pk:
        return redirect("edit:second-factor")
    form = FirstCodeForm(request.POST, request.user)
    if not form.is_valid():
        return _secret(request, device, form)
    del request.session[BEGUN]
    request.session.cycle_key()
    note_in_session(request, form.device)
    audit_trail.record("second_factor", request.user.get_username(), "switched on")
    return _codes(request)


def _changed(request: HttpRequest, step: str) -> HttpResponse:
    form = ProofForm(request.POST, request, request.user)
    if not form.is_valid():
        return _on(request, form)
    if step == "codes":
        audit_trail.record("second_factor", request.user.get_username(), "new recovery codes")
        return _codes(request)
    factor.switch_off(request.user)
    audit_trail.record("second_factor", request.user.get_username(), "switched off")
    messages.success(request, _("The second factor is off. Your password alone logs you in."))
    return redirect("edit:second-factor")
