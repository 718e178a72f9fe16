"""The production configuration behind the shipped nginx: what nginx answers by itself keeps the API's manners."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.production.server import ROOT, Answer, free_port, wait_for

HOST = "codes.example.com"
NGINX = shutil.which("nginx") or next(filter(os.path.exists, ["/usr/sbin/nginx"]), None)
PLAIN = {"Content-Type": "text/plain"}


class Front:
    """nginx in front of a portal, asked as a client would."""

    def __init__(self, portal, port, folder):
        self.portal, self.port, self.folder = portal, port, folder
        self.tls = ssl._create_unverified_context()

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=30, context=self.tls)
        with closing(connection):
            connection.request(method, path, body, {"Host": HOST, **(headers or {})})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())

    def get(self, path, headers=None):
        return self.ask("GET", path, headers=headers)

    def send(self, content):
        """Send raw bytes; return what comes back."""
        with self.tls.wrap_socket(socket.create_connection(("127.0.0.1", self.port))) as client:
            client.settimeout(10)
            client.sendall(content)
            received = b""
            with suppress(ssl.SSLEOFError):  # nginx hangs up without a word
                while chunk := client.recv(65_536):
                    received += chunk
            return received


def configuration(folder, port, upstream):
    """Return the shipped configuration with this machine's ports and files; nginx before 1.25 knows no `http2 on`."""
    text = (ROOT / "deploy/nginx/nginx.conf").read_text().replace("/tmp/", f"{folder}/")
    text = re.sub(r"server web-1:8000 [^;]*;\s*server web-2:8000 [^;]*;", f"server 127.0.0.1:{upstream};", text)
    text = text.replace("/etc/nginx/certificates", str(folder)).replace("http2 on;", "")
    text = text.replace("listen 8443", f"listen 127.0.0.1:{port}").replace("listen 8080", f"listen {free_port()}")
    text = text.replace("/dev/stdout", str(folder / "access.log")).replace("/dev/stderr", str(folder / "error.log"))
    return text


@pytest.fixture(scope="module")
def front(start, tmp_path_factory):
    if NGINX is None or shutil.which("openssl") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no nginx or openssl on this machine")
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o777)
    key = ["-newkey", "rsa:2048", "-nodes", "-keyout", folder / "tls.key", "-out", folder / "tls.crt"]
    subprocess.run(
        ["openssl", "req", "-x509", *key, "-days", "1", "-subj", f"/CN={HOST}"], check=True, capture_output=True
    )
    portal = start(SITE_URL=f"https://{HOST}", TRUSTED_PROXIES="127.0.0.1", WEB_CONCURRENCY="2", METRICS_TOKEN="token")
    port = free_port()
    file = folder / "nginx.conf"
    file.write_text(configuration(folder, port, portal.port))
    server = subprocess.Popen([NGINX, "-c", file, "-p", folder, "-g", "daemon off;"])
    front = Front(portal, port, folder)
    try:
        wait_for(lambda: answers(front, server))
        yield front
    finally:
        server.terminate()
        server.wait(10)


def answers(front, server):
    assert server.poll() is None, "nginx ended; its reason stands above"
    try:
        return front.get("/healthz").status == 200
    except OSError:
        return False


def assert_problem(answer, status, slug):
    assert answer.status == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["type"].endswith(f"/problems/{slug}/")
    assert problem["title"]
    assert problem["detail"]


def test_pages_and_the_api_are_served(front):
    assert front.get("/codes/306/").status == 200
    assert front.get("/api/v1/codes/306").json()["code"] == 306
    assert front.ask("POST", "/api/v1/decode", b"code 306", PLAIN).json()["findings"]
    assert front.get("/metrics").status == 404


@pytest.mark.parametrize("path", ["/api/v1/decode", "/mcp"])
@pytest.mark.parametrize("size", [5_400_000, 7_000_000])
def test_a_body_that_is_too_large_is_a_problem_whoever_refuses_it(front, path, size):
    if path == "/mcp" and size < 5_500_000:
        pytest.skip("a message may be so long")
    headers = {"Content-Type": "application/json" if path == "/mcp" else "text/plain"}
    answer = front.ask("POST", path, b"x" * size, headers)
    assert_problem(answer, 413, "too-large")
    assert answer.json()["limit"] >= 5_000_000


def test_what_nginx_cannot_read_is_a_problem(front):
    head, _, body = front.send(b"GET /api/v1/codes HTTP/1.1\r\nBroken header\r\n\r\n").partition(b"\r\n\r\n")
    assert b" 400 " in head.splitlines()[0]
    assert b"application/problem+json" in head
    head, _, body = front.send(b"GET /api/v1/codes?q=" + b"a" * 9_000 + b" HTTP/1.1\r\n\r\n").partition(b"\r\n\r\n")
    assert b" 414 " in head.splitlines()[0]
    assert b"application/problem+json" in head
    assert b'"status":414' in body


def test_cookies_are_bound_to_the_host_and_readers_get_none(front):
    cookies = front.get("/edit/log-in/").headers.get_all("Set-Cookie")
    assert cookies
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        assert "Secure" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie
    assert front.get("/").headers["Set-Cookie"] is None


def test_log_in_attempts_count_for_the_client_and_not_for_the_proxy(front):
    statuses = [log_in(front, "wrong").status for _ in range(12)]
    assert statuses[:10] == [200] * 10
    refused = log_in(front, "wrong")
    assert refused.status == 429
    assert int(refused.headers["Retry-After"]) > 0


def log_in(front, password):
    page = front.get("/edit/log-in/")
    jar = "; ".join(cookie.partition(";")[0] for cookie in page.headers.get_all("Set-Cookie"))
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page.body.decode())[1]
    form = f"csrfmiddlewaretoken={token}&username=editor&password={password}".encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"https://{HOST}/edit/log-in/"}
    return front.ask("POST", "/edit/log-in/", form, {**kind, "Cookie": jar})


def test_an_instance_that_is_away_is_a_problem(front):
    front.portal.kill()
    time.sleep(0.2)
    answer = front.get("/api/v1/codes")
    assert_problem(answer, 503, "unavailable")
    assert int(answer.headers["Retry-After"]) > 0
    front.portal.start()
    wait_for(lambda: front.get("/healthz").status == 200)


def test_its_log_names_no_address_and_no_query(front):
    front.get("/?q=what-somebody-typed")
    folder = Path(front.portal.log_path).parent
    assert "what-somebody-typed" not in "".join(file.read_text(errors="replace") for file in folder.glob("*.log"))
