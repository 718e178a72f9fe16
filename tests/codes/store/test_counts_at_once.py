"""Answers, unknown codes and searches that several processes count at the same moment, on PostgreSQL: none is lost."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable

import pytest
from django.db import connections
from django.utils import timezone

from codes.models import AnswerCount, UnansweredSearch, UnknownCode

AT_ONCE, EACH, WAIT = 6, 5, 60

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "postgres" not in os.environ.get("DATABASE_URL", ""), reason="SQLite lets one transaction at a time write"
    ),
]


def at_once(work: Callable[[int], None]) -> None:
    """Run ``work`` EACH times in AT_ONCE threads that begin together, each with database connections of its own."""
    start, faults = threading.Barrier(AT_ONCE), []

    def run(number: int) -> None:
        try:
            start.wait(WAIT)
            for _ in range(EACH):
                work(number)
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    assert not faults


def test_every_answer_counts():
    day = timezone.now().date()
    at_once(lambda _number: AnswerCount.objects.add("306-X", "entry", "yes", day))
    assert AnswerCount.objects.get().count == AT_ONCE * EACH


def test_every_unknown_code_counts():
    day = timezone.now().date()
    at_once(lambda _number: UnknownCode.objects.add(777123, "", "", day, 2))
    assert UnknownCode.objects.get().count == AT_ONCE * EACH * 2


@pytest.mark.parametrize("networks", [2, AT_ONCE])
def test_the_floor_holds_when_all_ask_at_once(networks):
    day = timezone.now().date()
    at_once(lambda number: UnansweredSearch.objects.add("digest", "the words", f"network {number % networks}", day))
    row = UnansweredSearch.objects.get()
    assert row.count == AT_ONCE * EACH
    assert (row.words, row.networks) == (("", ["network 0", "network 1"]) if networks < 3 else ("the words", []))
