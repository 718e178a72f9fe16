"""Who fixes an error and who does its steps: a note that disagrees with itself is named."""

from __future__ import annotations

import dataclasses

import pytest

from exchange_errors.catalogue.entry import Entry
from exchange_errors.catalogue.lint import faults
from exchange_errors.catalogue.lint_steps import step_faults
from exchange_errors.catalogue.note import Retry, Step

READ, SEND, TAKE = "Read `quantity`.", "Send a smaller `quantity`.", "Take the case over with these details."


def complaints(entry: Entry, owner: tuple[str, ...], *steps: tuple[str, str], **changes: object) -> list[str]:
    made = tuple(Step(text, audience) for text, audience in steps)
    note = dataclasses.replace(entry.note, owner=owner, steps=made, **changes)
    return list(step_faults(dataclasses.replace(entry, note=note)))


@pytest.fixture
def refused(catalogue) -> Entry:
    return catalogue.get("319-EXCEEDS_MAX_POSITION_SIZE")


@pytest.mark.parametrize(
    ("owner", "steps", "complaint"),
    [
        (
            ("trader",),
            [(READ, "trader"), (SEND, "integrator")],
            "integrator has a step, but owner leaves integrator out",
        ),
        (("trader", "account_admin"), [(SEND, "trader")], "owner names account_admin, who has no step"),
        (("trader", "trader"), [(SEND, "trader")], "owner names trader twice"),
        (
            ("trader", "integrator"),
            [(READ, "integrator"), (SEND, "trader")],
            "owner names trader first, but integrator does the first step",
        ),
        (
            ("support", "trader"),
            [(TAKE, "support"), (SEND, "trader")],
            "a step of support comes before a step of the caller",
        ),
        (
            ("trader", "support"),
            [(READ, "trader"), ("Hand the order to Exchange support.", "support")],
            "a step of support hands the case to exchange support; that step is the caller's",
        ),
    ],
)
def test_owners_and_steps_that_disagree_are_named(refused, owner, steps, complaint):
    assert complaints(refused, owner, *steps) == [complaint]


@pytest.mark.parametrize("owner", [("nobody",), ("nobody", "support"), ("trader", "nobody")])
def test_nobody_is_refused_where_something_is_to_be_done(refused, owner):
    steps = [(SEND, "trader"), (TAKE, "support")]
    assert complaints(refused, owner, *steps) == ["owner is nobody, but there is something to do: name who does it"]


def test_nobody_alone_stands_where_nothing_has_to_be_fixed(refused):
    done = Retry("not_needed", "executed")
    assert complaints(refused, ("nobody",), (READ, "integrator"), retry=done) == []
    said = complaints(refused, ("integrator",), (READ, "integrator"), retry=done)
    assert said == ["owner must be nobody alone where nothing has to be fixed"]


@pytest.mark.parametrize(
    ("owner", "steps"),
    [
        (("trader",), [(READ, "trader"), (SEND, "trader")]),
        (("integrator", "trader"), [(READ, "integrator"), (SEND, "trader"), (READ, "integrator")]),
        (("support", "integrator"), [(READ, "integrator"), (TAKE, "support")]),
    ],
)
def test_owners_and_steps_that_agree_pass(refused, owner, steps):
    assert complaints(refused, owner, *steps) == []


def test_the_lint_of_all_notes_asks_about_the_steps(catalogue, refused):
    note = dataclasses.replace(refused.note, owner=("nobody",))
    others = [entry for entry in catalogue.entries if entry != refused]
    spoilt = type(catalogue)([*others, dataclasses.replace(refused, note=note)], catalogue.categories)
    assert [f.path for f in faults(spoilt) if "owner is nobody" in f.message] == [f"response/{refused.id}.md"]


def test_nobody_is_named_for_a_success_only(catalogue):
    assert {entry.code for entry in catalogue.entries if "nobody" in entry.note.owner} == {0}
