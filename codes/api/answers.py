"""Answers for programs: media type, compression, strong ETag and cache headers.

They are compressed here, because GZipMiddleware would turn the strong ETag into a weak one.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import cast

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from exchange_errors.catalogue.catalogue import Catalogue
from ops.problems import JSON, ProblemError

MARKDOWN = "text/markdown"
CACHE_CONTROL = "public, max-age=60, stale-while-revalidate=600"
WORTH_COMPRESSING = 500  # bytes; below that the headers outweigh the gain
REFUSED = re.compile(r";q=0(\.0*)?$")


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

    def coding_for(self, request: HttpRequest) -> str:
        """Return the best coding that the client takes: ``br``, ``gzip`` or "" for none."""
        if len(self.content) < WORTH_COMPRESSING:
            return ""
        named = [item.replace(" ", "").lower() for item in request.headers.get("Accept-Encoding", "").split(",")]
        accepted = {item.partition(";")[0] for item in named if not REFUSED.search(item)}
        return next((coding for coding in ("br", "gzip") if accepted & {coding, "*"}), "")


def cacheable(
    request: HttpRequest,
    body: Body,
    catalogue: Catalogue,
    *,
    status: int = 200,
    changed_at: datetime | None = None,
    links: str = "",
) -> HttpResponse:
    """Return ``body`` as a public answer of this catalogue, or 304 where the client has it.

    ``changed_at`` is when the answer last changed; by default when the catalogue did. Only If-None-Match is looked at:
    dates in the catalogue are days, too coarse to prove that nothing changed.
    """
    coding = body.coding_for(request)
    response = _encoded(body, coding, status)
    response["ETag"] = f'"{catalogue.version}-{body.digest}{"-" + coding if coding else ""}"'
    response["Last-Modified"] = http_date((changed_at or catalogue.updated_at).timestamp())
    response["Cache-Control"] = CACHE_CONTROL
    if links:
        response["Link"] = links
    answer = get_conditional_response(request, response["ETag"], None, response) if status == 200 else response
    return cast(HttpResponse, answer)  # of a response it makes a response


def private(request: HttpRequest, body: Body, *, status: int = 200) -> HttpResponse:
    """Return ``body`` as an answer that no cache keeps."""
    response = _encoded(body, body.coding_for(request), status)
    response["Cache-Control"] = "no-store"
    return response


def _encoded(body: Body, coding: str, status: int) -> HttpResponse:
    response = HttpResponse(body.encoded(coding), status=status)
    is_text = body.media_type.startswith("text/")
    response["Content-Type"] = f"{body.media_type}; charset=utf-8" if is_text else body.media_type
    response["Vary"] = "Accept, Accept-Encoding"
    if coding:
        response["Content-Encoding"] = coding
    return response


def negotiate(request: HttpRequest, offered: Sequence[str]) -> str:
    """Return the media type of ``offered`` that the client prefers. Raises ProblemError (406)."""
    if not request.headers.get("Accept"):
        return offered[0]
    written = [*offered, *(f"{media_type}; charset=utf-8" for media_type in offered)]  # clients write either
    preferred = request.get_preferred_type(written)
    if preferred is None:
        raise ProblemError("not-acceptable", f"This answer comes as {' or '.join(offered)}.")
    return preferred.partition(";")[0]
