"""A paste answers the checks that its request can answer, in the order of the flow, and no further."""

from __future__ import annotations

import dataclasses
import json

import pytest

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.note import Check
from exchange_errors.diagnosis.rules import RULES_BY_CODE
from exchange_errors.report.explain import explain
from tests.shipped import CATALOGUE

ENTRY = "306-INSUFFICIENT_AVAILABLE_BALANCE"
RULE = "leverage-needs-a-margin-flag"
FLOW = (
    Check("Is it a margin order without its mark?", "request", "cause 1", "check 2", answered_by=(RULE,)),
    Check("Does the account hold enough?", "call", "cause 2", "cause 3"),
)
MARGIN = {"instrument_name": "BTC_USD", "side": "BUY", "type": "LIMIT", "price": "9", "quantity": "1", "leverage": "3"}
MARKED = {**MARGIN, "exec_inst": ["MARGIN_ORDER"]}


def catalogue(*checks):
    """The shipped catalogue with these checks in the entry."""
    entry = CATALOGUE.get(ENTRY)
    changed = dataclasses.replace(entry, note=dataclasses.replace(entry.note, checks=checks))
    return Catalogue([changed, *(other for other in CATALOGUE.entries if other.id != ENTRY)], CATALOGUE.categories)


def refused(params=None):
    request = {"id": 1, "method": "private/create-order", "params": params}
    answer = {"id": 1, "method": "private/create-order", "code": 306, "message": "INSUFFICIENT_AVAILABLE_BALANCE"}
    return json.dumps(answer | ({"original": json.dumps(request)} if params else {}))


def answers(*bodies, flow=FLOW):
    report = explain("\n".join(bodies), catalogue(*flow))
    return [(check.entry_id, check.number, check.answer) for check in report.checks]


def test_a_rule_that_finds_its_fault_says_yes_and_the_flow_ends_at_the_cause():
    assert answers(refused(MARGIN)) == [(ENTRY, 1, "yes")]


def test_a_request_without_the_fault_says_no_and_the_next_check_is_open():
    assert answers(refused(MARKED)) == [(ENTRY, 1, "no"), (ENTRY, 2, "unknown")]


def test_without_a_request_nothing_is_answered():
    assert answers(refused()) == [(ENTRY, 1, "unknown")]


def test_what_is_true_of_some_requests_only_is_no_answer():
    assert answers(refused(MARGIN), refused(MARKED)) == [(ENTRY, 1, "unknown")]


@pytest.mark.parametrize("end", ["check two", "check \u00b2", "check 99", "check 1", "nowhere"])
def test_an_end_that_an_editor_mistyped_ends_the_flow(end):
    first = dataclasses.replace(FLOW[0], no=end)
    assert answers(refused(MARKED), flow=(first, FLOW[1]))[0] == (ENTRY, 1, "no")


def test_an_entry_without_checks_has_no_answers():
    assert answers(refused(MARGIN), flow=()) == []


def test_the_rules_that_answer_a_check_look_at_its_code():
    for entry in CATALOGUE.entries:
        slugs = {rule.slug for rule in RULES_BY_CODE.get(entry.code, ())}
        assert {slug for check in entry.note.checks for slug in check.answered_by} <= slugs, entry.id
