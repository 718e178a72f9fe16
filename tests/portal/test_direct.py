"""What is answered before Django runs is what Django would answer, header for header and byte for byte."""

from __future__ import annotations

import io

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.wsgi import get_wsgi_application

from codes.api.direct import DECIDED, OPERATIONS
from portal.direct import MOST_LEARNED, Direct

pytestmark = pytest.mark.django_db

ERROR = b'{"id": 7, "method": "private/create-order", "code": 306, "message": "INSUFFICIENT_AVAILABLE_BALANCE"}'
SEARCHES = [
    "q=margin+call",
    "q=306&limit=5",
    "category=order-entry&owner=trader&owner=support",
    "limit=10&offset=20",
    "q=margin&limit=2&offset=2&sort=code",
    "http_status=none",
    "q=",
    "q=caf%C3%A9&sort=name",
    "q=nothing+at+all+zzzz",
    "q=%FF",
]
REFUSED = [
    "limit=0",
    "limit=x",
    "colour=red",
    "q=a&q=b",
    "owner=everybody",
    "category=none-such",
    "q=" + "a" * 600,
    "&".join(f"owner=trader&a{n}=1" for n in range(120)),
]


class Site:
    """Django with the direct operations in front, and how often Django was asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.django = get_wsgi_application()
        self.front = Direct(self._counted, OPERATIONS, DECIDED)

    def _counted(self, environ, start_response):
        self.asked += 1
        return self.django(environ, start_response)

    def ask(self, method, path, query="", body=b"", application=None, **environ):
        seen = []
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_HOST": "localhost",
            "REMOTE_ADDR": "192.0.2.7",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            **({"CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": "text/plain"} if body else {}),
            **environ,
        }
        result = (application or self.front)(environ, lambda status, headers: seen.append((status, headers)))
        content = b"".join(result)
        if hasattr(result, "close"):
            result.close()
        status, headers = seen[-1]
        assert len({name.lower() for name, _ in headers}) == len(headers)
        policy = {name: value for name, value in headers if name != "Content-Security-Policy"}
        return status, policy, content

    def ask_both(self, *request, **environ):
        """Return the direct answer and Django's, and whether Django had a hand in the direct one."""
        before = self.asked
        direct = self.ask(*request, **environ)
        was_asked = self.asked > before
        return direct, self.ask(*request, application=self.django, **environ), was_asked


@pytest.fixture
def site():
    cache.clear()
    site = Site()
    site.ask("GET", "/api/v1/codes", "q=first")
    site.ask("POST", "/api/v1/decode", body=b"error 306")
    assert site.asked == 2
    return site


@pytest.mark.parametrize("query", SEARCHES)
@pytest.mark.parametrize("coding", ["", "gzip, deflate, br"])
def test_a_search_is_answered_as_django_answers_it(site, query, coding):
    given = {"HTTP_ACCEPT_ENCODING": coding} if coding else {}
    direct, django, was_asked = site.ask_both("GET", "/api/v1/codes", query, **given)
    assert direct == django
    assert not was_asked
    assert direct[0] == "200 OK"
    again, django, _ = site.ask_both("GET", "/api/v1/codes", query, HTTP_IF_NONE_MATCH=direct[1]["ETag"], **given)
    assert again[0] == django[0] == "304 Not Modified"
    assert again[1].items() <= django[1].items()


@pytest.mark.parametrize("query", REFUSED)
def test_a_search_with_a_fault_is_left_to_django(site, query):
    direct, django, was_asked = site.ask_both("GET", "/api/v1/codes", query)
    assert direct == django
    assert was_asked
    assert direct[0][0] in "42"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (ERROR, "text/plain"),
        (ERROR, "Text/Plain; charset=UTF-8"),
        (b'{"text": "error 306, sent from a@b.example"}', "application/json"),
        ("Ошибка 306 – баланс".encode(), "text/plain; charset=utf-8"),
        (b"nothing here", "text/plain"),
    ],
)
@pytest.mark.parametrize("coding", ["", "br"])
def test_a_decode_is_answered_as_django_answers_it(site, body, kind, coding):
    given = {"CONTENT_TYPE": kind, **({"HTTP_ACCEPT_ENCODING": coding} if coding else {})}
    direct, django, was_asked = site.ask_both("POST", "/api/v1/decode", "", body, **given)
    assert direct == django
    assert not was_asked
    assert direct[0] == "200 OK"


@pytest.mark.parametrize(
    ("body", "given"),
    [
        (b"\xff\xfe", {}),
        (b"{", {"CONTENT_TYPE": "application/json"}),
        (b'{"text": 5}', {"CONTENT_TYPE": "application/json"}),
        (ERROR, {"CONTENT_TYPE": "text/html"}),
        (ERROR, {"CONTENT_LENGTH": "5000001"}),
        (ERROR, {"CONTENT_LENGTH": "many"}),
        (ERROR, {"HTTP_ACCEPT": "text/markdown"}),
        (ERROR, {"HTTP_ACCEPT": "image/png"}),
        (ERROR, {"HTTP_CONTENT_ENCODING": "gzip"}),
        (b"", {}),
    ],
)
def test_a_decode_that_is_not_plain_is_left_to_django(site, body, given):
    direct, django, was_asked = site.ask_both("POST", "/api/v1/decode", "", body, **given)
    assert direct == django
    assert was_asked


def test_the_limit_counts_what_is_answered_directly(site, monkeypatch, clock):
    monkeypatch.setattr(settings, "DECODE_RATE_LIMIT", 60)
    monkeypatch.setattr(settings, "DECODE_RATE_BURST", 3)
    answers = [site.ask("POST", "/api/v1/decode", "", ERROR, REMOTE_ADDR="192.0.2.8")[:2] for _ in range(4)]
    assert [status[:3] for status, _ in answers] == ["200", "200", "200", "429"]
    assert answers[-1][1]["Retry-After"] == "1"


def test_a_host_that_django_did_not_accept_is_left_to_it(site):
    for _ in range(3):
        before = site.asked
        assert site.ask("GET", "/api/v1/codes", "q=margin", HTTP_HOST="elsewhere.example")[0].startswith("400")
        assert site.asked == before + 1


def test_hosts_that_are_remembered_are_bounded(site):
    for port in range(2 * MOST_LEARNED):
        site.ask("GET", "/api/v1/categories", HTTP_HOST=f"localhost:{port + 1}")
        site.ask("GET", "/api/v1/codes", "q=x", HTTP_HOST=f"localhost:{port + 1}")
    assert len(site.front._learned) <= MOST_LEARNED


def test_a_fault_in_an_operation_becomes_djangos_answer(site, monkeypatch):
    def broken(*_):
        raise RuntimeError("broken")

    monkeypatch.setattr(site.front, "operations", {("GET", "/api/v1/codes"): broken})
    status, _, body = site.ask("GET", "/api/v1/codes", "q=margin")
    assert (status, b'"results"' in body) == ("200 OK", True)
