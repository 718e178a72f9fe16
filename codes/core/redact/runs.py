"""Finds words, and long unbroken runs of the characters that keys and addresses are made of, at the speed of C."""

from __future__ import annotations

from collections.abc import Iterator

RUN_CHARACTERS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-")
FLATTEN = bytes(ord("r") if byte in RUN_CHARACTERS else ord(" ") for byte in range(256))


def lowered(text: str) -> str:
    """Return the text in lower case, every character in its place: one letter of Unicode would become two."""
    small = text.lower()
    return small if len(small) == len(text) else text.replace("İ", "I").lower()


def places(text: str, word: str) -> Iterator[int]:
    """Yield where ``word`` begins, from left to right, without overlaps."""
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + len(word))


def long_runs(text: str, shortest: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of runs of at least ``shortest`` characters, base64's padding included."""
    flat = text.encode("ascii", "replace").translate(FLATTEN)  # one byte a character, so positions agree
    needle = b"r" * shortest
    start = flat.find(needle)
    while start >= 0:
        end = flat.find(b" ", start)
        end = len(flat) if end < 0 else end
        yield start, end + text.startswith("=", end) + text.startswith("==", end)
        start = flat.find(needle, end)
