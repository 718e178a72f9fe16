"""The pages of codes outside the vendor's table, and the ways to them."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command

from codes.store import snapshot
from tests.codes.conftest import outline


def links_of(page):
    return [link.get("href", "") for link in page.all("a")]


def test_every_one_has_a_page_that_says_what_it_is(client):
    catalogue = snapshot.current().catalogue
    for entry in catalogue.unlisted.entries:
        answer = client.get(f"/codes/{entry.id}/", follow=True)
        page = outline(answer)
        assert "Not in the vendor’s table." in page.text
        if answer.request["PATH_INFO"] != f"/codes/{entry.code}/" or "meanings" not in page.text:
            assert entry.note.headline in page.text
            assert all(f"/codes/{row.split('-')[0]}" in " ".join(links_of(page)) for row in entry.equivalent[:1])


def test_the_page_links_todays_equivalent_and_the_sources(client):
    links = links_of(outline(client.get("/codes/140001/")))
    assert {"/codes/40002/", "/codes/218/", "https://github.com/crypto-com/crypto-agent-trading"} <= set(links)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/codes/API_DISABLED/", "/codes/140001/"),
        ("/codes/MG_INVALID_ACCOUNT_STATUS/", "/codes/40001-MG_INVALID_ACCOUNT_STATUS/"),
        ("/codes/1001/", "/codes/ws-1001/"),
        ("/codes/going-away/", "/codes/ws-1001/"),
        ("/go/140001", "/codes/140001/"),
        ("/go/error%20140001", "/codes/140001/"),
        ("/go/invalid_trigger_price", "/codes/50007/"),
        ("/go/MG_INVALID_ACCOUNT_STATUS", "/codes/40001-MG_INVALID_ACCOUNT_STATUS/"),
        ("/go/40001", "/codes/40001/"),
        ("/go/50002", "/codes/50002/"),
        ("/go/ws%201012", "/codes/ws-1012/"),
        ("/?q=140001&go=", "/codes/140001/"),
    ],
)
def test_an_exact_number_or_name_leads_to_it(client, path, target):
    answer = client.get(path)
    assert answer.status_code in (301, 302)
    assert answer["Location"] == target
    assert client.get(target).status_code == 200


@pytest.mark.parametrize("text", ["140001", "INVALID_TRIGGER_PRICE", "invalid trigger price"])
def test_the_list_points_at_it_and_does_not_hold_it(client, text):
    page = outline(client.get("/", {"q": text}))
    assert "Not in the vendor’s table." in page.text
    assert any(link in ("/codes/140001/", "/codes/50007/") for link in links_of(page))
    assert "Not in the vendor" not in outline(client.get("/", {"q": "40001"})).text


def test_a_row_shows_the_older_meaning_of_its_number_and_other_numbers_of_its_own(client):
    page = outline(client.get("/codes/40001/"))
    assert "/codes/40001-MG_INVALID_ACCOUNT_STATUS/" in links_of(page)
    assert "There, this number had another meaning." in page.text
    page = outline(client.get("/codes/40103/"))
    assert "/codes/10003/" in links_of(page)
    assert "It means the same or nearly the same." in page.text


def test_the_older_meaning_names_the_row_that_has_the_number_today(client):
    page = outline(client.get("/codes/40001-MG_INVALID_ACCOUNT_STATUS/"))
    assert "Today 40001 has another meaning: 40001 BAD_REQUEST." in page.text


def test_the_dialog_finds_it_first(client):
    links = [link["href"] for link in outline(client.get("/search/", {"q": "623"})).all("a", **{"class": "hit"})]
    assert links[0] == "/codes/623/"


def test_a_report_explains_it_and_links_its_page(client):
    text = '{"id":1,"method":"private/create-order","code":140001,"message":"API_DISABLED"}'
    page = outline(client.post("/decode/", {"text": text}))
    assert "/codes/140001/" in links_of(page)
    assert "Trigger or group order on a retired endpoint" in page.text


@pytest.mark.django_db
def test_the_command_explains_it():
    out = io.StringIO()
    call_command("explain", "140001", stdout=out)
    assert "Not in the vendor's table" in out.getvalue()


def test_its_page_offers_the_same_copies_as_a_row_of_the_table(client):
    page = outline(client.get("/codes/140001/"))
    assert page.all("button", **{"data-copy-from": "ticket"})
    assert page.all("pre", id="ticket")
    assert page.all("a", href="#today")
