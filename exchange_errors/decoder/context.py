"""What stands around an error: the HTTP status, the headers of a transcript, the name of an exchange."""

from __future__ import annotations

import re
from typing import NamedTuple

from .timestamps import parse_timestamp

REACH = 3000  # characters of headers between a status line and its body

OWN = re.compile(
    r"crypto[._ -]?com(?![a-z])|\bcdcx\b|\b3ona\.co\b"  # the last is its sandbox
    r"|\b(?:venue|exch(?:ange)?|ex|src|broker)[\"']? ?(?:=>?|:) ?[\"']?cdc\b",  # elsewhere ``CDC`` is much else
    re.IGNORECASE,
)
#: Other exchanges, and how Kraken begins its messages.
OTHERS = (
    "binance", "okx", "okex", "bybit", "bitget", "kraken", "coinbase", "kucoin", "gate.io", "gateio", "huobi", "htx",
    "mexc", "bitmex", "deribit", "bitfinex", "bitstamp", "phemex", "bingx", "bitmart", "poloniex", "upbit", "bithumb",
    "ascendex", "hyperliquid", "whitebit", "coinex", "gemini", "lbank",
    "eapi:", "eorder:", "egeneral:", "eservice:", "equery:", "efunding:", "etrade:",
)  # fmt: skip
FOREIGN = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(map(re.escape, OTHERS))})", re.IGNORECASE)
CONTRACT = re.compile(r"(?<![\w-])[A-Z0-9]{2,12}USD-PERP(?![\w-])")
STATUS_LINE = re.compile(r"HTTP/\d(?:\.\d)? (\d{3})")
STATUS = re.compile(
    r"(?:HTTP(?:/\d(?:\.\d)?)?(?:[ _-]?status)?(?:[ _-]?code)?|status(?:[ _-]?code)?)(?: is|[:=])?"
    r"[ \"']{0,3}([1-5]\d\d)(?!\d)",
    re.IGNORECASE,
)
STATUS_AND_PHRASE = re.compile(
    r"(?<!\d)([45]\d\d) (?:Client Error|Server Error|Bad Request|Unauthorized|Internal Server)"
)
HEADER = re.compile(r"(?:[<>*] ?)?(?:[\w-]{1,64}:|HTTP/\d|[A-Z]{3,7} \S+ HTTP/|[*{}]|$|< *$|\[\d+ bytes)")


class Headers(NamedTuple):
    """The head of an HTTP answer above a body; ``text`` is "" where there is none."""

    text: str = ""
    status: int | None = None
    at_ms: int | None = None


def names_another(text: str) -> bool:
    """Whether the text may name another exchange or service: a cheap test before FOREIGN looks closely."""
    lowered = text.lower()
    return any(other in lowered for other in OTHERS)


def names_this(text: str) -> bool:
    """Whether the text names this exchange."""
    lowered = text.lower()
    return ("crypto" in lowered or "cdc" in lowered or "3ona" in lowered) and OWN.search(text) is not None


def names_contract(text: str) -> bool:
    """Whether the text names a perpetual contract in the form that this exchange has for it."""
    return "USD-PERP" in text and CONTRACT.search(text) is not None


def http_status_in(text: str) -> int | None:
    """Return the HTTP status that a line names before the body it quotes."""
    if "tatus" not in text and "HTTP" not in text and "STATUS" not in text:
        match = STATUS_AND_PHRASE.search(text) if "rror" in text or "equest" in text else None
    else:
        match = STATUS.search(text) or STATUS_AND_PHRASE.search(text)
    return int(match[1]) if match else None


def headers_before(text: str, position: int) -> Headers:
    """Return the HTTP head above ``position`` when nothing but header lines stands between the two."""
    start = text.rfind("HTTP/", max(0, position - REACH), position)
    while start >= 0:
        match = STATUS_LINE.match(text, start)
        between = text[start:position]
        if not all(HEADER.match(line) for line in between.split("\n")[1:-1]):
            return Headers()
        if match is not None:
            head = text[max(0, start - 600, text.rfind("\n\n", max(0, start - 600), start)) : position]
            date = next((line for line in between.split("\n") if line[:5].lower() in ("date:", "< dat")), "")
            return Headers(head, int(match[1]), parse_timestamp(date, None))
        start = text.rfind("HTTP/", max(0, position - REACH), start)
    return Headers()
