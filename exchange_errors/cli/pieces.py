"""Reads a text of any length in pieces that the decoder accepts: a short one whole, others cut between records."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ..decoder import LIMIT_BYTES

PIECE = 1_000_000  # characters of a long text at a time: more would cost memory and gain no speed
LONGEST_LINE = LIMIT_BYTES  # characters; the rest of a longer line is skipped
AT_A_TIME = 65_536  # bytes
#: Where a record may begin: a line that is not indented and closes nothing.
RECORD = re.compile(r"\n(?=[^\s}\])])")
KEY_BLOCK = ("-----BEGIN", "-----END")
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Read = Callable[[int], bytes]


class TextPiece(NamedTuple):
    """A part of a text. ``is_cut`` says that the rest of its last line was skipped."""

    text: str
    is_cut: bool = False


def pieces(read: Read) -> Iterator[TextPiece]:
    """Yield the text that ``read`` returns bit by bit, b"" at its end. Invalid UTF-8 is replaced.

    A text of up to LIMIT_BYTES is one piece, as on the site.
    """
    start = b"".join(_up_to(read, LIMIT_BYTES + 1))
    decoder = _decoder(start)
    if len(start) <= LIMIT_BYTES:
        yield TextPiece(decoder.decode(start, True))
        return
    pending = decoder.decode(start)
    start = b""
    skipping = False
    for more in _decoded(read, decoder):
        pending += more
        while len(pending) >= PIECE:
            if skipping:
                _, end, pending = pending.partition("\n")
                skipping = not end
                continue
            place = cut(pending, PIECE)
            if not place and len(pending) < LONGEST_LINE:
                break
            skipping = not place
            yield TextPiece(pending[: place or LONGEST_LINE], skipping)
            pending = pending[place or LONGEST_LINE :]
    if pending and skipping:
        pending = pending.partition("\n")[2]
    if pending:
        yield TextPiece(pending)


def cut(text: str, limit: int) -> int:
    """Return where to cut a text so that records and key blocks stay whole: at most at ``limit``, 0 for nowhere."""
    end = _last_record(text, limit)
    begin, closed = (text.rfind(mark, 0, end) for mark in KEY_BLOCK)
    if begin > closed:  # the block continues after the cut
        end = text.rfind("\n", 0, begin) + 1 or end
    return end


def _last_record(text: str, limit: int) -> int:
    """Return where the last record within the limit begins; failing that, the last line."""
    for start in (limit - 20_000, 0):
        places = [match.end() for match in RECORD.finditer(text, max(0, start), limit)]
        if places:
            return places[-1]
    return text.rfind("\n", 0, limit) + 1


def _up_to(read: Read, size: int) -> Iterator[bytes]:
    while size > 0 and (data := read(min(size, AT_A_TIME))):
        size -= len(data)
        yield data


def _decoder(start: bytes) -> codecs.IncrementalDecoder:
    """Return the decoder for a text that begins like this; some programs on Windows write logs in UTF-16."""
    encoding = "utf-16" if start.startswith(UTF16) else "utf-8-sig"
    return codecs.getincrementaldecoder(encoding)("replace")


def _decoded(read: Read, decoder: codecs.IncrementalDecoder) -> Iterable[str]:
    yield ""
    while data := read(AT_A_TIME):
        yield decoder.decode(data)
    yield decoder.decode(b"", True)
