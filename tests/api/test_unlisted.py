"""Codes outside the vendor's table in the API: given by exact number or name, in a list only where status asks."""

from __future__ import annotations

import json

import pytest

from codes.api.bulk import FORMATS
from codes.api.schemas import Choices, EntryList, EntryOut
from codes.store import snapshot
from tests.vendor import ROWS


def others():
    return snapshot.current().catalogue.unlisted.entries


@pytest.mark.parametrize("ref", ["140001", "API_DISABLED", "api-disabled", "140001-API_DISABLED"])
def test_a_number_a_name_and_an_id_answer_with_the_entry(api, ref):
    body = api(f"/codes/{ref}")
    EntryOut.model_validate(body)
    assert (body["id"], body["status"], body["code"]) == ("140001-API_DISABLED", "unlisted", 140001)
    assert body["equivalent"] == ["40002-METHOD_NOT_FOUND", "218-INVALID_ORDTYPE"]
    assert body["sources"][0]["url"].startswith("https://")
    assert body["url"].endswith("/codes/140001/")


def test_every_one_obeys_the_contract_at_its_own_address(client):
    for entry in others():
        body = client.get(f"/api/v1/codes/{entry.id}").json()
        assert EntryOut.model_validate(body).model_dump(mode="json") == body
        assert client.get(body["api_url"].removeprefix("http://testserver")).json() == body


def test_a_row_of_the_table_wins_and_says_that_it_is_one(api):
    body = api("/codes/40001")
    assert (body["id"], body["status"], body["equivalent"]) == ("40001-BAD_REQUEST", "active", [])
    assert api("/codes/40001-MG_INVALID_ACCOUNT_STATUS")["status"] == "legacy"


def test_two_of_one_number_are_choices(api):
    body = api("/codes/50002", status=300)
    Choices.model_validate(body)
    assert [entry["status"] for entry in body["choices"]] == ["unlisted", "unlisted"]


@pytest.mark.parametrize("path", ["/codes/140001.md", "/codes/api_disabled.md"])
def test_markdown_says_that_it_is_not_in_the_table(client, path):
    text = client.get(path).content.decode()
    assert "Not in the vendor's table" in text
    assert "`40002-METHOD_NOT_FOUND`" in text
    assert "https://github.com/crypto-com/crypto-agent-trading" in text


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/codes",
        "/api/v1/codes?code=140001",
        "/api/v1/codes?q=API_DISABLED",
        "/api/v1/codes?status=active",
        *(f"/api/v1/catalogue.{suffix}" for suffix in FORMATS),
        "/api/v1/retry-policy.json",
        "/api/v1/constants/python",
        "/sitemap.xml",
        "/llms.txt",
        "/offline.html",
        "/map/",
        "/",
    ],
)
def test_no_list_count_or_export_has_one(client, path):
    text = client.get(path).content.decode()
    ids = {entry.id for entry in others()}
    assert not [entry_id for entry_id in ids if entry_id in text]
    assert "/codes/140001" not in text


def test_the_list_has_them_where_status_asks(api):
    ours = {status: [e.id for e in others() if e.status == status] for status in ("unlisted", "legacy")}
    for status, ids in ours.items():
        body = api("/codes", {"status": status})
        EntryList.model_validate(body)
        assert sorted(entry["id"] for entry in body["results"]) == sorted(ids)
        assert sum(body["facets"]["kind"].values()) == len(ids)
    assert api("/codes", {"status": ["active", "legacy"]})["count"] == len(ROWS) + len(ours["legacy"])


def test_a_search_stays_within_the_status_that_was_asked_for(api):
    body = api("/codes", {"status": "legacy", "q": "signature"})
    assert body["results"][0]["id"] == "10002-UNAUTHORIZED"
    assert {entry["status"] for entry in (*body["results"], *body["nearest"])} == {"legacy"}


def test_an_unknown_status_is_refused(client):
    assert client.get("/api/v1/codes?status=deleted").status_code == 422


def test_mcp_explains_one(client):
    call = {"name": "explain_code", "arguments": {"ref": "50007"}}
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
    answer = client.post("/mcp", json.dumps(body), "application/json").json()["result"]["structuredContent"]
    assert [entry["status"] for entry in answer["entries"]] == ["unlisted"]


def test_the_search_for_everything_finds_one(api):
    group = api("/search", {"q": "50007"})["groups"][0]
    assert (group["kind"], group["count"]) == ("codes", len(group["results"]))
    assert group["results"][0]["id"] == "50007-INVALID_TRIGGER_PRICE"
