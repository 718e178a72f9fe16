"""The notes meet the standard of exchange_errors/catalogue/lint.py, and the lint itself finds what it must."""

import dataclasses

import pytest

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry
from exchange_errors.catalogue.file_reader import parse_entry
from exchange_errors.catalogue.file_writer import render_entry
from exchange_errors.catalogue.lint import entry_faults, faults
from exchange_errors.catalogue.lint_places import field_of
from exchange_errors.catalogue.note import Cause, Check, CustomerQuestion, Related, Retry, Source, Step
from tests.shipped import CATEGORIES, ENTRIES


def test_every_note_meets_the_standard(catalogue):
    assert list(map(str, faults(catalogue))) == []


def test_an_entry_survives_being_written_and_read_again():
    for entry in ENTRIES:
        without = dataclasses.replace(entry, note=dataclasses.replace(entry.note, phrases={}))
        assert parse_entry(f"{entry.id}.md", render_entry(entry), CATEGORIES) == without


def test_an_example_names_its_own_entry():
    for entry in ENTRIES:
        assert entry.code in _numbers(entry.note.example["response"]), entry.id


def _numbers(value: object) -> set[object]:
    if isinstance(value, dict):
        return {n for item in value.values() for n in _numbers(item)}
    if isinstance(value, list):
        return {n for item in value for n in _numbers(item)}
    return {int(value)} if isinstance(value, str) and value.isdigit() else {value}


def broken(catalogue: Catalogue, entry_id: str, **changes: object) -> list[str]:
    """What the lint says about one entry after its note was changed."""
    entry = catalogue.get(entry_id)
    assert isinstance(entry, Entry)
    spoilt = dataclasses.replace(entry, note=dataclasses.replace(entry.note, **changes))
    return [fault.message for fault in entry_faults(spoilt, catalogue)]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"summary": ""}, "summary is empty"),
        ({"headline": ""}, "headline is empty"),
        ({"headline": "One two three four five six seven eight nine"}, "headline has 9 words"),
        ({"headline": "It failed."}, "headline must be one plain sentence"),
        ({"headline": "it failed"}, "headline must be one plain sentence"),
        ({"causes": (Cause("It is so.", "You see a value such as 1.", "inferred"),)}, "not hedged"),
        ({"methods": ("private/make-money",)}, "private/make-money"),
        ({"parameters": ("colour",)}, "colour"),
        ({"customer_reply": "Hello {name}. Bye."}, "{name}"),
        ({"customer_reply": "One sentence."}, "1 sentences"),
        ({"customer_reply": "It was refused. Try again."}, "does not name its code"),
        ({"prevention": "word " * 31}, "31 words"),
        ({"retry": Retry("after_backoff", "not_executed")}, "min_delay_ms"),
        ({"retry": Retry("after_check", "unknown")}, "precondition"),
        ({"summary": "The order failed, although HTTP 500 blames the exchange."}, "what the badges of the page say"),
        ({"summary": "The price crossed the book, so the order was not traded."}, "what the badges of the page say"),
        ({"summary": "word " * 17}, "summary has 17 words"),
        ({"questions": tuple(map(CustomerQuestion, "ABCDEF"))}, "ask_for has 6 questions"),
        ({"sources": (Source("Our reading of A", "inferred"), Source("Ours of B", "inferred"))}, "2 sources are ours"),
        ({"causes": (Cause("It may be so.", "You see it.", "inferred"),) * 4, "checks": ()}, "no checks"),
        ({"checks": (Check("Is it?", "payload", "cause 1", "cause 99"),)}, "check 1 leads to cause 99"),
        ({"checks": (Check("Is it?", "payload", "cause 1", "check 1"),)}, "a flow goes on to a later check"),
        ({"checks": (Check("Is it?", "payload", "cause 1", "cause 1"),)}, "the same place either way"),
        ({"checks": (Check("Is it?", "payload", "cause 1", "nowhere"),)}, "leads to 'nowhere', which is no entry"),
        ({"checks": (Check("Is it?", "payload", "cause 1", "ws-1006"),) * 2}, "no answer leads to check 2"),
        ({"checks": (Check("It is.", "payload", "cause 1", "ws-1006"),)}, "check 1 is no question"),
        ({"checks": (Check("Is it?", "call", "cause 1", "ws-1006", "make-money"),)}, "runs 'make-money'"),
        ({"phrases": {"de": ("eins", "Eins")}}, "phrase 'eins' stands twice in de"),
        ({"phrases": {"de": ("wort " * 20,)}}, "a phrase in de is too long"),
        ({"causes": (Cause("It may be so.", "", "inferred"),)}, "a text of causes is empty"),
        ({"steps": (Step("", "support"),)}, "a text of steps is empty"),
        ({"related": (Related("43005-POST_ONLY_REJ", "Itself."),)}, "related to itself"),
        ({"related": (Related("306-INSUFFICIENT", "Gone."),)}, "'306-INSUFFICIENT' does not exist"),
        ({"related": (Related("ws-1006", "One."), Related("ws-1006", "Two."))}, "'ws-1006' stands twice"),
        ({"prevention": "Set `time_in_forse` right."}, "unknown parameter 'time_in_forse'"),
        ({"prevention": "Look at {instrument} first."}, "prevention has the placeholder {instrument}"),
        ({"prevention": "See [the guide](/guides/nowhere/)."}, "prevention holds a link"),
        ({"aliases": ("post only", "Post only", "maker only")}, "alias 'post only' stands twice"),
        ({"aliases": ("post only", "maker only")}, "fewer than three aliases"),
        ({"summary": "word " * 60}, "summary: a sentence of 60 words"),
        ({"prevention": "Set `price right."}, "prevention: an odd number of backticks"),
        ({"prevention": "Call `private/make-money` first."}, "unknown method 'private/make-money'"),
        ({"prevention": "Call `private/get-open-order`."}, "; did you mean private/get-open-orders?"),
        ({"parameters": ("quantiti",)}, "; did you mean quantity?"),
        ({"prevention": "Send it anew."}, "prevention: nobody says 'anew'"),
        ({"fix": "Change the price."}, "without a full stop"),
        ({"retry": Retry("after_fix", "not_executed", 1000, 5)}, "has a delay or a number of attempts"),
        ({"retry": Retry("never", "unknown", precondition="Look.")}, "contradicts an unknown outcome"),
        ({"retry": Retry("not_needed", "executed")}, "only a success needs no retry"),
        ({"questions": (CustomerQuestion("The API secret of the key."),)}, "asks for a secret"),
        ({"customer_reply": "The order on {instrument} failed. Bye."}, "{instrument} outside a clause"),
        ({"customer_reply": "The order[ on it] failed. Bye."}, "[ outside a clause"),
        ({"retry": Retry("after_fix", "executed")}, "contradicts an executed request"),
        (
            {"retry": Retry("after_backoff", "unknown", 1000, 5, "Wait.")},
            "retry after_backoff contradicts an unknown outcome",
        ),
    ],
)
def test_the_lint_names_what_falls_short(catalogue, changes, complaint):
    messages = broken(catalogue, "43005-POST_ONLY_REJ", **changes)
    assert any(complaint in message for message in messages)
    assert all(map(field_of, messages))  # an editor reads each beside a field


@pytest.mark.parametrize(
    ("complaint", "field"),
    [
        ("retry.precondition: nobody says 'anew'", "retry"),
        ("a text of steps is empty", "steps"),
        ("an order entry error needs a corrected request", "example"),
        ("trader has a step, but owner leaves trader out", "owner"),
        ("a step of support comes before a step of the caller", "steps"),
        ("4 causes and no checks that tell them apart", "checks"),
        ("the outcome of private/create-order is unknown: name x in the precondition or a step", "retry"),
        ("another entry has other evidence for this cause: The owner has no step.", "causes"),
        ("alias 'retry' stands twice", "aliases"),
        ("the entry is related to itself", "related"),
        ("corrected request: the outcome is unknown, so it keeps the client_oid", "example"),
    ],
)
def test_a_complaint_names_the_field_that_it_is_about(complaint, field):
    assert field_of(complaint) == field


def test_one_entry_is_held_to_the_same_as_all_together(catalogue):
    cause = catalogue.get("306-INSUFFICIENT_AVAILABLE_BALANCE").note.causes[0]
    other = dataclasses.replace(cause, evidence="documented")
    entry = catalogue.get("43005-POST_ONLY_REJ")
    changes = {"causes": (other,), "headline": catalogue.get("0-SUCCESS").note.headline, "summary": ""}
    spoilt = dataclasses.replace(entry, note=dataclasses.replace(entry.note, **changes))
    others = [other for other in catalogue.entries if other.id != entry.id]
    together = [f.message for f in faults(Catalogue([*others, spoilt], catalogue.categories)) if entry.id in f.path]
    assert [fault.message for fault in entry_faults(entry, catalogue)] == []
    assert sorted(broken(catalogue, entry.id, **changes)) == sorted(together)


def test_the_lint_names_a_shared_cause_with_two_kinds_of_evidence(catalogue):
    cause = catalogue.get("306-INSUFFICIENT_AVAILABLE_BALANCE").note.causes[0]
    other = dataclasses.replace(cause, evidence="documented")
    complaints = broken(catalogue, "43005-POST_ONLY_REJ", causes=(other,))
    assert f"another entry has other evidence for this cause: {cause.text}" in complaints
