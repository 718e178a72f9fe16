"""What an index keeps from one search to the next: the reach of its own words, and nothing that a reader typed."""

from codes.core.search import Index, parse_query, units
from codes.core.search.reach import Reaches


def ask(index, text):
    return list(index.search(parse_query(text)))


def test_only_words_of_the_index_are_kept(catalogue):
    index = Index(catalogue)
    for text in (
        "zqxvutterly margin ",
        "marginalities ",
        "insufishent balances ",
        "order-7f3a9c ",
        '"my own qwmblfk" ',
    ):
        ask(index, text)
    kept = {word for word, _ in index._known}
    assert "margin" in kept
    assert all(word in index._postings.vocabulary for word in kept)
    assert kept.isdisjoint({"zqxvutterly", "marginalities", "insufishent", "7f3a9c", "qwmblfk"})


def test_a_kept_word_answers_as_when_it_was_new(catalogue):
    index = Index(catalogue)
    for text in ("margin balance ", "no margin ", "margin ", "balance margin order "):
        assert ask(index, text) == ask(Index(catalogue), text)
        assert ask(index, text) == ask(index, text)


def test_no_more_than_so_many_are_kept(catalogue, monkeypatch):
    monkeypatch.setattr(units, "MAX_KEPT", 4)
    monkeypatch.setattr("codes.core.search.reach.MAX_KEPT", 4)
    index = Index(catalogue)
    for word in ("margin", "balance", "order", "price", "leverage", "nonce", "timeout"):
        assert ask(index, f"{word} ") == ask(Index(catalogue), f"{word} ")
        assert len(index._known) <= 4
        assert len(index._reaches._kept) <= 4


def test_of_equal_texts_the_one_that_the_first_word_finds_better_is_shown(index):
    """Both aliases explain as much; the one that the typed word itself stands in comes first."""
    hit = next(hit for hit in ask(index, "posiiton does not exist") if hit.entry.code == 201)
    assert hit.text == "position introuvable"


def test_a_reach_is_kept_for_kept_units_alone(index):
    reaches = Reaches(index._postings)
    own, typed = units.Unit((("margin", 1.0),), 1.0, kept=True), units.Unit((("margin", 1.0),), 1.0)
    assert reaches.of(own, None) is reaches.of(own, None)
    assert reaches.of(typed, None) is not reaches.of(typed, None)
