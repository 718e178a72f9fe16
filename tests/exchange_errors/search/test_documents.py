"""Guides, terms and operations are found by their words, the best first, and only where they are about them."""

import pytest

from exchange_errors.search.documents import Document, Documents

DOCUMENTS = Documents(
    [
        Document("guides", "Retrying safely", "When to send a request again", "/retrying/", "Keep the `client_oid`."),
        Document("guides", "Signing and nonces", "How a signature is made", "/signing/", "A retry takes a new nonce."),
        Document("glossary", "Client order id", "An id of your own", "/glossary/#client-order-id", "client_oid"),
        Document("glossary", "Post only", "An order that never takes", "/glossary/#post-only"),
    ]
)


def titles(text):
    return [match.document.title for match in DOCUMENTS.search(text)]


@pytest.mark.parametrize("text", ["retry", "retrying", "Retries?", "safely", "how to retry safely", "retr"])
def test_words_in_any_form_find_the_title(text):
    assert titles(text) == ["Retrying safely"]


def test_a_body_is_found_where_nothing_of_its_kind_is_closer():
    assert titles("client_oid") == ["Client order id", "Retrying safely"]


def test_every_word_has_to_be_there():
    assert titles("safely signature") == []


@pytest.mark.parametrize("text", ["", " ", "the", "?", "zzzq", "x" * 500, "\x00", "🦀"])
def test_what_says_nothing_finds_nothing(text):
    assert titles(text) == []


def test_the_words_to_mark_are_spelt_as_in_the_text():
    [match] = DOCUMENTS.search("retr")
    assert match.matched == ("Retrying",)
    assert DOCUMENTS.search("signature")[0].matched == ("Signing", "signature")


def test_a_finished_word_is_not_taken_for_a_beginning():
    assert titles("saf") == ["Retrying safely"]
    assert titles("saf ") == []
