"""Every difference between a page and the catalogue, exactly, whatever the order of the rows."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry
from exchange_errors.catalogue.lint import faults
from exchange_errors.catalogue.vendor_drift import CHANGES, Difference, drift, proposals
from exchange_errors.catalogue.vendor_page import VendorRow, read_page
from tests.shipped import CATALOGUE
from tests.vendor import PAGE

ROWS = read_page(PAGE)
BY_ID = {row.id: row for row in ROWS}
ALONE = [row.id for row in ROWS if row.code and row.name and len(CATALOGUE.numbered(row.code)) == 1]
CREDIT, INTERNAL = "50001-DW_CREDIT_LINE_NOT_MAINTAINED", "50001-ERR_INTERNAL"

Summary = tuple[tuple[str, ...], tuple[tuple[str | None, str | None], ...]]


def summary(differences: Iterable[Difference]) -> list[Summary]:
    return sorted(
        (each.changes, tuple((entry and entry.id, row and row.id) for entry, row in each.pairs)) for each in differences
    )


def changed(row_id: str, **facts: object) -> VendorRow:
    return dataclasses.replace(BY_ID[row_id], **facts)


def made(kind: str, row_id: str) -> tuple[list[VendorRow], Summary]:
    """One row of the page with one kind of drift, and how it is classified."""
    row, new = BY_ID[row_id], changed(row_id, name=f"{BY_ID[row_id].name}_NEW")
    status = 418 if row.http_status != 418 else 419
    same, renamed = ((row_id, row_id),), ((row_id, new.id),)
    moved = dataclasses.replace(row, code=row.code + 1_000_000)
    match kind:
        case "removed":
            return [], (("removed",), ((row_id, None),))
        case "renamed":
            return [new], (("renamed",), renamed)
        case "renumbered":
            return [moved], (("renumbered",), ((row_id, moved.id),))
        case "reworded":
            return [changed(row_id, description="Other words")], (("reworded",), same)
        case "status changed":
            return [changed(row_id, http_status=status)], (("status changed",), same)
        case "renamed and reworded":
            return [dataclasses.replace(new, description="Other words")], (("renamed", "reworded"), renamed)
        case "all at once":
            other = dataclasses.replace(new, description="Other words", http_status=status)
            return [other], (("renamed", "reworded", "status changed"), renamed)
        case "split":
            return [row, dataclasses.replace(new, description="Other words")], (("split",), ((None, new.id),))
        case "duplicate":
            return [row, dataclasses.replace(row, line=7)], (("duplicate",), ())
        case "added":
            code = dataclasses.replace(new, code=row.code + 2_000_000)
            return [row, code], (("added",), ((None, code.id),))
    return [row], ((), ())


KINDS = (
    *("removed", "renamed", "renumbered", "reworded", "status changed", "renamed and reworded", "all at once"),
    *("split", "duplicate", "added"),
)


def test_the_source_document_has_no_differences() -> None:
    assert drift(ROWS, CATALOGUE) == ()


@given(st.permutations(ALONE), st.lists(st.sampled_from(KINDS), max_size=30), st.randoms(use_true_random=False))
def test_a_page_with_any_drift_is_classified_exactly_in_any_order(ids, kinds, random) -> None:
    rows, expected = [row for row in ROWS if row.id not in ids[: len(kinds)]], []
    for row_id, kind in zip(ids, kinds, strict=False):
        mine, difference = made(kind, row_id)
        rows += mine
        expected.append(difference)
    differences = drift(rows, CATALOGUE)
    assert summary(differences) == sorted(expected)
    random.shuffle(rows)
    assert drift(rows, CATALOGUE) == differences
    assert [each.key for each in drift(rows, CATALOGUE)] == [each.key for each in differences]
    assert len({each.key for each in differences}) == len(differences)


def test_one_page_can_have_every_kind() -> None:
    rows = [row for row in ROWS if row.id not in (*ALONE[: len(KINDS)], CREDIT)]
    rows += [row for row_id, kind in zip(ALONE, KINDS, strict=False) for row in made(kind, row_id)[0]]
    assert {change for each in drift(rows, CATALOGUE) for change in each.changes} == set(CHANGES)


def test_the_vendors_edition_of_2026() -> None:
    """230 is renamed, 50002 carries the credit line, 613 is new. Source: facts file, sections 3.1 and 4.1."""
    rows = [row for row in ROWS if row.id not in (CREDIT, "230-INVALID_TRIGGER_TYPE")]
    rows += [changed(CREDIT, code=50002), changed("230-INVALID_TRIGGER_TYPE", name="INVALID_REF_PRICE_TYPE")]
    rows += [VendorRow("response", 613, "INVALID_ISOLATION_ID", 500, "Invalid isolation id")]
    assert summary(drift(rows, CATALOGUE)) == [
        (("added",), ((None, "613-INVALID_ISOLATION_ID"),)),
        (("renamed",), (("230-INVALID_TRIGGER_TYPE", "230-INVALID_REF_PRICE_TYPE"),)),
        (("renumbered",), ((CREDIT, "50002-DW_CREDIT_LINE_NOT_MAINTAINED"),)),
    ]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["ERR_INTERNAL"], [(("merged",), ((CREDIT, None),))]),
        (["ONE_NAME"], [(("renamed", "reworded", "merged"), ((CREDIT, "50001-ONE_NAME"), (INTERNAL, None)))]),
        (["ERR_INTERNAL", "OTHER"], [(("renamed", "reworded"), ((CREDIT, "50001-OTHER"),))]),
        ([], [(("removed",), ((CREDIT, None),)), (("removed",), ((INTERNAL, None),))]),
    ],
)
def test_what_becomes_of_a_number_with_two_names(names: Sequence[str], expected: list[Summary]) -> None:
    rows = [row for row in ROWS if row.code != 50001]
    rows += [BY_ID.get(f"50001-{name}") or changed(INTERNAL, name=name, description="Something else") for name in names]
    assert summary(drift(rows, CATALOGUE)) == expected


def test_a_name_split_in_two_goes_on_under_the_one_with_its_words() -> None:
    rows = [row for row in ROWS if row.code != 308]
    old = "308-INVALID_PRICE"
    rows += [changed(old, name="A_NEW_NAME", description="Else"), changed(old, name="SAME_WORDS")]
    assert summary(drift(rows, CATALOGUE)) == [
        (("renamed",), ((old, "308-SAME_WORDS"),)),
        (("split",), ((None, "308-A_NEW_NAME"),)),
    ]


def test_two_numbers_that_change_their_names_are_renumbered_both() -> None:
    first, second = BY_ID["201-NO_POSITION"], BY_ID["316-NO_ACTIVE_ORDER"]
    rows = [row for row in ROWS if row not in (first, second)]
    rows += [dataclasses.replace(first, code=316), dataclasses.replace(second, code=201)]
    assert {each.changes for each in drift(rows, CATALOGUE)} == {("renumbered",)}


def test_copies_that_contradict_each_other_decide_nothing() -> None:
    rows = [*ROWS, changed("201-NO_POSITION", http_status=400)]
    [difference] = drift(rows, CATALOGUE)
    assert (difference.changes, len(difference.rows), list(proposals(difference))) == (("duplicate",), 2, [])


def test_a_page_of_one_table_says_nothing_of_the_other() -> None:
    assert drift([row for row in ROWS if row.kind == "websocket"], CATALOGUE) == ()
    [close] = drift([row for row in ROWS if row.id != "ws-1006"], CATALOGUE)
    assert summary([close]) == [(("removed",), (("ws-1006", None),))]


@pytest.mark.parametrize(
    "words", ["Canceled due to Self\N{NO-BREAK SPACE}Trade Prevention", "Canceled due to `Self` Trade Prevention"]
)
def test_another_way_to_print_the_words_is_no_other_wording(words: str) -> None:
    rows = [changed(row.id, description=words) if row.code == 43012 else row for row in ROWS]
    assert drift(rows, CATALOGUE) == ()


def accepted(rows: Iterable[VendorRow], catalogue: Catalogue) -> Catalogue:
    """The catalogue after every difference was accepted."""
    entries = {entry.id: entry for entry in (*catalogue.entries, *catalogue.unlisted.entries) if not entry.is_short}
    for difference in drift(rows, catalogue):
        for entry, facts in proposals(difference):
            old = entry or CATALOGUE.entries[1]
            new = dataclasses.replace(old, **facts._asdict())
            entries.pop(entry.id if entry else "", None)
            entries[new.id] = new
    return Catalogue.of_content(entries.values(), catalogue.categories, catalogue.unlisted.entries)


@given(st.permutations(ALONE), st.lists(st.sampled_from(KINDS[:-3]), max_size=12))
def test_what_was_accepted_leaves_nothing_to_do_and_every_old_name_leads_on(ids, kinds) -> None:
    rows = [row for row in ROWS if row.id not in ids[: len(kinds)]]
    rows += [row for row_id, kind in zip(ids, kinds, strict=False) for row in made(kind, row_id)[0]]
    now = accepted(rows, CATALOGUE)
    assert drift(rows, now) == ()
    for entry in CATALOGUE.entries:
        for ref in (entry.id, entry.name or entry.id):
            assert now.looked_up(ref)
    back = accepted(ROWS, now)
    assert drift(ROWS, back) == ()
    assert [entry.id for entry in back.entries] == [entry.id for entry in CATALOGUE.entries]


def test_a_withdrawn_row_is_in_no_list_and_is_given_to_who_asks() -> None:
    now = accepted([row for row in ROWS if row.id != "201-NO_POSITION"], CATALOGUE)
    assert "201-NO_POSITION" not in {entry.id for entry in now.entries}
    [entry] = now.looked_up("no position")
    assert (entry.status, entry.note) == ("withdrawn", CATALOGUE.named("201")[0].note)
    assert not [fault for fault in faults(now) if "does not exist" in fault.message or "no entry" in fault.message]


def test_an_entry_that_gained_a_row_is_no_longer_one_beside_the_table() -> None:
    entry: Entry = CATALOGUE.unlisted.named("613")[0]
    row = VendorRow("response", entry.code, entry.name, 500, "Invalid isolation id")
    now = accepted([*ROWS, row], CATALOGUE)
    assert now.looked_up("613")[0].status == "active"
    assert not now.unlisted.named("613")
