"""Clients that are generated from the OpenAPI document, in Python and TypeScript, speak to the running site."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.production.server import Portal

TYPESCRIPT = Path(__file__).with_name("typescript_client")


@pytest.fixture(scope="module")
def portal(start: Callable[..., Portal]) -> Portal:
    return start()


@pytest.fixture
def folder(portal: Portal, tmp_path: Path) -> Path:
    """A folder with the document as the site serves it."""
    (tmp_path / "openapi.json").write_bytes(portal.get("/api/v1/openapi.json").body)
    return tmp_path


def run(command: Sequence[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_python_client_makes_the_round(portal: Portal, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "settings.yaml").write_text("post_hooks: []\n")
    generate = ["generate", "--path", "openapi.json", "--meta", "none", "--output-path", "error_codes_client"]
    generator = Path(sys.executable).with_name("openapi-python-client")
    run([str(generator), *generate, "--config", "settings.yaml"], folder)
    monkeypatch.syspath_prepend(folder)
    client = importlib.import_module("error_codes_client").Client(base_url=f"http://127.0.0.1:{portal.port}")
    models = importlib.import_module("error_codes_client.models")

    def ask(operation: str, *arguments: object, **parameters: object):
        module = importlib.import_module(f"error_codes_client.api.{operation}")
        return module.sync(*arguments, client=client, **parameters)

    with client:
        listed = ask("catalogue.list_codes", http_status=["401"], limit=1)
        assert [row.http_status for row in listed.results] == [401]
        found = ask("catalogue.list_codes", q="not enough balance")
        assert found.results[0].id == "306-INSUFFICIENT_AVAILABLE_BALANCE"
        assert ask("catalogue.get_code", "306").retry.advice == "after_fix"
        assert ask("catalogue.get_code", "50001").count == 2
        unknown = ask("catalogue.get_code", "40199")
        assert (unknown.status, bool(unknown.nearest)) == (404, True)
        outcomes = {row.method: row.may_a_program_repeat for row in ask("for_sdk_authors.list_outcomes").results}
        assert outcomes["private/create-withdrawal"] is False
        language = models.DecodeRequestReplyLanguage("es")
        decoded = ask("decoder.decode", body=models.DecodeRequest(text='{"code": 43005}', reply_language=language))
        assert (decoded.findings[0].code, decoded.reply_language) == (43005, "es")


@pytest.mark.skipif(not (shutil.which("node") and shutil.which("npm")), reason="node or npm is not on this machine")
def test_a_typescript_client_makes_the_round(portal: Portal, folder: Path) -> None:
    shutil.copytree(TYPESCRIPT, folder, dirs_exist_ok=True)
    installed = subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=folder, timeout=300)
    if installed.returncode and not os.environ.get("CI"):
        pytest.skip("npm cannot install the generator here")
    assert installed.returncode == 0
    run(["npm", "run", "--silent", "generate"], folder)
    run(["npm", "run", "--silent", "compile"], folder)
    seen = run(["npm", "run", "--silent", "start", "--", f"http://127.0.0.1:{portal.port}"], folder)
    assert json.loads(seen) == {
        "listed": 401,
        "found": "306-INSUFFICIENT_AVAILABLE_BALANCE",
        "retry": "after_fix",
        "choices": ["DW_CREDIT_LINE_NOT_MAINTAINED", "ERR_INTERNAL"],
        "problem": [404, True],
        "outcome": False,
        "decoded": [43005, "es"],
    }
