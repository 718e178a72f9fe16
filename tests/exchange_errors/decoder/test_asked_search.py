"""What a text says around a number vouches for it, and is asked for so often at most."""

from __future__ import annotations

from typing import Any

import pytest

from exchange_errors import decoder
from exchange_errors.decoder import asked_search
from tests.shipped import CATALOGUE


def read(paste: str) -> tuple[set[int], set[int]]:
    """Return the codes that are found, and those that may be meant."""
    report = decoder.decode(paste, CATALOGUE)
    return {finding.code for finding in report.findings}, {row.code for row in report.possible}


@pytest.mark.parametrize(
    ("vouched_for", "not_vouched_for"),
    [
        ("grid bot halted, too many levels, zorp 318", "grid bot halted, too many levels, zorp 312"),
        ("the nonce comes from a wrong clock, zorp 40102", "the nonce comes from a wrong clock, zorp 43005"),
    ],
)
def test_words_that_find_a_number_make_a_code_of_it(vouched_for: str, not_vouched_for: str) -> None:
    found, possible = read(vouched_for)
    less_found, less_possible = read(not_vouched_for)
    assert found | possible
    assert (len(found), len(possible)) > (len(less_found), len(less_possible))


def test_a_text_asks_the_search_so_often_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    index, asked = asked_search.whole_index(CATALOGUE), []

    class Counting:
        def search(self, query: Any) -> Any:
            asked.append(query)
            return index.search(query)

    monkeypatch.setattr(asked_search, "whole_index", lambda _: Counting())
    words = [f"{first}{second}" for first in "abcdefghij" for second in "klmnopqrst"]
    decoder.decode("\n".join(f"the zorp{word} of quux{word} 306" for word in words), CATALOGUE)
    assert 0 < len(asked) <= asked_search.MOST_ASKED


def test_a_name_does_not_vouch_for_itself() -> None:
    report = decoder.decode("const int INVALID_NONCE = 40102;", CATALOGUE)
    rows = [*report.findings, *report.possible, *report.read.skipped_numbers]
    signals = [
        signal
        for row in rows
        for signal in getattr(row, "signals", row.sightings[0].signals if hasattr(row, "sightings") else ())
    ]
    assert signals
    assert not [signal for signal in signals if signal.name.startswith("search_")]
