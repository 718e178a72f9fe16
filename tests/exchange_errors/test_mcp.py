"""MCP's messages and tools without HTTP: any program that has tools can answer them."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from exchange_errors.answers import shipped
from exchange_errors.mcp.arguments import ArgumentsError, checked
from exchange_errors.mcp.messages import MAX_BATCH, Toolbox, answer, answer_line
from exchange_errors.mcp.tools import TOOLS, toolbox

ECHO = Toolbox([{"name": "echo"}], {"echo": lambda arguments: {"structuredContent": arguments}})

VERSIONED = {"protocolVersion": "2026-07-28", "clientCapabilities": {}}


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


def said(line):
    answered = answer_line(line, ECHO)
    return None if answered is None else json.loads(answered)


def test_a_line_is_answered_by_a_line():
    text = json.dumps(message("tools/call", {"name": "echo", "arguments": {"a": "\n\u2028\ud800"}}))
    answered = answer_line(text.encode(), ECHO)
    assert answered.count(b"\n") == 1
    assert json.loads(answered)["result"]["structuredContent"] == {"a": "\n\u2028\ud800"}
    assert said(b'{"jsonrpc": "2.0", "method": "notifications/initialized"}\n') is None


@pytest.mark.parametrize("line", [b"{", b"\xff\xfe", b"[" * 100_000, b'{"a": ' + b"9" * 5000 + b"}", b"\x00"])
def test_a_line_that_is_not_json_is_refused(line):
    assert (said(line)["id"], said(line)["error"]["code"]) == (None, -32700)


def test_a_stateless_line_carries_what_http_repeats_in_headers():
    meta = {f"io.modelcontextprotocol/{key}": value for key, value in VERSIONED.items()}
    body = said(json.dumps(message("tools/call", {"name": "echo", "_meta": meta})).encode())
    assert (body["result"]["resultType"], body["result"]["structuredContent"]) == ("complete", {})
    for wrong in (1, "1999-01-01", None):
        strange = meta | {"io.modelcontextprotocol/protocolVersion": wrong}
        assert "result" not in said(json.dumps(message("server/discover", {"_meta": strange})).encode())


def test_a_tool_that_fails_ends_one_message_and_not_the_session(caplog):
    broken = Toolbox([], {"echo": lambda arguments: 1 / 0})
    body = json.loads(answer_line(json.dumps(message("tools/call", {"name": "echo"})).encode(), broken))
    assert (body["id"], body["error"]["code"]) == (1, -32603)
    assert "ZeroDivisionError" in caplog.text


CHECKED = [
    ({"ref": "306"}, "explain_code"),
    ({"ref": ""}, "explain_code"),
    ({"ref": "x" * 201}, "explain_code"),
    ({"ref": 306}, "explain_code"),
    ({}, "explain_code"),
    ({"ref": "306", "more": 1}, "explain_code"),
    ({"query": "a", "limit": 20, "kind": ["response"], "http_status": ["none", "400"]}, "search_codes"),
    ({"query": "a", "limit": 21}, "search_codes"),
    ({"query": "a", "limit": 0}, "search_codes"),
    ({"query": "a", "limit": True}, "search_codes"),
    ({"query": "a", "kind": ["rest"]}, "search_codes"),
    ({"query": "a", "kind": ["response"] * 3}, "search_codes"),
    ({"query": "a", "kind": "response"}, "search_codes"),
    ({"query": "a", "http_status": ["600"]}, "search_codes"),
    ({"query": "a", "http_status": [400]}, "search_codes"),
    ({}, "find_outcome"),
]


@pytest.mark.parametrize(("arguments", "name"), CHECKED, ids=str)
def test_arguments_are_held_to_the_schema_that_is_published(arguments, name):
    [schema] = [tool.input_schema for tool in TOOLS if tool.name == name]
    if Draft202012Validator(schema).is_valid(arguments):
        assert checked(schema, arguments).items() >= arguments.items()
    else:
        with pytest.raises(ArgumentsError):
            checked(schema, arguments)


def test_null_counts_as_left_out():
    [schema] = [tool.input_schema for tool in TOOLS if tool.name == "search_codes"]
    assert checked(schema, {"query": "a", "limit": None})["limit"] == 5


def called(name, **arguments):
    return toolbox(shipped()).run[name](arguments)


def test_a_decode_tells_how_to_look_up_a_call_whose_outcome_is_unknown():
    lost = {"id": 8, "method": "private/create-order", "code": 40801, "message": "REQUEST_TIMEOUT"}
    assert (
        "`private/create-order`: look it up with" in called("decode_error", text=json.dumps(lost))["content"][0]["text"]
    )
    settled = lost | {"code": 306, "message": "INSUFFICIENT_AVAILABLE_BALANCE"}
    assert "look it up with" not in called("decode_error", text=json.dumps(settled))["content"][0]["text"]


def test_a_number_in_doubt_is_in_the_data_and_in_the_text():
    answered = called("decode_error", text="My lift shows error 320")
    assert [(row["code"], row["line"]) for row in answered["structuredContent"]["possible"]] == [(320, 1)]
    assert "- 320 on line 1: " in answered["content"][0]["text"]


@pytest.mark.parametrize(("wish", "language"), [({}, "en"), ({"reply_language": "es"}, "es")])
def test_the_reply_is_in_the_language_that_is_asked_for(wish, language):
    data = called("decode_error", text='{"code": 306}', **wish)["structuredContent"]
    assert data["reply_language"] == language
    assert (data["reply"]["customer"] == data["reply"]["in_english"]) == (language == "en")
    assert called("decode_error", text="", reply_language="tlh")["isError"]


def test_a_text_that_is_too_long_is_refused():
    answered = called("decode_error", text="é" * 2_500_001)
    assert answered["isError"]
    assert "5000000 bytes" in answered["content"][0]["text"]
