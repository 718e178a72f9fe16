"""What the catalogue cannot hold, and text that wants to do harm: named at its part, the typed text kept."""

import html

import pytest
from django.test import Client

from codes.models import Draft, NoteRow
from exchange_errors.catalogue.allowed_values import DEEPEST, LARGEST, LONGEST, UnreadableValue, objection
from exchange_errors.catalogue.record_reader import note_from_data
from exchange_errors.catalogue.value_reader import ContentError
from tests.codes.conftest import outline
from tests.codes.editing.browser import text_of, untouched
from tests.codes.editing.conftest import ENTRY, address_of

PAGE = address_of(ENTRY)
RESPONSE = "example-0-response"

# The control, what is typed, what is said of it, and whether a draft can keep it until somebody corrects it.
REFUSED = [
    (RESPONSE, "null", "response must be a JSON object", True),
    (RESPONSE, "[1, 2]", "response must be a JSON object", True),
    (RESPONSE, '{"a": NaN}', "NaN", False),
    (RESPONSE, '{"a": 1e999}', "more than 63 bits", False),
    (RESPONSE, f'{{"a": {LARGEST + 1}}}', "more than 63 bits", False),
    (RESPONSE, '{"a": %s}' % ("9" * 5000), "not JSON", True),
    (RESPONSE, '{"a": "\\u0000"}', "U+0000", False),
    (RESPONSE, '{"\\ud800": 1}', "U+D800", False),
    (RESPONSE, '{"a": %s}' % ("[" * 20 + "]" * 20), "levels deep", False),
    (RESPONSE, '{"a": %s}' % ("[" * 5000 + "]" * 5000), "deep", True),
    (RESPONSE, '{"a": "%s"}' % ("x" * (LONGEST + 1)), "too large", False),
    (RESPONSE, '{"a": ', "not JSON", True),
    ("phrases-0-name", "no tag", "no language tag", True),
    ("libraries-0-item", " ", "library = class", True),
    ("summary-0-text", "a\x00b", "U+0000", False),
    ("customer_reply-0-text", "a\x1bb", "U+001B", False),
    ("prevention-0-text", "a\n## b", "begins with '## '", True),
    ("fix-0-text", "x" * 121, "at most 120 characters", True),
    ("aliases-0-text", "a\x00b", "U+0000", False),
    ("aliases-0-text", "x\n" * 3000, "too large", False),
    ("causes-0-text", "a\x00", "U+0000", False),
    ("related-0-id", "7-NOTHING", "does not exist", True),
    ("related-0-id", ENTRY, "related to itself", True),
    ("retry-0-min_delay_ms", "soon", "whole number", True),
    ("retry-0-min_delay_ms", "9" * 20, "whole number", True),
    ("retry-0-max_attempts", "0", "from 1 to", True),
    ("severity-0-text", "nonsense", "is 'nonsense'", True),
    ("owner-0-main", "nobody you know", "is 'nobody you know'", True),
]


@pytest.mark.parametrize(("control", "typed", "complaint", "is_kept"), REFUSED, ids=lambda value: str(value)[:24])
def test_it_is_named_the_text_is_kept_and_readers_never_see_it(alone, control, typed, complaint, is_kept):
    before = NoteRow.objects.values().get(pk=ENTRY)
    answer = alone.post(PAGE, untouched(alone) | {control: typed.replace("\n", "\r\n"), "do": "publish"})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 409
    assert complaint.casefold() in page.casefold()
    if control.split("-")[0] not in ("severity", "owner"):
        assert text_of(page, control) == typed
    assert Draft.objects.exists() == is_kept
    assert NoteRow.objects.values().get(pk=ENTRY) == before


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "[x](javascript:alert(1))", "</textarea>"]
)
def test_hostile_text_is_text_in_the_form_and_in_the_preview(editor, text):
    names = (
        "headline-0-text",
        "summary-0-text",
        "fix-0-text",
        "causes-0-text",
        "steps-0-text",
        "customer_reply-0-text",
    )
    page = outline(editor.post(PAGE, untouched(editor) | dict.fromkeys(names, text) | {"do": "preview"}))
    assert all(tag["src"].startswith("/static/") for tag in page.all("script"))
    assert page.all("img") == []
    assert not [link for link in page.all("a") if "javascript" in link.get("href", "")]


@pytest.mark.parametrize(
    "sent",
    [
        {"steps-TOTAL_FORMS": "999999999"},
        {"steps-TOTAL_FORMS": "-1"},
        {"steps-TOTAL_FORMS": "x"},
        {"row": "steps:up:999999"},
        {"row": "steps:fly:1"},
        {"row": "nothing:add:0"},
        {"row": "summary:add:0"},
        {"row": ""},
        {"do": "everything"},
        {"do": "\x00"},
    ],
    ids=str,
)
def test_a_form_that_no_browser_sends_is_no_fault_of_the_server(editor, sent):
    browser = Client(raise_request_exception=False)
    browser.cookies = editor.cookies
    assert browser.post(PAGE, untouched(editor) | sent).status_code < 500
    assert browser.post(PAGE, sent | {"do": "save"}).status_code < 500
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "path",
    [f"/edit/{ENTRY[0]}%00{ENTRY[1:]}/{page}" for page in ("", "history/", "desk/")]
    + ["/edit/a%00b/", "/edit/%F0%9F%98%80/", "/edit/" + "x" * 900 + "/", "/edit/7-NOTHING/"],
)
def test_an_address_of_no_entry_is_not_found(editor, path):
    assert editor.get(path).status_code == 404


@pytest.mark.parametrize("value", [None, True, 0, -LARGEST, 1.5, "a\tb\nc", [], {}, {"a": [1, {"b": "ü😀"}]}])
def test_what_can_be_held_meets_no_objection(value):
    assert objection(value) == ""


@pytest.mark.parametrize(
    "value", [float("nan"), float("-inf"), LARGEST + 1, 1e300, "\x7f", "\ud83d", {"\x00": 1}, {1, 2}, b"x", object()]
)
def test_what_cannot_be_held_is_named(value):
    assert objection(value)
    assert objection([{"a": value}])


def test_depth_is_counted_without_recursion():
    def nested(levels):
        value = "x"
        for _ in range(levels):
            value = [value]
        return value

    assert objection(nested(DEEPEST)) == ""
    assert "levels deep" in objection(nested(DEEPEST + 1))
    assert "levels deep" in objection(nested(100_000))


def test_a_fault_names_its_field_of_the_note():
    with pytest.raises(ContentError) as caught:
        note_from_data({"retry": {"advice": "x"}, "owner": 5, "example": UnreadableValue("[", "is broken")})
    faults = {(fault.field, fault.key): fault.message for fault in caught.value.faults}
    assert faults["example", "example"] == "example is broken"
    assert {("retry", "advice"), ("retry", "outcome"), ("owner", "owner"), ("severity", "severity")} <= set(faults)
