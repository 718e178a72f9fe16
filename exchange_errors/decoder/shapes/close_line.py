"""Close events as libraries print them in a line: ``close 1006 (abnormal closure)``, ``closing code 1006``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..decoded import Sighting
from ..prose_line import Line
from ..prose_page import ProsePage
from .close_codes import CLOSING_WORDS, NAMED, is_close_code

NOT_AFTER = re.compile(r"[A-Za-z0-9_%$€]|[.:/,-]\d")
#: How Python's websockets tells both sides of a close: ``received 1000 (OK); then sent 1000 (OK)``.
EXPLAINED = (
    r"\b(?:received|sent) \d{4} \((?:OK|going away|protocol error|unsupported (?:type|data)|policy violation"
    r"|message too big|invalid (?:frame payload )?data|(?:mandatory )?extension(?: required)?|unexpected error"
    r"|internal error|service restart|try again later|bad gateway|registered|private use|unknown)\)"
    r"(?=\s{0,2}$|;| [^;\n]{1,123}; (?:then|no close))"
)
#: An end of a connection, as who closed it: ``closed by peer 1006``.
END = "peer|remote(?: host)?|host|server|client"
CUE = re.compile(
    r"(?:clos(?:e|ed|ing|ure)|disconnect(?:ed|ion)?|code|status|received|sent|onclos(?:e|ed|ing)|CLOSE\w*|data|event"
    r"|c[oó]digo|код(?:ом)?|代码|コード|코드)"
    rf"(?:\W{{1,4}}(?:with|code|rawValue|status|frame|reason|is|was|event|due|to|by|{END}|error|and|exit|fired|emitted)){{0,4}}\W{{0,8}}$"
    r"|\b(?:dies|died|drops?|dropped|ends|ended|stops|stopped|breaks|broke|terminated|fails|failed|killed|kicked)"
    rf" (?:\w{{1,12}} )?(?:with|by|on)(?: (?:code|{END}))?\W{{0,4}}$",
    re.IGNORECASE,
)
#: What is sent and received is most often no close code: there its meaning is told in brackets behind it.
EXCHANGED = re.compile(r"(?:received|sent)\W{1,8}$", re.IGNORECASE)
MEANING = re.compile(r"\s?\([A-Za-z]")
BRACKETED = re.compile(r"\(\d{4}\)")
ENDED = re.compile(r"disconnect|clos(?:ed|ure)|lost", re.IGNORECASE)
UNIT = re.compile(
    r"\s{0,2}(?:ms|s|sec|seconds?|minutes?|USDT?|USD|CRO|BTC|ETH|contracts?|orders?|positions?|connections?|messages?"
    r"|times|bytes|kb|mb|items?|rows?|lots?|units?|entries|clients|users|events|records|lines|frames|packets|peers)\b",
    re.IGNORECASE,
)
SOCKET = re.compile(
    r"\bws\b|wss?:|clos(?:e|ing|ure)[ _-]?(?:code|status|event|frame|reason)|connection ?(?:was )?closed|WSMsg"
    r"|onclos|\{close,|disconnect|abnormal closure|no close frame|closed (?:by|with exit code)|socket"
    rf"|going away|\bstream\b|{EXPLAINED}",
    re.IGNORECASE,
)
TELLING = re.compile(
    rf"clos(?:e|ing|ure)[ _-]?(?:code|status)|web ?socket|\bws\b|CloseEvent|ConnectionClosed|{EXPLAINED}", re.IGNORECASE
)
NO_FRAME = re.compile(
    r"no close frame received or sent|without (?:completing the |previous (?:websocket )?)?clos(?:e|ing) handshake"
    r"|abnormal(?:ly)? clos(?:ure|ed)|closed abnormally",
    re.IGNORECASE,
)
NO_FRAME_WORDS = ("close frame", "handshake", "abnormal")
NAMES = re.compile(
    r"(?:WebSocketCloseStatus\.|CloseStatus\W{1,3}|CloseCode(?:::|\.)|Status(?=[A-Z][a-z]+[A-Z]))"
    r"(?P<name>[A-Z][A-Za-z]{2,24})\b"
)
CANDLE = re.compile(r"\b(?:open|high|low|vol(?:ume)?)[ :=]{1,2}\d", re.IGNORECASE)  # its last price is a "close"


def close_line(page: ProsePage) -> Iterator[Sighting]:
    """Read close codes of lines that speak of a connection; each code once a line."""
    if not any(word in page.lowered for word in CLOSING_WORDS):
        return
    read: set[tuple[int, int]] = set()
    for code, start, end, reason in _codes(page):
        line_start = page.row(start)
        if (line_start, code) not in read and page.take(start, end):
            read.add((line_start, code))
            yield page.sighting(
                (start, end),
                code,
                kind="websocket",
                shape="close_line",
                role="close",
                confidence="certain",
                message=reason,
            )


def _codes(page: ProsePage) -> Iterator[tuple[int, int, int, str | None]]:
    """Yield each close code with its place and the words that say it."""
    yield from _numbers(page)
    yield from _names(page)
    yield from _without_frame(page)


def _numbers(page: ProsePage) -> Iterator[tuple[int, int, int, str | None]]:
    text = page.text
    for start, end in page.numbers:
        if end - start != 4 or not is_close_code(code := int(text[start:end])) or text[start - 1 : start] in (":", "#"):
            continue
        line = page.line(start)
        proof = SOCKET if code < 3000 else TELLING
        if _is_told(text, start, end, line) and line.holds(proof) and not _is_other(line):
            yield code, start, end, None


def _is_told(text: str, start: int, end: int, line: Line) -> bool:
    """Whether the words before a number say that a connection ended with it, and no unit makes it an amount."""
    is_cued = CUE.search(text, max(0, start - 60), start) or (BRACKETED.match(text, start - 1) and line.holds(ENDED))
    if EXCHANGED.search(text, max(0, start - 20), start) and not MEANING.match(text, end):
        return False
    return bool(is_cued) and not NOT_AFTER.match(text, end) and not UNIT.match(text, end)


def _names(page: ProsePage) -> Iterator[tuple[int, int, int, str | None]]:
    for match in NAMES.finditer(page.text) if "Status" in page.text or "CloseCode" in page.text else ():
        named = NAMED.get(match["name"].lower())
        if named is not None and not _is_other(page.line(match.start())):
            yield named, match.start("name"), match.end("name"), match["name"]


def _without_frame(page: ProsePage) -> Iterator[tuple[int, int, int, str | None]]:
    for match in NO_FRAME.finditer(page.text) if any(word in page.lowered for word in NO_FRAME_WORDS) else ():
        line = page.line(match.start())
        if "1006" not in line.text and not _is_other(line) and line.holds(SOCKET):
            yield 1006, match.start(), match.end(), match[0]


def _is_other(line: Line) -> bool:
    return line.holds(CANDLE) or line.is_silent or line.is_anothers_connection
