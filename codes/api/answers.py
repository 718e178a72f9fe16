"""The manners of every answer that may be kept: strong ETag, 304, compression, cache and cross-origin headers.

Compression is done here and not by GZipMiddleware, which would turn the strong ETag into a weak one.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from datetime import datetime

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date, parse_etags

from . import deprecations
from .problems import ProblemError

JSON, MARKDOWN = "application/json", "text/markdown"
CACHE_CONTROL = "public, max-age=60, stale-while-revalidate=600"
WORTH_COMPRESSING = 500  # bytes; below that the headers outweigh the gain
CROSS_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After, Deprecation, Sunset",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


class Body:
    """The bytes of one answer, compressed when first asked for and then kept.

    ``prepared`` bodies live as long as a catalogue version and are compressed well, others are compressed fast.
    """

    def __init__(self, content: bytes, media_type: str = JSON, *, prepared: bool = False) -> None:
        self.content, self.media_type = content, media_type
        self.digest = hashlib.blake2b(content, digest_size=8).hexdigest()
        self._levels = (9, 9) if prepared else (3, 3)
        self._encoded: dict[str, bytes] = {"": content}

    def encoded(self, coding: str) -> bytes:
        """Return the bytes in ``coding``: ``br``, ``gzip`` or "" for as they are."""
        if coding not in self._encoded:
            brotli_quality, gzip_level = self._levels
            self._encoded[coding] = (
                brotli.compress(self.content, quality=brotli_quality)
                if coding == "br"
                else gzip.compress(self.content, gzip_level, mtime=0)
            )
        return self._encoded[coding]

    def coding_for(self, request: HttpRequest) -> str:
        """Return the best coding that the client takes."""
        if len(self.content) < WORTH_COMPRESSING:
            return ""
        accepted = _weights(request.headers.get("Accept-Encoding", ""))
        return next((coding for coding in ("br", "gzip") if accepted.get(coding, accepted.get("*", 0)) > 0), "")


def cacheable(
    request: HttpRequest,
    body: Body,
    version: str,
    updated_at: datetime,
    *,
    status: int = 200,
    links: str = "",
) -> HttpResponse:
    """Return ``body`` as a public answer of the catalogue ``version``, or 304 where the client has it.

    Only If-None-Match is looked at: dates in the catalogue are days, too coarse to prove that nothing changed.
    """
    coding = body.coding_for(request)
    etag = f'"{version}-{body.digest}{"-" + coding if coding else ""}"'
    announced = deprecations.headers()
    headers = {
        **CROSS_ORIGIN,
        **announced,
        "ETag": etag,
        "Last-Modified": http_date(updated_at.timestamp()),
        "Cache-Control": CACHE_CONTROL,
        "Vary": "Accept, Accept-Encoding",
    }
    if links:
        headers["Link"] = ", ".join(filter(None, (links, announced.get("Link"))))
    if status == 200 and _is_held(request, etag):
        return HttpResponse(status=304, headers=headers)
    return _encoded(body, coding, status, headers)


def uncacheable(request: HttpRequest, body: Body) -> HttpResponse:
    """Return ``body`` as an answer that only its asker may see and nobody may keep."""
    headers = {**CROSS_ORIGIN, "Cache-Control": "no-store", "Vary": "Accept, Accept-Encoding"}
    return _encoded(body, body.coding_for(request), 200, headers)


def _encoded(body: Body, coding: str, status: int, headers: dict[str, str]) -> HttpResponse:
    if coding:
        headers["Content-Encoding"] = coding
    media_type = f"{body.media_type}; charset=utf-8" if body.media_type.startswith("text/") else body.media_type
    return HttpResponse(body.encoded(coding), status=status, content_type=media_type, headers=headers)


def _is_held(request: HttpRequest, etag: str) -> bool:
    """Say whether If-None-Match names this ETag, by the weak comparison that RFC 9110 asks for there."""
    held = parse_etags(request.headers.get("If-None-Match", ""))
    return held == ["*"] or etag in {tag.removeprefix("W/") for tag in held}


def choose(request: HttpRequest, offered: Iterable[str]) -> str:
    """Return the media type of ``offered`` that the client likes best. Raises ProblemError (406)."""
    offered = list(offered)
    accepted = _weights(request.headers.get("Accept") or "*/*")
    best = max(offered, key=lambda media_type: _weight(media_type, accepted))
    if _weight(best, accepted) <= 0:
        raise ProblemError("not-acceptable", f"This answer comes as {' or '.join(offered)}.")
    return best


def _weight(media_type: str, accepted: dict[str, float]) -> float:
    """Return the weight of the most specific range that covers ``media_type``."""
    group = media_type.split("/", 1)[0]
    ranges = (media_type, f"{group}/*", "*/*")
    return next((accepted[name] for name in ranges if name in accepted), 0.0)


def _weights(header: str) -> dict[str, float]:
    """Return the items of an Accept or Accept-Encoding header with their q values; a broken q counts as 1."""
    found: dict[str, float] = {}
    for item in header.split(","):
        name, *parameters = (part.strip().lower() for part in item.split(";"))
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    weight = float(parameter[2:])
                except ValueError:
                    weight = 1.0
        if name:
            found[name] = weight
    return found
