"""A second factor at log-in: a code of an app (TOTP), or one of ten recovery codes that work once each.

django-otp keeps both, refuses a code that was used, and makes people wait longer after each wrong one.
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Callable
from datetime import datetime
from typing import Any

import segno
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString, mark_safe
from django_otp import verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 10


class VerifiedOnly:
    """Treat a session as a stranger's where its person has a second factor and the session has not shown it.

    Such a session began before the factor was switched on. This holds at every address, whatever a view asks for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user: Any = request.user
        request.user = SimpleLazyObject(lambda: _verified(user))  # type: ignore[assignment]
        return self.get_response(request)


def _verified(user: Any) -> Any:
    if user.is_authenticated and not user.is_verified() and has_second_factor(user):
        stranger: Any = AnonymousUser()
        stranger.otp_device, stranger.is_verified = None, lambda: False
        return stranger
    return user


def has_second_factor(user: Any) -> bool:
    return bool(TOTPDevice.objects.filter(user_id=user.pk, confirmed=True).exists())


def lacks_second_factor(user: Any) -> bool:
    """Say whether the site demands a second factor that this session has not shown."""
    return settings.EDITORS_NEED_SECOND_FACTOR and not user.is_verified()


def begin(user: Any) -> TOTPDevice:
    """Return a new secret, which counts once a code of it was shown; earlier ones that never did are gone."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    device: TOTPDevice = TOTPDevice.objects.create(user=user, name="app", confirmed=False)
    return device


def begun(user: Any) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=user, confirmed=False).first()


@transaction.atomic
def confirm(user: Any, code: str) -> TOTPDevice | None:
    """Switch the second factor on where ``code`` is of the secret that was begun; else return None."""
    device = begun(user)
    if device is None or has_second_factor(user) or not verify_token(user, device.persistent_id, _plain(code)):
        return None
    device.refresh_from_db()
    device.confirmed = True
    device.save()
    return device


def switch_off(user: Any) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


@transaction.atomic
def new_recovery_codes(user: Any) -> list[str]:
    """Return ten codes that work once each; earlier ones work no longer."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def check(user: Any, code: str) -> Any:
    """Return the device that takes the code, or None. A code is taken once."""
    device = _device(user, code)
    return verify_token(user, device.persistent_id, _plain(code)) if device else None


def wait_for_code(user: Any, code: str) -> int:
    """Return for how many seconds no such code is looked at, because of wrong ones before."""
    device = _device(user, code)
    return wait_of(device) if device else 0


def wait_of(device: Any) -> int:
    _allowed, why = device.verify_is_allowed()
    until: datetime | None = (why or {}).get("locked_until")
    return max(1, round((until - timezone.now()).total_seconds())) if until else 0


def _device(user: Any, code: str) -> Any:
    """Return the device that such a code is of: an app's has digits only. The other's waits do not grow with it."""
    kind = TOTPDevice if _plain(code).isdigit() else StaticDevice
    return kind.objects.filter(user=user, confirmed=True).first()


def _plain(code: str) -> str:
    return "".join(code.split()).casefold().replace("\x00", "")


def qr_code(device: TOTPDevice) -> SafeString:
    """Return the secret as SVG, drawn in attributes: a strict CSP lets it pass."""
    drawn = segno.make(device.config_url, error="m", micro=False)
    return mark_safe(drawn.svg_inline(scale=4, border=4, light="#fff", omitsize=True, svgclass="qr", lineclass=None))


def secret_text(device: TOTPDevice) -> str:
    """Return the secret in groups of four, for typing."""
    text = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
