"""An entry's addresses are absolute, are the shortest that mean it alone, and lead to it."""

from __future__ import annotations

import pytest

from codes.links import api_url, page_url, ref
from tests.shipped import ENTRIES


@pytest.mark.parametrize(
    ("entry_id", "short"),
    [
        ("306-INSUFFICIENT_AVAILABLE_BALANCE", "306"),
        ("0-SUCCESS", "0"),
        ("50001-ERR_INTERNAL", "50001-ERR_INTERNAL"),
        ("ws-1006", "ws-1006"),
    ],
)
def test_the_number_stands_for_an_entry_that_has_it_alone(catalogue, entry_id, short):
    entry = catalogue.get(entry_id)
    assert ref(entry, catalogue) == short
    assert page_url(entry, catalogue) == f"http://testserver/codes/{short}/"
    assert api_url(entry, catalogue) == f"http://testserver/api/v1/codes/{short}"


def test_every_address_opens_its_entry(client, catalogue):
    """The sitemap has the pages, and tests/codes/test_machines.py asks for each."""
    sitemap = client.get("/sitemap.xml").content.decode()
    for entry in ENTRIES:
        assert [named.id for named in catalogue.named(ref(entry, catalogue))] == [entry.id]
        assert f"<loc>{page_url(entry, catalogue)}</loc>" in sitemap
        assert client.get(api_url(entry, catalogue)).json()["id"] == entry.id


def test_addresses_follow_the_setting(catalogue, settings):
    settings.SITE_URL = "https://errors.example"
    assert page_url(catalogue.get("ws-1006"), catalogue) == "https://errors.example/codes/ws-1006/"
