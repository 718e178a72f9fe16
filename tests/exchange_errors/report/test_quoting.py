"""What a paste says is data in a note: no link, image, tag, mention or line of its own is alive there."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from exchange_errors.report.explain import explain
from exchange_errors.report.quoting import code, plain
from exchange_errors.report.ticket_note import report_markdown
from tests.shipped import CATALOGUE

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
ALIVE = re.compile(r"(?<!\\)(?:(?:https?|ftp):(?=//)|www\.|@(?=everyone))")
HOSTILE = (
    "![x](https://evil.example/p)", "<img src=x onerror=alert(1)>", "[a](https://evil.example)", "@everyone",
    "https://evil.example/p", "www.evil.example", "``` evil", "`a` <b>evil</b>", "a\n# evil", "a\n\n- evil",
    "<!-- evil -->", "&lt;b&gt;", "\u202eevil", "ev\u200bil", "**evil** _evil_ ~~evil~~", "| evil | evil |",
    "<https://evil.example>", "[evil]: https://evil.example", "\\[a](https://evil.example)", "a\r\nevil\n---",
)  # fmt: skip


def types(text: str) -> set[str]:
    """Return the types of all tokens that Markdown makes of a text."""
    tokens = MARKDOWN.parse(text)
    return {token.type for outer in tokens for token in (outer, *(outer.children or ()))}


def note(value: str) -> str:
    """Return the ticket note of a paste that says ``value`` wherever a paste can say something."""
    sent = {"instrument_name": value, "side": value, "price": value, "quantity": value, "client_oid": value}
    body = {"id": 1, "method": value, "params": {**sent, "type": value, "exec_inst": [value]}, "nonce": value}
    known = {"id": 1, "method": value, "code": 213, "message": "INVALID_ORDERQTY", "original": json.dumps(body)}
    unknown = {"id": 2, "method": value, "code": 99999, "message": value, "params": sent}
    errors = "\n".join(map(json.dumps, (known, unknown)))
    return "\n".join(report_markdown(explain(text, CATALOGUE), CATALOGUE) for text in (errors, json.dumps(body)))


@pytest.mark.parametrize("value", HOSTILE)
def test_nothing_of_a_paste_is_alive_in_its_note(value: str) -> None:
    text, harmless = note(value), note("NAME")
    assert types(text) <= types(harmless)
    assert not ALIVE.search(re.sub(r"`[^`\n]*`", "", text))
    assert not re.search("[\u200b\u202e]", text)
    assert not re.search(r"^\s*(?:# |- )?evil", text, re.MULTILINE)


@pytest.mark.parametrize("value", HOSTILE)
def test_no_letter_to_a_customer_repeats_what_is_alive(value: str) -> None:
    body = json.dumps({"method": "private/create-order", "params": {"quantity": value, "instrument_name": value}})
    answer = {"id": 1, "method": value, "code": 213, "message": "INVALID_ORDERQTY", "original": body}
    assert "evil" not in explain(json.dumps(answer), CATALOGUE).reply.customer


@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from(HOSTILE), max_size=3).map(" ".join)))
def test_a_quoted_text_is_text_and_nothing_else(text: str) -> None:
    assert types(f"Said: {plain(text)}.") <= {"paragraph_open", "inline", "text", "paragraph_close"}
    assert types(f"Said: {code(text)}.") <= {"paragraph_open", "inline", "text", "code_inline", "paragraph_close"}
