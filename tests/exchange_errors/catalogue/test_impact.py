"""What an entry means for the customer follows from its retry advice and its severity."""

import dataclasses

import pytest

from exchange_errors.catalogue.entry import EPOCH, Category, Entry
from exchange_errors.catalogue.note import Note, Retry

CATEGORY = Category("a", "A", "response", "A test.")


@pytest.mark.parametrize(
    ("severity", "advice", "outcome", "impact"),
    [
        ("blocked", "after_check", "unknown", "check_funds"),
        ("info", "after_backoff", "unknown", "check_funds"),
        ("funds_at_risk", "after_backoff", "not_executed", "check_funds"),
        ("info", "after_fix", "not_executed", "fine"),
        ("info", "after_backoff", "not_executed", "fine"),
        ("blocked", "after_backoff", "not_executed", "wait"),
        ("blocked", "when_state_changes", "not_executed", "wait"),
        ("blocked", "after_backoff", "executed", "refused"),
        ("blocked", "after_fix", "not_executed", "refused"),
        ("blocked", "never", "not_executed", "refused"),
    ],
)
def test_an_unknown_outcome_comes_before_anything_else(severity, advice, outcome, impact):
    note = Note(severity=severity, retry=Retry(advice, outcome))
    entry = Entry("response", 7, "A_NAME", 400, "A description", CATEGORY, note, EPOCH)
    assert entry.impact == impact


def test_a_success_is_fine_although_its_orders_can_still_fail(catalogue):
    success = catalogue.get("0-SUCCESS")
    assert (success.note.retry.outcome, success.impact) == ("unknown", "fine")
    assert dataclasses.replace(success, code=7, name="A_NAME").impact == "check_funds"
