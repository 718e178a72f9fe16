"""Plain text: every number and name that may be a code is weighed, and each falls into one of three bands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from ..candidates import names_of, numbers_of
from ..code_candidate import CodeCandidate
from ..decoded import Confidence, Role, Sighting
from ..envelope import NAME
from ..prose_line import ERROR_WORD
from ..prose_page import MOST_UNSURE, ProsePage
from ..prose_signals import name_signals, number_signals
from ..signals import Weighed
from ..weights import weights

SURE = 1.0  # more than a finding needs: what is near such a code is likelier to be one
MOST_WEIGHED = 45_000  # of one text: as many as may be findings
#: Of one paste, those alike counted once: each takes a quarter of a millisecond. Behind them only what is called an
#: error right beside it is weighed, MOST_CALLED of these, and whatever else has the same words right beside it.
MOST_DIFFERENT, MOST_CALLED = 1_000, 500
MOST_DOUBTFUL = 500  # of one text that are looked at closely, those alike counted once
BESIDE_BEFORE, BESIDE_BEHIND = 20, 5  # characters on the same line
WRITTEN = r"[\"'\\]{0,4}(?P<written>[^\"'\\\n,;}|&]{2,120})"
MESSAGE = re.compile(
    rf"\b(?:message|msg|name|reason|desc(?:ription)?|text)[\"'\]]?\s{{0,2}}[:=]{{1,2}}>?\s{{0,2}}{WRITTEN}",
    re.IGNORECASE,
)
NAME_BESIDE = re.compile(rf"\s{{0,3}}[:,)\]-]{{0,3}}\s{{0,2}}{WRITTEN}")


def prose(page: ProsePage) -> Iterator[Sighting]:
    """Weigh the candidates of a page: the likely ones are yielded, the others kept on the page with their signals.

    What the place alone leaves open is looked at closely, twice: the search is asked what the words around it are
    about, and what is near another code is likelier to be one.
    """
    left: list[tuple[CodeCandidate, Weighed]] = []
    was_near = page.near_code
    for candidate in candidates(page):
        weighed = _weighed(page, candidate)
        if _settled(page, weighed) and (sighting := _found(page, candidate, weighed)):
            yield sighting
        elif weighed.total >= _hopeful(weighed) or len(left) < MOST_UNSURE:
            left.append((candidate, weighed))
    is_inside = page.page.outer is not None
    if is_inside and page.near_code == was_near:
        _keep(page, left)  # a close look would know no more of them
        return
    page.asks_search = not is_inside
    for is_last in (False, True):
        open_ones, left, most = left, [], len(page.memo) + MOST_DOUBTFUL
        for candidate, first in open_ones:
            if page.is_taken(candidate.start, candidate.end):
                continue
            weighed = _weighed(page, candidate) if _is_open(page, candidate, first, most) else first
            if weighed.total >= weights().likely and (sighting := _found(page, candidate, weighed)):
                yield sighting
            elif is_last:
                _keep(page, [(candidate, weighed)])
            else:
                left.append((candidate, first))


def _keep(page: ProsePage, unsure: list[tuple[CodeCandidate, Weighed]]) -> None:
    """Note the candidates that are no findings, with what they weigh."""
    for candidate, weighed in unsure:
        if len(page.unsure) < MOST_UNSURE and not page.is_taken(candidate.start, candidate.end):
            page.unsure.append((candidate, weighed, weighed.total >= weights().possible))


def _settled(page: ProsePage, weighed: Weighed) -> bool:
    """Whether a first look finds it, whatever the search would say."""
    doubt = 0.0 if page.page.outer else weights().signals["search_finds_others"]
    return weighed.total + doubt >= weights().likely


def _is_open(page: ProsePage, candidate: CodeCandidate, first: Weighed, most: int) -> bool:
    """Whether a close look may say more of it: something is known that the first look did not ask for."""
    if first.total < _hopeful(first):
        return False
    if _key(page, candidate) in page.memo:
        return True
    if len(page.memo) >= most:
        page.cut(f"only the first {MOST_DOUBTFUL:,} doubtful numbers and names of the text were looked at closely")
        return False
    return page.near_code or candidate.found is not None


def _hopeful(first: Weighed) -> float:
    """The sum from which a close look may make a possible code of a candidate: in source code the search may vouch."""
    table = weights().signals
    is_source = any(signal.name == "source_code" for signal in first.signals)
    source = table["source_code"] - table["vouched_in_source"] if is_source else 0.0
    return (
        weights().possible
        + source
        - table["code_near"]
        - table["search_finds_it_first"]
        - table["search_finds_it_well"]
    )


def _found(page: ProsePage, candidate: CodeCandidate, weighed: Weighed) -> Sighting | None:
    if not page.take(candidate.start, candidate.end):
        return None
    page.near_code = page.near_code or weighed.total >= weights().likely + SURE
    return _sighting(page, candidate, weighed)


def candidates(page: ProsePage) -> Iterator[CodeCandidate]:
    """Yield the candidates that no shape and none before has read, but not all where there are too many."""
    for count, candidate in enumerate(chain(numbers_of(page), names_of(page))):
        if count == MOST_WEIGHED:
            page.cut(f"only the first {MOST_WEIGHED:,} numbers and names of the text were weighed")
            return
        if page.is_taken(candidate.start, candidate.end):
            continue
        if _is_one_too_many(page, candidate):
            page.cut(f"behind the first {MOST_DIFFERENT:,} numbers and names only those called errors were weighed")
        else:
            yield candidate


def _is_one_too_many(page: ProsePage, candidate: CodeCandidate) -> bool:
    """Whether enough of the paste was weighed, and this one has no error word beside it and is like none before."""
    if len(page.memo) < MOST_DIFFERENT or _key(page, candidate) in page.memo:
        return False
    if len(page.memo) >= MOST_DIFFERENT + MOST_CALLED:
        return True
    return candidate.style != "snake" and not any(ERROR_WORD.search(side) for side in _beside(page, candidate))


def _beside(page: ProsePage, candidate: CodeCandidate) -> tuple[str, str]:
    """Return what stands right beside it on its line, with all numbers made alike."""
    start, end = candidate.start, candidate.end
    before = page.alike[max(0, start - BESIDE_BEFORE) : start].rpartition("\n")[2]
    return before, page.alike[end : end + BESIDE_BEHIND].partition("\n")[0]


def _key(page: ProsePage, candidate: CodeCandidate) -> tuple[object, ...]:
    """What tells a candidate from others: where enough of the paste was weighed, only what stands right beside it."""
    if len(page.memo) < MOST_DIFFERENT:
        return candidate.key
    place = (*_beside(page, candidate), candidate.number, candidate.is_name, candidate.line.is_foreign)
    return *place, page.near_code, page.asks_search


def _weighed(page: ProsePage, candidate: CodeCandidate) -> Weighed:
    key = _key(page, candidate)
    if key not in page.memo:
        page.memo[key] = weigh(candidate)
    return page.memo[key]


def weigh(candidate: CodeCandidate) -> Weighed:
    """Add up what speaks for and against a candidate."""
    return name_signals.weigh(candidate, "name") if candidate.is_name else number_signals.weigh(candidate, "number")


def _sighting(page: ProsePage, candidate: CodeCandidate, weighed: Weighed) -> Sighting:
    name, message = candidate.name, None
    named = candidate.named
    if named is not None:
        page.take(named.start, named.end)
        message = None if named.style == "snake" else named.said
    elif not candidate.is_name:
        name, message, end = _name_behind(page, candidate.end)
        page.take(candidate.end, end)
    confidence: Confidence = "certain" if candidate.has_own_name and not candidate.is_name else "likely"
    is_error = not candidate.is_name or candidate.line.speaks_of_error(candidate.written) or candidate.is_keyed
    role: Role = "error" if is_error else "mention"
    return page.sighting(
        (candidate.start, candidate.end),
        candidate.number,
        kind="websocket" if candidate.is_close else "response",
        shape="prose",
        role="close" if candidate.is_close else role,
        confidence=confidence,
        name=name,
        message=message,
        signals=weighed.signals,
    )


def _name_behind(page: ProsePage, end: int) -> tuple[str | None, str | None, int]:
    """Return the name or the text that stands behind the number, on its line or in the two below, and its end."""
    start = end
    for line in page.text[end : end + 300].split("\n")[:3]:
        match = MESSAGE.search(line) if ":" in line or "=" in line else None
        match = match or (NAME_BESIDE.match(line) if start == end else None)
        named = _named(match, start, page) if match else None
        if named is not None:
            return named
        start += len(line) + 1
    return None, None, end + 1


def _named(match: re.Match[str], start: int, page: ProsePage) -> tuple[str | None, str | None, int] | None:
    """Return the name that a match on the line at ``start`` begins with, or the whole text of a message field."""
    written = match["written"].strip()
    first = written.split(maxsplit=1)[0].rstrip(":.") if written else ""
    if NAME.fullmatch(first) and ("_" in first or page.words.is_name(first)):
        return first, None, start + match.start("written") + len(first)
    if match.re is not MESSAGE:
        return None
    entry = page.words.named(written)
    return entry.name if entry else None, written, start + match.end()
