"""What the catalogue cannot hold is refused at its field, in words, with the typed text kept; on every database."""

import html

import pytest
from django.test import Client

from codes.models import NoteRow
from exchange_errors.catalogue.allowed_values import DEEPEST, LARGEST, LONGEST, UnreadableValue, objection
from exchange_errors.catalogue.record_reader import note_from_data
from exchange_errors.catalogue.value_reader import ContentError
from tests.codes.store.browser import form_data
from tests.codes.store.conftest import address_of

ONE = "43005-POST_ONLY_REJ"
REFUSED = [
    ("example", "null", "example must be a table"),
    ("example", "[1, 2]", "example must be a table"),
    ("example", '{"response": 5}', "response must be a JSON object"),
    ("example", '{"else": {}}', "unknown key 'else'"),
    ("example", '{"response": {"a": NaN}}', "NaN"),
    ("example", '{"response": {"a": 1e999}}', "more than 63 bits"),
    ("example", '{"response": {"a": -Infinity}}', "more than 63 bits"),
    ("example", f'{{"response": {{"a": {LARGEST + 1}}}}}', "more than 63 bits"),
    ("example", '{"response": {"a": %s}}' % ("9" * 5000), "not JSON"),
    ("example", '{"response": {"a": "\\u0000"}}', "U+0000"),
    ("example", '{"response": {"\\ud800": 1}}', "U+D800"),
    ("example", '{"response": {"a": %s}}' % ("[" * 20 + "]" * 20), "levels deep"),
    ("example", '{"response": {"a": %s}}' % ("[" * 5000 + "]" * 5000), "deep"),
    ("example", '{"response": {"a": "%s"}}' % ("x" * (LONGEST + 1)), "too large"),
    ("example", '{"response": ', "not JSON"),
    ("phrases", '{"no tag": ["x"]}', "no language tag"),
    ("phrases", '{"es": "x"}', "must be a list"),
    ("phrases", '{"es": ["\\udfff"]}', "U+DFFF"),
    ("libraries", '{"ccxt": 5}', "library = class"),
    ("summary", "a\x00b", "Null characters"),
    ("customer_reply", "a\x1bb", "U+001B"),
    ("prevention", "a\n## b", "begins with '## '"),
    ("fix", "x" * 121, "at most 120 characters"),
    ("aliases", "a\x00b", "U+0000"),
    ("aliases", "x\n" * 3000, "too large"),
    ("causes", '[[causes]]\ntext = "a\\u0000"\ntell = "b"\nevidence = "observed"', "U+0000"),
    ("causes", '[[causes]]\ntext = 2026-01-01\ntell = "b"\nevidence = "observed"', "put texts in quotes"),
    ("causes", "a = " + "[" * 3000, "deep"),
    ("causes", "a = " + "9" * 5000, "Line 1"),
    ("related", '[[related]]\nid = "\\u0000"\nwhy = "x"', "U+0000"),
    ("retry_min_delay_ms", "99999999999999999999", "less than or equal"),
    ("retry_max_attempts", "0", "from 1 to"),
    ("severity", "nonsense", "valid choice"),
]


@pytest.mark.parametrize(("field", "typed", "complaint"), REFUSED, ids=lambda value: str(value)[:24])
def test_it_is_refused_at_its_field_and_the_text_kept(editor, field, typed, complaint):
    before = NoteRow.objects.values().get(pk=ONE)
    answer = editor.post(address_of(ONE), form_data(editor, address_of(ONE), **{field: typed}))
    assert answer.status_code == 200
    form = answer.context["adminform"].form
    assert complaint in html.unescape(str(form.errors[field]))
    assert form[field].value().replace("\r\n", "\n") == typed
    assert NoteRow.objects.values().get(pk=ONE) == before


def test_all_that_is_wrong_is_said_at_once(editor):
    wrong = {"example": "null", "phrases": "{", "fix": "x\x1b"}
    answer = editor.post(address_of(ONE), form_data(editor, address_of(ONE), **wrong))
    assert set(answer.context["adminform"].form.errors) == set(wrong)


@pytest.mark.parametrize(
    "path",
    [
        "/admin/codes/noterow/a%00b/change/",
        "/admin/codes/noterow/a%00b/history/",
        "/admin/codes/noterow/?q=%00",
        "/admin/codes/noterow/?severity__exact=%00",
        "/admin/codes/noterow/?code__category__slug__exact=%00",
        "/admin/codes/noterow/?p=99999999999999999999",
        "/admin/codes/code/a%00b/change/",
        "/admin/codes/code/?http_status=99999999999999999999",
    ],
)
def test_an_address_with_such_a_value_is_no_fault_of_the_server(editor, path):
    browser = Client(raise_request_exception=False)
    browser.cookies = editor.cookies
    assert browser.get(path, follow=True).status_code < 500


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
