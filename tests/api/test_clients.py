"""Real clients against a real server: curl, requests and httpx read, compress, revalidate and post as they are."""

from __future__ import annotations

import http.client
import json
import shutil
import subprocess

import httpx
import pytest
import requests

curl = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not on this machine")


def run(*arguments, data=b""):
    ran = subprocess.run(["curl", "-sS", *arguments], input=data, capture_output=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@curl
def test_curl_keeps_an_etag_and_gets_nothing_twice(site, tmp_path):
    etag = str(tmp_path / "etag")
    asked = ["--compressed", "--etag-save", etag, "--etag-compare", etag, "-w", "%{http_code}", "-o"]
    assert run(*asked, str(tmp_path / "one"), f"{site}/api/v1/catalogue.json") == b"200"
    assert run(*asked, str(tmp_path / "two"), f"{site}/api/v1/catalogue.json") == b"304"


@curl
def test_curl_asks_for_the_head_and_for_the_methods(site):
    head = run("-I", f"{site}/api/v1/codes/306").decode().lower()
    assert "\r\netag: " in head
    assert "content-length: " in head
    assert run("-X", "OPTIONS", "-o", "/dev/null", "-w", "%{http_code}", f"{site}/api/v1/codes") == b"204"


@curl
def test_curl_reads_the_refusal_of_a_body_that_is_too_large(site, tmp_path):
    (tmp_path / "large").write_bytes(b"x" * 6_000_000)
    posted = ["-H", "Content-Type: text/plain", "--data-binary", f"@{tmp_path / 'large'}"]
    assert json.loads(run(*posted, f"{site}/api/v1/decode"))["status"] == 413


@pytest.mark.parametrize(
    ("path", "kind", "status"),
    [
        ("/api/v1/decode", "text/plain", 413),
        ("/api/v1/decode", "text/html", 415),
        ("/api/v1/codes", "text/plain", 405),
        ("/api/v1/nothing", "text/plain", 404),
        ("/nothing", "text/plain", 404),
    ],
)
def test_a_client_that_sends_all_before_it_reads_gets_the_refusal(site, path, kind, status):
    connection = http.client.HTTPConnection(site.removeprefix("http://"), timeout=30)
    connection.request("POST", path, b"x" * 6_000_000, {"Content-Type": kind})
    assert connection.getresponse().status == status
    connection.close()


def test_a_body_of_absurd_length_is_refused_before_it_comes(site):
    connection = http.client.HTTPConnection(site.removeprefix("http://"), timeout=60)
    connection.putrequest("POST", "/api/v1/decode")
    connection.putheader("Content-Type", "text/plain")
    connection.putheader("Content-Length", "9" * 20)
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


@pytest.mark.parametrize("client", [requests, httpx], ids=["requests", "httpx"])
def test_a_python_client_reads_revalidates_and_posts(site, client):
    first = client.get(f"{site}/api/v1/codes", params={"http_status": [401, 429], "limit": 2})
    assert first.headers["Content-Encoding"] in ("br", "gzip")
    assert first.json()["count"] == 4
    again = client.get(str(first.url), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    posted = client.post(f"{site}/api/v1/decode", json={"text": '{"code": 306}'})
    assert posted.json()["findings"][0]["code"] == 306
    refused = client.get(f"{site}/api/v1/codes/nonsense")
    assert refused.status_code == 404
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.json()["title"]


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not on this machine")
def test_node_reads_revalidates_and_posts(site):
    script = """
      const site = process.argv[1];
      const first = await fetch(`${site}/api/v1/codes/306`);
      const again = await fetch(first.url, { headers: { "If-None-Match": first.headers.get("etag") } });
      const posted = await fetch(`${site}/api/v1/decode`, { method: "POST", body: '{"code": 306}' });
      console.log((await first.json()).code, again.status, (await posted.json()).findings[0].code);
    """
    ran = subprocess.run(
        ["node", "--input-type=module", "-e", script, "--", site], capture_output=True, text=True, timeout=60
    )
    assert ran.stdout.split() == ["306", "304", "306"], ran.stderr
