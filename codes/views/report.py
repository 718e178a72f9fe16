"""A decoder's report made ready for its page: what to check first, findings with their entries, the masked text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.safestring import SafeString

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry
from exchange_errors.decoder.advice import mention_advice
from exchange_errors.decoder.decoded import Candidate, Finding, Possible
from exchange_errors.diagnosis.intervals import span_words
from exchange_errors.redaction.kinds import kinds
from exchange_errors.report.bursts import burst, times_of
from exchange_errors.report.explain import Explained
from exchange_errors.report.report_data import report_markdown
from exchange_errors.report.story import Pair, Thread
from exchange_errors.report.timeline import format_timestamp
from exchange_errors.report.triage import Start
from exchange_errors.search import MAX_QUERY, parse_query

from ..forms import FeedbackForm
from ..labels import evidence_levels
from ..store import snapshot
from .chart import Chart, LaneSource, Marks, Scale, chart_of, scale_of
from .flow import flow
from .masked_text import log_lines, marked_excerpt
from .request_listing import request_lines
from .secret_words import leak_advice, masked_words
from .shared import link_to

LEAST_DRAWN = 5  # errors without times
MOST_RANGES = 6  # of lines that a card names
OPEN_ROWS, MOST_ROWS = 20, 40  # of the table: shown, and shown on demand
FIRST_QUESTIONS = 6
MOST_LOOKED_UP = 3  # orders that the first step names
MOST_PAIRS = 20  # ids that several lines share
MOST_CLOSE = 3  # codes that a text without any may be about
MASK = re.compile(r"\[[a-z_]+:\d+\]")
BEFORE_NOUN = re.compile(r"(?<=\d) ")


@dataclass(frozen=True, slots=True)
class FindingCard:
    """One finding as the page shows it; ``number``, from 1, links it with its marks in the text and its lane.

    ``thread`` counts its methods and instruments; a success has none. ``lane`` is None without a drawing.
    ``checks`` are those that the text answers, and the first that it leaves open.
    """

    number: int
    finding: Finding
    entry: Entry | None
    choices: tuple[Entry, ...]
    suggested: tuple[Entry, ...]
    thread: Thread | None
    lane: Marks | None
    checks: list[dict[str, Any]]

    @property
    def impact(self) -> str:
        """What the error means: that of its entry, of several possible ones the gravest; "" where nothing is known."""
        impacts = {entry.impact for entry in (self.entry, *self.choices) if entry}
        return next((value for value in ("check_funds", "refused", "wait", "fine") if value in impacts), "")

    @property
    def shape(self) -> str:
        """The drawing of the impact; what is unknown looks like a refusal."""
        return self.impact.removeprefix("check_") or "refused"

    @property
    def mark(self) -> str:
        return f"mark-{self.shape}"

    @property
    def excerpt(self) -> SafeString:
        return marked_excerpt(self.finding.excerpt, self.finding.code, self.mark)

    @property
    def lines(self) -> str:
        return line_ranges(self.finding.lines)

    @property
    def times(self) -> tuple[str, str] | None:
        """When it was first and last seen, None where no time is known."""
        first, last = self.finding.first_at_ms, self.finding.last_at_ms
        words = (None if first is None else format_timestamp(first)), (None if last is None else format_timestamp(last))
        return (words[0], words[1]) if words[0] and words[1] else None

    @property
    def burst(self) -> str:
        run = burst(times_of(self.finding))
        return run.words if run else ""

    @property
    def is_success(self) -> bool:
        return self.finding.is_success


def report_context(report: Explained) -> dict[str, Any]:
    """Return what the template of a report needs."""
    catalogue = snapshot.current().catalogue
    errors = [finding for finding in report.findings if not finding.is_success]
    scale = scale_of(report.timeline, errors) if worth_drawing(report) else None
    by_place = _cards(report, catalogue, scale)
    cards = [by_place[place] for place in report.triage.order]
    failed = [card for card in cards if not card.is_success]
    classes = {card.number: card.mark for card in cards}
    return {
        "report": report,
        "triage": report.triage,
        "verdict": BEFORE_NOUN.sub("\u00a0", report.triage.verdict),
        "span": span_words(report.triage.span_ms) if report.triage.span_ms else "",
        "start": [_start(start, by_place) for start in report.triage.start],
        "about": list(dict.fromkeys(card.entry.id for card in failed if card.entry))[: FeedbackForm.MOST_ABOUT],
        "rows": cards[:OPEN_ROWS],
        "more_rows": cards[OPEN_ROWS:MOST_ROWS],
        "unshown": max(0, len(cards) - MOST_ROWS),
        "scale": scale,
        "chart": _chart(scale, failed),
        "only": cards[0] if len(cards) == 1 else None,
        "sent_lines": request_lines(cards[0].finding) if len(cards) == 1 else (),
        "possible": [{"possible": each, "entry": _described(each, catalogue)} for each in report.possible],
        "mentions": report.mentions,
        "closest": () if cards or report.mentions else _closest(report.masked),
        "together": [_together(pair) for pair in report.story.pairs[:MOST_PAIRS]],
        "problems": sum(len(check.problems) for check in report.preflight),
        "asked": report.reply.ask_for[:FIRST_QUESTIONS],
        "asked_later": report.reply.ask_for[FIRST_QUESTIONS:],
        "asked_in_english": report.reply.in_english.ask_for,
        "share": link_to([card.finding for card in cards], catalogue) if cards else "",
        "note": report_markdown(report, catalogue),
        "log": log_lines(report.masked, report.findings, classes),
        "levels": evidence_levels(),
        "masked_words": masked_words(report.redactions),
        **_advice(report),
    }


def line_ranges(lines: Sequence[int]) -> str:
    """Return ``3 to 7, 9 and 12 more``."""
    runs = [
        [line for _, line in run]
        for _, run in groupby(enumerate(sorted(set(lines))), key=lambda pair: pair[1] - pair[0])
    ]
    words = [f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs[:MOST_RANGES]]
    left = sum(len(run) for run in runs[MOST_RANGES:])
    return ", ".join(words) + (f" and {left:,} more" if left else "")


def worth_drawing(report: Explained) -> bool:
    """Say whether a drawing tells more than the findings do: a few errors without times are told by their lines."""
    timeline = report.timeline
    return timeline is not None and (timeline.unit == "time" or report.triage.errors >= LEAST_DRAWN)


def _cards(report: Explained, catalogue: Catalogue, scale: Scale | None) -> list[FindingCard]:
    threads = iter(report.story.threads)  # one for each finding that is no success, in their order
    cards = []
    for number, finding in enumerate(report.findings, start=1):
        entry = catalogue.described(finding.entry_id) if finding.entry_id else None
        card = FindingCard(
            number,
            finding,
            entry,
            choices=_entries(finding.candidates, catalogue),
            suggested=_entries(finding.suggestions, catalogue),
            thread=None if finding.is_success else next(threads, None),
            lane=scale.small_lane(finding) if scale else None,
            checks=_answered_checks(entry, report, catalogue) if entry else [],
        )
        cards.append(card)
    return cards


def _answered_checks(entry: Entry, report: Explained, catalogue: Catalogue) -> list[dict[str, Any]]:
    answers = {check.number: check.answer for check in report.checks if check.entry_id == entry.id}
    return [row for row in flow(entry, catalogue, answers) if row["answer"]]


def _start(start: Start, by_place: Sequence[FindingCard]) -> dict[str, Any]:
    """Return where to start, with the cards that it names; ``unnamed`` is how many more there are to look up."""
    cards = [by_place[place] for place in (start.finding, *start.also)]
    look_up = start.look_up[:MOST_LOOKED_UP]
    unnamed = len(start.look_up) - len(look_up)
    return {"start": start, "cards": cards, "shape": cards[0].shape, "look_up": look_up, "unnamed": unnamed}


def _chart(scale: Scale | None, cards: Sequence[FindingCard]) -> Chart | None:
    if scale is None:
        return None
    rows = [
        LaneSource(
            card.number,
            card.finding,
            card.shape,
            card.entry.note.headline if card.entry else "",
            "outcome unknown" if card.entry and card.entry.note.retry.outcome == "unknown" else "",
        )
        for card in cards
    ]
    return chart_of(scale, rows)


def _advice(report: Explained) -> dict[str, list[str]]:
    """Return what to do about secrets, and what else the reader should know."""
    leaks = {kind.advice for kind in kinds().values()}
    linked = mention_advice(report.mentions)
    return {
        "warnings": leak_advice(report.redactions),
        "hints": [sentence for sentence in report.advice if sentence not in leaks and sentence not in linked],
    }


def _described(possible: Possible, catalogue: Catalogue) -> Entry | None:
    """Return the one entry that a number may mean, of codes outside the table where the table has none."""
    if possible.id:
        return catalogue.get(possible.id)
    others = () if catalogue.numbered(possible.code) else catalogue.unlisted.numbered(possible.code, possible.kind)
    return others[0] if len(others) == 1 else None


def _closest(text: str) -> tuple[Entry, ...]:
    """Return the codes that a short text without a code comes closest to by its words."""
    words = MASK.sub(" ", text).strip()
    if not words or len(words) > MAX_QUERY:
        return ()
    results = snapshot.current().index.search(parse_query(words))
    return tuple(hit.entry for hit in (results.close or results.nearest)[:MOST_CLOSE])


def _together(pair: Pair) -> dict[str, Any]:
    """Return places of the text that share an id, with their times as words."""
    steps = [(s.line, None if s.at_ms is None else format_timestamp(s.at_ms), s.what) for s in pair.steps]
    return {"key": pair.key, "value": pair.value, "steps": steps}


def _entries(candidates: Sequence[Candidate], catalogue: Catalogue) -> tuple[Entry, ...]:
    found = (catalogue.get(candidate.id) for candidate in candidates)
    return tuple(entry for entry in found if entry)
