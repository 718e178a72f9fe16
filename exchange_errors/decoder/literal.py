"""Reads one object in whatever notation a program printed it, forward only and without ever failing.

JSON with its usual damage (trailing commas, comments, unquoted keys, single quotes, cut off), and what Python,
Ruby, JavaScript, Java, Kotlin, Go, Rust and C# print for a map or a record. Each character is read once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from string import ascii_letters, digits
from typing import Any

from ..redaction.unwrap import unescape

MAX_DEPTH = 48
MAX_JUNK = 24  # words without a key, one after the other: this is no object

PHP_PAIRS = re.compile(r"""[(\[]\s{0,40}+["'](?:\w{1,40}+)["']\s{0,4}+=>""")
#: PHP's var_dump: ``["code"]=>`` and ``string(4) "text"``.
VAR_DUMP_KEY = re.compile(r"""\[["']?(\w{1,60}+)["']?\](?=[ \t]*+=>)""")
VAR_DUMP_SIZE = re.compile(r"""(?:string|array)\(\d{1,9}\) (?=["{])""")
GAP = re.compile(r"(?:[\s\x00]++|(?<=[\s,{\[])(?://|\#)[^\n]*+|/\*[^*]{0,400}+\*/)*")
SOLID = frozenset(ascii_letters + digits + "{}[]()\"'`,:;=+-._$@<>")  # characters that no GAP begins with
STRING = {mark: re.compile(rf"[^{mark}\\\n]*+(?:\\.[^{mark}\\\n]*+)*+", re.DOTALL) for mark in "\"'`"}
KEY = re.compile(r"""[^\s"'`{}\[\](),;:=\x00]++""")
SEPARATOR = re.compile(r"[ \t]*+(=>|:=|[:=])")
NAME = re.compile(r"[A-Za-z_]\w{0,63}+(?=[ \t]{0,2}[:=])")
WORD = re.compile(r"""[^\s"'`{}\[\](),;\x00]++(?:'[a-z]{1,3}\b)?""")
MORE_WORDS = re.compile(r"""(?:[ \t]{1,4}+(?![\w.]{1,40}+[ \t]?[:=])[^\s"'`{}\[\](),;\x00]++(?:'[a-z]{1,3}\b)?)++""")
WRAPPER = re.compile(r"[({\[]| [{\[]")
PREFIXED = re.compile(r"[bBrRuU](?=[\"'])")
NUMBER = re.compile(r"-?\d{1,30}(?:n|L|l)?")
DECIMAL = re.compile(r"-?\d{1,30}\.\d{1,30}(?:[eE][+-]?\d{1,3})?|-?\d{1,30}[eE][+-]?\d{1,3}")
NEW_RECORD = re.compile(
    r"\n[ \t]*+\n[ \t]*+(?=\S)(?![\"'}\]])|\n(?:\d{4}[-/]\d\d|\[?\d\d:\d\d|\[\d|[A-Z][a-z]{2} {1,2}\d|<\d|\{|\d{10,}"
    r"|Traceback|HTTP/|(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)\b|(?:ts|time|level|msg)=|[A-Z]{4,9}:)"
)
WORDS: dict[str, Any] = {
    "true": True, "True": True, "false": False, "False": False,
    "null": None, "None": None, "nil": None, "undefined": None, "<nil>": None, "NULL": None, "Nil": None,
}  # fmt: skip
CLOSERS = {"{": "}", "[": "]", "(": ")"}
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(slots=True)
class Literal:
    """What was read: ``value`` is a dict, a list or a scalar; ``end`` is where reading stopped.

    ``damaged`` means that something did not fit the notation; ``cut`` that the text ended inside.
    """

    value: Any
    end: int
    damaged: bool = False
    cut: bool = False
    notations: set[str] = field(default_factory=set)


def read_literal(text: str, start: int) -> Literal:
    """Read the object or list that opens at ``start``; keys that were not quoted come in snake case. Never raises."""
    reader = _Reader(text, start)
    value = reader.container(0)
    return Literal(value, reader.at, reader.damaged, reader.cut, reader.notations)


class _Reader:
    def __init__(self, text: str, start: int) -> None:
        self.text, self.at = text, start
        self.damaged = self.cut = False
        self.notations: set[str] = set()

    def skip(self) -> str:
        """Move over blanks and comments; return the next character, or "" at the end or where a new record begins."""
        if (char := self.text[self.at : self.at + 1]) in SOLID:
            return char
        end = GAP.match(self.text, self.at).end()  # type: ignore[union-attr]  # matches the empty string
        line_end = self.text.find("\n", self.at, end)
        if line_end >= 0 and NEW_RECORD.match(self.text, line_end):
            self.cut = True
            return ""
        self.at = end
        self.cut = self.cut or end >= len(self.text)
        return self.text[end : end + 1]

    def container(self, depth: int) -> Any:
        opener = self.text[self.at]
        self.at += 1
        if depth >= MAX_DEPTH:
            self.damaged = True
            return None
        if opener == "{" or PHP_PAIRS.match(self.text, self.at - 1):
            return self.pairs(CLOSERS[opener], depth)
        has_names = opener == "(" or self.text[self.at - 2 : self.at - 1].isalnum()
        return self.items(CLOSERS[opener], depth, has_names)

    def pairs(self, closer: str, depth: int) -> dict[str, Any]:
        """Read ``key: value`` pairs up to ``closer``; junk between them is passed over."""
        fields: dict[str, Any] = {}
        junk = 0
        while (char := self.skip()) and not self.cut:
            if char == closer:
                self.at += 1
                break
            if char in ",;":
                self.at += 1
                continue
            key = self.key(char)
            if key is not None and self.separated():
                junk = 0
                fields[key] = self.value(depth)
                continue
            self.damaged = True
            junk += 1
            if char in "}])" or junk > MAX_JUNK:
                self.at += char in "}])"
                break
            if key is None:
                self.at += 1
        return fields

    def key(self, char: str) -> str | None:
        if char == "[" and (dumped := VAR_DUMP_KEY.match(self.text, self.at)) is not None:
            self.at = dumped.end()
            return dumped[1]
        if char == ":":  # Ruby's :code=>306
            self.at += 1
            char = self.text[self.at : self.at + 1]
        if char and char in "\"'`":
            return self.string(char)
        match = KEY.match(self.text, self.at)
        if match is None:
            return None
        self.at = match.end()
        self.notations.add("bare")
        return snake(match[0])

    def separated(self) -> bool:
        match = SEPARATOR.match(self.text, self.at)
        if match is None:
            return False
        self.notations.add(match[1])
        self.at = match.end()
        return True

    def items(self, closer: str, depth: int, has_names: bool) -> Any:
        """Read a list; the arguments of a record and the entries of Go's ``map[...]`` have names and make a dict."""
        values: list[Any] = []
        named: dict[str, Any] = {}
        while (char := self.skip()) and not self.cut:
            if char == closer:
                self.at += 1
                break
            if char in ",;":
                self.at += 1
            elif char in "}])":
                self.damaged = True
                break
            elif has_names and (match := NAME.match(self.text, self.at)):
                self.at = match.end()
                self.separated()
                self.notations.add("bare")
                named[snake(match[0])] = self.value(depth)
            else:
                values.append(self.value(depth))
        return named or values

    def value(self, depth: int) -> Any:
        char = self.skip()
        if not char or char in ",;}])":
            return None
        if char in "{[(":
            return self.container(depth + 1)
        if char in "sa" and (dumped := VAR_DUMP_SIZE.match(self.text, self.at)) is not None:
            self.at = dumped.end()
            char = self.text[self.at]
            if char == "{":
                return self.container(depth + 1)
        if PREFIXED.match(self.text, self.at):
            self.at += 1
            char = self.text[self.at]
        if char in "\"'`":
            return self.string(char)
        return self.words(depth)

    def words(self, depth: int) -> Any:
        """Read a bare value: a number, a keyword, some words, or a wrapper such as ``Some("x")``."""
        match = WORD.match(self.text, self.at)
        if match is None:
            self.at += 1
            self.damaged = True
            return None
        word, self.at = match[0], match.end()
        wrapper = WRAPPER.match(self.text, self.at)
        if wrapper is not None:
            self.at = wrapper.end() - 1
            self.notations.add("wrapped")
            inner = self.container(depth + 1)
            return inner[0] if isinstance(inner, list) and len(inner) == 1 and wrapper[0] == "(" else inner
        more = MORE_WORDS.match(self.text, self.at)
        if more is not None:
            self.at = more.end()
            return word + more[0].rstrip()
        return scalar(word)

    def string(self, mark: str) -> str:
        """Read a quoted string; over a line end only where a message was soft-wrapped inside it."""
        parts: list[str] = []
        self.at += 1
        self.notations.add(mark)
        while True:
            match = STRING[mark].match(self.text, self.at)
            assert match is not None  # the pattern accepts the empty string
            parts.append(match[0])
            self.at = match.end()
            follows = self.text[self.at : self.at + 1]
            if follows == mark:
                self.at += 1
                break
            if follows != "\n" or NEW_RECORD.match(self.text, self.at) or len(parts) > 200:
                self.cut = True
                break
            self.damaged = True
            self.at += 1
        return unescape("".join(parts))


def scalar(word: str) -> Any:
    """Return the number, truth value or None that ``word`` prints, or the word."""
    if word in WORDS:
        return WORDS[word]
    if NUMBER.fullmatch(word):
        return int(word.rstrip("nLl"))
    if DECIMAL.fullmatch(word):
        return float(word)
    return word


def snake(key: str) -> str:
    """``ClientOid`` and ``clientOid`` as the exchange spells them: ``client_oid``."""
    return key if key.islower() else HUMP.sub("_", key).lower()
