"""What editors work on before readers see it: drafts with their comments, and a desk's own advice."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from exchange_errors.catalogue.entry import entry_id

from .catalogue_rows import Code, StoredJSON

OPEN = ("draft", "in_review")
STATES = (("draft", "Draft"), ("in_review", "In review"), ("published", "Published"), ("discarded", "Discarded"))


def _editor(**options: Any) -> models.ForeignKey[Any, Any]:
    """Return the column of a person; their work outlives their account."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", **options
    )


class DraftQuerySet(models.QuerySet["Draft"]):
    def open(self) -> DraftQuerySet:
        """Keep the drafts that are neither published nor discarded."""
        return self.filter(state__in=OPEN)

    def waiting(self) -> DraftQuerySet:
        """Keep the drafts that wait for a reviewer, the longest wait first."""
        return self.filter(state="in_review").order_by("changed_at", "id")


class Draft(models.Model):
    """A proposed text for one entry. An entry has one open draft at most, which all editors share.

    ``note`` is a whole note in the shape of ``note_data``; ``base`` is the published one that it began from.
    ``facts`` are the vendor's facts where the draft changes them too, None else; an entry that is not published yet
    has an empty ``base``. ``author`` began it, ``changed_by`` saved it last. ``version`` counts the saves: one that
    names an older version meets somebody else's.
    """

    entry_id = models.CharField(max_length=80, db_index=True)
    state = models.CharField(max_length=20, choices=STATES, default="draft")
    base = StoredJSON(default=dict, blank=True)
    note = StoredJSON(default=dict)
    facts = StoredJSON(null=True, blank=True)
    settles = models.CharField(
        max_length=64, default="", db_default="", blank=True, help_text="Digest of the file's text it was weighed with."
    )
    reason = models.TextField(blank=True, help_text="Why this change: kept in the history of the note.")
    version = models.PositiveIntegerField(default=1)
    author = _editor()
    changed_by = _editor()
    reviewer = _editor()
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ("-changed_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("entry_id",), condition=Q(state__in=OPEN), name="one_open_draft"),
        )
        permissions = (("publish_draft", "Can publish drafts of others, and send them back"),)

    def __str__(self) -> str:
        return f"{self.get_state_display()} of {self.entry_id}"


class DraftComment(models.Model):
    """A comment on a draft; never changed."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="comments")
    author = _editor()
    text = models.TextField(max_length=2000)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("created_at", "id")

    def __str__(self) -> str:
        return f"Comment on {self.draft}"


class DeskNote(models.Model):
    """A desk's own advice on one entry, shown next to ours. No file and no update ever touches it."""

    code = models.OneToOneField(Code, primary_key=True, on_delete=models.CASCADE, related_name="desk_note")
    text = models.TextField(max_length=4000)
    is_public = models.BooleanField(
        "show it to every reader",
        default=False,
        db_default=False,
        help_text="On the public page, and in Markdown and JSON.",
    )
    author = _editor()
    changed_at = models.DateTimeField()

    history = HistoricalRecords()

    def __str__(self) -> str:
        return f"Desk note on {self.code_id}"


class VendorDifference(models.Model):
    """A difference between the vendor's page and the catalogue, and what a reviewer decided about it.

    ``key``, ``changes`` and ``sides`` are those of ``vendor_drift.Difference``; nothing else of the page is kept.
    """

    DECISIONS = (("pending", "To decide"), ("accepted", "Accepted"), ("rejected", "Rejected"))

    key = models.CharField(max_length=64, primary_key=True)
    state = models.CharField(max_length=20, choices=DECISIONS, default="pending")
    changes = StoredJSON(default=list)
    sides = StoredJSON(default=list)
    seen_at = models.DateTimeField()
    decided_by = _editor()
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-seen_at", "key")

    def __str__(self) -> str:
        return f"{', '.join(self.changes)}: {self.get_state_display()}"

    @property
    def facts(self) -> dict[str, Any]:
        """The facts of its first row: the catalogue's, or the page's where the row is new."""
        facts: dict[str, Any] = self.sides[0]["before"] or self.sides[0]["after"]
        return facts

    @property
    def entry_ids(self) -> list[str]:
        """The ids that it is about, as they are and as they are to be."""
        sides = [side for pair in self.sides for side in pair.values() if side]
        return list(dict.fromkeys(entry_id(side["kind"], side["code"], side["name"]) for side in sides))
