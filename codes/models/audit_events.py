"""The audit trail: who did what, kept where nobody who edits can change it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

KINDS = (
    ("log_in", "Logged in"),
    ("log_in_failed", "Log-in failed"),
    ("locked_out", "Locked out after too many attempts"),
    ("log_out", "Logged out"),
    ("password", "Password set"),
    ("second_factor", "Second factor changed"),
    ("account", "Account changed"),
    ("rights", "Rights changed"),
    ("publication", "Published"),
    ("sent_back", "Sent back"),
    ("revert", "Went back to an old text"),
    ("bulk", "Changed many at once"),
    ("import", "Compared or decided on the vendor's page"),
)


class UnchangeableError(Exception):
    """An attempt to change or delete a line of the audit trail."""


class AuditQuerySet(models.QuerySet["AuditEvent"]):
    """Refuses early what the database's triggers refuse in any case."""

    def update(self, **_: Any) -> int:
        raise UnchangeableError("The audit trail is never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise UnchangeableError("The audit trail is pruned by a command only.")

    def prune(self, before: datetime) -> int:
        """Delete what is older, and return how many. The database refuses where that is younger than a year."""
        return models.QuerySet.delete(self.filter(moment__lt=before))[0]


class AuditEvent(models.Model):
    """One line of the trail. ``person`` is the name at that time, "" for strangers and the command line.

    ``subject`` is what it was done to: an entry, an account, a group; ``words`` say more. ``network`` is a keyed hash
    of the client's network: equal hashes mean the same network, and nothing else can be read from them. There is no
    foreign key: the trail outlives accounts, and a cascade would change it. Triggers of the database refuse changes; a
    migration that alters this table on SQLite rebuilds it, and has to create them again.
    """

    moment = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=20, choices=KINDS)
    person = models.CharField(max_length=150, blank=True, db_index=True)
    subject = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    network = models.CharField(max_length=16, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person or 'nobody'} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise UnchangeableError("The audit trail is never changed.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_: Any, **__: Any) -> tuple[int, dict[str, int]]:
        raise UnchangeableError("The audit trail is pruned by a command only.")
