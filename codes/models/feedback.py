"""What readers answer: counts for each entry and week, and the few words that some add, for a while."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import F

KEPT = timedelta(days=90)  # for which a text is kept
MOST_TEXTS = 5_000
MOST_CHARACTERS = 500  # of a text, as it was typed
ANSWERS = (
    ("yes", "It solved it"),
    ("other_cause", "My cause is not listed"),
    ("steps_failed", "I did the steps; it still fails"),
    ("unclear", "I did not understand it"),
    ("wrong_code", "It is another code or a wrong reading"),
    ("other", "Something else"),
    ("mistake", "Reported a mistake"),
)
REASONS = tuple((value, words) for value, words in ANSWERS if value not in ("yes", "mistake"))
PLACES = (("entry", "Page of a code"), ("report", "Decoded paste"), ("page", "Another page"))


class AnswerCountQuerySet(models.QuerySet["AnswerCount"]):
    def add(self, entry_id: str, place: str, answer: str, day: date) -> None:
        """Count one answer in the week of ``day``; two at once are both counted."""
        week = day - timedelta(days=day.weekday())
        row, _ = self.get_or_create(entry_id=entry_id, place=place, answer=answer, week=week)
        self.filter(pk=row.pk).update(count=F("count") + 1)


class AnswerCount(models.Model):
    """How often one answer was given about one entry in one week: nothing of who gave it. ``week`` is its Monday."""

    entry_id = models.CharField(max_length=80)
    place = models.CharField(max_length=10, choices=PLACES)
    answer = models.CharField(max_length=20, choices=ANSWERS)
    week = models.DateField()
    count = models.PositiveIntegerField(default=0)

    objects = AnswerCountQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("entry_id", "place", "answer", "week"), name="one_answer_count"),
        )

    def __str__(self) -> str:
        return f"{self.answer} on {self.entry_id}: {self.count}"


class ReaderTextQuerySet(models.QuerySet["ReaderText"]):
    def forget_expired(self, now: datetime) -> int:
        """Delete what was kept long enough; return how many."""
        return self.filter(received_at__lt=now - KEPT).delete()[0]

    def kept(self, now: datetime) -> ReaderTextQuerySet:
        """Keep what may still be shown, the newest first."""
        return self.filter(received_at__gte=now - KEPT).order_by("-received_at", "-id")

    def add(self, now: datetime, **words: Any) -> bool:
        """Keep a masked text once; say whether it is kept now. A full table takes no more: older words stay."""
        self.forget_expired(now)
        if self.filter(**words).exists():
            return True
        if self.count() >= MOST_TEXTS:
            return False
        self.create(received_at=now, **words)
        return True


class ReaderText(models.Model):
    """What a reader wrote, masked; deleted after ``KEPT``. ``about`` are ids of entries, ``path`` is a page's."""

    place = models.CharField(max_length=10, choices=PLACES)
    about = models.JSONField(default=list)
    path = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=20, choices=ANSWERS)
    text = models.TextField()
    received_at = models.DateTimeField(db_index=True)

    objects = ReaderTextQuerySet.as_manager()

    class Meta:
        ordering = ("-received_at", "-id")

    def __str__(self) -> str:
        return f"{self.answer} on {', '.join(self.about) or self.path}"
