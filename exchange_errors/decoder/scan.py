"""Finds what may be read: objects in any notation, and the plain text between them. One pass, forward only."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from typing import Any

import orjson

from ..redaction.unwrap import unescape
from .crowded_lines import end_of_line, first_of_each_line
from .literal import PHP_PAIRS, Literal, read_literal

#: What may open something, by the first of what follows. Masks, log levels and runs of brackets match nothing here;
#: ``_opener`` looks at the rest.
OPENER = re.compile(r"""\{(?![{}])|\[(?=\s{0,40}+[{"']|\w{1,40}+=)|(?<=map)\[(?=\w)|\((?=\w{1,40}+ ?=|\s{0,40}+["'])""")
#: What must follow each opener: something like a key, an object, or the first field of a record.
FOLLOWED = {
    "{": re.compile(r"""\{(?:[\s\\nrt]{0,200}[\w"'`:@$}/]|\s{0,200}\#|\s{0,40}+\[["']\w{1,60}+["']\]=>)"""),
    "[": re.compile(r"\[\s{0,40}+\{"),
    "(": re.compile(r"\(\w{1,40}+ ?="),
}
RECORD = re.compile(r"\b[A-Z]\w{2,60}$")
JAVA_RECORD = re.compile(r"\[\w{1,40}+=")
GO_MAP = re.compile(r"\[\w")
ESCAPED = re.compile(r'\{(?:\s++|\\+[nrt]){0,400}\\++["\']')
UNSAID = "\x00 \n\t,;[]{}"
#: A block of source code is no object: what it holds is plain text, and is looked at a second time.
ENUM = re.compile(r"\benum\b[^\n{}]{0,120}\n?[ \t]{0,20}$")
BLOCK = re.compile(
    r"\{[ \t]*+(?:(?://|#)[^\n]*+)?\n(?:\s++|(?://|#)[^\n]*+)*+(?=[A-Za-z_@])(?![\w$.-]{1,60}+[ \t]*+(?:=>|[:=](?!=)))"
)
KEY_NUMBER = re.compile(r"\d{3,7}")
LONGEST_HEAD = 160  # characters before a block that are looked at
MOST_SOURCE = 200_000  # characters of a text that are looked at twice: blocks inside blocks would take for ever
BEFORE = 400  # characters of plain text that are looked at in front of an object
MAX_READ = 75_000  # objects of a paste, and texts inside objects
MOST_OBJECTS = 5_000  # of one line
HOLE = "\x00"  # stands in the plain text for an object: no page holds NUL characters


@dataclass(slots=True)
class Found:
    """An object or list in the text; ``inner`` stands for ``value`` where the rest of a line was escaped text."""

    value: Any
    start: int
    end: int
    notation: str
    damaged: bool = False
    is_cut: bool = False
    inner: str | None = None


class Prose:
    """The text outside the objects, each object a single NUL; positions map back to the whole text."""

    def __init__(self, text: str, holes: list[tuple[int, int]]) -> None:
        self.source = text
        pieces, self._at, self._from = [], [0], [0]
        length = position = 0
        for start, end in holes:
            pieces += [text[position:start], HOLE]
            length += start - position + 1
            position = end
            self._at.append(length)
            self._from.append(end)
        pieces.append(text[position:])
        self.text = "".join(pieces)

    @property
    def is_said(self) -> bool:
        """Whether anything is left besides objects, brackets, commas and blanks."""
        return self.text.strip(UNSAID) != ""

    def before(self, start: int) -> str:
        """Return what stands on the same line in front of the object at ``start``, the objects among it as NULs."""
        piece = bisect_right(self._from, start) - 1
        end = self._at[piece] + start - self._from[piece]
        reach = max(0, end - BEFORE)
        return self.text[max(self.text.rfind("\n", reach, end) + 1, reach) : end]

    def origin(self, position: int) -> int:
        """Return where the character at ``position`` stands in the whole text."""
        piece = bisect_right(self._at, position) - 1
        return self._from[piece] + position - self._at[piece]


def scan(text: str) -> tuple[list[Found], Prose, list[int]]:
    """Return the objects of ``text`` in order, the plain text around them, and where those of a line are too many."""
    crowded: list[int] = []
    few = first_of_each_line(text, _objects(text), attrgetter("start"), MOST_OBJECTS, crowded.append)
    objects = list(islice(few, MAX_READ))
    holes = [(item.start, item.end) for item in objects]
    holes += [(start, end_of_line(text, start)) for start in crowded]
    return objects, Prose(text, sorted(holes)), crowded


def _objects(text: str) -> Iterator[Found]:
    document = _json(text.strip()) if text[:1] in "{[ \n\t" else None
    if _is_object(document):
        yield Found(document, 0, len(text), "json")
        return
    position = source = 0
    tried = {"{": 0, "[": 0}  # up to where JSON was looked for
    while (match := OPENER.search(text, position)) is not None:
        opener = _opener(text, match.start())
        item = _object(text, match.start(), opener, tried) if opener else None
        if item and source < MOST_SOURCE and _is_source(text, item):
            source += item.end - item.start
            item = None
        position = max(item.end, match.end()) if item else match.end()
        if item and (item.value or item.inner is not None):
            yield item


def _object(text: str, start: int, opener: str, tried: dict[str, int]) -> Found | None:
    """Read what ``opener`` opens: as JSON where a line holds it whole, which is tried once a line."""
    if opener in tried and start >= tried[opener]:
        tried[opener] = end_of_line(text, start)
        item = _json_on_line(text, start, tried[opener], "}" if opener == "{" else "]")
        if item is not None:
            return item
    if opener == "[":
        return None
    return _escaped(text, start) if opener == "{" and ESCAPED.match(text, start) else _literal(text, start)


def _is_object(document: Any) -> bool:
    """Whether a JSON text holds an object: a number, a name, or a flat list of them is plain text like any other."""
    if isinstance(document, list):
        return not document or any(isinstance(item, list) or _is_object(item) for item in document)
    return isinstance(document, dict) or (isinstance(document, str) and "{" in document)


def _json(text: str) -> Any:
    try:
        return orjson.loads(text)
    except ValueError:
        return None


def _is_source(text: str, item: Found) -> bool:
    """Whether what reads like an object is a block of source code.

    Its first key is a number, as of a map from codes or the arms of a ``switch``; what parts a key from its value is
    an ``==``; it begins with a line that is no key; or ``enum`` stands before it.
    """
    if not isinstance(item.value, dict) or item.notation.startswith("json") or text[item.start] != "{":
        return False
    is_compared = any(isinstance(value, str) and value.startswith("=") for value in item.value.values())
    is_numbered = KEY_NUMBER.fullmatch(next(iter(item.value), "")) is not None
    is_block = item.damaged and BLOCK.match(text, item.start) is not None
    is_enum = ENUM.search(text, max(0, item.start - LONGEST_HEAD), item.start) is not None
    return is_compared or is_numbered or is_block or is_enum


def _json_on_line(text: str, start: int, line_end: int, closer: str) -> Found | None:
    """Read the JSON between ``start`` and the last ``closer`` of the line: what nearly every log line holds."""
    end = text.rfind(closer, start, line_end) + 1
    value = _json(text[start:end]) if end else None
    return Found(value, start, end, "json") if isinstance(value, (dict, list)) else None


def _escaped(text: str, start: int) -> Found:
    r"""Take one level of backslashes off the rest of the line: ``{\"code\":306}`` outside any string."""
    end = end_of_line(text, start)
    return Found(None, start, end, "escaped", inner=unescape(text[start:end]))


def _opener(text: str, start: int) -> str:
    """Return what opens at ``start``: ``{``, ``[`` (a list of objects), ``map[`` (Go), a record, PHP's array, or ""."""
    opener = text[start]
    if FOLLOWED[opener].match(text, start):
        return opener if opener != "(" or RECORD.search(text, max(0, start - 64), start) else ""
    if PHP_PAIRS.match(text, start):
        return "array"
    if opener == "[" and GO_MAP.match(text, start) and text.endswith("map", 0, start):
        return "map["
    is_record = opener == "[" and JAVA_RECORD.match(text, start) and RECORD.search(text, max(0, start - 64), start)
    return "record[" if is_record else ""


def _literal(text: str, start: int) -> Found:
    literal = read_literal(text, start)
    value = literal.value if isinstance(literal.value, dict) else None
    return Found(value, start, literal.end, _notation(literal), literal.damaged, literal.cut)


def _notation(literal: Literal) -> str:
    marks = literal.notations
    if "=>" in marks:
        return "ruby"
    if "=" in marks:
        return "record"
    if "wrapped" in marks:
        return "debug-print"
    if "bare" in marks:
        return "javascript" if marks & {"'", '"', "`"} else "printed-map"
    if "'" in marks:
        return "python-dict"
    if literal.cut:
        return "json-cut-off"
    return "json-like" if literal.damaged else "json"
