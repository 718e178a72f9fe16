"""Questions that programs ask without end, answered before Django runs.

An operation answers plain requests and returns None for all others: a wrong value, an unusual header, an error to be
told. Those go on to Django, whose view does the same by the same functions. The headers that Django's middleware adds
are learned from an answer of its own, which also shows that it accepts the host and the scheme.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Set
from http import HTTPStatus
from typing import Any

from codes.api.answers import Answer

from .observe import ROUTE
from .proxies import Application, Environ

log = logging.getLogger(__name__)

Headers = list[tuple[str, str]]
MOST_LEARNED = 64  # combinations of operation, host and scheme: a client may put any port into Host
STATUS_LINES = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}


Operation = Callable[[Environ], Answer | None]


class Direct:
    """A WSGI application around another.

    ``operations`` are found by method and path. ``decided`` names every header that an operation may set itself.
    """

    def __init__(
        self, application: Application, operations: Mapping[tuple[str, str], Operation], decided: Set[str]
    ) -> None:
        self.application, self.operations = application, operations
        self.decided = {name.lower() for name in decided} | {"content-length"}
        self._learned: dict[tuple[str, ...], Headers] = {}

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        operation = self.operations.get((method, path))
        if operation is None:
            return self.application(environ, start_response)
        place = (method, path, environ.get("HTTP_HOST", ""), environ["wsgi.url_scheme"])
        added = self._learned.get(place)
        if added is None:
            return self._learn(place, environ, start_response)
        try:
            answer = operation(environ)
        except Exception:  # Django meets the same fault, and tells of it as an answer
            log.exception("an operation failed")
            answer = None
        if answer is None:
            return self.application(environ, start_response)
        environ[ROUTE] = path
        length = [] if answer.status == HTTPStatus.NOT_MODIFIED else [("Content-Length", str(len(answer.body)))]
        start_response(STATUS_LINES[answer.status], [*answer.headers.items(), *length, *added])
        return [answer.body] if answer.body else []

    def _learn(self, place: tuple[str, ...], environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        def note(status: str, headers: Headers, *rest: Any) -> Any:
            if status.startswith("200"):
                if len(self._learned) >= MOST_LEARNED:
                    self._learned.clear()
                self._learned[place] = [pair for pair in headers if pair[0].lower() not in self.decided]
            return start_response(status, headers, *rest)

        return self.application(environ, note)
