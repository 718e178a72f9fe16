"""The codes outside the vendor's table: found by exact number or name, and no part of the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange_errors.catalogue.catalogue import Catalogue, spelling_key
from exchange_errors.catalogue.file_reader import parse_unlisted
from exchange_errors.catalogue.lint import faults
from exchange_errors.catalogue.value_reader import ContentError
from exchange_errors.content import CONTENT
from exchange_errors.exchange.other_names import close_codes
from tests.vendor import ROWS

NAME = "140001-API_DISABLED.toml"
TEXT = (CONTENT / "unlisted" / NAME).read_text("utf-8")


def read(catalogue: Catalogue, text: str, name: str = NAME) -> Catalogue:
    """Return the catalogue with this one file beside its table."""
    other = parse_unlisted(name, text, {category.slug: category for category in catalogue.categories})
    return Catalogue(catalogue.entries, catalogue.categories, [other])


def test_the_catalogue_stays_the_vendors_table(catalogue):
    others = {entry.id for entry in catalogue.unlisted.entries}
    assert others
    assert {entry.status for entry in catalogue.entries} == {"active"}
    assert len(catalogue.entries) == len(ROWS)
    assert all(sum(values.values()) == len(ROWS) for facet, values in catalogue.counts.items() if facet != "owner")
    assert not others & {entry.id for entry in catalogue.entries}
    assert not any(catalogue.get(entry_id) for entry_id in others)
    assert Catalogue(catalogue.entries, catalogue.categories).version == catalogue.version


def test_a_row_of_the_table_wins_its_number_and_its_name(catalogue):
    for entry in catalogue.entries:
        for ref in filter(None, (str(entry.code), entry.name, entry.id)):
            assert catalogue.looked_up(ref) == catalogue.named(ref)
    reused = [other for other in catalogue.unlisted.entries if catalogue.named(str(other.code))]
    assert {other.code for other in reused} >= {40001, 40002, 40003, 40004, 40005, 40006, 40101}
    assert all(other.status == "legacy" for other in reused)


def test_the_others_are_found_by_number_name_and_id(catalogue):
    for other in catalogue.unlisted.entries:
        assert catalogue.looked_up(other.id) == (other,)
        assert catalogue.described(other.id.lower()) is other
        names = [name for name in (str(other.code), other.name) if name and not catalogue.named(name)]
        assert all(other in catalogue.looked_up(name) for name in names)


def test_every_registered_close_code_is_known_by_its_name(catalogue):
    for code, name in close_codes().items():
        if not catalogue.numbered(code, "websocket"):
            assert f"ws-{code}" in [entry.id for entry in catalogue.unlisted.named(name.lower())]


def test_a_row_knows_the_codes_that_say_the_same_and_those_that_had_its_number(catalogue):
    [address], [request] = catalogue.named("40103"), catalogue.named("40001")
    assert "10003-IP_ILLEGAL" in [other.id for other in catalogue.elsewhere(address)]
    assert "40001-MG_INVALID_ACCOUNT_STATUS" in [other.id for other in catalogue.elsewhere(request)]


def test_several_may_share_a_number(catalogue):
    assert [entry.name for entry in catalogue.looked_up("50002")] == ["DW_CREDIT_LINE_NOT_MAINTAINED", "INVALID_PRICE"]


def test_no_two_share_a_name_that_the_table_does_not_have(catalogue):
    names = [spelling_key(e.name) for e in catalogue.unlisted.entries if e.name and not catalogue.named(e.name)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("found", "instead", "fault"),
    [
        ('status = "unlisted"', 'status = "active"', "allowed: unlisted, legacy"),
        ('status = "unlisted"', 'status = "unlisted"\ncustomer_reply = "No."', "unknown key 'customer_reply'"),
        ("code = 140001", "code = 140002", "must be called 140002-API_DISABLED.toml"),
        ('category = "order-entry"', 'category = "connection"', "category is 'connection'"),
        ('headline = "', 'title = "', "unknown key 'title'"),
        ('url = "https:', 'url = "http:', "url must be an address that begins with https://"),
    ],
)
def test_a_file_that_breaks_the_format_is_refused(catalogue, found, instead, fault):
    with pytest.raises(ContentError, match=fault):
        read(catalogue, TEXT.replace(found, instead, 1))


@pytest.mark.parametrize(
    ("found", "instead", "fault"),
    [
        ('headline = "', 'headline = "One two three four five six seven ', "at most 8 are right"),
        ('/advanced/create-order`"', '/advanced/create-order`."', "fix must be one line"),
        ('"40002-METHOD_NOT_FOUND"', '"40002-NO_SUCH_ROW"', "equivalent '40002-NO_SUCH_ROW' is no row"),
        ('"218-INVALID_ORDTYPE"', '"40002-METHOD_NOT_FOUND"', "names a row twice"),
        ('owner = ["integrator"]', "owner = []", "owner is empty"),
        ("`private/create-order`,", "`private/create-orders`,", "unknown method 'private/create-orders'"),
        (TEXT[TEXT.index("[[sources]]") :], "", "sources are empty"),
        ('outcome = "not_executed"', 'outcome = "unknown", this_request = "unknown"', "is the outcome: leave it out"),
    ],
)
def test_a_note_that_falls_short_is_named_by_the_lint(catalogue, found, instead, fault):
    assert found in TEXT
    messages = [str(message) for message in faults(read(catalogue, TEXT.replace(found, instead, 1)))]
    assert any(fault in message and f"unlisted/{Path(NAME).stem}" in message for message in messages), messages


def test_a_file_with_the_id_of_a_row_is_named_by_the_lint(catalogue):
    text = TEXT.replace("140001", "40002").replace("API_DISABLED", "METHOD_NOT_FOUND")
    assert any("it wins" in str(fault) for fault in faults(read(catalogue, text, "40002-METHOD_NOT_FOUND.toml")))
