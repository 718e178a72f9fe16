"""Codes side by side."""

from __future__ import annotations

import pytest

from .conftest import outline


def test_each_reference_is_a_column(client):
    page = outline(client.get("/compare/?ref=204&ref=DUPLICATE_ORDERID&ref=40006"))
    assert [a["href"] for a in page.all("a") if a["href"].startswith("/codes/")] == [
        "/codes/204/",
        "/codes/205/",
        "/codes/40006/",
    ]


def test_a_number_with_two_meanings_is_two_columns(client):
    page = outline(client.get("/compare/?ref=50001"))
    assert len([a for a in page.all("a") if a["href"].startswith("/codes/50001-")]) == 2


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("ref=204&ref=nothing", "No entry is called nothing"),
        ("ref=" + "x" * 5000, "No entry is called"),
        ("&".join(f"ref={code}" for code in range(201, 231)), "At most 6 codes"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_the_reason(client, query, said):
    assert said in outline(client.get(f"/compare/?{query}"), 400).text


def test_without_references_it_asks_for_some(client):
    assert "Name two or more codes" in outline(client.get("/compare/")).text
