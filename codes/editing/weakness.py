"""How much a note needs an editor: a score of a few parts, each explained in words so that anybody can check it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from exchange_errors.catalogue.entry import Entry
from exchange_errors.search import parse_query

from ..models import AnswerCount, UnansweredSearch
from ..store.snapshot import Snapshot

WEEKS = 13  # of answers that count
UNSOLVED, SEARCHED, INFERRED, HALF_YEAR = 2, 2, 3, 1  # points each
MOST_FROM_ANSWERS, MOST_FROM_SEARCHES, MOST_FROM_AGE = 12, 6, 4
MOST_SEARCHES = 50  # that are looked at


class Weakness(NamedTuple):
    """One reason why a note is weak: ``kind`` names it in a filter, ``words`` in a sentence."""

    kind: str
    points: int
    words: str


class WeakNote(NamedTuple):
    """A note with its reasons, the strongest first."""

    entry: Entry
    reasons: tuple[Weakness, ...]

    @property
    def score(self) -> int:
        return sum(reason.points for reason in self.reasons)


KINDS = {
    "answers": gettext_lazy("Readers were not helped"),
    "searches": gettext_lazy("Searched for in other words"),
    "inferred": gettext_lazy("Causes are inferred only"),
    "old": gettext_lazy("Not changed for half a year"),
}


def weak_notes(site: Snapshot, now: datetime) -> list[WeakNote]:
    """Return every note of the table with its reasons, the weakest first."""
    answers, searches = recent_answers(site, now.date()), nearest_searches(site)
    notes = [
        WeakNote(entry, _reasons(entry, answers.get(entry.id, Counter()), searches.get(entry.id, ()), now))
        for entry in site.catalogue.entries
    ]
    return sorted(notes, key=lambda note: (-note.score, note.entry.updated_at, note.entry.id))


def recent_answers(site: Snapshot, today: date) -> dict[str, Counter[str]]:
    """Return the answers of the last weeks, counted by entry: ``yes``, and ``no`` for all others.

    What was answered about an entry under a former id counts for it.
    """
    rows = AnswerCount.objects.filter(week__gt=today - timedelta(weeks=WEEKS))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for entry_id, answer, count in rows.values_list("entry_id", "answer").annotate(total=Sum("count")).order_by():
        entry = site.catalogue.described(entry_id)
        counts[entry.id if entry else entry_id]["yes" if answer == "yes" else "no"] += count
    return counts


def nearest_searches(site: Snapshot) -> Mapping[str, list[str]]:
    """Return the words of unanswered searches by the entry that comes nearest to them."""
    nearest: dict[str, list[str]] = defaultdict(list)
    for words in UnansweredSearch.objects.shown().values_list("words", flat=True)[:MOST_SEARCHES]:
        for hit in site.index.search(parse_query(words)).nearest[:1]:
            nearest[hit.entry.id].append(words)
    return nearest


def _reasons(entry: Entry, answers: Counter[str], searches: Iterable[str], now: datetime) -> tuple[Weakness, ...]:
    reasons = [_from_answers(answers), _from_searches([*searches]), _from_evidence(entry), _from_age(entry, now)]
    return tuple(sorted((reason for reason in reasons if reason.points), key=lambda reason: -reason.points))


def _from_answers(answers: Counter[str]) -> Weakness:
    points = min(max(0, UNSOLVED * answers["no"] - answers["yes"]), MOST_FROM_ANSWERS)
    words = _("%(no)d not helped or reported a mistake, %(yes)d helped") % {"no": answers["no"], "yes": answers["yes"]}
    return Weakness("answers", points, words)


def _from_searches(searches: list[str]) -> Weakness:
    many = len(searches)
    words = ngettext("nearest to %(n)d search without an answer", "nearest to %(n)d searches without an answer", many)
    return Weakness("searches", min(SEARCHED * many, MOST_FROM_SEARCHES), words % {"n": many})


def _from_evidence(entry: Entry) -> Weakness:
    levels = {cause.evidence for cause in entry.note.causes}
    return Weakness("inferred", INFERRED if levels == {"inferred"} else 0, _("all causes are inferred"))


def _from_age(entry: Entry, now: datetime) -> Weakness:
    months = max(0, (now - entry.updated_at).days) // 30
    words = ngettext("not changed for %(n)d month", "not changed for %(n)d months", months) % {"n": months}
    return Weakness("old", min(months // 6 * HALF_YEAR, MOST_FROM_AGE), words)
