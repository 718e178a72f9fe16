"""The plain text of a page as the text shapes see it: lines with their facts, and which stretches are taken."""

from __future__ import annotations

import re
from functools import cached_property

from .envelope import INSTRUMENT, METHOD
from .page import Page, whole
from .report import Confidence, Role, Sighting
from .scan import HOLE, Prose
from .surroundings import FOREIGN, OWN, headers_before, http_status_in
from .vocabulary import Vocabulary

ERROR_WORD = re.compile(
    r"err(?:or|no|code)?\b|exception|reject|refus|fail|denied|declin|cannot|can't|unable|invalid|abort|fehler|erreur|erro\b|ошиб"
    r"|错误|失败|エラー|失敗|오류|에러|abgelehnt|rechazad|rejeit|refusé|\[warn|\bcode\b|\breason\b",
    re.IGNORECASE,
)
SOURCE = re.compile(
    r"^\s*(?:const|let|var|def|class|return|if|elif|else|case|enum|public|static|import|from \S+ import|#define|assert|switch"
    r"|raise|throw|function|fn|pub|func|type|package|using|namespace|final|export|@\w+|//|/\*|\*/?|\#include|when|match)\b"
    r"|^\s*(?:private|protected) (?!/)|===?|!==?|;\s*(?://.*)?$|=>\s*[\[{\"'\w]+[,;]?$|\bcode in [\[({]"
)
LISTING = re.compile(
    r"^\s*[\"']?(?:\w{1,30}\.){0,3}[A-Z][A-Z0-9_]{2,60}[\"']?\s{0,20}(?:=|:|=>|,)\s{0,4}[\"']?-?\d{1,7}[\"']?[,;)]?\s*(?:(?:#|//|/\*).*)?$"
    r"|^\s*[\"']?-?\d{1,7}[\"']?\s{0,4}(?:=>?|:|->)\s{0,4}\S.{0,120}[,;]\s*(?:(?:#|//|/\*).*)?$"
    r"|^\s*[A-Z][A-Z0-9_]{2,60}\(-?\d{1,7}\b.{0,120}\)[,;]?\s*$"
)
ACCESS = re.compile(
    r"\b(?:GET|PUT|DELETE|HEAD|PATCH|OPTIONS)\b|\bPOST /(?!exchange)|\bpath=|\burl=|\bdur(?:ation)?=|\blatency=|HTTP/\d"
)


class ProsePage:
    """Hands text shapes the text to search, and builds their sightings with what the line says besides."""

    def __init__(self, page: Page, prose: Prose) -> None:
        self.page, self.prose, self.text = page, prose, prose.text
        self._taken: dict[int, list[tuple[int, int]]] = {}
        self.skipped: list[str] = []

    @property
    def words(self) -> Vocabulary:
        return self.page.words

    @cached_property
    def is_ours(self) -> bool:
        """Whether this exchange is named in the page, or a page around it."""
        page: Page | None = self.page
        while page is not None:
            if page.names_us or METHOD.search(page.text):
                return True
            page = page.outer.page if page.outer else None
        return False

    def line(self, position: int, limit: int = 400) -> str:
        """Return the line of plain text around ``position``, at most ``limit`` characters to either side."""
        start = max(self.text.rfind("\n", 0, position) + 1, position - limit)
        end = self.text.find("\n", position)
        return self.text[start : min(len(self.text) if end < 0 else end, position + limit)]

    def is_silent(self, position: int, line: str) -> bool:
        """Whether the line is no error report: source code, a list of codes, or another exchange's."""
        if SOURCE.search(line) or LISTING.search(line):
            return True
        if self.page.names_others and FOREIGN.search(line) and not OWN.search(line):
            return True
        return self.page.outer is not None and self.page.outer.foreign

    def take(self, start: int, end: int) -> bool:
        """Claim a stretch of the text; False when an earlier shape has read it."""
        bucket = self._taken.setdefault(start // 256, [])
        near = bucket + self._taken.get(start // 256 - 1, [])
        if any(start < other_end and other_start < end for other_start, other_end in near):
            return False
        bucket.append((start, end))
        return True

    def sighting(
        self, span: tuple[int, int], code: int, *, shape: str, role: Role, confidence: Confidence,
        kind: str = "response", name: str | None = None, message: str | None = None, http_status: int | None = None,
    ) -> Sighting:  # fmt: skip
        """Return the sighting of ``code`` at ``span`` of the plain text."""
        start, end = self.prose.origin(span[0]), self.prose.origin(span[1] - 1) + 1
        where = whole(self.page, start, end)
        line = self.page.line_text(start, 400)
        method = METHOD.search(line) if kind == "response" else None
        instrument = INSTRUMENT_ON_LINE.search(line)
        place, number = ((start, end), self.page.line(start)) if self.page.outer is None else where.locate(code)
        return Sighting(
            kind="websocket" if kind == "websocket" else "response",
            code=code,
            name=name,
            role=role,
            confidence=confidence,
            shape=shape,
            span=place,
            line=number,
            message=message,
            method=method[0] if method else None,
            instrument=instrument[0] if instrument and not self.words.is_name(instrument[0]) else None,
            at_ms=where.at_ms,
            http_status=http_status if http_status is not None else http_status_in(line),
        )


INSTRUMENT_ON_LINE = re.compile(rf"(?<![\w/.-])(?:[A-Z0-9]{{2,8}}_(?:USDT?|USDC|CRO|BTC|ETH|EUR)|[A-Z0-9]{{2,12}}USD-PERP)(?![\w-])")
__all__ = ["ACCESS", "ERROR_WORD", "HOLE", "INSTRUMENT", "ProsePage", "headers_before"]
