"""Public answers are kept while the snapshot stays, and are given as Django would give them."""

from __future__ import annotations

import pickle

import pytest

from ops import response_cache
from ops.response_cache import ResponseCache

PUBLIC = [("Cache-Control", "public, max-age=60"), ("ETag", '"one"'), ("Vary", "Accept-Encoding, HX-Request")]


class Site:
    """A site of one page that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked, self.status, self.headers, self.body = 0, "200 OK", list(PUBLIC), b"page"
        self.snapshot = object()
        self.front = ResponseCache(self.application, lambda: self.snapshot, ("/admin/",))

    def application(self, environ, start_response):
        self.asked += 1
        start_response(self.status, [*self.headers, ("Content-Length", str(len(self.body)))])
        return [self.body]

    def ask(self, path="/", method="GET", **environ):
        seen = []
        address = {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_HOST": "here", "wsgi.url_scheme": "http"}
        environ = address | environ
        body = b"".join(self.front(environ, lambda status, headers: seen.append((status, dict(headers)))))
        return (*seen[-1], body)


@pytest.fixture
def site():
    return Site()


def test_an_answer_asked_for_twice_is_ready_the_third_time(site):
    answers = [site.ask() for _ in range(5)]
    assert site.asked == 2
    assert {body for _, _, body in answers} == {b"page"}
    assert answers[4][:2] == answers[0][:2]


def test_what_is_added_to_one_answer_is_not_kept_for_the_next(site):
    def ask():
        seen = []

        def start(status, headers):
            headers.append(("X-Request-ID", str(len(headers))))  # a server may change the list that it is given
            seen.extend(headers)

        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "HTTP_HOST": "here", "wsgi.url_scheme": "http"}
        list(site.front(environ, start))
        return [name for name, _ in seen].count("X-Request-ID")

    assert [ask() for _ in range(4)] == [1, 1, 1, 1]


def test_a_new_snapshot_makes_every_kept_answer_stale(site):
    for _ in range(3):
        site.ask()
    site.snapshot, site.body = object(), b"edited"
    assert site.ask()[2] == b"edited"


def test_an_answer_made_while_the_snapshot_was_replaced_is_not_kept(site):
    site.ask()
    application = site.front.application

    def slow(environ, start_response):
        site.snapshot = object()
        return application(environ, start_response)

    site.front.application = slow
    site.ask()
    site.front.application = application
    site.ask()
    assert site.asked == 3


@pytest.mark.parametrize("held", ['"one"', 'W/"one"', '"zero", "one"', "*"])
def test_a_client_that_holds_the_answer_gets_304_without_a_body(site, held):
    for _ in range(2):
        site.ask()
    status, headers, body = site.ask(HTTP_IF_NONE_MATCH=held)
    assert (status, body, site.asked) == ("304 Not Modified", b"", 2)
    assert headers["ETag"] == '"one"'
    assert "Content-Length" not in headers
    assert site.ask(HTTP_IF_NONE_MATCH='"other"')[0] == "200 OK"


def test_head_gets_the_headers_only(site):
    for _ in range(2):
        site.ask()
    status, headers, body = site.ask(method="HEAD")
    assert (status, headers["Content-Length"], body, site.asked) == ("200 OK", "4", b"", 2)


@pytest.mark.parametrize(
    "difference",
    [
        {"HTTP_ACCEPT_ENCODING": "br"},
        {"HTTP_HX_REQUEST": "true"},
        {"HTTP_HOST": "elsewhere"},
        {"QUERY_STRING": "q=x"},
        {"wsgi.url_scheme": "https"},
        {"path": "/other"},
    ],
)
def test_what_the_answer_depends_on_keeps_answers_apart(site, difference):
    for _ in range(3):
        site.ask()
    site.body = b"other"
    assert site.ask(**difference)[2] == b"other"
    assert site.ask()[2] == b"page"


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("ETag", '"one"')],
        [("Cache-Control", "public")],
        [("Cache-Control", "no-store"), ("ETag", '"one"')],
        [*PUBLIC, ("Set-Cookie", "a=b")],
        [*PUBLIC[:2], ("Vary", "*")],
    ],
)
def test_an_answer_that_does_not_offer_itself_is_never_kept(site, headers):
    site.headers = headers
    for _ in range(4):
        site.ask()
    assert site.asked == 4


def test_only_success_is_kept(site):
    site.status = "404 Not Found"
    for _ in range(4):
        site.ask()
    assert site.asked == 4


def test_other_methods_and_left_out_paths_pass_by(site):
    for _ in range(4):
        site.ask(method="POST")
        site.ask("/admin/")
    assert site.asked == 8


def test_the_memory_of_kept_answers_is_bounded(site, monkeypatch):
    monkeypatch.setattr(response_cache, "MOST_BYTES", 40)
    monkeypatch.setattr(response_cache, "BESIDE_BYTES", 0)
    for number in range(30):
        for _ in range(3):
            site.ask(f"/{number}")
    assert site.front._shelf.size <= 40


def test_the_memory_of_addresses_is_bounded(site, monkeypatch):
    monkeypatch.setattr(response_cache, "MOST_ASKED", 10)
    for number in range(30):
        site.ask(f"/{number}")
    assert len(site.front._shelf._asked) <= 10


def test_long_addresses_take_no_memory_and_searches_are_not_kept(site):
    for number in range(300):
        for _ in range(number % 3 + 1):
            site.ask(f"/{number}", QUERY_STRING=f"q=what-somebody-typed-{number}-" + "x" * 8_000)
    held = pickle.dumps([vars(site.front._shelf)[name] for name in ("_asked", "_vary", "_answers")])
    assert b"what-somebody-typed" not in held
    assert len(held) < 300 * response_cache.BESIDE_BYTES
    assert site.front._shelf.size >= len(held) / 3  # what answers take besides their bodies is counted


def test_a_304_repeats_what_caches_need_and_no_policy(site):
    promised = [("Last-Modified", "Mon, 23 Nov 2026 00:00:00 GMT"), ("Access-Control-Allow-Origin", "*")]
    site.headers += [*promised, ("Content-Security-Policy", "default-src 'none'"), ("X-Frame-Options", "DENY")]
    for _ in range(2):
        site.ask()
    _, headers, _ = site.ask(HTTP_IF_NONE_MATCH='"one"')
    assert headers == dict([*PUBLIC, *promised])
