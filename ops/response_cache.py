"""Keeps public answers and gives them before Django runs, until the catalogue changes.

It knows no page. An answer is kept when its headers allow it (``Cache-Control: public`` and an ETag) and it was asked
for twice. It is found by its address and by the request headers that its ``Vary`` names. All are dropped when the
snapshot is replaced.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.utils.http import parse_etags

from .proxies import Application, Environ

StartResponse = Callable[..., Any]
Headers = list[tuple[str, str]]
Address = bytes  # a digest, so that memory does not hold what somebody searched for

MOST_BYTES = 48_000_000  # of kept answers, per process; all pages and answers of the catalogue take a fifth of it
BESIDE_BYTES = 3_000  # that a kept answer takes besides its body: headers and keys
LARGEST = 4_000_000  # bytes; one answer may not push out all others
MOST_ASKED = 20_000  # addresses remembered as asked for once
# What RFC 9110 (15.4.5) asks for or allows in a 304, and what a script of another site needs to read one. The client
# keeps all other headers, a page's policies too, with the body.
IN_304 = {
    *("cache-control", "content-location", "etag", "expires", "last-modified", "vary"),
    "access-control-allow-origin",
}


_KEY = os.urandom(32)  # of this process, so that nobody can construct two addresses with one digest


class KeptAnswer(NamedTuple):
    """One kept answer."""

    status: str
    headers: Headers
    etag: str
    body: bytes


class Shelf:
    """The answers that belong to one snapshot."""

    def __init__(self, snapshot: object) -> None:
        self.snapshot = snapshot
        self.size = 0
        self._asked: set[Address] = set()
        self._vary: dict[Address, tuple[str, ...]] = {}
        self._answers: dict[Address, KeptAnswer] = {}

    def find(self, address: Address, environ: Environ) -> KeptAnswer | None:
        """Return the kept answer for this address and these request headers."""
        vary = self._vary.get(address)
        return None if vary is None else self._answers.get(_digest(address, *map(environ.get, vary)))

    def asked_before(self, address: Address) -> bool:
        """Say whether the address was asked for already, and remember that it was now."""
        if address in self._asked:
            return True
        if len(self._asked) >= MOST_ASKED:
            self._asked.clear()
        self._asked.add(address)
        return False

    def keep(self, address: Address, vary: tuple[str, ...], environ: Environ, answer: KeptAnswer) -> None:
        """Keep the answer. A full shelf is emptied: what is asked for often soon returns."""
        size = len(answer.body) + BESIDE_BYTES
        if self.size + size > MOST_BYTES:
            self._answers, self._vary, self.size = {}, {}, 0
        self.size += size
        self._vary[address] = vary
        self._answers[_digest(address, *map(environ.get, vary))] = answer


class ResponseCache:
    """A WSGI application around another: answers GET and HEAD from the shelf where it can.

    ``current`` returns the object whose replacement makes every kept answer stale. Addresses below ``leave_out`` are
    passed on unseen.
    """

    def __init__(self, application: Application, current: Callable[[], object], leave_out: tuple[str, ...]) -> None:
        self.application, self.current, self.leave_out = application, current, leave_out
        self._shelf = Shelf(None)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if method not in ("GET", "HEAD") or path.startswith(self.leave_out):
            return self.application(environ, start_response)
        snapshot = self.current()
        shelf = self._shelf
        if shelf.snapshot is not snapshot:
            shelf = self._shelf = Shelf(snapshot)
        # Host and scheme are part of the address: an answer is kept only after Django accepted both.
        host, scheme = environ.get("HTTP_HOST", ""), environ["wsgi.url_scheme"]
        address = _digest(path, environ.get("QUERY_STRING", ""), host, scheme)
        answer = shelf.find(address, environ)
        if answer is not None:
            return _give(answer, environ, method, start_response)
        if method == "HEAD" or not shelf.asked_before(address):
            return self.application(environ, start_response)
        return self._ask_and_keep(shelf, address, environ, start_response)

    def _ask_and_keep(
        self, shelf: Shelf, address: Address, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        started: list[tuple[str, Headers]] = []

        def note(status: str, headers: Headers, *rest: Any) -> Any:
            started.append((status, headers.copy()))  # the layers outside add to theirs
            return start_response(status, headers, *rest)

        result = self.application(environ, note)
        status, headers = started[-1]
        named = {name.lower(): value for name, value in headers}
        etag = named.get("etag", "")
        if not (status.startswith("200") and etag and "public" in named.get("cache-control", "")):
            return result
        if "set-cookie" in named or named.get("vary") == "*" or int(named.get("content-length", LARGEST)) >= LARGEST:
            return result
        body = b"".join(result)
        if hasattr(result, "close"):
            result.close()
        if self.current() is shelf.snapshot:  # else the answer may already speak of the next catalogue
            vary = tuple(_environ_name(name) for name in named.get("vary", "").split(",") if name.strip())
            shelf.keep(address, vary, environ, KeptAnswer(status, headers, etag, body))
        return [body]


def _give(answer: KeptAnswer, environ: Environ, method: str, start_response: StartResponse) -> list[bytes]:
    if _client_has(answer.etag, environ):
        start_response("304 Not Modified", [header for header in answer.headers if header[0].lower() in IN_304])
        return []
    start_response(answer.status, answer.headers.copy())
    return [] if method == "HEAD" else [answer.body]


def _client_has(etag: str, environ: Environ) -> bool:
    """Say whether If-None-Match names the ETag, by the weak comparison that RFC 9110 (13.1.2) asks for there."""
    tags = parse_etags(environ.get("HTTP_IF_NONE_MATCH", ""))
    return tags == ["*"] or etag.removeprefix("W/") in (tag.removeprefix("W/") for tag in tags)


def _digest(*parts: object) -> Address:
    """Return a digest of these texts: 16 bytes, however long they are."""
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16, key=_KEY).digest()


def _environ_name(header: str) -> str:
    return "HTTP_" + header.strip().upper().replace("-", "_")
