"""How text becomes words and terms, the same on both sides."""

import pytest

from exchange_errors.language.words import fold, stem, tokens
from exchange_errors.search.known_words import opened
from exchange_errors.search.lexicon import concepts, narrower, parameters
from exchange_errors.search.terms import read, terms_of


@pytest.mark.parametrize(
    "words", ["cancelled canceled cancels cancelling", "filled fills fill", "expires expired", "retries retry"]
)
def test_forms_of_a_word_share_a_stem(words):
    assert len({stem(word) for word in words.split()}) == 1


def test_names_are_opened_and_accents_folded():
    assert [token.word for token in tokens("clientOid POST_ONLY can't Größe")] == [
        "client",
        "oid",
        "post",
        "only",
        "cant",
        "grosse",
    ]
    assert fold("ＩＮＶＡＬＩＤ") == "invalid"
    assert fold("が") == "が"


def test_a_glued_name_is_opened_into_its_words():
    assert opened("limitupprice") == ("limit", "up", "price")
    assert opened("zzzzzz") == ("zzzzzz",)


def test_a_group_is_understood_as_a_whole():
    assert {"~short_of", "~funds"} <= terms_of("not enough money")
    assert "open" not in terms_of("market is not open")
    assert "~untradable" in terms_of("INSTRUMENT_NOT_TRADABLE")


def test_a_negation_stays_with_its_word():
    assert "!cancel" in terms_of("cannot cancel")
    assert "!cancel" not in terms_of("cancel")


def test_writing_without_spaces_is_cut_at_known_words():
    assert [piece.known for piece in read("账户余额不足")] == [("~account",), ("~funds",), ("~short_of",)]


def test_the_tables_name_what_exists(catalogue):
    named = {concept for table in concepts().values() for concept in table}
    assert named == set(concepts()["en"])
    assert {*narrower(), *(near for line in narrower().values() for near in line)} <= named
    names = {entry.name or entry.id for entry in catalogue.entries}
    assert {row for parameter in parameters() for row in (*parameter.first, *parameter.then)} <= names
