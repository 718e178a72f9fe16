"""A field that is going to be withdrawn is announced in every answer and in the OpenAPI document."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from codes import snapshot
from codes.api import deprecations, prepared
from codes.api.openapi import document

OLD = deprecations.Deprecation(
    "Entry", "libraries", datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC), "/api/"
)


@pytest.fixture
def deprecated(monkeypatch):
    monkeypatch.setattr(deprecations, "DEPRECATIONS", (OLD,))


def test_nothing_is_announced_while_nothing_goes(client):
    answer = client.get("/api/v1/codes/306")
    assert not {"Deprecation", "Sunset", "Link"} & set(answer.headers)


def test_the_dates_and_the_explanation_are_in_the_headers(client, deprecated):
    answer = client.get("/api/v1/codes/306")
    assert answer["Deprecation"] == "@1798761600"
    assert answer["Sunset"] == "Sat, 01 Jan 2028 00:00:00 GMT"
    assert answer["Link"] == '<http://testserver/api/>; rel="deprecation"'
    assert {"Deprecation", "Sunset"} <= set(answer["Access-Control-Expose-Headers"].split(", "))


def test_the_announcement_leaves_the_pages_of_a_list_linked(client, deprecated):
    link = client.get("/api/v1/codes?limit=1")["Link"]
    assert 'rel="next"' in link
    assert 'rel="deprecation"' in link


def test_the_field_is_marked_in_the_openapi_document(deprecated):
    ready = prepared.Prepared(snapshot.current().catalogue)
    assert document(ready)["components"]["schemas"]["Entry"]["properties"]["libraries"]["deprecated"] is True
