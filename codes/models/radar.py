"""What readers bring that the catalogue does not know: codes in pastes, and searches without a close match."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import F

NETWORKS = 3  # that must have asked the same before its words are kept and shown
KEPT_HIDDEN, KEPT = timedelta(days=30), timedelta(days=180)  # without being asked again: below and above that floor
MOST_ROWS = 5_000  # of each table


def _make_room(oldest_first: models.QuerySet[Any]) -> None:
    """Delete the oldest rows of a full table, and a few more, so that not every new row has to."""
    if (many := oldest_first.count() - MOST_ROWS) > 0:
        oldest = list(oldest_first.values_list("pk", flat=True)[: many + MOST_ROWS // 50])
        oldest_first.model._default_manager.filter(pk__in=oldest).delete()


class UnknownCodeQuerySet(models.QuerySet["UnknownCode"]):
    def add(self, number: int, name: str, method: str, day: date, times: int = 1) -> None:
        """Count reports with this code; two at once are both counted."""
        row, is_new = self.get_or_create(number=number, name=name, method=method, day=day)
        self.filter(pk=row.pk).update(count=F("count") + times)
        if is_new:
            _make_room(self.order_by("day", "count", "id"))

    def prune(self, today: date) -> None:
        self.filter(day__lt=today - KEPT).delete()


class UnknownCode(models.Model):
    """How many decoded pastes of one day held a code that the catalogue does not know."""

    number = models.PositiveIntegerField()
    name = models.CharField(max_length=64, blank=True)
    method = models.CharField(max_length=64, blank=True)
    day = models.DateField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    objects = UnknownCodeQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("number", "name", "method", "day"), name="one_unknown_code"),)

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()


class UnansweredSearchQuerySet(models.QuerySet["UnansweredSearch"]):
    def shown(self) -> UnansweredSearchQuerySet:
        """Keep those that enough networks asked, the most frequent first."""
        return self.exclude(words="").order_by("-count", "-last_day", "digest")

    def add(self, digest: str, words: str, network: str, day: date) -> None:
        """Count a search. Its ``words`` are kept when the last network that is needed asks: that request brings them.

        ``network`` is a keyed digest that fits no other search, so that two searches cannot be linked by it.
        """
        with transaction.atomic():
            _, is_new = self.get_or_create(digest=digest, defaults={"last_day": day})
            row = self.select_for_update().get(digest=digest)
            row.count, row.last_day = row.count + 1, day
            if not row.words:
                row.networks = sorted({*row.networks, network})
                if len(row.networks) >= NETWORKS:
                    row.words, row.networks = words, []
            row.save()
            if is_new:
                hidden_first = models.Case(models.When(words="", then=0), default=1, output_field=models.IntegerField())
                _make_room(self.order_by(hidden_first, "last_day", "count", "digest"))

    def prune(self, today: date) -> None:
        self.filter(words="", last_day__lt=today - KEPT_HIDDEN).delete()
        self.filter(last_day__lt=today - KEPT).delete()


class UnansweredSearch(models.Model):
    """A search that found no close match, by the keyed digest of its words.

    ``words`` are empty below NETWORKS different networks, which ``networks`` counts by keyed digests until then.
    """

    digest = models.CharField(primary_key=True, max_length=64)
    words = models.CharField(max_length=100, blank=True)
    networks = models.JSONField(default=list)
    count = models.PositiveIntegerField(default=0)
    last_day = models.DateField(db_index=True)

    objects = UnansweredSearchQuerySet.as_manager()

    def __str__(self) -> str:
        return self.words or "(asked by few)"
