"""A number behind a word for it: ``code=306``, ``"code": "306"`` in broken JSON, ``error 306``, ``Fehler 306``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..envelope import NAME
from ..everyday import EVERYDAY_STATUSES
from ..prose_page import Line, ProsePage
from ..report import Confidence, Sighting

#: Behind the number: a unit, more digits, or what nginx and Spring Boot print behind a process number.
AFTER_NUMBER = re.compile(r"[A-Za-z0-9_%$€£]|[.,:/]\d|-\d|#\d|\s{1,3}---? ?\[|\s{0,3}--- ")
#: Words for numbers of another kind.
SILENT = (
    "exit|status|http|return|zip|country|area|currency|promo|qr|post(?:al)?|source|byte|line|key|error_status|http_error|event|op"
    "|color|clos(?:e|ing)|char"
)
#: Words that make any number behind them a code.
STRONG = (
    "(?:error|err|reason|reject(?:ion)?|response|api|exchange|result)[ _-]?code|errcode|errno|code|detail_code"
    "|código(?: de error)?|codigo|Fehlercode|code d'erreur|código de erro|код(?: ошибки)?|错误码|错误代码|代码"
    "|エラーコード|コード|오류 코드|코드"
)
#: Words that make a known number behind them a code.
WEAK = (
    "error|err|reason|reject(?:ed|ion)?(?: reason)?|fehler|erreur|erro|ошибка|错误|報錯|报错|エラー|오류|에러"
    "|failed with|returned|got|getting"
)
CUE = re.compile(
    rf"(?:^|[^\w.-])(?:(?P<silent>(?:{SILENT})[ _-]?(?:code|status)?)|(?P<strong>{STRONG})|(?P<weak>{WEAK}))"
    r"[\"'\\\])]{0,4}[ \t]{0,3}"
    r"(?:(?:is|was|number|no\.?|nr\.?|num)[ \t]{1,2}|=>|:=|[:=#：])?[ \t]{0,3}[\"'\\(\[#<]{0,4}$",
    re.IGNORECASE,
)
CJK = re.compile(
    r"(?:错误码|错误代码|错误|代码|报错|エラーコード|エラー|コード)[ :：#]{0,3}$"
)  # no blank before the word
BETWEEN = " \t\"'\\])([#<:=>：."
PHRASE = re.compile(
    r"[\"')\]:,.–-]{0,3} {0,2}[\"'(]?(?:HTTP )?(?:Unauthorized|Created|Accepted|No Content|Moved|Found|See Other"
    r"|Not Modified|Not Implemented|Not Acceptable|Request Timeout|Conflict|Gone|Length Required|Precondition Failed"
    r"|Unsupported Media|Temporary Redirect|Client Error|Partial Content)",
    re.IGNORECASE,
)
HTTP = re.compile(r"\bHTTP\b|https?://|\bstatus\b|\bheaders?\b|\bendpoint\b|\burllib3\b|\brequests\.", re.IGNORECASE)
SAID = r"[\"'\\]{0,4}(?P<said>[^\"'\\\n,;}|&]{2,120})"
MESSAGE = re.compile(
    rf"\b(?:message|msg|name|reason|desc(?:ription)?|text)[\"'\]]?\s{{0,2}}[:=]{{1,2}}>?\s{{0,2}}{SAID}", re.IGNORECASE
)
BESIDE = re.compile(rf"\s{{0,3}}[:,)\]-]{{0,3}}\s{{0,2}}{SAID}")


def keyed_code(page: ProsePage) -> Iterator[Sighting]:
    """Read numbers that a word in front of them makes a code."""
    for start, end in page.numbers:
        before = page.text[max(0, start - 40) : start]
        if not before.rstrip(BETWEEN)[-1:].isalpha() or AFTER_NUMBER.match(page.text, end):
            continue
        cue = CUE.search(before) or CJK.search(before)
        if cue is None:
            continue
        kind = cue.lastgroup or "weak"
        if kind != "silent" and (read := _read(page, start, end, is_strong=kind == "strong")) is not None:
            yield read


def _read(page: ProsePage, start: int, end: int, *, is_strong: bool) -> Sighting | None:
    line, code = page.line(start), int(page.text[start:end])
    confidence = _confidence(page, end, code, line, is_strong=is_strong)
    if confidence is None or line.is_silent or not page.take(start, end):
        return None
    name, message, said_end = _said(page, end)
    page.take(end, said_end)
    return page.sighting(
        (start, end), code, shape="keyed_code", role="error", confidence=confidence, name=name, message=message
    )


def _confidence(page: ProsePage, end: int, code: int, line: Line, *, is_strong: bool) -> Confidence | None:
    own_method = line.method is not None
    if not own_method and (line.is_access or (code in EVERYDAY_STATUSES and _is_status(page, end, line))):
        return None
    if page.words.numbered(code):
        return "possible" if code in EVERYDAY_STATUSES and not page.is_ours else "likely"
    if page.words.unlisted.get(code):
        return "likely" if page.is_ours or own_method else "possible" if is_strong or code > 9999 else None
    return "possible" if is_strong and code > 999 and page.is_ours and not _is_close(line.text) else None


def _is_status(page: ProsePage, end: int, line: Line) -> bool:
    """Whether an everyday number is an HTTP status, or one field among many with nothing to say that it is not."""
    if PHRASE.match(page.text, end) or HTTP.search(line.text):
        return True
    return not page.is_ours and "\n" in page.text.strip()


def _is_close(line: str) -> bool:
    return re.search(r"clos(?:e|ed|ing)|websocket|disconnect", line, re.IGNORECASE) is not None


def _said(page: ProsePage, end: int) -> tuple[str | None, str | None, int]:
    """Return the name or the text that stands behind the number, on its line or in the two below, and its end."""
    position = end
    for line in page.text[end : end + 300].split("\n")[:3]:
        keyed = MESSAGE.search(line) if ":" in line or "=" in line else None
        said, start = keyed or (BESIDE.match(line) if position == end else None), position
        position += len(line) + 1
        if said is None:
            continue
        words = said["said"].strip()
        first = words.split()[0].rstrip(":.") if words.split() else ""
        if (NAME.fullmatch(first) and "_" in first) or (page.words.is_name(first) and first.isupper()):
            return first, None, start + said.start("said") + len(first)
        if said.re is MESSAGE:
            entry = page.words.named(words)
            return entry.name if entry else None, words, start + said.end()
    return None, None, end + 1
