"""One line of plain text: whether it is source code, an access log or another exchange's, and what it names."""

from __future__ import annotations

import re

from .cached import lazy
from .context import FOREIGN, OWN, http_status_in
from .method_mentions import method_in
from .pasted_lines import Page

ERROR_WORD = re.compile(
    r"err(?:or|no|code)?s?\b|exception|reject|refus|fail|denied|declin|cannot|can't|unable|invalid|abort|fehler|erreur"
    r"|erro\b|ошиб|错误|失败|エラー|失敗|오류|에러|abgelehnt|rechazad|rejeit|refusé|\bwarn|\bcode\b|\breason\b",
    re.IGNORECASE,
)
SOURCE = re.compile(
    r"^\s*+(?:(?:const|var|def|elif|enum|from \S{1,80}+ import|#define|fn|pub|func|namespace|//|/\*|\*/?|\#include)\b"
    # words that begin a sentence as well: with the marks that only code has behind them
    r"|(?:let|class|return|if|else|case|public|static|import|assert|switch|raise|throw|function|type|package|using|final"
    r"|export|when|match|private|protected)\b(?!\s/)(?=[^\n]*?(?:[={};]|:\s*+$|\w\()|\s{1,4}(?:[\"'\d]|\S{1,80}+\s*+$)|\s*+$)"
    r"|@[\w.]++(?:\([^()\n]{0,200}+\))?\s*+$)"
    r"|===?|!==?|=\s?\d{1,7}\s{1,20}//|;\s{0,20}+(?://[^\n]*+)?$"
    r"|=>\s{0,4}[\"']?\w{1,60}+[\"']?[,;]$|\bcode in [\[({]|^[-+]\s{2,}+[\w.-]++\s?[:=]\s"
    r"|^\s*+return \w[\w.]{0,40}+ (?:not )?in [\[({]"
    # the number of a source line before it, as test runners print them
    r"|^\s{0,20}+>?\s{0,20}+\d{1,6}\s{0,4}+\|(?:\s*+$|[^|\n]{0,200}?(?:\w\(|[{;]\s*+$))"
)
LISTING = re.compile(
    r"^\s*+[\"']?(?:\w{1,30}\.){0,3}[A-Z][A-Z0-9_]{2,60}+[\"']?\s{0,20}+(?:=>|[=:,])\s{0,4}+[\"']?-?\d{1,7}+"
    r"[\"']?[,;)]?\s{0,20}+(?:(?:#|//|/\*).*)?$"
    r"|^\s*+[\"']?-?\d{1,7}+[\"']?\s{0,4}+(?:=>?|:|->)\s{0,4}+[^\s#/][^#/\n]{0,120}+(?<=[,;])(?:(?:#|//|/\*).*)?$"
    r"|^\s*+[A-Z][A-Z0-9_]{2,60}+\(-?\d{1,7}\b[^()\n]{0,120}+\)[,;]?\s*+$"
)
ACCESS = re.compile(
    r"\b(?:GET|PUT|DELETE|HEAD|PATCH|OPTIONS) (?:/|https?:)|\bPOST /(?!exchange)"
    r"|\bfrom /(?!exchange|public|private)\w|\bpath=|\burl=|\bdur(?:ation)?=|\blatency=|HTTP/\d"
)
INSTRUMENT = re.compile(r"(?<![\w/.-])(?:[A-Z0-9]{2,8}_(?:USDT?|USDC|CRO|BTC|ETH|EUR)|[A-Z0-9]{2,12}USD-PERP)(?![\w-])")
DIGITS = re.compile(r"\d+")
#: Where a connection leads to, or who ended it.
HOST = re.compile(r"\bwss?://([\w.-]{1,80})|\b(?:from|by|to) ((?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,10})(?![\w(.])")
FIELD = re.compile(r"\s*+[\"']?[A-Za-z_]\w{0,40}[\"']?\s{0,4}[:=]\s")


class Line:
    """One line of plain text, or a part of a very long one; ``whole`` is the same with the objects in it."""

    def __init__(self, text: str, whole: str, page: Page) -> None:
        self.text, self.whole, self._page = text, whole, page
        self._speaks: dict[str, bool] = {}
        self._holds: dict[re.Pattern[str], bool] = {}

    @lazy
    def is_source(self) -> bool:
        """Whether the line is source code, or a row of a list of codes."""
        return SOURCE.search(self.text) is not None or LISTING.search(self.text) is not None

    @lazy
    def is_foreign(self) -> bool:
        """Whether another exchange is named in the line or all over the page, and this one is not."""
        if self._page.is_about_others:
            return True
        if self._page.names_others and FOREIGN.search(self.text) and not OWN.search(self.text):
            return True
        return self._page.outer is not None and self._page.outer.foreign

    @lazy
    def is_anothers_connection(self) -> bool:
        """Whether the line says where its connection leads to, and nothing on the page names this exchange."""
        if "." not in self.text and "ws" not in self.text:
            return False
        hosts = HOST.search(self.text)
        return hosts is not None and not (self._page.names_us or self._page.holds_method or OWN.search(self.text))

    @property
    def is_silent(self) -> bool:
        return self.is_source or self.is_foreign

    @lazy
    def count_numbers(self) -> int:
        return len(DIGITS.findall(self.text))

    @lazy
    def method(self) -> str | None:
        return method_in(self.whole)

    @lazy
    def is_field(self) -> bool:
        """Whether the line is ``key: value``, as YAML and pretty-printed objects write it."""
        return FIELD.match(self.text) is not None

    @lazy
    def instrument(self) -> str | None:
        match = INSTRUMENT.search(self.whole)
        return match[0] if match else None

    @lazy
    def http_status(self) -> int | None:
        return http_status_in(self.whole)

    @lazy
    def is_access(self) -> bool:
        """Whether this is a line of a web server's access log."""
        return ACCESS.search(self.text) is not None

    def holds(self, pattern: re.Pattern[str]) -> bool:
        """Whether ``pattern`` is found in the line; looked for once, however many numbers the line has."""
        if pattern not in self._holds:
            self._holds[pattern] = pattern.search(self.text) is not None
        return self._holds[pattern]

    def speaks_of_error(self, apart_from: str) -> bool:
        """Whether the line, without the name ``apart_from``, says that something went wrong."""
        if apart_from not in self._speaks:
            self._speaks[apart_from] = ERROR_WORD.search(self.text.replace(apart_from, "")) is not None
        return self._speaks[apart_from]
