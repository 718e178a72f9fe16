"""Which misspelt words are told, and which are left alone."""

import pytest

from exchange_errors.language.spelling import Spellings, allowed_edits, sound


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("insufishent", "insufficient"),
        ("marjin", "margin"),
        ("exsist", "exist"),
        ("dubble", "double"),
        ("maintainence", "maintenance"),
        ("rong", "wrong"),
    ],
)
def test_words_that_are_written_by_ear_sound_alike(heard, meant):
    assert sound(heard) == sound(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("blance", "balance"),
        ("balacne", "balance"),
        ("ballance", "balance"),
        ("balamce", "balance"),
        ("insufishent", "insufficient"),
        ("orde", "order"),
        ("feee", "fee"),
    ],
)
def test_a_slip_of_the_hand_or_the_ear_is_told(typed, meant):
    known = Spellings(["balance", "insufficient", "order", "fee", "leverage"], [])
    assert [word for word, _ in known.meant(typed, (), 3)] == [meant]


@pytest.mark.parametrize("typed", ["bank", "taxi", "fe", "zebra", "orchestra"])
def test_another_word_is_no_slip(typed):
    assert Spellings(["ban", "taxa", "fee", "order"], []).meant(typed, (), 3) == []


def test_a_smaller_slip_is_likelier():
    known = Spellings(["leverage", "signature"], [])
    (_, one), (_, two) = known.meant("signatur", (), 1)[0], known.meant("sgnatura", (), 1)[0]
    assert 1 > one > two > 0


def test_no_short_word_may_have_a_slip():
    assert [allowed_edits(word) for word in ("fee", "side", "balance", "leverage")] == [0, 1, 1, 2]
