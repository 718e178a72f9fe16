"""A page of another site may read the API and decode, in a real browser with its own rules."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.vendor import ROWS


class Blank(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><link rel=icon href='data:,'><title>elsewhere</title>")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """A page on another origin than the site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Blank)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


READ = """async (site) => {
  const first = await fetch(`${site}/api/v1/codes?limit=1`);
  const etag = first.headers.get("ETag");
  const again = await fetch(`${site}/api/v1/codes?limit=1`, { headers: { "If-None-Match": etag }, cache: "no-store" });
  return [first.status, etag, first.headers.get("Link"), (await first.json()).count, again.status];
}"""

DECODE = """async (site) => {
  const answer = await fetch(`${site}/api/v1/decode`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ text: '{"code": 306}' }),
  });
  return [answer.status, (await answer.json()).findings[0].id];
}"""

FAIL = """async (site) => {
  const answer = await fetch(`${site}/api/v1/decode`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: "{",
  });
  return [answer.status, (await answer.json()).title];
}"""


def test_another_origin_reads_and_sees_etag_and_link(page, site, elsewhere):
    page.goto(elsewhere)
    status, etag, link, count, again = page.evaluate(READ, site)
    assert (status, count, again) == (200, len(ROWS), 304)
    assert etag.startswith('"')
    assert 'rel="next"' in link


def test_another_origin_decodes_after_a_preflight(page, site, elsewhere):
    page.goto(elsewhere)
    assert page.evaluate(DECODE, site) == [200, "306-INSUFFICIENT_AVAILABLE_BALANCE"]


def test_another_origin_reads_errors_too(context, site, elsewhere):
    page = context.new_page()  # a refused request is written to the console, which the usual page takes as a fault
    page.goto(elsewhere)
    assert page.evaluate(FAIL, site) == [400, "The body cannot be read"]
