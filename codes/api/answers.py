"""The manners of every answer that may be kept: strong ETag, 304, compression, cache and cross-origin headers.

Compression is done here and not by GZipMiddleware, which would turn the strong ETag into a weak one. What a request
asks for is read from its WSGI environment, so that Django and ``direct`` give the same answer.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from ..etags import is_held
from . import deprecations
from .problems import ProblemError

JSON, MARKDOWN = "application/json", "text/markdown"
CACHE_CONTROL = "public, max-age=60, stale-while-revalidate=600"
WORTH_COMPRESSING = 500  # bytes; below that the headers outweigh the gain
Environ = Mapping[str, Any]
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
        self._levels = (9, 9) if prepared else (3, 3)
        self._encoded: dict[str, bytes] = {"": content}

    @cached_property
    def digest(self) -> str:
        return hashlib.blake2b(self.content, digest_size=8).hexdigest()

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

    def coding_for(self, environ: Environ) -> str:
        """Return the best coding that the client takes."""
        named = environ.get("HTTP_ACCEPT_ENCODING")
        if not named or len(self.content) < WORTH_COMPRESSING:
            return ""
        accepted = _weights(named)
        return next((coding for coding in ("br", "gzip") if accepted.get(coding, accepted.get("*", 0)) > 0), "")


class Answer(NamedTuple):
    """An answer before any server's own object stands for it; ``headers`` hold all but Content-Length."""

    status: int
    headers: dict[str, str]
    body: bytes

    def to_django(self) -> HttpResponse:
        response = HttpResponse(self.body, status=self.status, headers=self.headers)
        if self.status == 304:
            del response.headers["Content-Type"]  # Django's default, HTML
        return response


def cacheable(
    request: HttpRequest,
    body: Body,
    version: str,
    updated_at: datetime,
    *,
    status: int = 200,
    links: str = "",
) -> HttpResponse:
    """Return what ``public`` says as Django's response."""
    return public(request.META, body, version, updated_at, status=status, links=links).to_django()


def public(
    environ: Environ, body: Body, version: str, updated_at: datetime, *, status: int = 200, links: str = ""
) -> Answer:
    """Return ``body`` as a public answer of the catalogue ``version``, or 304 where the client has it.

    Only If-None-Match is looked at: dates in the catalogue are days, too coarse to prove that nothing changed.
    """
    coding = body.coding_for(environ)
    etag = f'"{version}-{body.digest}{"-" + coding if coding else ""}"'
    announced = deprecations.headers()
    headers = {
        **CROSS_ORIGIN,
        **announced,
        "ETag": etag,
        "Last-Modified": _http_date(updated_at),
        "Cache-Control": CACHE_CONTROL,
        "Vary": "Accept, Accept-Encoding",
    }
    if links:
        headers["Link"] = ", ".join(filter(None, (links, announced.get("Link"))))
    held = environ.get("HTTP_IF_NONE_MATCH")
    if held and status == 200 and is_held(held, etag):
        return Answer(304, headers, b"")
    return _encoded(body, coding, status, headers)


def private(environ: Environ, body: Body) -> Answer:
    """Return ``body`` as an answer that only its asker may see and nobody may keep."""
    headers = {**CROSS_ORIGIN, "Cache-Control": "no-store", "Vary": "Accept, Accept-Encoding"}
    return _encoded(body, body.coding_for(environ), 200, headers)


def _encoded(body: Body, coding: str, status: int, headers: dict[str, str]) -> Answer:
    if coding:
        headers["Content-Encoding"] = coding
    is_text = body.media_type.startswith("text/")
    headers["Content-Type"] = f"{body.media_type}; charset=utf-8" if is_text else body.media_type
    return Answer(status, headers, body.encoded(coding))


@lru_cache(maxsize=16)
def _http_date(moment: datetime) -> str:
    return http_date(moment.timestamp())


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
