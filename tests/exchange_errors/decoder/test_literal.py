"""One reader for every notation in which programs print an object, whole, damaged or cut off."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange_errors.decoder.literal import MAX_DEPTH, read_literal

ANSWER = {"id": 7, "code": 306, "message": "X"}


@pytest.mark.parametrize(
    "text",
    [
        '{"id":7,"code":306,"message":"X"}',
        '{"id":7,"code":306,"message":"X",}',
        "{'id': 7, 'code': 306, 'message': 'X'}",
        "{id: 7, code: 306, message: 'X'}",
        '{\n  // a comment\n  "id": 7, /* another */\n  "code": 306, # and one more\n  "message": "X"\n}',
        '{:id=>7, :code=>306, :message=>"X"}',
        '{"id"=>7, "code"=>306, "message"=>"X"}',
        "{id=7, code=306, message=X}",
        "{ID:7 Code:306 Message:X}",
        '{ID:7, Code:306, Message:"X"}',
        '{ id: 7, code: 306, message: Some("X") }',
        '{"id": Number(7), "code": Number(306), "message": String("X")}',
        "{ Id = 7, Code = 306, Message = X }",
        '{"id":7,"code":306,"message":"X',
        '{"id":7,"code":306,"message":"X"',
        "{`id`: 7, `code`: 306, `message`: `X`}",
        '{"id":7;"code":306;"message":"X"}',
        "{u'id': 7L, 'code': 306, 'message': b'X'}",
    ],
)
def test_every_notation_reads_alike(text: str) -> None:
    assert read_literal(text, 0).value == ANSWER


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{'a': None, 'b': True, 'c': Decimal('0.1')}", {"a": None, "b": True, "c": "0.1"}),
        ("{'a': (1, 2), 'b': [datetime.date(2026, 1, 2)]}", {"a": [1, 2], "b": [[2026, 1, 2]]}),
        ("{a=nil, b=<nil>, c=undefined}", {"a": None, "b": None, "c": None}),
        ("{params={side=BUY, exec_inst=[POST_ONLY]}}", {"params": {"side": "BUY", "exec_inst": ["POST_ONLY"]}}),
        (
            "{Message:Insufficient available balance Code:306}",
            {"message": "Insufficient available balance", "code": 306},
        ),
        (
            "{time=2026-11-23T06:17:01Z, url=https://a.example/b}",
            {"time": "2026-11-23T06:17:01Z", "url": "https://a.example/b"},
        ),
        ("{clientOid: 'x', OrderID: 5, wasClean: true}", {"client_oid": "x", "order_id": 5, "was_clean": True}),
        ('{"text":"a\\u0062\\n\\"c\\""}', {"text": 'ab\n"c"'}),
        ('{"a": -1.5, "b": 1e3, "c": 1.2.3}', {"a": -1.5, "b": 1000.0, "c": "1.2.3"}),
        ("{message: can't do that, code: 306}", {"message": "can't do that", "code": 306}),
    ],
)
def test_values_come_as_what_they_print(text: str, value: Any) -> None:
    assert read_literal(text, 0).value == value


def test_a_cut_off_object_says_so_and_ends_before_the_next_record() -> None:
    text = '{"id":7,"original":"{\\"id\\":7,\n2026-11-23 06:17:01 ERROR next'
    literal = read_literal(text, 0)
    assert literal.cut
    assert text[literal.end :].startswith("\n2026")


def test_quotes_that_were_not_escaped_damage_the_message_only() -> None:
    literal = read_literal('{"id":1,"code":10004,"message":"invalid channel {"channels":["book.X"]}"}', 0)
    assert literal.damaged
    assert literal.value["code"] == 10004


def test_depth_is_bounded() -> None:
    literal = read_literal('{"a":' * (MAX_DEPTH + 50), 0)
    assert literal.damaged


@given(st.text("{}[]()\"'`\\:=>,;# \n/*abNone0123456789-", max_size=200))
def test_reading_always_moves_on_and_never_fails(text: str) -> None:
    literal = read_literal("{" + text, 0)
    assert 0 < literal.end <= len(text) + 1
