"""What a browser is told, on every kind of answer, behind a proxy that speaks TLS."""

import re

import pytest

from tests.production.server import SECRET

SCRIPT = re.compile(r'<script[^>]*\bsrc="([^"]*)"')
HOST = "codes.example.com"
PROXY = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
PAGES = ["/", "/?q=nonce", "/codes/306/", "/codes/50001/", "/decode/", "/guides/", "/privacy/"]
ERRORS = ["/no-such-page", "/codes/no-such-code/", "/static/../portal/settings.py", "/api/v1/nowhere", "/.env"]
OTHERS = ["/edit/log-in/", "/api/v1/codes", "/api/v1/codes/306", "/codes/306.json", "/healthz", "/readyz"]


@pytest.fixture(scope="module")
def portal(start):
    return start(SITE_URL=f"https://{HOST}", SECRET_KEY=SECRET, TRUSTED_PROXIES="127.0.0.1")


@pytest.fixture(scope="module")
def ask(portal):
    return lambda path: portal.get(path, PROXY)


@pytest.fixture(scope="module")
def stylesheet(ask):
    return re.search(r'href="(/static/css/portal\.[0-9a-f]+\.css)"', ask("/").body.decode())[1]


@pytest.mark.parametrize("path", [*PAGES, *ERRORS, *OTHERS])
def test_every_answer_carries_the_security_headers(ask, path):
    check_headers(ask(path))


def test_static_files_carry_them_too(ask, stylesheet):
    answer = ask(stylesheet)
    assert answer.status == 200
    check_headers(answer)


def test_an_answer_that_is_kept_ready_carries_them_too(ask):
    for _ in range(6):  # two workers: the third at the latest comes ready
        check_headers(ask("/codes/213/"))


def check_headers(answer):
    headers = answer.headers
    policy = directives(headers["Content-Security-Policy"])
    assert policy["default-src"] == {"'none'"}
    assert policy["frame-ancestors"] == policy["base-uri"] == {"'none'"}
    assert {"'none'", "'self'", "data:"} >= set().union(*policy.values())
    assert [name for name, sources in policy.items() if "data:" in sources] in ([], ["img-src"])
    assert headers["Access-Control-Allow-Credentials"] is None
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    if headers["Content-Type"].startswith("text/html"):
        assert "camera=()" in headers["Permissions-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] in ("same-origin", "cross-origin")
    assert headers["X-Request-ID"]
    assert len(headers.get_all("X-Request-ID")) == 1


def directives(header):
    """Return a Content-Security-Policy's directives and their sources."""
    words = [part.split() for part in header.split(";") if part.strip()]
    return {name: set(sources) for name, *sources in words}


@pytest.mark.parametrize("path", [*PAGES, "/no-such-page", "/edit/log-in/"])
def test_a_page_names_no_script_of_another_site_and_sends_forms_home(ask, path):
    answer = ask(path)
    assert all(address.startswith("/static/") for address in SCRIPT.findall(answer.body.decode()))
    assert directives(answer.headers["Content-Security-Policy"])["form-action"] <= {"'self'", "'none'"}


def test_a_public_page_sets_no_cookie(ask):
    assert not any(ask(path).headers.get_all("Set-Cookie") for path in [*PAGES, *ERRORS])


def test_files_beside_the_static_ones_are_closed(ask):
    for path in ("/static/", "/static/css/", "/media/", "/static/..%2fportal/settings.py", "/staticfiles.json"):
        assert ask(path).status == 404, path


def test_plain_http_is_sent_to_https(portal):
    answer = portal.get("/codes/306/", {"Host": HOST, "X-Forwarded-Proto": "http"})
    assert answer.status == 301
    assert answer.headers["Location"] == f"https://{HOST}/codes/306/"


def test_the_redirect_to_https_repeats_no_port_of_the_request(portal):
    answer = portal.get("/codes/306/", {"Host": f"{HOST}:1337", "X-Forwarded-Proto": "http"})
    assert answer.headers["Location"] == f"https://{HOST}/codes/306/"


def test_probes_from_within_are_answered_without_tls(portal):
    assert portal.get("/healthz", {"Host": HOST}).status == 200
    assert portal.get("/readyz", {"Host": HOST}).status == 200


@pytest.mark.parametrize("path", ["/", "/api/v1/codes/306"])
def test_a_foreign_host_is_refused(portal, path):
    assert portal.get(path, {**PROXY, "Host": "evil.example"}).status == 400


def test_the_apis_documentation_is_a_page_among_answers_to_programs(ask):
    assert directives(ask("/api/").headers["Content-Security-Policy"])["script-src"] == {"'self'"}
    assert "script-src" not in directives(ask("/api/v1/codes").headers["Content-Security-Policy"])
