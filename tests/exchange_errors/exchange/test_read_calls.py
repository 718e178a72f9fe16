"""The one call of a check, run as it is printed: signed, answered with a recorded shape and filtered by jq."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from exchange_errors.content import CONTENT
from exchange_errors.exchange.methods import known_methods
from exchange_errors.exchange.read_calls import HOST, read_calls
from tests.exchange_errors.exchange.fake_exchange import KEY, SECRET, SHAPES

TOOLS = ("bash", "curl", "jq", "openssl")
ON_SUCCESS_ABSENT = {"message"}
CALLS = pytest.mark.parametrize("call", read_calls().values(), ids=read_calls())


@CALLS
def test_the_answer_of_a_call_is_recorded(call):
    assert call.method in known_methods()
    body = json.loads((SHAPES / f"{call.method}.json").read_text("utf-8"))
    assert (body["method"], body["code"]) == (call.method, 0)


@pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason=f"needs {', '.join(TOOLS)}")
@CALLS
def test_a_call_prints_what_it_is_for(exchange, tmp_path, call):
    """Each field that it prints has a value in the recorded answer, so that no filter looks beside the field."""
    shutil.copy(CONTENT / "snippets/signing/signed.sh", tmp_path)
    command = call.command.replace(HOST, exchange.host)
    assert exchange.host in command or call.is_signed
    host = exchange.host.rstrip("/")
    variables = {"PATH": os.environ["PATH"], "API_KEY": KEY, "API_SECRET": SECRET, "API_HOST": host}
    shell = ["bash", "-o", "pipefail", "-c", command]
    ran = subprocess.run(shell, cwd=tmp_path, env=variables, capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stderr) == (0, "")
    printed = list(values(ran.stdout))
    assert printed
    assert None not in printed
    fields = list(fields_in(printed))
    empty = {name for name, _ in fields} - {name for name, value in fields if value is not None}
    assert empty <= ON_SUCCESS_ABSENT


def values(text: str) -> Iterator[Any]:
    """Yield the JSON values that stand one after the other in ``text``."""
    while text := text.lstrip():
        value, end = json.JSONDecoder().raw_decode(text)
        yield value
        text = text[end:]


def fields_in(value: Any) -> Iterator[tuple[str, Any]]:
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from fields_in(inner)
    if isinstance(value, dict):
        yield from value.items()
