"""Words of other worlds: they silence a question that they say is not ours, and none that is."""

import pytest

from codes.core.search.compounds import COMPOUNDS
from codes.core.search.elsewhere import ELSEWHERE, NO_SLIPS
from codes.core.search.everyday import EVERYDAY
from codes.core.search.fields import segments
from codes.core.search.outside import OUTSIDE
from codes.core.search.terms import COMPOUND, pieces_of, read
from codes.core.search.vocabulary import TABLE_WORDS
from codes.core.search.words import tokens


def texts(catalogue):
    return [segment.text for entry in catalogue.entries for segment in segments(entry)]


def test_no_entry_holds_words_of_another_world(catalogue):
    held = {piece.tokens for text in texts(catalogue) for piece in pieces_of(text) if COMPOUND in piece.known}
    assert held == set()


def test_no_entry_and_no_lexicon_line_holds_a_word_from_outside(catalogue):
    words = {token.word for text in texts(catalogue) for token in tokens(text)}
    assert words.isdisjoint(OUTSIDE)
    assert TABLE_WORDS.isdisjoint(OUTSIDE | EVERYDAY)


def test_a_compound_is_read_as_one_and_as_nothing_else():
    assert [compound for compound in COMPOUNDS if [piece.known for piece in read(compound)] != [(COMPOUND,)]] == []


@pytest.mark.parametrize(
    "text",
    ["flea market", "方向盘", "chapter 40", "levis jeans 501", "invalid vote", "mi cuenta bancaria"],
)
def test_a_question_of_another_world_finds_nothing(found, text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("api key signature wrong", "40101-UNAUTHORIZED"),
        ("margin of my order too low", "320-EXCEEDS_INITIAL_MARGIN"),
        ("code: 40102 pizza", "40102-INVALID_NONCE"),
        ("exchange broke down in the night", "50001-ERR_INTERNAL"),
        ("kein geld auf dem konto", "306-INSUFFICIENT_AVAILABLE_BALANCE"),
    ],
)
def test_a_question_of_ours_stays_answered(found, text, first):
    assert found(text)[:1] == [first]


def test_a_word_of_its_own_is_no_slip_of_ours(found):
    assert "class" in NO_SLIPS
    assert "pizza" in ELSEWHERE
    assert found("upper class") == found("calf class") == []


def test_a_short_whole_word_is_not_completed(found):
    assert found("dash cam") == []
    assert found("cambia") != []


def test_every_unknown_sign_of_a_run_counts(found):
    assert found("注文したピアノ") == []
    assert found("注文が拒否された")[:1] != []
