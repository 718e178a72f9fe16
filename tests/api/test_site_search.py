"""``GET /api/v1/search``: one answer with a group for every kind of page."""

from __future__ import annotations

import pytest

KINDS = ["codes", "guides", "glossary", "api"]


def test_every_kind_has_its_group(api):
    groups = api("/search?q=nonce&limit=2")["groups"]
    assert [group["kind"] for group in groups] == KINDS
    codes, guides, glossary, _ = groups
    assert codes["results"][0] == {
        "title": "40102 INVALID_NONCE",
        "headline": codes["results"][0]["headline"],
        "url": "http://testserver/codes/40102/",
        "id": "40102-INVALID_NONCE",
    }
    assert [result["title"] for result in guides["results"]] == ["Signing and nonces"]
    assert glossary["results"][0]["url"] == "http://testserver/glossary/#nonce"
    assert glossary["results"][0]["id"] is None


def test_count_says_how_many_there_are_beyond_the_limit(api):
    one = api("/search?q=order&limit=1")["groups"]
    assert all(len(group["results"]) <= 1 for group in one)
    assert one[0]["count"] > 1


@pytest.mark.parametrize("query", ["", "?q=", "?q=zzzqqq"])
def test_nothing_found_is_four_empty_groups(api, query):
    assert api(f"/search{query}")["groups"] == [{"kind": kind, "count": 0, "results": []} for kind in KINDS]


@pytest.mark.parametrize(
    ("query", "status", "slug"),
    [
        (f"q={'x' * 501}", 400, "query-too-long"),
        ("limit=0", 422, "invalid-parameters"),
        ("limit=51", 422, "invalid-parameters"),
        ("limit=two", 422, "invalid-parameters"),
        ("query=x", 422, "invalid-parameters"),
        ("q=a&q=b", 422, "invalid-parameters"),
    ],
)
def test_what_cannot_be_answered_is_a_problem(client, query, status, slug):
    answer = client.get(f"/api/v1/search?{query}")
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"].endswith(f"/problems/{slug}/")
