"""Deletes what may be kept no longer: words of readers, and what the radar counted long ago."""

from __future__ import annotations

import logging
import time

from django.db import DatabaseError
from django.utils import timezone

from .models import ReaderText, UnansweredSearch, UnknownCode

log = logging.getLogger(__name__)

EVERY_SECONDS = 3600
_next = [0.0]  # when this process deletes again: at its start, then every hour


def forget_hourly() -> None:
    """Delete what is due, at most once an hour. A database that refuses is asked again in an hour."""
    if time.monotonic() < _next[0]:
        return
    _next[0] = time.monotonic() + EVERY_SECONDS
    try:
        forget_expired()
    except DatabaseError as error:
        log.warning("what is kept too long could not be deleted: %s", type(error).__name__)


def forget_expired() -> None:
    now = timezone.now()
    ReaderText.objects.forget_expired(now)
    UnknownCode.objects.prune(now.date())
    UnansweredSearch.objects.prune(now.date())
