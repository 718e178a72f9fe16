"""Finds long unbroken runs of the characters that keys, addresses and base64 are made of, at the speed of C."""

from __future__ import annotations

from collections.abc import Iterator

RUN_CHARACTERS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-")
FLATTEN = bytes(ord("r") if byte in RUN_CHARACTERS else ord(" ") for byte in range(256))


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
