"""Figures for Prometheus: of all workers together, for whoever has the token."""

import re

import pytest

TOKEN = "let-me-measure"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="module")
def portal(start):
    running = start(METRICS_TOKEN=TOKEN, WEB_CONCURRENCY="3", DECODE_RATE_LIMIT="1", DECODE_RATE_BURST="2")
    yield running
    running.stop()  # an orderly end removes the workers' files


def figure(portal, series):
    """Return the sum of a series over its labels that match."""
    text = portal.get("/metrics", BEARER).body.decode()
    return sum(float(value) for value in re.findall(rf"^{series} (\S+)$", text, re.MULTILINE))


def test_requests_of_all_workers_are_counted(portal):
    series = r'portal_requests_total\{method="GET",part="page",status="200"\}'
    before = figure(portal, series)
    for _ in range(30):
        portal.get("/codes/306/")
    assert figure(portal, series) == before + 30
    assert figure(portal, r'portal_request_seconds_count\{part="page"\}') >= 30


def test_decodes_are_counted_by_outcome(portal):
    plain = {"Content-Type": "text/plain"}
    statuses = [portal.ask("POST", "/api/v1/decode", b"code 306", plain).status for _ in range(4)]
    assert statuses == [200, 200, 429, 429]
    portal.ask("POST", "/api/v1/decode", b"x", {"Content-Type": "image/png"})
    assert figure(portal, r'portal_decodes_total\{outcome="answered"\}') == 2
    assert figure(portal, r'portal_decodes_total\{outcome="limited"\}') == 2
    assert figure(portal, r'portal_decodes_total\{outcome="unreadable"\}') == 1


def test_the_catalogues_version_and_age_are_told(portal):
    version = portal.get("/readyz").json()["version"]
    assert figure(portal, rf'portal_catalogue\{{pid="\d+",version="{version}"\}}') >= 1
    assert figure(portal, r'portal_catalogue_loaded_timestamp_seconds\{pid="\d+"\}') > 1_700_000_000


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer \xe9"}])
def test_without_the_token_nothing_is_told(portal, headers):
    answer = portal.get("/metrics", headers)
    assert answer.status == 401
    assert answer.body == b""


def test_addresses_and_methods_that_clients_invent_make_no_series(portal):
    for number in range(5):
        portal.get(f"/invented-{number}")
        portal.ask(f"INVENT{number}", "/")
    assert b"invent" not in portal.get("/metrics", BEARER).body.lower()


def test_where_no_token_is_set_there_is_no_such_page(start):
    assert start().get("/metrics").status == 404
