"""The list of mutants keeps up with the code, and one that nothing notices is named. `make mutants` makes them all."""

from __future__ import annotations

import multiprocessing

import pytest

from .mutant import CORE, Mutant, judged, trouble
from .recognisers import RECOGNISERS
from .redaction import REDACTION

MUTANTS = (*RECOGNISERS, *REDACTION)
NEGATIVE = next(one for one in RECOGNISERS if one.file == "decode/shapes/ws_error.py" and "code < 0" in one.old)


def test_every_mutant_can_still_be_made() -> None:
    assert {str(one): wrong for one in MUTANTS if (wrong := trouble(one))} == {}


def test_every_recogniser_has_a_mutant() -> None:
    shapes = {f"decode/shapes/{path.name}" for path in (CORE / "decode" / "shapes").glob("*.py")}
    assert shapes - {one.file for one in MUTANTS} == {f"decode/shapes/{name}.py" for name in ("__init__", "outcome")}
    assert len(RECOGNISERS) >= 40
    assert len(REDACTION) >= 8


@pytest.mark.parametrize(
    ("mutant", "word"),
    [
        (NEGATIVE._replace(old="this stands nowhere"), "no longer stands"),
        (NEGATIVE._replace(old="code"), "times"),
        (NEGATIVE._replace(file="decode/nothing.py"), "no such file"),
    ],
)
def test_a_mutant_that_the_code_has_left_behind_says_what_to_do(mutant: Mutant, word: str) -> None:
    assert word in trouble(mutant)
    assert word in judged(mutant)


def test_a_noticed_mutant_passes_and_a_surviving_one_is_named() -> None:
    harmless = NEGATIVE._replace(old='shape="ws_error"', new="shape='ws_error'")
    unread = NEGATIVE._replace(new="or or")
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        noticed, survived, broken = pool.map(judged, [NEGATIVE, harmless, unread], chunksize=1)
    assert noticed == ""
    assert survived.startswith(f"survives {NEGATIVE.tests}")
    assert "must import" in broken
