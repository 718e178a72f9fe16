"""Decodes what mail programs and hex dumps produce: quoted-printable, base64 parts, bytes in columns."""

from __future__ import annotations

import quopri
import re
from base64 import b64decode
from itertools import islice

from .text_scan import Sketch, fold

DUMPED = re.compile(r"^[ \t]*(?:0x)?([0-9a-fA-F]{4,8}):?[ \t]+((?:[0-9a-fA-F]{2}|[0-9a-fA-F]{4})(?:[ \t].*)?)$")
BYTES = re.compile(r"[ \t]*([0-9a-fA-F]{4}|[0-9a-fA-F]{2})(?![^ \t])")
A_ROW = 16  # bytes
PARAGRAPH = r"\n[ \t]*\n"
BOUNDARY = re.compile(r"\bboundary=\"?([\w'()+,./:=?-]{1,70})")  # between the parts of a mail
MOST_BOUNDARIES = 8
ESCAPE = re.compile(r"=(?:[0-9A-F]{2}|[ \t]*\n)")
PAIR = re.compile(r"=[C-E][0-9A-F]=[89AB][0-9A-F]")  # a letter in UTF-8
SURE = re.compile(rf"=(?:3D|(?:7B|22).*=(?:7D|22))|{PAIR.pattern}")
#: A line that an encoder broke, between words or at its longest. No header field follows it.
BROKEN = re.compile(r"^(?:[^\n]*[ \t]|[^\n]{59,80})=\n(?![\w-]{1,40}: )", re.MULTILINE)
#: What no encoder writes, so this equals sign comes before a number: a letter, a digit or a control character.
NUMBER = re.compile(r"=(?:[2-4][0-9]{2}|0[0-8BCEF]|1[0-9A-F]|3[0-9]|4[1-9A-F]|5[0-9A]|6[1-9A-F]|7[0-9A])")
CONTROL = re.compile(r"=(?=0[0-8BCEF]|1[0-9A-F]|7F)")
#: The header of a part in a western charset: its letters take one byte, so that no pair of them proves the encoding.
DECLARED = re.compile(r"^(Content-Transfer-Encoding: {0,2})quoted-printable", re.MULTILINE | re.IGNORECASE)
WESTERN = re.compile(r"charset=\"?(?:iso-8859-15?|windows-1252)\b", re.IGNORECASE)
LETTER = re.compile(r"=[89A-F][0-9A-F]")
ALIKE = 8  # characters with which two lines of a log begin, apart from digits
MAY_BE = re.compile(r"=(?:\n|2D|22|[C-E][2A-F]=)")


MIME_PART = re.compile(
    r"(?<=\n)Content-Transfer-Encoding: ?base64 *\n(?:[\w-]{1,40}: [^\n]*+\n){0,9}+\n((?:[A-Za-z0-9+/=]{4,80}+\n?)++)",
    re.IGNORECASE,
)
CELL, ROW = re.compile(r"</t[dh]>\s*+(?!</tr)"), re.compile(r"(?:</t[dh]>\s*+)?</tr>\s*+")
TAG = re.compile(r"<[^<>]{1,300}+>")


def from_base64_part(text: str) -> str:
    """Decode the parts of a mail whose header says that they are base64."""
    return MIME_PART.sub(_decoded_part, text)


def _decoded_part(part: re.Match[str]) -> str:
    try:
        return b64decode(part[1]).decode("utf-8")
    except ValueError:
        return part[0]


def from_html_table(text: str) -> str:
    """Write the rows of an HTML table as lines, with tabs between the cells."""
    if not ROW.search(text):
        return text
    return TAG.sub("", ROW.sub("\n", CELL.sub("\t", text)))


def from_hex_dump(text: str) -> str:
    """Replace the rows of a hex dump by its bytes: two or more rows whose offsets are a row apart."""
    lines: list[str] = []
    dump, expected = bytearray(), -1
    rows: list[str] = []
    for line in [*text.split("\n"), ""]:
        row = DUMPED.match(line)
        offset = int(row[1], 16) if row else -1
        if row and offset in (expected, 0):
            if offset == 0:
                lines += _undumped(rows, dump)
                rows, dump = [], bytearray()
            rows.append(line)
            dump += _bytes(row[2])
            expected = offset + A_ROW
            continue
        lines += [*_undumped(rows, dump), line]
        rows, dump, expected = [], bytearray(), -1
    return "\n".join(lines[:-1])


def _bytes(columns: str) -> bytes:
    """Return the bytes in front of a row's column of letters."""
    row, at = b"", 0
    while len(row) < A_ROW and (group := BYTES.match(columns, at)):
        if row and columns[at : at + 3].isspace() and len(columns[at : at + 3]) == 3:
            break
        row += bytes.fromhex(group[1])
        at = group.end()
    return row


def _undumped(rows: list[str], dump: bytearray) -> list[str]:
    if len(rows) < 2:
        return rows
    inner = bytes(dump).decode("utf-8", "replace")
    readable = sum(char.isprintable() or char.isspace() for char in inner)
    return [inner] if readable * 4 > len(inner) * 3 else rows


def may_be_quoted_printable(sketched: Sketch) -> bool:
    return "=" in sketched.exact and MAY_BE.search(sketched.exact) is not None


def from_quoted_printable(text: str) -> str:
    """Undo quoted-printable in the paragraphs where each equals sign belongs to an escape, as that encoding has it."""
    ends = "|".join(re.escape(mark[1]) for mark in islice(BOUNDARY.finditer(text), MOST_BOUNDARIES))
    end_of_part = rf"|^--(?:{ends})(?:--)?[ \t]*$" if ends else ""
    parts = re.split(f"({PARAGRAPH}{end_of_part})", text, flags=re.MULTILINE)
    header = None  # the place of the last one, if it declares a western charset
    for place, part in enumerate(parts):
        if DECLARED.search(part):
            header = place if WESTERN.search(part) else None
        elif part.startswith("--"):
            header = None
        if "=" in part and (plain := _unquoted(part, is_western=header is not None)) != part:
            parts[place] = plain
            if header is not None:  # once: an equals sign that was decoded begins no escape
                parts[header] = DECLARED.sub(r"\g<1>8bit", parts[header])
    return "".join(parts)


def _unquoted(part: str, *, is_western: bool) -> str:
    if len(ESCAPE.findall(part)) != part.count("="):
        return part
    is_sure = SURE.search(part) or (not NUMBER.search(part) and _is_broken(part))
    if not is_sure and not (is_western and LETTER.search(part)):
        return part
    plain = quopri.decodestring(CONTROL.sub("=3D", part).encode())
    is_utf = not is_western or not part.isascii() or PAIR.search(part) is not None
    return plain.decode("utf-8" if is_utf else "cp1252", "replace")


def _is_broken(part: str) -> bool:
    """Whether soft breaks alone prove the encoding: a log has lines that end in an equals sign as well."""
    breaks = list(BROKEN.finditer(part))
    return bool(breaks) and not any(_begin_alike(part, broken) for broken in breaks)


def _begin_alike(part: str, broken: re.Match[str]) -> bool:
    """Whether the next line begins as the broken one does, with a time or a level, say."""
    head = fold(part[broken.start() : broken.start() + ALIKE])
    return not head.isalnum() and head == fold(part[broken.end() : broken.end() + ALIKE])
