"""A log is read while it is written."""

from __future__ import annotations

import contextlib
import os

import pytest

from exchange_errors.cli import live
from exchange_errors.cli.live import file_pieces, pipe_pieces


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "bot.log"
    path.write_text("old: 306\n")
    return path


def followed(path, *steps):
    """Follow a log while each pause takes one more step, and return what was read by then."""
    todo = [*steps, _wait, _wait, _stop]
    texts = []
    with contextlib.suppress(KeyboardInterrupt):
        texts.extend(piece.text for piece in file_pieces(path, lambda _: todo.pop(0)()))
    return texts


def _wait():
    """A pause in which nothing is written."""


def _stop():
    raise KeyboardInterrupt


def append(path, text):
    def step():
        with path.open("a") as log:
            log.write(text)

    return step


def test_only_what_is_new_is_read(log):
    assert followed(log, append(log, "one\n"), append(log, "two\nthree\n")) == ["one\n", "two\nthree\n"]


def test_a_line_is_read_when_it_is_whole(log):
    assert followed(log, append(log, "co"), append(log, "de\n")) == ["code\n"]


def test_a_log_that_was_moved_away_is_followed_in_its_new_file(log):
    def rotate():
        log.rename(log.with_suffix(".1"))

    assert followed(log, rotate, append(log, "new\n")) == ["new\n"]


def test_a_log_that_was_emptied_is_followed_from_its_beginning(log):
    assert followed(log, lambda: os.truncate(log, 0), append(log, "new\n")) == ["new\n"]


def test_a_missing_log_is_an_error_at_once(tmp_path):
    with pytest.raises(FileNotFoundError):
        file_pieces(tmp_path / "missing")


def test_a_pipe_is_read_to_its_end(monkeypatch):
    monkeypatch.setattr(live, "PAUSE", 0.01)
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as pipe:
        pieces = pipe_pieces(pipe)
        os.write(writing, b"one\ntw")
        assert next(pieces).text == "one\n"
        os.write(writing, b"o")
        os.close(writing)
        assert [piece.text for piece in pieces] == ["two"]
