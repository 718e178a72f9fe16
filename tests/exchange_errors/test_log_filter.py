"""A log says beside each error what it means."""

from __future__ import annotations

import io
import logging

import pytest

from exchange_errors.log_filter import ErrorFilter

FIELDS = ("error_id", "error_headline", "error_owner", "error_retry", "error_link")
KEY = "a1B2c3D4e5F6g7H8"
ANSWER = f'{{"id": 7, "method": "private/create-order", "code": 306, "api_key": "{KEY}"}}'


@pytest.fixture
def log():
    """A log with the fields behind each message; ``written()`` returns its lines."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    layout = "%(message)s|" + "|".join(f"%({field})s" for field in FIELDS)
    handler.setFormatter(logging.Formatter(layout, defaults=dict.fromkeys(FIELDS, "-")))
    handler.addFilter(ErrorFilter("https://codes.example/"))
    logger = logging.Logger("bot")
    logger.addHandler(handler)
    logger.written = lambda: stream.getvalue().splitlines()
    return logger


def fields(entry):
    owner = ", ".join(entry.note.owner)
    return (
        f"{entry.id}|{entry.note.headline}|{owner}|{entry.note.retry.advice}|https://codes.example/codes/{entry.code}/"
    )


def test_an_error_in_a_message_is_explained(log, catalogue):
    [entry] = catalogue.named("306")
    log.error("order refused: %s", ANSWER)
    assert log.written() == [f"order refused: {ANSWER}|{fields(entry)}"]


def test_an_error_in_an_exception_is_explained(log, catalogue):
    [entry] = catalogue.named("306")
    try:
        raise RuntimeError(f"cryptocom {ANSWER}")
    except RuntimeError:
        log.exception("order failed")
    assert log.written()[0] == f"order failed|{fields(entry)}"


def test_the_gravest_of_several_is_explained(log):
    log.error(
        "%s %s", ANSWER, '{"id": 8, "method": "private/create-order", "code": 40801, "message": "REQUEST_TIMEOUT"}'
    )
    assert "|40801-REQUEST_TIMEOUT|" in log.written()[0]


@pytest.mark.parametrize(
    "message", ["placed 306 orders", "all is well", '{"code": 0, "method": "private/create-order"}', ""]
)
def test_a_record_without_an_error_stays_as_it_is(log, message):
    log.error(message)
    assert log.written() == [f"{message}|-|-|-|-|-"]


def test_what_is_no_warning_is_not_read(log):
    log.info(ANSWER)
    assert log.written() == [f"{ANSWER}|-|-|-|-|-"]


def test_the_fields_hold_nothing_of_the_message(log):
    record = logging.LogRecord("bot", logging.ERROR, "", 0, ANSWER, (), None)
    before = dict(record.__dict__)
    assert ErrorFilter().filter(record) is True
    added = {name: value for name, value in record.__dict__.items() if name not in before}
    assert set(added) == set(FIELDS)
    assert KEY not in str(added)


def test_a_message_that_does_not_fit_its_arguments_is_left_to_logging():
    record = logging.LogRecord("bot", logging.ERROR, "", 0, "code 306 of %d", ("text",), None)
    assert ErrorFilter().filter(record) is True
