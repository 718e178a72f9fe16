"""Stored values are shown in the words that readers know."""

import pytest

from codes import labels


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("owner", "integrator\nsupport", "Developer\nExchange"),
        ("retry", "advice: after_fix\nprecondition: ask support", "advice: Fix first\nprecondition: ask support"),
        ("causes", "text: The trader erred.\nevidence: inferred", "text: The trader erred.\nevidence: Inferred"),
        ("summary", "support", "support"),
        ("owner", "", ""),
    ],
)
def test_the_text_of_a_field_has_words_in_place_of_stored_values(name, text, words):
    assert labels.field_words(name, text) == words
