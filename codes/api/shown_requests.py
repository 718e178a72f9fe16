"""The requests that the documentation shows. Each answer is asked of the view that answers readers, never written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import orjson
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.urls import resolve

from ..links import absolute

PASTE = '2026-11-23 06:00:01 ERROR {"id":7,"method":"private/create-order","code":306}'
PLACES = {"{ref}": "306", "{language}": "python"}
QUERIES: Mapping[str, Mapping[str, Any]] = {  # by operation; the others are asked without a query
    "listCodes": {"q": "order price too far from the market", "http_status": [400, 500], "limit": 3},
    "searchEverything": {"q": "retry", "limit": 2},
}


@dataclass(frozen=True, slots=True)
class ShownRequest:
    """A GET of this site; ``accept`` is the media type asked for, "" for what comes by itself."""

    path: str
    query: str = ""
    accept: str = ""

    @property
    def address(self) -> str:
        return absolute(f"{self.path}?{self.query}" if self.query else self.path)

    def answer(self) -> HttpResponse:
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": self.path,
            "QUERY_STRING": self.query,
            "HTTP_ACCEPT": self.accept,
            "wsgi.input": BytesIO(),
        }
        view = resolve(self.path)
        answer: HttpResponse = view.func(WSGIRequest(environ), *view.args, **view.kwargs)
        return answer

    def data(self) -> Any:
        """Return the answer, which is JSON."""
        return orjson.loads(self.answer().content)


def shown_request(path: str, operation_id: str) -> ShownRequest:
    """Return the request that is shown for a GET operation of the OpenAPI document."""
    for place, value in PLACES.items():
        path = path.replace(place, value)
    return ShownRequest(path, urlencode(QUERIES.get(operation_id, {}), doseq=True))


UNKNOWN_CODE = ShownRequest("/api/v1/codes/3O6")  # the letter O, a slip that people make
