"""A text of any length comes in pieces that are cut between records."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange_errors.cli import pieces as module
from exchange_errors.cli.pieces import TextPiece, cut, pieces


def read(data):
    return list(pieces(io.BytesIO(data).read))


@pytest.fixture
def small(monkeypatch):
    """Long texts that are short enough for a test."""
    monkeypatch.setattr(module, "LIMIT_BYTES", 50)
    monkeypatch.setattr(module, "PIECE", 20)
    monkeypatch.setattr(module, "LONGEST_LINE", 40)


def test_a_short_text_is_one_piece():
    assert read(b"code: 306\n") == [TextPiece("code: 306\n")]
    assert read(b"") == [TextPiece("")]


def test_what_is_not_utf8_is_replaced_and_utf16_is_read():
    assert read(b"caf\xe9") == [TextPiece("caf\N{REPLACEMENT CHARACTER}")]
    assert read("\N{ZERO WIDTH NO-BREAK SPACE}code: 306".encode()) == [TextPiece("code: 306")]
    assert read("code: 306".encode("utf-16")) == [TextPiece("code: 306")]


@pytest.mark.usefixtures("small")
@given(st.lists(st.text("ab é{}\t ", max_size=15), max_size=40))
def test_nothing_is_lost(lines):
    text = "\n".join(lines)
    parts = read(text.encode())
    assert "".join(part.text for part in parts) == text
    assert not any(part.is_cut for part in parts)


@pytest.mark.usefixtures("small")
def test_a_line_without_an_end_is_read_in_part_and_told():
    parts = read(b"first\n" + b"x" * 200 + b"\n" + b"last\n")
    assert parts[-1].text == "last\n"
    assert [part.is_cut for part in parts].count(True) == 1
    assert max(len(part.text) for part in parts) <= 40


def test_records_stay_whole():
    text = 'a {\n  "code": 306\n}\nb {\n  "code"'
    assert text[: cut(text, len(text))] == 'a {\n  "code": 306\n}\n'


def test_a_key_block_stays_whole():
    text = "start\n-----BEGIN PRIVATE KEY-----\nMIIE\nvQIB\n"
    assert text[: cut(text + "more", len(text))] == "start\n"
