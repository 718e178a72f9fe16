"""What readers bring and the catalogue does not know, counted for the editors: off unless RADAR is on.

A request only puts a note into memory. The thread that watches the catalogue writes the notes of its process every
SNAPSHOT_POLL_SECONDS, so that no reader waits for a write or meets its failure; a process that is killed loses half a
second of them.
"""

from __future__ import annotations

import logging
import re
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from exchange_errors.decoder.decoded import Finding, Report
from exchange_errors.exchange.methods import known_methods
from exchange_errors.language.words import tokens
from exchange_errors.redaction import mask
from ops.rate_limits import client_network

from .models import UnansweredSearch, UnknownCode

log = logging.getLogger(__name__)

LARGEST_NUMBER = 9_999_999  # a longer one is an id rather than a code
NAME = re.compile(r"(?=.{3,48}$)[A-Z]{2,20}(_[A-Z]{1,20}){1,7}")  # as the vendor writes them, without a digit
METHOD = re.compile(r"(?=.{8,64}$)(public|private)(/[a-z]{2,24}(-[a-z]{1,24}){0,5}){1,3}")
MOST_CODES = 10  # of one report
LONGEST_SEARCH = 80  # characters; what is longer was pasted
MOST_NOTES = 500  # that wait to be written; more are counted as lost


class CodeNote(NamedTuple):
    """A code of a report that the catalogue does not know."""

    number: int
    name: str
    method: str


class SearchNote(NamedTuple):
    """A search without a close match: its keyed digest, its words, and who asked as a keyed digest for this search."""

    digest: str
    words: str
    network: str


_waiting: Counter[CodeNote | SearchNote] = Counter()
_lock = threading.Lock()
lost = {"full": 0, "failed": 0}  # notes of this process that were not written, by the reason


def note_report(report: Report) -> None:
    """Note the codes of a decoded text that the catalogue does not know: number, name and method, once each."""
    if settings.RADAR:
        for note in list(dict.fromkeys(_codes(report)))[:MOST_CODES]:
            _put(note)


def note_search(environ: Mapping[str, Any], text: str) -> bool:
    """Note a search that found no close match; say whether the radar is on, so that no cache may answer the next."""
    if not settings.RADAR:
        return False
    words = " ".join(token.word for token in tokens(text))
    if 2 < len(words) <= LONGEST_SEARCH and len(text) <= 2 * LONGEST_SEARCH and mask(text).text == text:
        digest = _keyed("search", words)
        network = _keyed("network", f"{digest} {client_network(environ.get('REMOTE_ADDR', ''))}")
        _put(SearchNote(digest, words, network))
    return True


def write_waiting() -> None:
    """Write what waits. Never raises: what the database does not take is lost, counted and logged."""
    with _lock:
        notes = sorted(_waiting.items(), key=repr)  # in one order, so that two processes never wait for each other
        _waiting.clear()
    if not notes:
        return
    try:
        with transaction.atomic():
            _write(notes)
    except DatabaseError as error:
        lost["failed"] += len(notes)
        log.warning("%d notes of the radar were not written: %s", len(notes), type(error).__name__)


def _write(notes: list[tuple[CodeNote | SearchNote, int]]) -> None:
    today = timezone.now().date()
    for note, times in notes:
        if isinstance(note, CodeNote):
            UnknownCode.objects.add(*note, today, times)
        else:
            UnansweredSearch.objects.add(*note, today)


def _put(note: CodeNote | SearchNote) -> None:
    with _lock:
        if note in _waiting or len(_waiting) < MOST_NOTES:
            _waiting[note] += 1
        else:
            lost["full"] += 1


def _codes(report: Report) -> Iterator[CodeNote]:
    for finding in report.findings:
        if _is_unknown(finding):
            yield CodeNote(finding.code, _vendor_like(finding.name or ""), _method(finding.method or ""))


def _is_unknown(finding: Finding) -> bool:
    is_described = finding.known or finding.unlisted_id or finding.candidates
    return not is_described and not finding.is_success and 0 < finding.code <= LARGEST_NUMBER


def _vendor_like(name: str) -> str:
    """Return a name that looks like one of the vendor's, "" for all else that a paste may have in its place."""
    return name if NAME.fullmatch(name) and mask(name).text == name else ""


def _method(name: str) -> str:
    return name if name in known_methods() or METHOD.fullmatch(name) else ""


def _keyed(purpose: str, value: str) -> str:
    return salted_hmac(f"codes.radar.{purpose}", value, algorithm="sha256").hexdigest()
