"""The one home of the retry decision."""

from __future__ import annotations

import pytest

from exchange_errors.exchange.outcomes import only_by_a_person
from exchange_errors.policy import LONGEST_WAIT_MS, Decision, decision, most_careful, policies

ORDER = "private/create-order"


@pytest.fixture
def busy(catalogue):
    [entry] = catalogue.named("42901")
    return entry


def test_an_open_outcome_is_looked_up_before_anything_else(catalogue):
    doubtful = [entry for entry in catalogue.entries if entry.note.retry.outcome == "unknown" and entry.code != 0]
    assert doubtful
    for entry in doubtful:
        assert decision(entry, 99, ORDER, 0).action == "check", entry.id
    assert decision(None, 1, ORDER, 0) == Decision("check")


@pytest.mark.parametrize("method", only_by_a_person())
def test_payouts_are_for_a_person_whatever_the_code(catalogue, method):
    for entry in (None, *catalogue.entries):
        expected = "done" if entry and entry.note.retry.advice == "not_needed" else "ask_a_person"
        assert decision(entry, 1, method, 0).action == expected


def test_a_wait_doubles_up_to_its_limit_and_has_a_random_part(busy):
    least, most = busy.note.retry.min_delay_ms, busy.note.retry.max_attempts
    waits = [decision(busy, attempt, ORDER, 0).wait_ms for attempt in range(1, most)]
    assert waits == [min(LONGEST_WAIT_MS, least * 2**doubled) for doubled in range(most - 1)]
    assert decision(busy, 1, ORDER, 0.5).wait_ms == least * 3 // 2
    assert decision(busy, most, ORDER, 0).action == "give_up"


def test_the_most_careful_of_several_decides():
    wait, check = Decision("wait", 1000), Decision("check")
    assert most_careful([wait, check, Decision("done")]) == check
    assert most_careful([wait, Decision("wait", 3000)]).wait_ms == 3000


def test_every_code_has_its_policy(catalogue):
    document = policies(catalogue)
    assert [row["id"] for row in document["policies"]] == [entry.id for entry in catalogue.entries]
    assert document["count"] == len(catalogue.entries)


def test_after_a_look_up_that_shows_nothing_a_program_goes_on(catalogue):
    """What ``check`` asked for is done: a time-out is sent again, what needs a change is not."""

    def after(ref):
        [entry] = catalogue.named(ref)
        return decision(entry, 1, ORDER, 0, nothing_happened=True).action

    assert decision(None, 2, ORDER, 0, nothing_happened=True) == Decision("wait", 2000)
    assert {after(ref) for ref in ("40801", "ERR_INTERNAL", "207", "205", "ws-1006")} == {"wait"}
    assert {after(ref) for ref in ("204", "217", "40401", "306")} == {"fix"}
    assert (after("316"), after("201")) == ("give_up", "wait_for_change")


@pytest.mark.parametrize("method", only_by_a_person())
def test_no_look_up_lets_a_program_repeat_a_payout(catalogue, method):
    for entry in catalogue.entries:
        assert decision(entry, 1, method, 0, nothing_happened=True) == decision(entry, 1, method, 0)
