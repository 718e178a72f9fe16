"""Finds every difference between the vendor's page and the catalogue, and what accepting one does to the entries.

The key of an entry is its number and name together: the same key on both sides is the same error. Of the rest, a name
that moved from one number to another was renumbered; where a number has one unmatched name on each side, it was
renamed. All other names were added, removed, split off or merged.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from .catalogue import Catalogue
from .entry import Entry
from .vendor_facts import Facts, facts_of
from .vendor_page import VendorRow

Change = Literal[
    "added", "removed", "renamed", "renumbered", "reworded", "status changed", "split", "merged", "duplicate"
]
CHANGES: tuple[Change, ...] = get_args(Change)
Pair = tuple[Entry | None, VendorRow | None]
Sides = dict[str, dict[str, Any] | None]  # "before" and "after", each the facts of a row, None where there is none
Number = tuple[str, int]  # kind and code

# HTML pages and copies of them print these differently; that is not another wording.
_PRINTED_ALIKE = str.maketrans({"`": None, "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2026": "..."})
_DASH = re.compile("-{2,3}|[\u2013\u2014]")


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. ``changes`` are its kinds in the order of CHANGES: two where a row is renamed and reworded.

    Each pair is an entry and the row that it becomes: an entry without a row leaves the table, a row without an entry
    is new. A ``duplicate`` has no pairs, because there is nothing to accept: its ``rows`` are on the page twice.
    """

    changes: tuple[Change, ...]
    pairs: tuple[Pair, ...]
    rows: tuple[VendorRow, ...]

    @property
    def sides(self) -> list[Sides]:
        """What the catalogue and the page have, pair by pair, as plain data; for a duplicate, each row of the page."""
        pairs = self.pairs or tuple((None, row) for row in self.rows)
        return [{"before": _row_data(entry), "after": _row_data(row)} for entry, row in pairs]

    @property
    def key(self) -> str:
        """A hash of the difference: it does not depend on the day or on the order of the page."""
        text = json.dumps([self.changes, self.sides], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def number(self) -> Number:
        """The kind and the number by which a list of differences is ordered: the catalogue's, else the page's."""
        facts = self.sides[0]["before"] or self.sides[0]["after"]
        assert facts is not None
        return facts["kind"], facts["code"]


def drift(rows: Iterable[VendorRow], catalogue: Catalogue) -> tuple[Difference, ...]:
    """Return every difference, in the catalogue's order; that of the rows does not matter.

    A kind of code that the page does not list at all is ignored: it may be a copy of one of the tables only.
    """
    copies: dict[str, list[VendorRow]] = defaultdict(list)
    for row in rows:
        copies[row.id].append(row)
    kinds = {alike[0].kind for alike in copies.values()}
    known = {entry.id: entry for entry in catalogue.entries if entry.kind in kinds}
    withdrawn = {e.id: e for e in catalogue.unlisted.entries if e.status == "withdrawn" and e.id in copies}
    page = {row_id: min(alike) for row_id, alike in copies.items() if not _is_contradiction(alike)}
    differences = [
        *_duplicates(copies.values()),
        *(_difference([(known[row_id], row)]) for row_id, row in page.items() if row_id in known),
        *(_difference([(withdrawn[row_id], row)], "added") for row_id, row in page.items() if row_id in withdrawn),
        *_of_names(
            [entry for entry_id, entry in known.items() if entry_id not in copies],
            [row for row_id, row in page.items() if row_id not in known and row_id not in withdrawn],
            {(entry.kind, entry.code) for entry_id, entry in known.items() if entry_id in copies},
        ),
    ]
    return tuple(sorted((each for each in differences if each.changes), key=lambda each: (each.number, each.key)))


def row_text(facts: Mapping[str, Any] | None) -> str:
    """Return one side of a pair as a line, such as ``201 | HTTP 500 | NO_POSITION | No position``; "" for None."""
    if facts is None:
        return ""
    status = facts["http_status"] and f"HTTP {facts['http_status']}"
    return " | ".join(
        str(value) for value in (facts["code"], status, facts["name"], facts["description"]) if value is not None
    )


def proposals(difference: Difference) -> Iterator[tuple[Entry | None, Facts]]:
    """Yield each entry, None for a new one, with its facts after accepting. Nothing is deleted, only withdrawn.

    An entry whose id changes keeps its former one, so that links stay alive.
    """
    for entry, row in difference.pairs:
        if entry is None:
            assert row is not None
            yield None, Facts(row.kind, row.code, row.name, row.http_status, row.description, False, (), "active", ())
        elif row is None:
            yield entry, facts_of(entry)._replace(status="withdrawn")
        else:
            former = (*entry.former, entry.id) if row.id != entry.id else entry.former
            facts = facts_of(entry)._replace(
                code=row.code,
                name=row.name,
                http_status=row.http_status,
                status="active",
                former=tuple(entry_id for entry_id in former if entry_id != row.id),
            )
            yield entry, facts if _is_same_wording(entry, row) else facts._replace(description=row.description)


def _duplicates(copies: Iterable[Sequence[VendorRow]]) -> Iterator[Difference]:
    return (Difference(("duplicate",), (), tuple(sorted(alike))) for alike in copies if len(alike) > 1)


def _is_contradiction(alike: Sequence[VendorRow]) -> bool:
    """Whether copies of a row differ, so that it is unclear which one counts."""
    return len({(row.http_status, _wording(row.description)) for row in alike}) > 1


def _of_names(gone: Sequence[Entry], new: Sequence[VendorRow], kept: Collection[Number]) -> Iterator[Difference]:
    """Yield what became of entries and rows that have no counterpart; ``kept`` are the numbers whose name stayed."""
    moved = dict(_renumbered(gone, new))
    yield from (_difference([pair]) for pair in moved.values())
    groups: dict[Number, tuple[list[Entry], list[VendorRow]]] = defaultdict(lambda: ([], []))
    for entry in sorted(gone, key=lambda each: each.id):
        if entry.name not in moved:
            groups[entry.kind, entry.code][0].append(entry)
    for row in sorted(new):
        if row.name not in moved:
            groups[row.kind, row.code][1].append(row)
    for number, (entries, rows) in groups.items():
        yield from _of_number(entries, rows, number in kept)


def _renumbered(gone: Iterable[Entry], new: Iterable[VendorRow]) -> Iterator[tuple[str, tuple[Entry, VendorRow]]]:
    """Yield the pairs of a name that moved to another number, where one entry and one row have it."""
    entries, rows = defaultdict(list), defaultdict(list)
    for entry in gone:
        entries[entry.name].append(entry)
    for row in new:
        rows[row.name].append(row)
    for name, old in entries.items():
        if name and len(old) == len(rows[name]) == 1:
            yield name, (old[0], rows[name][0])


def _of_number(entries: list[Entry], rows: list[VendorRow], is_kept: bool) -> Iterator[Difference]:
    """Yield the differences of one number: first the pairs with the same wording, then the rest."""
    matched = list(_taken_by_wording(entries, rows))
    is_kept = is_kept or bool(matched)
    yield from (_difference([pair]) for pair in matched)
    if entries and rows and min(len(entries), len(rows)) == 1:
        pairs: list[Pair] = [(entries[0], rows[0])]
        pairs += [(entry, None) for entry in entries[1:]] + [(None, row) for row in rows[1:]]
        extra: tuple[Change, ...] = ("merged",) if entries[1:] else ("split",) if rows[1:] else ()
        yield _difference(pairs, *extra)
        return
    yield from (_difference([(entry, None)], "merged" if is_kept else "removed") for entry in entries)
    yield from (_difference([(None, row)], "split" if is_kept else "added") for row in rows)


def _taken_by_wording(entries: list[Entry], rows: list[VendorRow]) -> Iterator[Pair]:
    """Remove and yield the pairs with the same wording, unless there is only one entry and one row."""
    for entry in tuple(entries):
        alike = [row for row in rows if _is_same_wording(entry, row)]
        if len(alike) == 1 and (len(entries) > 1 or len(rows) > 1) and _is_only_one(entry, entries):
            entries.remove(entry)
            rows.remove(alike[0])
            yield entry, alike[0]


def _is_only_one(entry: Entry, entries: Iterable[Entry]) -> bool:
    return sum(_wording(other.description) == _wording(entry.description) for other in entries) == 1


def _difference(pairs: Sequence[Pair], *changes: Change) -> Difference:
    """Return the difference of these pairs, with every change between an entry and its row; none where they agree."""
    kinds = set(changes).union(*(_changed(entry, row) for entry, row in pairs if entry and row))
    rows = tuple(row for _entry, row in pairs if row)
    return Difference(tuple(change for change in CHANGES if change in kinds), tuple(pairs), rows)


def _changed(entry: Entry, row: VendorRow) -> Iterator[Change]:
    if entry.name != row.name:
        yield "renamed"
    if entry.code != row.code:
        yield "renumbered"
    if not _is_same_wording(entry, row):
        yield "reworded"
    if entry.http_status != row.http_status:
        yield "status changed"


def _is_same_wording(entry: Entry, row: VendorRow) -> bool:
    return _wording(entry.description) == _wording(row.description)


def _wording(text: str) -> str:
    return " ".join(_DASH.sub("--", text.translate(_PRINTED_ALIKE)).split())


def _row_data(row: Entry | VendorRow | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {name: getattr(row, name) for name in ("kind", "code", "name", "http_status", "description")}
