"""Writes the audit trail: log-ins and log-outs, passwords, rights, and what becomes of notes.

Names that nobody has are left out, because people type passwords where the name belongs.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from simple_history.models import HistoricalRecords

from ops.log_in import locked_out
from ops.rate_limits import client_network, take

from .models import AuditEvent

User = get_user_model()
HOUR = 3600
FAILURES_AN_HOUR = 1000  # of the whole site; a flood of strangers must not fill the disk
WATCHED = {  # and what the trail calls them
    "username": "name",
    "is_active": "may log in",
    "is_staff": "may enter the admin",
    "is_superuser": "may do everything",
}

FLAGS = {True: "yes", False: "no"}


def record(kind: str, subject: str = "", words: str = "", person: Any = None) -> None:
    """Write one line. ``person`` is who did it, by default the user of the request."""
    request = getattr(HistoricalRecords.context, "request", None)
    person = person or getattr(request, "user", None)
    AuditEvent.objects.create(
        moment=timezone.now(),
        kind=kind,
        person=person.get_username()[:150] if person else "",
        subject=subject[:200],
        words=words,
        network=_network(request),
    )


def _network(request: HttpRequest | None) -> str:
    """Return a keyed hash: without a key, all IPv4 addresses are tried in a minute. "" on the command line."""
    if request is None:
        return ""
    network = client_network(request.META.get("REMOTE_ADDR", ""))
    return hmac.new(f"audit {settings.SECRET_KEY}".encode(), network.encode(), hashlib.sha256).hexdigest()[:16]


@receiver(user_logged_in)
def logged_in(request: HttpRequest, user: Any, **_: Any) -> None:
    second = "with a second factor" if getattr(user, "otp_device", None) else ""
    record("log_in", words=second, person=user)


@receiver(user_logged_out)
def logged_out(user: Any, **_: Any) -> None:
    if user:
        record("log_out", person=user)


@receiver(user_login_failed)
def log_in_failed(credentials: dict[str, Any], **_: Any) -> None:
    if not take("audit of failures", "", HOUR / FAILURES_AN_HOUR, HOUR):
        record("log_in_failed", _known_name(str(credentials.get("username", ""))))


@receiver(locked_out)
def locked_out_once(address: str, name: str, wait: float, **_: Any) -> None:
    """Write the first refusal only, until an attempt could be made again."""
    if not take(f"audit of {name}", address, wait, wait):
        record("locked_out", _known_name(name))


def _known_name(typed: str) -> str:
    user = User.objects.filter(username__iexact=typed[:150].replace("\x00", "")).first()
    return user.get_username() if user else "(no such account)"


@receiver(pre_save, sender=User)
def remember(instance: Any, update_fields: Any = None, **_: Any) -> None:
    """Remember the stored values for ``account_changed``; a log-in only writes its time."""
    if instance.pk and (update_fields is None or set(WATCHED) & set(update_fields)):
        instance.before_save = User.objects.filter(pk=instance.pk).values(*WATCHED).first()


@receiver(post_save, sender=User)
def account_changed(instance: Any, created: bool, **_: Any) -> None:
    before = instance.__dict__.pop("before_save", None)
    if instance._password is not None:  # set now, and no new hash of the same one
        record("password", instance.get_username())
    now = {name: getattr(instance, name) for name in WATCHED}
    if created:
        rights = [words for name, words in WATCHED.items() if now[name] is True]
        record("account", instance.get_username(), ", ".join(["made", *rights]))
    elif before and (changes := {name: now[name] for name in WATCHED if now[name] != before[name]}):
        record("account", before["username"], _words(changes))


def _words(changes: dict[str, Any]) -> str:
    return ", ".join(f"{WATCHED[name]}: {FLAGS.get(value, value)}" for name, value in changes.items())


@receiver(post_delete, sender=User)
def account_deleted(instance: Any, **_: Any) -> None:
    record("account", instance.get_username(), "deleted")


@receiver(post_save, sender=Group)
def group_saved(instance: Group, created: bool, **_: Any) -> None:
    record("rights", f"group {instance.name}", "made" if created else "saved")


@receiver(post_delete, sender=Group)
def group_deleted(instance: Group, **_: Any) -> None:
    record("rights", f"group {instance.name}", "deleted")


def rights_changed(instance: Any, action: str, reverse: bool, model: Any, pk_set: Any, **_: Any) -> None:
    """``instance`` was given or lost ``pk_set``; ``reverse`` where a group was given people."""
    verb = {"post_add": "given", "post_remove": "taken away", "pre_clear": "all taken away"}.get(action)
    if verb is None or (pk_set is not None and not pk_set):
        return
    others = model._default_manager.filter(pk__in=pk_set or ())
    record("rights", _named(instance), " ".join([verb, ", ".join(map(_named, others))]).strip())


def _named(instance: Any) -> str:
    kind = "group " if isinstance(instance, Group) else ""
    return f"{kind}{getattr(instance, 'codename', None) or instance}"


for through in (User.groups.through, User.user_permissions.through, Group.permissions.through):
    m2m_changed.connect(rights_changed, sender=through, dispatch_uid=f"audit-{through.__name__}")
