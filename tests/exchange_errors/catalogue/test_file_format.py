"""The content format: what a file may hold, and how its faults are named."""

import pytest

from exchange_errors.catalogue.entry import Category
from exchange_errors.catalogue.file_reader import parse_categories, parse_entry
from exchange_errors.catalogue.record_reader import note_from_data
from exchange_errors.catalogue.serialise import note_data
from exchange_errors.catalogue.value_reader import ContentError

CATEGORIES = {"matching": Category("matching", "Matching", "response", "A test.")}
GOOD = """+++
code = 7
name = "A_NAME"
http_status = 400
description = "A description"
category = "matching"
updated = 2026-01-02
headline = "It failed"
owner = ["integrator"]
severity = "blocked"
retry = { advice = "after_fix", outcome = "not_executed", evidence = "inferred" }

[[causes]]
text = "A cause."
tell = "A tell."
evidence = "documented"
+++

## Summary
It failed.
"""


def fault_of(text: str, path: str = "response/7-A_NAME.md") -> str:
    with pytest.raises(ContentError) as caught:
        parse_entry(path, text, CATEGORIES)
    return str(caught.value)


def test_a_sound_file_becomes_an_entry():
    entry = parse_entry("response/7-A_NAME.md", GOOD, CATEGORIES)
    assert (entry.id, entry.note.summary, entry.note.causes[0].evidence) == ("7-A_NAME", "It failed.", "documented")
    assert entry.updated_at.isoformat() == "2026-01-02T00:00:00+00:00"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("code = 7", "code = '7'", ":2: code must be a whole number, not str"),
        ("code = 7", "code = true", ":2: code must be a whole number, not bool"),
        ("code = 7\n", "", "code is missing"),
        ('headline = "It failed"\n', "", "headline is missing"),
        ('"It failed"', f'"{"long " * 20}"', ":8: headline must be one line of at most 80 characters"),
        ('severity = "blocked"', 'severity = "bad"', ":10: severity is 'bad'; allowed: info, blocked, funds_at_risk"),
        ('category = "matching"', 'category = "none"', ":6: category is 'none'; allowed for response: matching"),
        ('evidence = "documented"', 'evidence = "hearsay"', ":16: evidence is 'hearsay'"),
        ('owner = ["integrator"]', 'owner = ["you"]', ":9: owner is 'you'"),
        ('owner = ["integrator"]', 'owner = "you"', ":9: owner must be a list"),
        (
            "updated = 2026-01-02",
            "colour = 1\nupdated = 2026-01-02",
            ":7: the front matter has an unknown key 'colour'",
        ),
        ("code = 7", "code = = 7", ":2: "),
        ("## Summary", "## Sumary", "unknown heading 'Sumary'"),
        ("## Summary", "Stray.\n\n## Summary", ":19: text stands before the first heading"),
        ("It failed.\n", "It failed.\n\n## Summary\nAgain.\n", "heading 'Summary' stands twice"),
        ("It failed.\n", "It failed.\n\n## Failing response\n```json\n{,}\n```\n", "not JSON"),
        ("It failed.\n", "It failed.\n\n## Failing response\n{}\n", "must be one JSON object in a ```json fence"),
        ('outcome = "not_executed"', 'outcome = "not_executed", min_delay_ms = 0', "retry.min_delay_ms must be"),
        ('outcome = "not_executed", evidence = "inferred"', 'outcome = "not_executed"', ":11: evidence is missing"),
        ('outcome = "not_executed"', 'outcome = "not_executed", this_request = "no"', "this_request is 'no'; allowed:"),
        ("updated = 2026-01-02", "updated = 2026-01-02\nsensitive = 1", ":8: sensitive must be true or false, not int"),
        ("owner =", "ask_for = [5]\nowner =", ":9: ask_for must be a list of tables"),
        (
            "owner =",
            'ask_for = [{ needs = ["luck"] }]\nowner =',
            "needs is 'luck'; allowed: request",
        ),
        ("owner =", 'ask_for = [{ fields = ["side"] }]\nowner =', ":9: ask_for has a question without a text"),
        ("+++\ncode", "code", ":1: the file must begin with TOML between two +++ lines"),
    ],
)
def test_a_fault_is_named_with_its_line(old, new, complaint):
    assert complaint in fault_of(GOOD.replace(old, new, 1))


def test_all_faults_of_a_file_are_named_at_once():
    text = GOOD.replace('"blocked"', '"bad"').replace('["integrator"]', '["you"]')
    assert len(fault_of(text).splitlines()) == 2


def test_a_file_must_be_called_by_its_id():
    assert "the file must be called 7-A_NAME.md" in fault_of(GOOD, "response/8-OTHER.md")


def test_headings_stand_in_their_order():
    text = GOOD.replace("## Summary\nIt failed.", "## Internal note\nHm.\n\n## Summary\nIt failed.")
    assert "headings must stand in this order" in fault_of(text)


def test_a_websocket_entry_has_no_name():
    categories = {"connection": Category("connection", "Connection", "websocket", "A test.")}
    text = GOOD.replace("code = 7", 'kind = "websocket"\ncode = 7').replace('"matching"', '"connection"')
    with pytest.raises(ContentError, match="no name and no http_status"):
        parse_entry("websocket/ws-7.md", text, categories)


def test_a_note_survives_being_plain_data():
    note = parse_entry("7-A_NAME.md", GOOD, CATEGORIES).note
    assert note_from_data(note_data(note)) == note


def test_what_became_of_this_very_request_is_null_where_it_is_the_outcome():
    told = GOOD.replace('outcome = "not_executed"', 'outcome = "unknown", this_request = "not_executed"')
    retries = [note_data(parse_entry("7-A_NAME.md", text, CATEGORIES).note)["retry"] for text in (GOOD, told)]
    assert [retry["this_request"] for retry in retries] == [None, "not_executed"]
    assert [retry["evidence"] for retry in retries] == ["inferred", "inferred"]


def test_prose_that_would_divide_the_file_is_refused():
    data = note_data(parse_entry("7-A_NAME.md", GOOD, CATEGORIES).note)
    with pytest.raises(ContentError, match="begins with '## '"):
        note_from_data({**data, "prevention": "One.\n## Two\nThree."})


def test_a_category_stands_once():
    text = '[[category]]\nslug = "a"\nname = "A"\nkind = "response"\ndefinition = "D."\n' * 2
    with pytest.raises(ContentError, match="'a' stands twice"):
        parse_categories("categories.toml", text)
