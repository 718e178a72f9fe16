"""The signing guide's script: it signs as the exchange checks, sends look-ups only and shows no key to other users."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest

from exchange_errors.content import read_text
from exchange_errors.exchange.outcomes import look_ups
from tests.exchange_errors.exchange.fake_exchange import BASE, KEY, SECRET
from tests.exchange_errors.exchange.test_signing import VECTORS

TOOLS = ("bash", "curl", "jq", "openssl")
SCRIPT = "snippets/signing/signed.sh"
READS = ["private/user-balance", "private/user-balance-history", "private/get-accounts"]
READS += ["private/advanced/get-order-detail", "private/staking/get-convert-history"]
PARAMS = '{"order_id":"6530000000000000001","limit":20,"a":[{"z":"1","b":null},"x",true]}'
pytestmark = pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason=f"needs {', '.join(TOOLS)}")


@pytest.fixture
def run(exchange, tmp_path):
    """Runs the script, with parts of its text changed where a vector needs that."""

    def run(*arguments: str, changes: dict[str, str] | None = None, **environment: str) -> subprocess.CompletedProcess:
        text = read_text(SCRIPT)
        for old, new in (changes or {}).items():
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        script = tmp_path / "signed.sh"
        script.write_text(text, "utf-8")
        keys = {"API_KEY": KEY, "API_SECRET": SECRET, "API_HOST": exchange.host.rstrip("/")}
        variables = {"PATH": os.environ["PATH"], **keys, **environment}
        command = ["bash", str(script), *arguments]
        return subprocess.run(command, env=variables, capture_output=True, text=True, timeout=60, check=False)

    return run


@pytest.mark.parametrize(("method", "params"), [*((method, "{}") for method in READS), (READS[0], PARAMS)])
def test_the_exchange_accepts_what_it_signs(run, exchange, method, params):
    ran = run(method, params)
    assert (ran.returncode, json.loads(ran.stdout)["code"]) == (0, 0), ran.stderr
    [(path, request)] = exchange.calls
    assert path == f"{BASE}{method}"
    assert (request["method"], request["params"]) == (method, json.loads(params))
    assert len(str(request["nonce"])) == 13


def test_without_parameters_an_empty_object_is_sent(run, exchange):
    run("private/get-accounts")
    assert exchange.calls[0][1]["params"] == {}


@pytest.mark.parametrize(("request_", "payload", "sig"), VECTORS, ids=["order", "list", "auth"])
def test_it_signs_the_vectors(run, exchange, request_, payload, sig):
    """The script's own way of signing, let off its leash for requests that it would not send."""
    changes = {
        "id=1": f"id={request_['id']}",
        "nonce=$(jq -n 'now * 1000 | floor')": f"nonce={request_['nonce']}",
        "exit 2": "true",
    }
    run(request_["method"], json.dumps(request_.get("params", {})), changes=changes)
    [(_, sent)] = exchange.calls
    assert sent["sig"] == sig


def test_a_wrong_secret_shows_the_exchanges_answer(run):
    ran = run("private/get-accounts", API_SECRET="another")
    assert json.loads(ran.stdout)["code"] == 40101


@pytest.mark.parametrize(
    "method",
    [
        *look_ups(),
        *("private/get-accounts/../create-order", "private/get-accounts?x=1", "public/get-accounts", "get-accounts"),
        *("private/get-accounts\nprivate/create-order", "private/user-balance-history-and-more", ""),
    ],
)
def test_nothing_but_look_ups_is_sent(run, exchange, method):
    ran = run(method)
    assert ran.returncode
    assert ran.stderr
    assert exchange.calls == []


@pytest.mark.parametrize("name", ["API_KEY", "API_SECRET"])
def test_a_missing_key_is_named(run, exchange, name):
    ran = run("private/get-accounts", **{name: ""})
    assert ran.returncode
    assert name in ran.stderr
    assert exchange.calls == []


def test_key_and_signature_are_on_no_command_line(run, exchange, tmp_path):
    """Every program that it starts is one that records its arguments; openssl alone is given the secret."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in ("curl", "jq", "openssl"):
        recorder = folder / tool
        recorder.write_text(f'#!/bin/bash\necho {tool} "$@" >> {tmp_path}/seen\nexec {shutil.which(tool)} "$@"\n')
        recorder.chmod(0o755)
    run("private/get-accounts", PATH=f"{folder}:{os.environ['PATH']}")
    [(_, request)] = exchange.calls
    seen = (tmp_path / "seen").read_text("utf-8")
    assert KEY not in seen
    assert request["sig"] not in seen
    assert {line.split()[0] for line in seen.splitlines() if SECRET in line} == {"openssl"}


def test_the_guide_shows_the_script_as_it_was_tested(client):
    page = client.get("/guides/signing-and-nonces/").content.decode()
    assert 'id="sign-a-call"' in page
    assert "sends look-ups only" in page
