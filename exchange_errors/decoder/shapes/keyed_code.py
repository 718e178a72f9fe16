"""A number behind a word for it: ``code=306``, ``"code": "306"`` in broken JSON, ``error 306``, ``Fehler 306``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..decoded import Confidence, Sighting
from ..envelope import NAME
from ..everyday_numbers import EVERYDAY_STATUSES
from ..other_subjects import is_about_something_else, is_about_trading
from ..prose_page import Line, ProsePage
from ..setting_lines import is_setting

#: Behind the number: a unit, more digits, or what nginx and Spring Boot print behind a process number.
AFTER_NUMBER = re.compile(
    r"[A-Za-z0-9_%$€£]|[.,:/]\d|-\d|#\d|\s{1,3}---? ?\[|\s{0,3}--- "
    r"| (?:mm|cm|km|m|kg|ms|[µu]s|px|kB|KB|MB|GB|k?Hz)(?![\w'’])"
)
#: Words for numbers of another kind.
SILENT = (
    "exit(?:ed|s)?(?: with)?|status|http|return|zip|country|area|currency|promo|qr|post(?:al)?|source|byte|line|key"
    "|error_status|http_error|event|op|color|clos(?:e|ing)|char|verification|confirmation|security|access|invite"
    "|referral|coupon|voucher|gutschein|rabatt|aktions|descuento|cup[oó]n|sconto|discount|product|item|part|model|branch|bank|dial(?:l?ing)?|sms|otp|pin|tracking|booking|errno"
)
#: Words that make any number behind them a code.
STRONG = (
    "(?:error|err|reason|reject(?:ion)?|response|api|exchange|result)[ _-]?code|errcode|code|detail_code"
    "|código(?: de erro| de error)?|codigo|codice(?: di errore)?|Fehlercode|code d'erreur|код(?: ошибки)?|foutcode"
    "|kod(?: błędu)?|kode(?: kesalahan| galat)?|hata kodu|mã lỗi|错误码|错误代码|代码|エラーコード|コード"
    "|오류 코드|코드"
)
#: Words that make a known number behind them a code.
WEAK = (
    r"error|err|reason|reject(?:ion)?(?: reason)?|fehler|erreur|erro(?:re)?|ошибк\w{0,2}|fout|błąd|błędu|lỗi"
    "|kesalahan|galat|hata|错误|報錯|报错|エラー|오류|에러"
    "|(?:fail(?:s|ed)?|rejected|refused|answer(?:s|ed)?|respond(?:s|ed)?|repl(?:ies|ied)|comes? back|came back) with"
)
#: Verbs that a code may follow, and any amount as well.
VERB = "returned|returns|rejected|responded|responds|answered|answers|throws|got|getting"
#: What became of a call: with its method in the line, or a number too long for a count.
END = "failed|fails"
CUE = re.compile(
    rf"(?:^|[^\w.-])(?:(?P<silent>(?:{SILENT})[ _-]?(?:code|status)?)"
    rf"|(?P<strong>{STRONG})|(?P<weak>{WEAK})|(?P<verb>{VERB})|(?P<end>{END}))"
    r"[\"'\\\])]{0,4}[ \t]{0,3}"
    r"(?:(?:is|was|number|no\.?|nr\.?|num|为|是)[ \t]{1,2}|=>|:=|[:=#：])?[ \t]{0,3}[\"'\\(\[#<]{0,4}$",
    re.IGNORECASE,
)
CJK = re.compile(
    r"(?:错误码|错误代码|错误|代码|报错|エラーコード|エラー|コード)[ :：#]{0,3}$"
)  # no blank before the word
#: Between two numbers of which the first is a code.
ALSO = re.compile(r"\s{0,2}(?:[,/&+]|\b(?:and|or|und|oder|et|ou|y|e|i)\b)\s{0,2}")
#: Behind the number, a word that makes it a code; with a question in front of it, so does "mean".
NAMED_BEHIND = re.compile(
    r"[\"'`)\]]{0,2}[ \t]{1,2}(?:error\b(?! rate)|fehler\b|erreur\b|hatası\b|hatasi\b|エラー|错误|오류)", re.IGNORECASE
)
MEANING_BEHIND = re.compile(
    r"[\"'`)\]]{0,2}[ \t]{1,2}(?:mean|bedeutet|hei(?:ß|ss)t|significa|betekent|означает)", re.IGNORECASE
)
QUESTION = re.compile(r"\b(?:what|was|wat|qué|que|cosa|что)\b[^\n\d]{0,30}$", re.IGNORECASE)
#: What stands behind a number that a verb precedes, where it is a code rather than an amount.
SENTENCE_GOES_ON = re.compile(
    r"[\"'`)\]]{0,2}\s{0,2}(?:$|[.,;:!?)\]\n-]"
    r"|(?:errors?|codes?|when|whenever|on|from|for|after|in|since|as|and|but|again|while|with|every|all|if|because"
    r"|at|during|instead|the|even|although)\b|[A-Z]{3,}_)"
)
LONGEST_COUNT = 9_999
FEW_WORDS = 4  # a paste of no more is a question about the number
LINK = 200  # characters of it that are looked at
MANY_WORDS = 7  # in a sentence of more, a number that HTTP uses too needs a trader's word beside it
BETWEEN = " \t\"'\\])([#<:=>：."
PHRASE = re.compile(
    r"[\"')\]:,.–-]{0,3} {0,2}[\"'(]?(?:HTTP )?(?:Unauthorized|Unauthenticated|Created|Accepted|No Content|Moved|Found"
    r"|See Other|Not Modified|Not Implemented|Not Acceptable|Request Timeout|Conflict|Gone|Length Required"
    r"|Precondition Failed|Unsupported Media|Temporary Redirect|Client Error|Partial Content)",
    re.IGNORECASE,
)
HTTP = re.compile(r"\bHTTP\b|https?://|\bstatus\b|\bheaders?\b|\bendpoint\b|\burllib3\b|\brequests\.", re.IGNORECASE)
RESPONSE_CODE = re.compile(r"\bresponse[ -]code\b", re.IGNORECASE)
SAID = r"[\"'\\]{0,4}(?P<said>[^\"'\\\n,;}|&]{2,120})"
MESSAGE = re.compile(
    rf"\b(?:message|msg|name|reason|desc(?:ription)?|text)[\"'\]]?\s{{0,2}}[:=]{{1,2}}>?\s{{0,2}}{SAID}", re.IGNORECASE
)
BESIDE = re.compile(rf"\s{{0,3}}[:,)\]-]{{0,3}}\s{{0,2}}{SAID}")


def keyed_code(page: ProsePage) -> Iterator[Sighting]:
    """Read numbers that a word in front of them makes a code."""
    last_end, last_cue = -1, ""
    for start, end in page.numbers:
        if AFTER_NUMBER.match(page.text, end):
            continue
        also = last_cue if 0 < start - last_end < 12 and ALSO.fullmatch(page.text, last_end, start) else ""
        cue = also or cue_before(page.text, start, end)
        if cue == "bare" and _is_error(page, start, code=int(page.text[start:end])):
            cue = "strong"
        if cue not in ("", "silent", "bare") and (read := _read(page, start, end, cue)) is not None:
            last_end, last_cue = end, cue
            yield read


def cue_before(text: str, start: int, end: int) -> str:
    """Return what kind of words makes the number a code: ``strong``, ``weak``, ``verb``, ``end`` or ``silent``.

    ``bare`` is the word "code" with nothing but a blank: courses, laws and invoices have those too.
    """
    before = text[max(0, start - 40) : start]
    found = CUE.search(before) or CJK.search(before) if before.rstrip(BETWEEN)[-1:].isalpha() else None
    kind = (found.lastgroup or "weak") if found else ""
    if kind == "strong" and found is not None and found["strong"].lower() == "code":
        return "strong" if before[found.end("strong") :].strip() else "bare"
    if kind in ("verb", "end") and not SENTENCE_GOES_ON.match(text, end):
        kind = ""
    if kind:
        return kind
    is_named = NAMED_BEHIND.match(text, end) or (MEANING_BEHIND.match(text, end) and QUESTION.search(before))
    return "verb" if is_named else ""


def _read(page: ProsePage, start: int, end: int, cue: str) -> Sighting | None:
    line, code = page.line(start), int(page.text[start:end])
    if cue == "verb" and code in EVERYDAY_STATUSES and not page.is_ours:
        return None
    if cue == "end" and code <= LONGEST_COUNT and line.method is None:
        return None
    if cue == "strong" and (is_setting(page.text, start) or _is_in_link(page, start, line)):
        return None
    confidence = _confidence(page, end, code, line, is_strong=cue == "strong")
    if confidence is None or line.is_silent or not page.take(start, end):
        return None
    name, message, said_end = _said(page, end)
    page.take(end, said_end)
    return page.sighting(
        (start, end), code, shape="keyed_code", role="error", confidence=confidence, name=name, message=message
    )


def _is_error(page: ProsePage, start: int, code: int) -> bool:
    """Whether the line with a bare "code 306" has more that speaks of an error of this exchange."""
    line = page.line(start)
    if code > LONGEST_COUNT or page.is_ours or len(line.said) <= FEW_WORDS or is_about_trading(line.said):
        return True
    return "?" in line.text or line.speaks_of_error(page.text[:start].rstrip()[-4:])


def _is_in_link(page: ProsePage, start: int, line: Line) -> bool:
    """Whether the number is the ``code`` of a link, which is what a login hands back."""
    if line.method is not None or page.text[start - 1 : start] != "=":
        return False
    token = page.text[max(0, start - LINK) : start].split()[-1:]
    return any("?" in part for part in token)


def _confidence(page: ProsePage, end: int, code: int, line: Line, *, is_strong: bool) -> Confidence | None:
    own_method = line.method is not None
    if not own_method and not page.is_ours:
        if is_about_something_else(line.said):
            return None
        if code in EVERYDAY_STATUSES and len(line.said) > MANY_WORDS and not is_about_trading(line.said):
            return None
    if not own_method and (line.is_access or (code in EVERYDAY_STATUSES and _is_status(page, end, line))):
        return None
    if page.words.numbered(code):
        return "possible" if code in EVERYDAY_STATUSES and not page.is_ours else "likely"
    if page.words.unlisted.get(code):
        return "likely" if page.is_ours or own_method else "possible" if is_strong or code > 9999 else None
    return "possible" if is_strong and code > 999 and page.is_ours and not _is_close(line.text) else None


def _is_status(page: ProsePage, end: int, line: Line) -> bool:
    """Whether an everyday number is an HTTP status, or one field among many with nothing to say that it is not."""
    if PHRASE.match(page.text, end) or line.holds(HTTP) or line.holds(RESPONSE_CODE):
        return True
    return not page.is_ours and not page.is_one_line


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
