"""No way out of the site shows a secret of a paste: page, JSON, Markdown, MCP, links, logs."""

from __future__ import annotations

import html
import json
import logging

from tests.exchange_errors.pastes import SHAPES, pastes, shows

ACCEPTS = ("application/json", "text/markdown")
SAMPLE = 40  # pastes; every shape goes through the core's own test


def answers(client, text: str, address: str) -> list[str]:
    """Return what the site says about a paste, through every channel."""
    who = {"REMOTE_ADDR": address}
    call = {"name": "decode_error", "arguments": {"text": text}}
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
    kinds = {"content_type": "application/json", **who}
    sent = [client.post("/decode/", {"text": text}, **who)]
    sent += [client.post("/api/v1/decode", {"text": text}, headers={"Accept": kind}, **kinds) for kind in ACCEPTS]
    sent += [client.post("/mcp", message, headers={"Accept": "application/json, text/event-stream"}, **kinds)]
    assert [answer.status_code for answer in sent] == [200] * len(sent)
    return [html.unescape(answer.content.decode()) for answer in sent]


def test_no_secret_leaves_the_site(client, caplog):
    caplog.set_level(logging.DEBUG)
    sample = list(pastes(5, len(SHAPES)))[:: len(SHAPES) // SAMPLE]
    shown = []
    for number, paste in enumerate(sample):
        said = [*answers(client, paste.text, f"192.0.2.{number}"), caplog.text]
        shown += [(secret, paste.text) for secret in paste.secrets if any(shows(text, secret) for text in said)]
    assert shown == []


def test_a_one_time_code_is_in_no_link(client):
    text = 'my 2FA code is 739182\n{"id":1,"method":"private/create-order","code":306,"message":"INSUFFICIENT_BALANCE"}'
    said = answers(client, text, "192.0.2.200")
    assert not any("739182" in answer for answer in said)
    assert [finding["code"] for finding in json.loads(said[1])["findings"]] == [306]
