"""What the documentation shows runs: every example, as a reader would copy it, against a real server."""

from __future__ import annotations

import hmac
import io
import json
import re
import shutil
import subprocess
import sys
import threading
import types
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlencode

import pytest

from codes.api.recipes import FOLDER, RECIPE_OF, SITE, desk_snippets, recipe
from codes.api.shown_requests import PASTE, UNKNOWN_CODE, ShownRequest, shown_request
from tests.vendor import ROWS

COMMANDS = {".sh": ["bash", "-e"], ".py": [sys.executable, "-W", "error"], ".mjs": ["node"]}
NEEDS = {".sh": "curl", ".py": sys.executable, ".mjs": "node"}
EXPECTED = {
    "one-code": "INSUFFICIENT_AVAILABLE_BALANCE",
    "search": "FAR_AWAY_LIMIT_PRICE",
    "decode": "INSUFFICIENT_AVAILABLE_BALANCE",
    "sync": "nothing changed",
    "jq": "2 x 306 INSUFFICIENT_AVAILABLE_BALANCE",
    "desk": "## 306 INSUFFICIENT_AVAILABLE_BALANCE",
}
EXAMPLES = [path for slug in EXPECTED for path in sorted((FOLDER / slug).glob("[0-9].*"))]

ASKED = {  # the operation beside which a recipe stands: what every example of it must ask first
    "one-code": ("GET", shown_request("/api/v1/codes/{ref}", "getCode"), ""),
    "search": ("GET", shown_request("/api/v1/codes", "listCodes"), ""),
    "decode": ("POST", ShownRequest("/api/v1/decode"), PASTE),
    "sync": ("GET", ShownRequest("/api/v1/catalogue.json"), ""),
}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}{path.suffix}")
def test_an_example_runs_and_prints_what_it_promises(site, tmp_path, path):
    for tool in (NEEDS[path.suffix], *(["jq"] if path.parent.name == "jq" else [])):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not on this machine")
    script = tmp_path / path.name
    script.write_text(path.read_text("utf-8").replace(SITE, site), "utf-8")
    for _ in range(2):  # the second run of a sync finds what the first one kept
        ran = subprocess.run(
            [*COMMANDS[path.suffix], script.name], cwd=tmp_path, capture_output=True, text=True, timeout=60
        )
        assert ran.returncode == 0, ran.stderr
    if path.parent.name == "sync" and path.suffix == ".sh":
        assert f'"count":{len(ROWS)}' in (tmp_path / "codes.json").read_text("utf-8")
    else:
        assert EXPECTED[path.parent.name] in ran.stdout


def test_every_example_stands_on_the_page_with_the_sites_address(client):
    page = client.get("/api/").content.decode()
    assert SITE not in page
    for slug in {*RECIPE_OF.values(), "jq"}:
        assert len(recipe(slug)) == (1 if slug == "jq" else 3)
        for snippet in recipe(slug):
            assert f'<code id="{snippet.anchor}">' in page
            assert "http://testserver/api/v1/" in snippet.source


def test_every_operation_stands_on_the_page_with_a_request_and_an_answer(client, api):
    page = client.get("/api/").content.decode()
    for path, item in api("/openapi.json")["paths"].items():
        for method, operation in item.items():
            _, begin, rest = page.partition(f'<section class="operation" id="{operation["operationId"]}"')
            section = unescape(re.sub(r"<[^>]+>", "", begin + rest.partition("</section>")[0]))
            assert begin, path
            assert path.removeprefix("/api/v1") in section
            assert method.upper() in section
            assert "curl -s" in section
            assert "Response 200" in section
            assert all(parameter["name"] in section for parameter in operation["parameters"])
            assert all(status in section for status in operation["responses"])


def test_every_request_that_is_shown_can_be_opened(client):
    addresses = re.findall(r'href="http://testserver(/api/v1/[^"]+)">Open live', client.get("/api/").content.decode())
    assert len(addresses) > 10
    for address in addresses:
        expected = 404 if address == UNKNOWN_CODE.path else 200
        assert client.get(unescape(address)).status_code == expected, address


@pytest.fixture
def listener():
    """A server that notes what it is asked, and answers nothing of use."""
    asked = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self):
            body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode().strip()
            is_json = self.headers["Content-Type"] == "application/json"
            path, _, query = self.path.partition("?")
            asked.append((self.command, path, sorted(parse_qsl(query)), json.loads(body)["text"] if is_json else body))
            self.send_response(204)
            self.end_headers()

        do_POST = do_GET

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "path", [path for path in EXAMPLES if path.parent.name in ASKED], ids=lambda p: f"{p.parent.name}{p.suffix}"
)
def test_an_example_asks_for_the_answer_that_stands_below_it(listener, tmp_path, path):
    if shutil.which(NEEDS[path.suffix]) is None:
        pytest.skip(f"{NEEDS[path.suffix]} is not on this machine")
    address, asked = listener
    script = tmp_path / path.name
    script.write_text(path.read_text("utf-8").replace(SITE, address), "utf-8")
    subprocess.run([*COMMANDS[path.suffix], script.name], cwd=tmp_path, capture_output=True, timeout=60)
    method, request, body = ASKED[path.parent.name]
    assert asked[0] == (method, request.path, sorted(parse_qsl(request.query)), body)


def test_every_recipe_beside_an_operation_is_held_to_its_request():
    assert set(ASKED) == set(RECIPE_OF.values())


def test_every_answer_on_the_page_is_the_answer_to_the_request_beside_it(client):
    page = client.get("/api/").content.decode()
    for section in page.split('<section class="operation"')[1:]:
        live = re.search(r'href="http://testserver(/api/v1/[^"]+)"[^>]*>Open live', section)
        if live is None:
            continue
        answer = client.get(unescape(live[1])).content.decode()
        shown = unescape(re.sub(r"<[^>]+>", "", section.partition('aria-label="Response')[2].partition("</pre>")[0]))
        lines = [line.partition("…")[0].strip(" {}[],\n") for line in shown.partition(">")[2].split("\n")]
        assert any(lines), live[1]
        for line in lines:
            assert re.sub(r"\s", "", line) in re.sub(r"\s", "", answer), (live[1], line)


def test_the_page_obeys_the_policy_against_inline_code(client):
    page = client.get("/api/").content.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert all("src=" in tag.split(">")[0] for tag in page.split("<script")[1:])


@pytest.fixture
def bridge(site, monkeypatch):
    """The bridge for help desks, as its reader runs it."""
    source = (FOLDER / "desk" / "bridge.py").read_text("utf-8").replace(SITE, site)
    source = source.replace("timeout=2.5", "timeout=60")  # as patient as a busy machine asks for
    module = types.ModuleType("bridge")
    exec(compile(source, "bridge.py", "exec"), module.__dict__)  # our own example

    def ask(body, content_type, **environ):
        seen = []
        environ = {
            "wsgi.input": io.BytesIO(body),
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": content_type,
            **environ,
        }
        answer = b"".join(module.application(environ, lambda status, headers: seen.append(status)))
        return seen[0], json.loads(answer)["text"]

    ask.module = module
    return ask


def test_the_bridge_reads_a_slash_command_and_a_webhook(bridge):
    form = urlencode({"command": "/decode", "text": '{"code": 306}'}).encode()
    status, text = bridge(form, "application/x-www-form-urlencoded")
    assert status == "200 OK"
    assert "306 INSUFFICIENT_AVAILABLE_BALANCE" in text
    assert bridge(b'{"text": "{\\"code\\": 306}"}', "application/json") == (status, text)


def test_the_bridge_refuses_a_command_that_is_not_signed(bridge, clock):
    bridge.module.SECRET = "shhh"
    form, kind, now = b"text=306", "application/x-www-form-urlencoded", str(clock.now)
    signature = "v0=" + hmac.new(b"shhh", f"v0:{now}:".encode() + form, "sha256").hexdigest()
    signed = {"HTTP_X_SLACK_REQUEST_TIMESTAMP": now, "HTTP_X_SLACK_SIGNATURE": signature}
    assert bridge(form, kind, **signed)[0] == "200 OK"
    assert bridge(form + b"x", kind, **signed)[0] == "401 Unauthorized"
    assert bridge(form, kind, **{**signed, "HTTP_X_SLACK_REQUEST_TIMESTAMP": "1"})[0] == "401 Unauthorized"
    assert bridge(form, kind)[0] == "401 Unauthorized"
    clock.advance(301)
    assert bridge(form, kind, **signed)[0] == "401 Unauthorized"


def test_the_help_desks_examples_stand_on_the_page(client):
    page = client.get("/api/").content.decode()
    assert all(f'id="{snippet.anchor}"' in page for snippet in desk_snippets())
