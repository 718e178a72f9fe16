"""MCP's messages without HTTP: any program that has tools can answer them."""

from __future__ import annotations

import pytest

from exchange_errors.mcp import MAX_BATCH, Toolbox, answer

ECHO = Toolbox([{"name": "echo"}], {"echo": lambda arguments: {"structuredContent": arguments}})


def message(method, params=None, **members):
    return {"jsonrpc": "2.0", "id": 1, "method": method, "params": params or {}, **members}


def test_a_call_reaches_the_tool_with_its_arguments():
    body, status = answer(message("tools/call", {"name": "echo", "arguments": {"a": 1}}), {}, ECHO)
    assert (body["result"], status) == ({"structuredContent": {"a": 1}}, 200)


def test_the_tools_are_listed_as_they_describe_themselves():
    body, _ = answer(message("tools/list"), {}, ECHO)
    assert body["result"] == {"tools": [{"name": "echo"}]}


@pytest.mark.parametrize("params", [{"name": "rm"}, {"name": ["echo"]}, {"name": "echo", "arguments": [1]}])
def test_what_no_tool_takes_is_an_error_of_the_message(params):
    body, status = answer(message("tools/call", params), {}, ECHO)
    assert (body["error"]["code"], status) == (-32602, 200)


def test_a_notification_and_a_batch_of_them_want_no_answer():
    notification = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    assert answer(notification, {}, ECHO) == (None, 202)
    assert answer([notification] * 2, {}, ECHO) == (None, 202)


def test_a_batch_answers_each_message_and_is_bounded():
    bodies, status = answer([message("ping"), message("no/such")], {}, ECHO)
    assert (["error" in body for body in bodies], status) == ([False, True], 200)
    body, status = answer([message("ping")] * (MAX_BATCH + 1), {}, ECHO)
    assert ("error" in body, status) == (True, 400)


@pytest.mark.parametrize("nonsense", [None, 1, "text", [], {}, {"jsonrpc": "1.0"}, message("ping", id=True)])
def test_what_is_no_message_is_refused(nonsense):
    body, status = answer(nonsense, {}, ECHO)
    assert (body["error"]["code"], status) == (-32600, 400)
