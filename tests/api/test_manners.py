"""What every answer of the API carries: ETag and 304, cache and cross-origin headers, compression, no cookie."""

from __future__ import annotations

import gzip

import brotli
import pytest

GETS = [
    "/api/v1/codes",
    "/api/v1/codes?q=balance&limit=2",
    "/api/v1/codes/306",
    "/api/v1/categories",
    "/api/v1/http-statuses",
    "/api/v1/outcomes",
    "/codes/306.json",
    "/codes/306.md",
]
POST = {"content_type": "text/plain", "data": '{"code": 306}'}


@pytest.mark.parametrize("path", GETS)
def test_a_get_is_cacheable_and_open_to_other_origins(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["ETag"].startswith('"')
    assert answer["Last-Modified"].endswith("GMT")
    assert answer["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert {"ETag", "Link"} <= set(answer["Access-Control-Expose-Headers"].split(", "))
    assert {"Accept", "Accept-Encoding"} <= set(answer["Vary"].split(", "))
    assert "Cookie" not in answer["Vary"]
    assert not answer.cookies


@pytest.mark.parametrize("path", GETS)
@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
def test_a_client_that_has_the_answer_gets_304(client, path, coding):
    first = client.get(path, headers={"Accept-Encoding": coding})
    for held in (first["ETag"], f'"other", W/{first["ETag"]}', "*"):
        again = client.get(path, headers={"Accept-Encoding": coding, "If-None-Match": held})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
        assert again["Vary"] == first["Vary"]
        assert again["Cache-Control"] == first["Cache-Control"]
        assert again["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", GETS)
def test_another_etag_gets_the_answer(client, path):
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("path", ["/api/v1/codes", "/api/v1/codes/306", "/api/v1/categories", "/codes/306.md"])
def test_compression_changes_the_bytes_and_the_etag_only(client, path):
    plain = client.get(path)
    gzipped = client.get(path, headers={"Accept-Encoding": "gzip, deflate"})
    brotlied = client.get(path, headers={"Accept-Encoding": "gzip, deflate, br"})
    assert (gzipped["Content-Encoding"], brotlied["Content-Encoding"]) == ("gzip", "br")
    assert gzip.decompress(gzipped.content) == brotli.decompress(brotlied.content) == plain.content
    assert len({plain["ETag"], gzipped["ETag"], brotlied["ETag"]}) == 3
    assert all(answer["ETag"].startswith('"') for answer in (plain, gzipped, brotlied))


@pytest.mark.parametrize("accepted", ["identity", "", "br;q=0, identity", "deflate"])
def test_a_client_that_takes_no_compression_gets_none(client, accepted):
    answer = client.get("/api/v1/categories", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer
    assert answer.json()["count"]


def test_the_etag_begins_with_the_catalogues_version(client):
    answer = client.get("/api/v1/codes")
    assert answer["ETag"].startswith(f'"{answer.json()["version"]}-')


def test_different_answers_have_different_etags(client):
    tags = [client.get(path)["ETag"] for path in GETS if path != "/codes/306.json"]
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("path", [*GETS, "/healthz"])
def test_head_is_get_without_the_body(client, path):
    get, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == str(len(get.content))
    assert head.get("ETag") == get.get("ETag")


@pytest.mark.parametrize(
    ("path", "method", "allowed"),
    [
        ("/api/v1/codes", "GET", "GET, HEAD, OPTIONS"),
        ("/api/v1/codes/306", "GET", "GET, HEAD, OPTIONS"),
        ("/api/v1/decode", "POST", "POST, OPTIONS"),
    ],
)
def test_a_preflight_from_another_origin_is_let_through(client, path, method, allowed):
    headers = {
        "Origin": "https://tool.example",
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "content-type",
    }
    answer = client.options(path, headers=headers)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Allow"] == answer["Access-Control-Allow-Methods"] == allowed
    assert "Content-Type" in answer["Access-Control-Allow-Headers"]
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer


def test_plain_options_names_the_methods(client):
    answer = client.options("/api/v1/codes")
    assert (answer.status_code, answer["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert "Access-Control-Allow-Methods" not in answer
    assert client.options("/api/v1/nothing").status_code == 404


def test_a_decode_is_open_to_other_origins_and_kept_by_nobody(client):
    answer = client.post("/api/v1/decode", **POST)
    assert answer["Cache-Control"] == "no-store"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "ETag" not in answer
    assert not answer.cookies


def test_addresses_do_not_follow_the_host_header(client):
    answer = client.get("/api/v1/codes?limit=1", headers={"Host": "localhost"})
    assert answer.json()["next"].startswith("http://testserver/")


def test_the_public_reads_make_no_query(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        for path in GETS:
            client.get(path)
        client.post("/api/v1/decode", **POST)
