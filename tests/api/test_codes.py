"""The list of codes and one code, as the contract prints them."""

from __future__ import annotations

import json

import pytest

from codes.api.schemas import CategoryList, Choices, EntryList, EntryOut, StatusList
from tests.api.conftest import assert_problem
from tests.vendor import CLOSES, RESPONSES, ROWS, STATUSES

FIELDS = set(EntryOut.model_json_schema(mode="serialization")["properties"])


def ids(body):
    return [entry["id"] for entry in body["results"]]


def test_the_list_holds_every_entry(api):
    body = api("/codes")
    assert body["count"] == len(body["results"]) == len(ROWS)
    assert body["facets"]["http_status"] == STATUSES
    assert (body["next"], body["previous"]) == (None, None)


def test_every_entry_of_the_list_has_the_contracts_shape(client):
    body = client.get("/api/v1/codes").content
    EntryList.model_validate_json(body)
    expected = FIELDS
    assert all(set(entry) == expected for entry in json.loads(body)["results"])


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"http_status": "400"}, STATUSES["400"]),
        ({"http_status": ["401", "429"]}, STATUSES["401"] + STATUSES["429"]),
        ({"http_status": "none"}, len(CLOSES)),
        ({"http_status": "418"}, 0),
        ({"kind": "websocket"}, len(CLOSES)),
        ({"kind": ["websocket", "response"]}, len(ROWS)),
        ({"code": "50001"}, 2),
        ({"code": "999999"}, 0),
        ({"http_status": "400", "kind": "websocket"}, 0),
    ],
)
def test_filters_mean_or_inside_one_and_and_between_them(api, query, count):
    assert api("/codes", query)["count"] == count


def test_every_facet_value_leads_to_as_many_entries_as_it_counts(api):
    for facet, values in api("/codes")["facets"].items():
        for value, count in values.items():
            assert api("/codes", {facet: value})["count"] == count, (facet, value)


def test_a_facet_counts_what_the_other_filters_leave(api):
    body = api("/codes", {"http_status": "400", "kind": "response"})
    assert body["count"] == STATUSES["400"]
    assert body["facets"]["http_status"] == {k: v for k, v in STATUSES.items() if k != "none"}
    assert sum(body["facets"]["category"].values()) == STATUSES["400"]


@pytest.mark.parametrize(
    ("query", "field", "named"),
    [
        ({"http_status": "abc"}, "http_status", "none"),
        ({"http_status": "700"}, "http_status", "none"),
        ({"http_status": ""}, "http_status", "none"),
        ({"category": "nonsense"}, "category", "authentication"),
        ({"kind": "nonsense"}, "kind", "websocket"),
        ({"owner": "nonsense"}, "owner", "trader"),
        ({"retry": "nonsense"}, "retry", "after_backoff"),
        ({"sort": "nonsense"}, "sort", "relevance"),
        ({"limit": "-1"}, "limit", "1"),
        ({"limit": "0"}, "limit", "1"),
        ({"limit": "1001"}, "limit", "1000"),
        ({"limit": "ten"}, "limit", "integer"),
        ({"limit": ["1", "2"]}, "limit", "once"),
        ({"offset": "100001"}, "offset", "100000"),
        ({"offset": "86474558483745554432"}, "offset", "100000"),
        ({"code": "-1"}, "code", "0"),
        ({"code": "9" * 5000}, "code", ""),
        ({"page": "1e9"}, "page", "offset"),
        ({"htttp_status": "500"}, "htttp_status", "http_status"),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_by_name(client, query, field, named):
    problem = assert_problem(client.get("/api/v1/codes", query), 422, "invalid-parameters")
    [error] = problem["errors"]
    assert set(error) == {"field", "message"}
    assert error["field"].split(".")[0] == field
    assert named in error["message"]


def test_all_faults_of_a_query_are_named_at_once(client):
    problem = client.get("/api/v1/codes", {"limit": "-1", "kind": "x"}).json()
    assert {error["field"] for error in problem["errors"]} == {"limit", "kind.0"}


def test_pages_of_a_list_are_chained_by_absolute_addresses(client):
    pages, url = [], "/api/v1/codes?limit=40&kind=response"
    while url:
        answer = client.get(url)
        body = answer.json()
        pages.append(ids(body))
        if body["next"]:
            assert body["next"].startswith("http://testserver/api/v1/codes?")
            assert f'<{body["next"]}>; rel="next"' in answer["Link"]
        url = body["next"]
    assert len({entry_id for page in pages for entry_id in page}) == sum(map(len, pages)) == len(RESPONSES)
    assert ids(client.get(body["previous"]).json()) == pages[-2]


def test_an_offset_behind_the_end_is_an_empty_page_with_a_way_back(api):
    body = api("/codes", {"offset": "100000", "limit": "10"})
    assert (body["count"], body["results"], body["next"]) == (len(ROWS), [], None)
    assert body["previous"].endswith(f"offset={len(ROWS) - 10}&limit=10")
    assert len(api("/codes", {"offset": str(len(ROWS) - 10), "limit": "10"})["results"]) == 10


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        ("code", lambda e: e["code"]),
        ("-code", lambda e: -e["code"]),
        ("category", lambda e: (e["kind"] != "response", e["category"]["name"], e["code"])),
        ("name", lambda e: (e["name"] is None, e["name"] or "")),
        ("http_status", lambda e: e["http_status"] or 1000),
        ("relevance", lambda e: e["code"]),
    ],
)
def test_the_list_is_sorted_as_asked(api, sort, key):
    keys = [key(entry) for entry in api("/codes", {"sort": sort})["results"]]
    assert keys == sorted(keys)


def test_a_search_says_what_matched_and_puts_the_best_first(api):
    body = api("/codes", {"q": "insufficient balance"})
    assert ids(body)[0] == "306-INSUFFICIENT_AVAILABLE_BALANCE"
    scores = [entry["match"]["score"] for entry in body["results"]]
    assert all(set(entry["match"]) == {"field", "score"} for entry in body["results"])
    assert all(0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)


def test_a_search_can_be_filtered_and_sorted(api):
    body = api("/codes", {"q": "invalid", "http_status": "400", "sort": "-code"})
    codes = [entry["code"] for entry in body["results"]]
    assert codes == sorted(codes, reverse=True)
    assert {entry["http_status"] for entry in body["results"]} == {400}


@pytest.mark.parametrize("q", ["\0", "a\0b", " ", "'\"\\<>%_*()", "🙂" * 400, "x" * 500, "-" * 500, '"' * 499])
def test_any_text_up_to_the_limit_is_a_query(api, q):
    EntryList.model_validate(api("/codes", {"q": q}))


def test_a_search_text_over_the_limit_is_refused_with_the_limit(client):
    problem = assert_problem(client.get("/api/v1/codes", {"q": "x" * 10_000}), 400, "query-too-long")
    assert problem["limit"] == 500


def test_a_query_of_too_many_parameters_is_refused_with_the_limit(client, settings):
    limit = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    problem = assert_problem(client.get("/api/v1/codes?" + "a&" * (limit + 1)), 400, "bad-request")
    assert problem["limit"] == limit


def test_a_filter_of_too_many_values_is_refused(client):
    assert_problem(client.get("/api/v1/codes?" + "kind=response&" * 51), 422, "invalid-parameters")


@pytest.mark.parametrize(
    "ref",
    [
        "306",
        "306-INSUFFICIENT_AVAILABLE_BALANCE",
        "INSUFFICIENT_AVAILABLE_BALANCE",
        "insufficient-available-balance",
        "insufficient%20available%20balance",
    ],
)
def test_an_entry_is_found_by_id_number_and_name_in_any_spelling(api, ref):
    entry = api(f"/codes/{ref}")
    EntryOut.model_validate(entry)
    assert set(entry) == FIELDS
    assert entry["id"] == "306-INSUFFICIENT_AVAILABLE_BALANCE"
    assert entry["url"] == "http://testserver/codes/306/"
    assert entry["api_url"] == "http://testserver/api/v1/codes/306"


@pytest.mark.parametrize("ref", ["ws-1006", "ws:1006", "WS-1006"])
def test_a_websocket_code_has_neither_name_nor_http_status(api, ref):
    entry = api(f"/codes/{ref}")
    assert (entry["kind"], entry["code"], entry["name"], entry["http_status"]) == ("websocket", 1006, None, None)
    assert entry["url"] == "http://testserver/codes/ws-1006/"


def test_success_has_no_name(api):
    assert api("/codes/0")["name"] is None


def test_a_number_of_two_entries_gives_the_choices(api):
    body = api("/codes/50001", status=300)
    Choices.model_validate(body)
    assert (body["code"], body["count"]) == (50001, 2)
    for choice in body["choices"]:
        assert choice["url"] == f"http://testserver/codes/{choice['id']}/"
        assert api(f"/codes/{choice['id']}") == choice


@pytest.mark.parametrize("ref", ["999", "no-such-name", "306x", "%00", "x" * 5000, "..", "ws-306", "%F0%9F%99%82"])
def test_an_unknown_reference_names_the_nearest_entries(client, ref):
    problem = assert_problem(client.get(f"/api/v1/codes/{ref}"), 404, "unknown-code")
    assert all(set(near) == {"id", "code", "name", "url"} for near in problem["nearest"])
    assert len(problem["detail"]) < 500


@pytest.mark.parametrize("accept", ["text/html", "text/markdown", "image/png", "application/json;q=0"])
def test_an_unknown_reference_is_unknown_whatever_format_was_asked_for(client, accept):
    assert_problem(client.get("/api/v1/codes/306x", headers={"Accept": accept}), 404, "unknown-code")
    assert_problem(client.get("/api/v1/codes/306", headers={"Accept": accept}), 406, "not-acceptable")


def test_a_misspelt_number_has_a_near_one(client):
    assert client.get("/api/v1/codes/40199").json()["nearest"]


def test_the_addresses_of_every_entry_lead_back_to_it(api):
    for entry in api("/codes")["results"]:
        assert api(entry["api_url"].removeprefix("http://testserver/api/v1"))["id"] == entry["id"]


def test_categories_carry_counts_and_definitions(api):
    body = api("/categories")
    CategoryList.model_validate(body)
    assert sum(row["count"] for row in body["results"]) == len(ROWS)
    assert sum(row["kind"] == "response" for row in body["results"]) <= 10
    for row in body["results"]:
        assert api(row["url"].removeprefix("http://testserver/api/v1"))["count"] == row["count"]


def test_http_statuses_carry_counts(api):
    body = api("/http-statuses")
    StatusList.model_validate(body)
    assert {str(row["http_status"] or "none"): row["count"] for row in body["results"]} == STATUSES
    for row in body["results"]:
        assert api(row["url"].removeprefix("http://testserver/api/v1"))["count"] == row["count"]


def test_the_file_beside_a_page_is_the_same_entry(client):
    assert client.get("/codes/306.json").content == client.get("/api/v1/codes/306").content
    assert client.get("/codes/50001.json").status_code == 300
    assert_problem(client.get("/codes/999.json"), 404, "unknown-code")


def test_of_more_results_than_one_answer_holds_the_first_come_and_the_next_are_named(client, large):
    seen, url = [], "/api/v1/codes"
    while url:
        answer = client.get(url)
        body = answer.json()
        EntryList.model_validate_json(answer.content)
        assert body["count"] == len(large.entries)
        assert sum(body["facets"]["category"].values()) == body["count"]
        seen += ids(body)
        url = body["next"]
        assert ('rel="next"' in answer.headers.get("Link", "")) is bool(url)
    assert seen == [entry.id for entry in sorted(large.entries, key=lambda e: (e.code, e.name or ""))]
    assert body["previous"].endswith("offset=0")


def test_a_filter_that_leaves_less_than_one_answer_holds_is_one_page(api, large):
    body = api("/codes", {"http_status": "429"})
    assert 1 < body["count"] == len(body["results"]) < 1000
    assert (body["next"], body["previous"]) == (None, None)
