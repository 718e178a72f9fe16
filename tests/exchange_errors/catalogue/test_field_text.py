"""What a field holds, as lines for people."""

import pytest

from exchange_errors.catalogue.field_text import field_text
from exchange_errors.catalogue.serialise import entry_data


def test_records_have_a_line_for_each_part_that_says_something():
    causes = [
        {"text": "Too low.", "tell": "306", "evidence": "observed"},
        {"text": "Held.", "tell": "", "evidence": "x"},
    ]
    assert field_text("causes", causes) == "text: Too low.\ntell: 306\nevidence: observed\n\ntext: Held.\nevidence: x"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *[(None, ""), ("", ""), ([], ""), ({}, ""), (0, "0"), (True, "yes"), (False, "no"), ("A\nB", "A\nB")],
        (["a", "b"], "a\nb"),
        ({"es": ["uno", "dos"]}, "es: uno, dos"),
        ([{"text": "T", "source": {"title": "t", "url": "u"}}], "text: T\nsource: title: t, url: u"),
    ],
)
def test_a_value_is_its_lines(value, text):
    assert field_text("any", value) == text


def test_an_example_is_json():
    assert field_text("example", {"response": {"code": 306}}) == '{\n  "response": {\n    "code": 306\n  }\n}'
    assert field_text("example", {}) == ""


def test_every_field_of_every_entry_has_a_text(catalogue):
    assert all(isinstance(field_text(*pair), str) for entry in catalogue.entries for pair in entry_data(entry).items())
