"""Every way to an error has the one shape, whoever made the error, and its type opens a page."""

from __future__ import annotations

import pytest
from django.test import Client

from codes.store import snapshot
from ops.problems import KINDS
from tests.api.conftest import assert_problem


@pytest.mark.parametrize(
    "path",
    [
        "/api/v2/codes",
        "/api/v1/nothing",
        "/api/v1/codes/306/",
        "/api/v1/codes/306/more",
        "/api/%00",
        "/api/v1/../../etc/passwd",
        "/api/v1/codes/a%2Fb",
    ],
)
def test_an_unknown_path_is_a_problem(client, path):
    assert_problem(client.get(path), 404, "not-found")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", "/api/v1/codes", {"GET", "HEAD", "OPTIONS"}),
        ("DELETE", "/api/v1/codes/306", {"GET", "HEAD", "OPTIONS"}),
        ("PUT", "/api/v1/categories", {"GET", "HEAD", "OPTIONS"}),
        ("PATCH", "/api/v1/http-statuses", {"GET", "HEAD", "OPTIONS"}),
        ("GET", "/api/v1/decode", {"POST", "OPTIONS"}),
        ("HEAD", "/api/v1/decode", {"POST", "OPTIONS"}),
        ("TRACE", "/api/v1/codes", {"GET", "HEAD", "OPTIONS"}),
        ("BREW", "/api/v1/codes", {"GET", "HEAD", "OPTIONS"}),
        ("POST", "/codes/306.json", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_a_wrong_method_names_the_right_ones(client, method, path, allowed):
    answer = client.generic(method, path)
    if method == "HEAD":
        assert (answer.status_code, answer.content) == (405, b"")
        assert answer["Content-Type"] == "application/problem+json"
    else:
        assert_problem(answer, 405, "method-not-allowed")
    assert set(answer["Allow"].split(", ")) == allowed


@pytest.mark.parametrize("path", ["/api/v1/codes", "/api/v1/codes/306", "/api/v1/categories", "/api/v1/http-statuses"])
@pytest.mark.parametrize("accept", ["application/xml", "text/html", "application/json;q=0", "image/*"])
def test_a_format_that_is_not_offered_is_refused(client, path, accept):
    problem = assert_problem(client.get(path, headers={"Accept": accept}), 406, "not-acceptable")
    assert "application/json" in problem["detail"]


@pytest.mark.parametrize(
    "accept", ["*/*", "application/*", "application/json; charset=utf-8", "text/html, */*;q=0.1", "", "a;q=b, */*"]
)
def test_a_client_that_takes_json_among_others_gets_it(client, accept):
    assert client.get("/api/v1/codes/306", headers={"Accept": accept})["Content-Type"] == "application/json"


@pytest.mark.parametrize("path", ["/api/v1/codes", "/api/v1/nothing", "/api/", "/codes/306.json"])
def test_a_strange_host_is_a_problem(client, path):
    answer = client.get(path, headers={"Host": "evil.example"})
    assert_problem(answer, 400, "unknown-host")
    assert b"evil" not in answer.content


@pytest.mark.parametrize("debug", [False, True])
def test_a_crash_is_a_problem_that_tells_nothing_of_the_inside(monkeypatch, settings, debug):
    def crash():
        raise RuntimeError("the secret inside")

    settings.DEBUG = debug
    monkeypatch.setattr(snapshot, "current", crash)
    answer = Client(raise_request_exception=False).get("/api/v1/codes")
    assert_problem(answer, 500, "internal-error")
    assert b"secret" not in answer.content


def test_a_problem_is_never_cached(client):
    for path in ("/api/v1/codes/999", "/api/v1/nothing", "/api/v1/codes?limit=x"):
        assert client.get(path)["Cache-Control"] == "no-store"


def test_the_instance_is_the_path_without_the_query(client):
    problem = client.get("/api/v1/codes/no%20such?token=secret").json()
    assert problem["instance"] == "/api/v1/codes/no%20such"


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.slug)
def test_the_type_of_every_problem_opens_a_page(client, kind):
    answer = client.get(f"/problems/{kind.slug}/")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert kind.title in page
    assert kind.slug in page


@pytest.mark.parametrize("path", ["/codes/306.json", "/codes/306.md", "/codes/nonsense.md", "/api/", "/api/retry/"])
def test_a_wrong_method_is_told_as_such_where_no_form_was_served(path):
    answer = Client(enforce_csrf_checks=True).post(path)
    assert_problem(answer, 405, "method-not-allowed")
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/llms.txt", "/problems/too-large/"])
def test_the_other_addresses_for_programs_refuse_a_wrong_method_too(path):
    answer = Client(enforce_csrf_checks=True).post(path)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(("method", "path"), [("GET", "/api/v1/nothing"), ("POST", "/api/v1/codes")])
def test_a_problem_says_how_long_it_is(client, method, path):
    answer = client.generic(method, path)
    assert answer["Content-Length"] == str(len(answer.content))


def test_the_root_of_the_version_leads_to_its_documentation(client):
    answer = client.get("/api/v1", follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1] == ("/api/", 302)
    described = client.get("/api/v1/")["Link"]
    assert described == '<http://testserver/api/v1/openapi.json>; rel="service-desc"'


def test_an_unknown_problem_has_no_page(client):
    assert client.get("/problems/nonsense/").status_code == 404
