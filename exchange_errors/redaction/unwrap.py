"""Unwraps a pasted text: encodings, escapes, quoting, log prefixes, soft line breaks.

Every step is a few passes over the text that cannot backtrack, and lines stay lines.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple
from unicodedata import category

from .base64_text import decode_tokens, may_contain_tokens
from .text_scan import Sketch, may_contain, sketch
from .transfer_encodings import (
    from_base64_part,
    from_hex_dump,
    from_html_table,
    from_quoted_printable,
    may_be_quoted_printable,
)  # fmt: skip

ROUNDS = 6
MAX_JOIN = 200_000  # characters; a soft-wrapped paste is a message, never a log

INVISIBLE = re.compile("[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]")
NOISE = 8  # a control character to so many others or fewer is noise (UTF-16 read as bytes); a rare one separates
VISIBLE = bytes(range(32, 127)) + b"\n\t"
SURROGATES = re.compile("[\ud800-\udfff]")
#: Colours, also those whose escape a logger, a terminal or a mail client wrote out or lost: ``^[[32m``, ``[0m``.
ANSI = re.compile(
    r"(?:\x1b|\\(?:u001[bB]|x1[bB]|033|e(?=\[))|\^\[|#033|\u241b|<ESC>)\[[0-9;?]{0,24}[A-Za-z]|\x1b"
    r"|\[(?:\d{1,3}(?:;\d{1,3}){0,5})m(?!\])"
)
HAS_ESCAPES = may_contain("\x1b", "\\u222", "\\x2", "\\222[", "\\e[", "^[[", "#033[", "\u241b[", "<ESC>[", "2m")
PLAIN = {
    "\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n",
    "\xa0": " ", "\u2007": " ", "\u202f": " ", "\u3000": " ",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u2033": '"', "\uff02": '"',
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "\uff07": "'",
}  # fmt: skip
WRITTEN_OUT = re.compile(r"(\\{1,16}+)(?:(?:u00|x)([2-7][0-9a-fA-F])|u([0-9a-fA-F]{4}))")
QUOTE = re.compile(r'(?<!\\)(?:\\\\)*+"')
#: Colons and quotes that no program reads as such.
SAFE_SIGNS = "\uff1a\uff1d\u300c\u300d\u300e\u300f\xab\xbb\u2039\u203a"
ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
ESCAPED = {"n": "\n", "t": "\t", "r": "\n", "b": "", "f": "", "0": ""}
ENTITY = re.compile(r"&(?:amp;)*+(?:quot|apos|lt|gt|#\d{2,4}|#[xX][0-9a-fA-F]{1,4});")
LONG_NUMBER = re.compile(r"&#[0-9]{8,}")
PERCENT = re.compile(
    r"%(?:25)*+(?:0[aA]|2[0-9a-fA-F]|3[a-fA-F]|40|5[bBdD]|7[b-dB-D]|[c-fC-F][0-9a-fA-F]%(?:25)*+[89abAB][0-9a-fA-F])"
)
ENCODED = re.compile(r"(?:%[0-9a-fA-F]{2})++")
#: What begins each line of quoted mail, and of what ``curl -v`` prints.
MAIL = re.compile(r"^[ \t]{0,3}+(?:> ?){1,40}|^< (?=[\w{])", re.MULTILINE)
CSV_JSON = re.compile(r'\{(?=""\w)')
CSV_FIELD = re.compile(r'[^"\n]*+(?:""[^"\n]*+)*+')
OPEN_AT_LINE_END = re.compile(r"\{[ \t]{0,4}\n")
#: What a logger puts before each line of an object that spans several lines.
STAMP = re.compile(
    r'^(?=[\[<]?\d)[^\n"{}\[\]]{8,120}?(?=[ \t]{0,40}(?:"[\w@.-]{1,60}" ?:|[}\]],?[ \t]{0,8}$))', re.MULTILINE
)
SERVICE = re.compile(r"^[A-Za-z][\w.-]{1,48}+[ \t]{0,20}+\| ", re.MULTILINE)


class Unwrapped(NamedTuple):
    """The innermost text, the names of the steps taken, and its sketch."""

    text: str
    steps: tuple[str, ...]
    sketched: Sketch


def unwrap(text: str) -> Unwrapped:
    """Undo the wrappings, one after the other, until none is left. Total: any str is accepted."""
    steps: list[str] = []
    text, sketched = _clean(text)
    for _ in range(ROUNDS):
        before = text
        for name, may_be_wrapped, step in STEPS:
            inner = step(text) if may_be_wrapped(sketched) else text
            if inner is not text and inner != text:
                steps.append(name)
                text, sketched = _clean(inner)
        if text == before:
            break
    return Unwrapped(text, tuple(dict.fromkeys(steps)), sketched)


def _clean(text: str) -> tuple[str, Sketch]:
    """Remove what no reader sees (BOM, NUL, zero-width, colour codes); make quotes, spaces and line ends plain."""
    if not text.isascii():
        text = SURROGATES.sub("?", text)
        for odd, plain in PLAIN.items():
            text = text.replace(odd, plain)
    elif "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    sketched = sketch(text)
    if not text.isascii() or sketched.exact.encode().translate(None, VISIBLE):
        text = INVISIBLE.sub("", text)
        is_noise = len(CONTROL.findall(text)) * NOISE > len(text)
        text = CONTROL.sub("" if is_noise else " ", text)
        sketched = sketch(text)
    if HAS_ESCAPES(sketched) and ANSI.search(sketched.exact):
        text = ANSI.sub("", text)
        sketched = sketch(text)
    return text, sketched


def _quoted(text: str) -> str:
    """Undo the string literal that the whole text is: JSON's, Python's, or one whose outer quotes were lost."""
    if "\\" not in text and text[:1] not in "\"'`bBuU \n":
        return text
    body = text.strip()
    if body[:2].lower() in ("b'", 'b"', "u'", 'u"'):
        body = body[1:]
    quote = body[:1]
    if len(body) > 1 and quote in ('"', "'", "`") and body[-1] == quote and not _has_bare(body[1:-1], quote):
        return unescape(body[1:-1])
    if '\\"' in body and not QUOTE.search(body):
        return unescape(body)
    return text


def _has_bare(text: str, quote: str) -> bool:
    """Whether ``text`` has a ``quote`` without a backslash before it."""
    return quote in text and re.search(rf"(?<!\\)(?:\\\\)*+{quote}", text) is not None


def unescape(text: str) -> str:
    """Undo one level of backslash escapes, as JSON and Python write them."""
    if "\\" not in text:
        return text
    if '"' not in text.replace('\\"', "") and "\n" not in text:
        try:
            return SURROGATES.sub("?", json.loads(f'"{text}"', strict=False))
        except ValueError:
            pass  # \x22, \' and the like: Python's, not JSON's
    return SURROGATES.sub("?", ESCAPE.sub(_escaped, text))


def _escaped(match: re.Match[str]) -> str:
    body = match[1]
    if len(body) > 1:
        return chr(int(body[1:], 16))
    return ESCAPED.get(body, body)


def _written_out(text: str) -> str:
    r"""Undo ``\u0041``, ``\x41`` and ``\u043f`` at any depth; quotes and backslashes stay escaped for JSON."""
    if "\\_" in text:
        text = text.replace("\\_", "_")  # as Markdown source writes names
    return WRITTEN_OUT.sub(_character, text) if "\\u" in text or "\\x" in text else text


def _character(match: re.Match[str]) -> str:
    slashes, char = match[1], chr(int(match[2] or match[3], 16))
    if match[3]:
        return char if category(char)[0] in "LM" or char in SAFE_SIGNS else match[0]
    if char == '"':
        return "\\" * (2 * len(slashes) - 1) + char
    return slashes[1:] + slashes * 2 if char == "\\" else char


def _html(text: str) -> str:
    if not ENTITY.search(text):
        return text
    return html.unescape(LONG_NUMBER.sub("&#1114112", text))  # no character: int() refuses thousands of digits


def _percent(text: str) -> str:
    return "\n".join(_decoded(line) if PERCENT.search(line) else line for line in text.split("\n"))


def _decoded(line: str) -> str:
    """Undo percent-encoding, a run of codes at a time, and the pluses that encode blanks in a form."""
    return ENCODED.sub(
        lambda run: bytes.fromhex(run[0].replace("%", "")).decode("utf-8", "replace"), line.replace("+", " ")
    )


def _log_prefixes(text: str) -> str:
    """Remove what a logger or ``docker compose logs`` puts before each line of an object."""
    if " | " in text and text.count("\n") > 0:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) > 1 and all(SERVICE.match(line) for line in lines):
            text = SERVICE.sub("", text)
    if "{" in text and OPEN_AT_LINE_END.search(text):
        text = STAMP.sub("", text)
    return text


def _csv_quoted(text: str) -> str:
    """Undo the doubled quotes of JSON in a CSV field: ``"{""code"":306}"``."""
    pieces, position = [], 0
    while (opened := CSV_JSON.search(text, position)) is not None:
        end = CSV_FIELD.match(text, opened.start()).end()  # type: ignore[union-attr]  # it begins with a brace
        pieces += [text[position : opened.start()], text[opened.start() : end].replace('""', '"')]
        position = end
    return "".join([*pieces, text[position:]])


def _soft_wraps(text: str) -> str:
    """Join an object that a mail client or a terminal broke into lines inside its strings."""
    body = text.strip()
    if len(body) > MAX_JOIN or "\n" not in body or body[:1] not in ("{", "[") or body[-1:] not in ("}", "]"):
        return text
    if _is_json(body):
        return text
    for joint in ("", " "):
        joined = joint.join(line.rstrip() if joint else line for line in body.split("\n"))
        if _is_json(joined):
            return joined
    return text


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _always(_: Sketch) -> bool:
    return True


#: (name, whether a text with this sketch may be wrapped so, step)
STEPS: tuple[tuple[str, Callable[[Sketch], bool], Callable[[str], str]], ...] = (
    ("quoted-mail", may_contain(">", "< "), partial(MAIL.sub, "")),
    ("hex-dump", may_contain("0000", "0x00"), from_hex_dump),
    ("base64-part", may_contain("Encoding: base64", "encoding: base64"), from_base64_part),
    ("html-table", may_contain("</tr>", "</TR>"), from_html_table),
    ("quoted-printable", may_be_quoted_printable, from_quoted_printable),
    ("log-prefixes", may_contain(" | ", "{\n", "{ ", "{\t"), _log_prefixes),
    ("csv-quoted", may_contain('{""'), _csv_quoted),
    ("html-escaped", may_contain("&"), _html),
    ("url-encoded", may_contain("%"), _percent),
    ("base64", may_contain_tokens, decode_tokens),
    ("unicode-escaped", may_contain("\\_", "\\u", "\\x"), _written_out),
    ("string-literal", _always, _quoted),
    ("soft-wrapped", _always, _soft_wraps),
)
