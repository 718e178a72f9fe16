"""The two questions that programs ask most, as functions of a WSGI environment: a search, and a decode.

Each answers a plain request as the view of the same name does, and returns None for any other: see ``portal.direct``.
"""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import parse_qsl

from pydantic import ValidationError

from .. import snapshot
from ..admission import COUNTED, SMALL_BYTES, Refused, count
from ..links import LIST_PATH
from .answers import CROSS_ORIGIN, JSON, Answer, private
from .bodies import json_from, text_from
from .codes import list_answer
from .decoding import TEXT, answer, text_of
from .parameters import NAMES, REPEATABLE, CodeFilters
from .problems import ProblemError

Environ = dict[str, Any]

DECODE_PATH = "/api/v1/decode"
PLAIN_ACCEPT = {None, "*/*", JSON}
PLAIN_TYPES = {TEXT: TEXT, f"{TEXT}; charset=utf-8": TEXT, JSON: JSON, f"{JSON}; charset=utf-8": JSON}
MAX_PARAMETERS = 50
# Every header that an answer from here may set; all others are the middleware's.
DECIDED = {*CROSS_ORIGIN} | {
    *("Cache-Control", "Content-Encoding", "Content-Type", "ETag", "Last-Modified", "Link", "Vary"),
    *("Deprecation", "Sunset"),
}


def search(environ: Environ) -> Answer | None:
    """Return the list for valid parameters, each of those that may stand once standing once."""
    query = environ["QUERY_STRING"]
    if not query.isascii() or environ.get("HTTP_ACCEPT") not in PLAIN_ACCEPT:
        return None
    given: dict[str, list[str]] = {}
    try:
        typed: dict[str, str | list[str]] = {}
        for name, value in parse_qsl(query, keep_blank_values=True, max_num_fields=MAX_PARAMETERS):
            given.setdefault(name, []).append(value)
        for name, values in given.items():
            if name not in NAMES or (len(values) > 1 and name not in REPEATABLE):
                return None
            typed[name] = values if name in REPEATABLE else values[0]
        return list_answer(environ, CodeFilters.model_validate(typed), given)
    except (ValueError, ValidationError, ProblemError):
        return None


def decode(environ: Environ) -> Answer | None:
    """Return what the decoder says about a small body of known type and length, counted before it is read."""
    kind = PLAIN_TYPES.get(environ.get("CONTENT_TYPE", "").lower())
    length = environ.get("CONTENT_LENGTH") or ""
    if kind is None or not length.isdecimal() or not length.isascii() or int(length) > SMALL_BYTES:
        return None
    if environ.get("HTTP_ACCEPT") not in PLAIN_ACCEPT or "HTTP_CONTENT_ENCODING" in environ:
        return None
    try:
        count(environ, 1)
    except Refused:
        return None
    environ[COUNTED] = True
    body = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = io.BytesIO(body)  # for Django, should it have to answer
    if len(body) < int(length):
        return None
    try:
        text = text_from(body) if kind == TEXT else text_of(json_from(body))
        return private(environ, answer(text, snapshot.current().catalogue, JSON))
    except (ProblemError, Refused):
        return None


OPERATIONS = {("GET", LIST_PATH): search, ("POST", DECODE_PATH): decode}
