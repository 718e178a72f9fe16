"""``exchange-errors mcp`` as an agent starts it: MCP over stdio, and nothing else on standard output."""

from __future__ import annotations

import asyncio
import io
import json
import subprocess
import sys
import types
from concurrent.futures import ThreadPoolExecutor

import pytest
from mcp import ClientSession, McpError, StdioServerParameters
from mcp.client.stdio import stdio_client

import exchange_errors
from exchange_errors.cli import agent
from exchange_errors.cli.main import main
from exchange_errors.mcp.tools import TOOL_NAMES

PROGRAM = ["-c", "import sys; from exchange_errors.cli.main import main; sys.exit(main())", "mcp"]
PING = b'{"jsonrpc": "2.0", "id": 1, "method": "ping"}'


def finished(work):
    """Run a coroutine in a thread of its own: where browser tests run too, this one has an event loop already."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, work).result()


@pytest.fixture
def serve(monkeypatch):
    """Serve these bytes and return the messages on standard output."""

    def serve(sent):
        out = io.BytesIO()
        monkeypatch.setattr("sys.stdin", types.SimpleNamespace(buffer=io.BytesIO(sent), isatty=lambda: False))
        monkeypatch.setattr("sys.stdout", io.TextIOWrapper(out, write_through=True))
        assert main(["mcp"]) == 0
        return [json.loads(line) for line in out.getvalue().splitlines()]

    return serve


def test_the_official_client_lists_and_calls_the_tools():
    async def use():
        started = StdioServerParameters(command=sys.executable, args=PROGRAM)
        async with stdio_client(started) as (read, write), ClientSession(read, write) as session:
            hello = await session.initialize()
            names = tuple(tool.name for tool in (await session.list_tools()).tools)
            results = {
                "explained": await session.call_tool("explain_code", {"ref": "306"}),
                "found": await session.call_tool("search_codes", {"query": "clock", "limit": 1}),
                "decoded": await session.call_tool("decode_error", {"text": '{"code": 43005}'}),
                "outcome": await session.call_tool("find_outcome", {"method": "private/create-order"}),
                "refused": await session.call_tool("explain_code", {"ref": ""}),
            }
            with pytest.raises(McpError, match="There is no such tool"):
                await session.call_tool("nonsense", {})
            await session.send_ping()
        return hello, names, results

    hello, names, results = finished(use())
    assert hello.protocolVersion == "2025-11-25"
    assert names == TOOL_NAMES
    assert results["explained"].structuredContent["entries"] == [exchange_errors.explain(306)]
    assert results["found"].structuredContent["results"][0]["code"] == 40102
    assert results["decoded"].structuredContent == exchange_errors.decode('{"code": 43005}')
    assert results["outcome"].structuredContent["count"] == 1
    assert [name for name, result in results.items() if result.isError] == ["refused"]


def test_what_is_no_message_is_refused_and_the_next_is_answered(serve):
    answers = serve(b"{\n\n   \n\xff\n" + PING + b"\nnonsense\n" + PING)  # the last line has no end
    assert [(row["id"], "result" in row) for row in answers] == [
        (None, False),
        (None, False),
        (1, True),
        (None, False),
        (1, True),
    ]


def test_a_line_that_is_too_long_is_passed_over(serve, monkeypatch):
    monkeypatch.setattr(agent, "LONGEST_MESSAGE", 100)
    answers = serve(b"x" * 1000 + b"\n" + PING + b"\n" + b"x" * 1000)
    assert [row["id"] for row in answers] == [None, 1, None]
    assert "At most 100 bytes" in answers[0]["error"]["message"]


def test_the_end_of_the_input_ends_it(serve):
    assert serve(b"") == []


def test_standard_output_holds_nothing_but_messages_whatever_comes():
    noise = b'{\n{"jsonrpc": "2.0", "id": 2, "method": "nonsense"}\n' + PING + b"\n"
    ran = subprocess.run([sys.executable, *PROGRAM], input=noise, capture_output=True, timeout=60)
    assert [json.loads(line)["jsonrpc"] for line in ran.stdout.splitlines()] == ["2.0"] * 3
    assert (ran.returncode, ran.stderr) == (0, b"")
