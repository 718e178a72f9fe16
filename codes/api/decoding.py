"""``POST /api/v1/decode``: a paste in, what it says out. Nothing of it is stored, logged or cached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.reply_languages import ENGLISH, unknown_language
from exchange_errors.decoder import LIMIT_BYTES
from exchange_errors.decoder.decoded import Report
from exchange_errors.report.report_data import report_data
from exchange_errors.report.ticket_note import report_markdown
from ops.problems import JSON, ProblemError, invalid

from ..admission import Refused, TooOften, admitted, decoded
from ..links import page_url
from ..store import snapshot
from .answers import MARKDOWN, Body, negotiate, private
from .bodies import content_type, read_json, read_text, well_formed
from .report_schemas import REPLY_LANGUAGES, DecodeRequest, DecodeResult
from .schemas import InvalidProblem, LimitProblem, ProblemOut

router = Router(tags=["Decoder"], by_alias=True)
TEXT = "text/plain"
REFS = "#/components/schemas/"


@router.post(
    "/decode",
    response={
        200: DecodeResult,
        400: ProblemOut,
        411: ProblemOut,
        413: LimitProblem,
        415: ProblemOut,
        422: InvalidProblem,
        429: ProblemOut,
        503: ProblemOut,
    },
    operation_id="decode",
    summary="Find and explain the errors in a text",
    openapi_extra={
        "parameters": [
            {
                "name": "explain",
                "in": "query",
                "required": False,
                "schema": {"type": "string", "enum": ["0", "1"]},
                "description": "1: also say what spoke for and against each reading.",
            },
            {
                "name": "reply_language",
                "in": "query",
                "required": False,
                "schema": {"type": "string", "enum": REPLY_LANGUAGES},
                "description": "As in the body.",
            },
        ],
        "requestBody": {
            "required": True,
            "content": {
                JSON: {"schema": {"$ref": f"{REFS}{DecodeRequest.__name__}"}},
                TEXT: {"schema": {"type": "string"}},
            },
        },
    },
)
def decode(request: HttpRequest) -> HttpResponse:
    """Read anything that holds an error. Secrets are masked before anything is shown; nothing is stored or logged.

    With `Accept: text/markdown` the answer is a note for a ticket.
    """
    media_type = negotiate(request, [JSON, MARKDOWN])
    kind = content_type(request, (JSON, TEXT))
    with admission(request.META):
        # JSON needs more bytes than the text in it, as far as the server takes them.
        limit = max(LIMIT_BYTES, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        body = {"text": read_text(request, LIMIT_BYTES)} if kind == TEXT else read_json(request, limit)
        text = text_of(body)
        with_signals, reply_in = _wants_signals(request, body), (_reply_language(request, body),)
        catalogue = snapshot.current().catalogue
        return private(request, answer(text, catalogue, media_type, reply_in, with_signals=with_signals))


def _wants_signals(request: HttpRequest, body: Mapping[str, Any]) -> bool:
    """Say whether the signals are asked for, by the query or the body. Raises ProblemError (422)."""
    given, wish = request.GET.getlist("explain"), body.get("explain", False)
    if len(given) > 1 or not {*given} <= {"0", "1"}:
        raise invalid("explain", "must be 0 or 1")
    if not isinstance(wish, bool):
        raise invalid("explain", "must be true or false")
    return wish or given == ["1"]


def _reply_language(request: HttpRequest, body: Mapping[str, Any]) -> str:
    """Return the language that the query or the body asks for, English without one. Raises ProblemError (422)."""
    given, sent = request.GET.getlist("reply_language"), body.get("reply_language", ENGLISH)
    if len(given) > 1 or not isinstance(sent, str):  # what the body says is read, though the query wins
        raise invalid("reply_language", "must be one string")
    wish = given[0] if given else sent
    if wrong := unknown_language(sent) or unknown_language(wish):
        raise invalid("reply_language", wrong)
    return wish


@contextmanager
def admission(environ: MutableMapping[str, Any], decodes: int = 1) -> Iterator[None]:
    """Do what ``admitted`` does. Raises ProblemError (429, 503) where the request is refused."""
    try:
        with admitted(environ, decodes):
            yield
    except Refused as error:
        raise _refusal(error) from None


def _refusal(error: Refused) -> ProblemError:
    headers = {"Retry-After": str(error.seconds)}
    if isinstance(error, TooOften):
        detail = f"At most {settings.DECODE_RATE_LIMIT:g} a minute are answered, fewer of large texts."
        return ProblemError("too-many-requests", f"{detail} Wait {error.seconds} s.", headers=headers)
    detail = f"Too many texts are being decoded right now. Wait {error.seconds} s, then send it again."
    return ProblemError("busy", detail, headers=headers)


def answer(
    text: str, catalogue: Catalogue, media_type: str, reply_in: Sequence[str] = (), *, with_signals: bool = False
) -> Body:
    """Return what the decoder says about ``text``, as JSON or as a Markdown note. Raises ProblemError (413), Busy."""
    report = decoded(bounded(text), catalogue, reply_in)
    if media_type == MARKDOWN:
        return Body(report_markdown(report, catalogue).encode(), MARKDOWN)
    return Body(orjson.dumps(as_data(report, catalogue, with_signals=with_signals)))


def as_data(report: Report, catalogue: Catalogue, *, with_signals: bool = False) -> dict[str, Any]:
    """Return the report as the API prints it."""
    return report_data(report, catalogue, partial(page_url, catalogue=catalogue), with_signals=with_signals)


def bounded(text: str) -> str:
    """Return a text that the decoder takes. Raises ProblemError (413)."""
    text = well_formed(text)
    if len(text) > LIMIT_BYTES or len(text.encode()) > LIMIT_BYTES:
        raise ProblemError("too-large", f"At most {LIMIT_BYTES} bytes are read.", extra={"limit": LIMIT_BYTES})
    return text


def text_of(body: Any) -> str:
    """Return the text in the body of a decode. Raises ProblemError (422)."""
    if not isinstance(body, dict):
        raise invalid("body", "must be an object with the member text")
    if "text" not in body:
        raise invalid("text", "is missing")
    if not isinstance(body["text"], str):
        raise invalid("text", "must be a string")
    return body["text"]
