"""Reads the body of a request: bounded before anything is read, strict about what JSON may hold."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from django.http import HttpRequest, UnreadablePostError

from ops.problems import ProblemError

MAX_DEPTH = 64
MAX_PARTS = 100_000  # lists, objects and commas: each costs a hundred times its own size in memory
STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
MAX_DIGITS = 4300  # of one whole number: Python refuses longer ones, since reading them takes quadratic time


def read_text(request: HttpRequest, limit: int) -> str:
    """Return the body as text. ``limit`` is in bytes. Raises ProblemError (400, 411, 413)."""
    return _text(_read(request, limit))


def read_json(request: HttpRequest, limit: int) -> Any:
    """Return the body as JSON: UTF-8, keys unique, no NaN, at most MAX_DEPTH deep. Raises ProblemError."""
    body = _read(request, limit)
    if _parts(body) > MAX_PARTS and _parts(STRING.sub(b"", body)) > MAX_PARTS:  # a pasted log may hold as many
        raise _malformed(f"The JSON has more than {MAX_PARTS} lists, objects and values.")
    text = _text(body)
    try:
        value = json.loads(
            text, object_pairs_hook=_unique_keys, parse_constant=_refuse_constant, parse_int=_whole_number
        )
    except RecursionError:
        raise _malformed(f"The JSON is nested more than {MAX_DEPTH} deep.") from None
    except ValueError as error:
        raise _malformed(f"The body is not JSON: {error}.") from None
    if _deeper_than(value, MAX_DEPTH):
        raise _malformed(f"The JSON is nested more than {MAX_DEPTH} deep.")
    return value


def content_type(request: HttpRequest, allowed: tuple[str, ...]) -> str:
    """Return the media type of the body, one of ``allowed``. Raises ProblemError (415)."""
    given = (request.content_type or "").lower()
    if given not in allowed:
        named = f"{given!r}" if given else "missing"
        raise ProblemError("unsupported-media-type", f"The Content-Type is {named}; send {' or '.join(allowed)}.")
    charset = request.content_params.get("charset", "utf-8") if request.content_params else "utf-8"
    if charset.lower() not in ("utf-8", "utf8", "us-ascii"):
        raise ProblemError("unsupported-media-type", f"The charset is {charset[:40]!r}; send UTF-8.")
    coding = request.headers.get("Content-Encoding", "identity")
    if coding.lower() != "identity":
        raise ProblemError("unsupported-media-type", f"The body is sent as {coding[:40]!r}; send it uncompressed.")
    return given


def well_formed(text: str) -> str:
    """Return the text without lone surrogates, which JSON can spell and UTF-8 cannot carry."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _read(request: HttpRequest, limit: int) -> bytes:
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length and "HTTP_TRANSFER_ENCODING" in request.META:
        raise ProblemError("length-required", "Send the body with a Content-Length header.")
    if not length.isdigit() and length:
        raise ProblemError("bad-request", "The Content-Length is not a number.")
    if int(length or 0) > limit:
        detail = f"The body has {length} bytes; at most {limit} are read."
        raise ProblemError("too-large", detail, extra={"limit": limit})
    try:
        return request.body
    except UnreadablePostError:
        raise ProblemError("bad-request", "The body ended before its Content-Length was reached.") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _malformed(f"The body is not UTF-8: byte {error.start} cannot be read.") from None


def _parts(body: bytes) -> int:
    return body.count(b"[") + body.count(b"{") + body.count(b",")


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return members


def _whole_number(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise _malformed(f"The body is not JSON that is read here: a number has more than {MAX_DIGITS} digits.")
    return int(digits)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON value")


def _deeper_than(value: Any, limit: int) -> bool:
    """Say whether lists and objects are nested more than ``limit`` deep; walks level by level, without recursion."""
    level = [value]
    for _ in range(limit + 1):
        level = [
            child
            for parent in level
            if isinstance(parent, dict | list)
            for child in (parent.values() if isinstance(parent, dict) else parent)
        ]
        if not level:
            return False
    return any(isinstance(item, dict | list) for item in level)


def _malformed(detail: str) -> ProblemError:
    return ProblemError("malformed-body", detail)
