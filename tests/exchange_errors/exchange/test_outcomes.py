"""The table of outcomes: every call that changes something is in it, and no advice can pay out twice."""

from __future__ import annotations

import re

import pytest

from exchange_errors.catalogue.lint import LONGEST_SENTENCE
from exchange_errors.exchange.methods import known_methods
from exchange_errors.exchange.outcomes import look_ups, only_by_a_person

READS = re.compile(r"private/(?:advanced/|staking/)?(?:get-|user-balance)")
ON_A_SOCKET_ONLY = {
    "private/set-cancel-on-disconnect"
}  # a switch of the connection: after a loss it has to be set again
MOVES_MONEY = re.compile(r"transfer|withdrawal|convert|stake|close-position")


def test_every_call_that_changes_something_has_a_row():
    names = {name for name in known_methods() if name.startswith("private/") and not READS.match(name)}
    assert set(look_ups()) == names - ON_A_SOCKET_ONLY


@pytest.mark.parametrize("row", look_ups().values(), ids=look_ups())
def test_a_row_reads_and_gives_its_reason(row):
    assert row.look_up
    assert all(READS.match(method) and method in known_methods() for method in row.look_up)
    assert re.fullmatch(r"[A-Z][^.!?]+\.", row.why)
    assert len(row.why.split()) <= LONGEST_SENTENCE


def test_what_moves_money_is_left_to_a_person():
    moving = {method for method in look_ups() if MOVES_MONEY.search(method)}
    assert moving
    assert moving <= set(only_by_a_person())


def test_a_look_up_in_words():
    assert look_ups()["private/amend-order"].call == "`private/get-order-detail` by `order_id` or `client_oid`"
    assert look_ups()["private/close-position"].call == "`private/get-positions`"
