"""``POST /mcp``: JSON-RPC over HTTP. Faults of HTTP are problems, faults of a message are JSON-RPC errors."""

from __future__ import annotations

import json
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ops.problems import JSON

from ..answers import Body, choose, private
from ..bodies import content_type, read_json
from ..decoding import admission
from ..entry_files import answers_problems
from .protocol import INVALID_REQUEST, STATELESS_VERSIONS, RpcCall, RpcError, answer, version_of

MAX_BATCH = 16


@csrf_exempt  # no cookie means anything here, and nothing is changed
@require_POST
@answers_problems
def mcp(request: HttpRequest) -> HttpResponse:
    """Answer one message, or a batch of them in a revision that has batches."""
    choose(request, [JSON])
    content_type(request, (JSON,))
    with admission(request.META, decodes=0):  # what a message weighs; each decode that it asks for counts itself
        return _answer(request, read_json(request, settings.DATA_UPLOAD_MAX_MEMORY_SIZE))


def _answer(request: HttpRequest, message: Any) -> HttpResponse:
    try:
        stateless = version_of(request) in STATELESS_VERSIONS
    except RpcError as error:
        return _sent(request, _error(_id_of(message), error), error.http_status)
    if isinstance(message, list) and message and not stateless:
        if len(message) > MAX_BATCH:
            refusal = RpcError(INVALID_REQUEST, f"A batch holds at most {MAX_BATCH} messages.", http_status=400)
            return _sent(request, _error(None, refusal), refusal.http_status)
        answers = [one for one in (_answered(request, item, False) for item in message) if one]
        return _sent(request, [body for body, _ in answers]) if answers else HttpResponse(status=202)
    answered = _answered(request, message, stateless)
    return _sent(request, *answered) if answered else HttpResponse(status=202)


def _answered(request: HttpRequest, message: Any, stateless: bool) -> tuple[dict[str, Any], int] | None:
    """Return the answer to one message and its HTTP status; None for what wants no answer."""
    try:
        call = _call(message, stateless)
        if call is None:
            return None
        return {"jsonrpc": "2.0", "id": message["id"], "result": answer(request, call)}, 200
    except RpcError as error:
        return _error(_id_of(message), error), error.http_status


def _call(message: Any, stateless: bool) -> RpcCall | None:
    """Return the request in a message; None for a notification and for a client's answer. Raises RpcError."""
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
        raise RpcError(INVALID_REQUEST, "The body must be one JSON-RPC 2.0 message.", http_status=400)
    method, params = message.get("method"), message.get("params", {})
    if method is None and ("result" in message or "error" in message):
        return None
    if not isinstance(method, str) or not isinstance(params, dict):
        raise RpcError(INVALID_REQUEST, "method must be a string and params an object.", http_status=400)
    if "id" not in message:
        return None
    if _id_of(message) is None:
        raise RpcError(INVALID_REQUEST, "id must be a string or a whole number.", http_status=400)
    return RpcCall(method, params, stateless)


def _id_of(message: Any) -> str | int | None:
    found = message.get("id") if isinstance(message, dict) else None
    return found if isinstance(found, str | int) and not isinstance(found, bool) else None


def _error(message_id: str | int | None, error: RpcError) -> dict[str, Any]:
    body: dict[str, Any] = {"code": error.code, "message": error.message}
    if error.data is not None:
        body["data"] = error.data
    return {"jsonrpc": "2.0", "id": message_id, "error": body}


def _sent(request: HttpRequest, body: Any, status: int = 200) -> HttpResponse:
    try:
        content = orjson.dumps(body)
    except TypeError:  # an id of more than 64 bits comes back as it came, which orjson cannot write
        content = json.dumps(body).encode()
    return private(request, Body(content), status=status)
