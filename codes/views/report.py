"""A decoder's report made ready for its page: what to check first, findings with their entries, the masked text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry
from exchange_errors.decoder.advice import mention_advice
from exchange_errors.decoder.decoded import Candidate, Possible
from exchange_errors.diagnosis.intervals import span_words
from exchange_errors.redaction.kinds import kinds
from exchange_errors.report.explain import Explained
from exchange_errors.report.story import Pair
from exchange_errors.report.ticket_note import report_markdown
from exchange_errors.report.timeline import format_timestamp
from exchange_errors.report.triage import Start
from exchange_errors.search import MAX_QUERY, parse_query

from ..forms import FeedbackForm
from ..labels import evidence_levels
from ..store import snapshot
from .chart import Scale, chart_of, scale_of
from .finding_card import FindingCard
from .flow import flow
from .masked_text import log_lines
from .request_listing import request_lines
from .secret_words import leak_advice, masked_words
from .shared import link_to

LEAST_DRAWN = 5  # errors without times
OPEN_ROWS, MOST_ROWS = 20, 40  # of the table: shown, and shown on demand
FIRST_QUESTIONS = 6
MOST_LOOKED_UP = 3  # orders that the first step names
MOST_PAIRS = 20  # ids that several lines share
MOST_CLOSE = 3  # codes that a text without any may be about
MASK = re.compile(r"\[[a-z_]+:\d+\]")
BEFORE_NOUN = re.compile(r"(?<=\d) ")


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
        "chart": chart_of(scale, failed) if scale else None,
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
    return tuple(entry for candidate in candidates if (entry := catalogue.get(candidate.id)))
