"""Which column of a table holds codes: by its heading, by what its rows hold, and by what stands beside it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from http import HTTPStatus
from typing import NamedTuple

from ...language.word_classes import ClassedWord, read_words, words_in
from ..code_fields import key_parts, names_a_code, names_an_end, names_one_error
from ..code_names import CodeNames
from ..envelope import number
from ..everyday_numbers import EVERYDAY_STATUSES, HTTP_PHRASES, LONG
from ..method_mentions import any_method
from ..prose_page import ProsePage
from .close_codes import is_close_code

OWN_COLUMNS = frozenset((
    "method", "message", "msg", "instrument", "instrument_name", "order_id", "client_oid", "reason", "side", "symbol",
    "id", "time", "timestamp", "ts", "date", "result", "original", "error", "name", "count", "times", "status",
    "request", "occurrences", "hits", "total", "last seen",
))  # fmt: skip
FOREIGN_COLUMNS = frozenset((
    "url", "path", "http", "host", "ip", "port", "currency", "country", "isin", "bytes", "referer", "user_agent",
))  # fmt: skip


class Cell(NamedTuple):
    """What a cell says, without the marks around it, and where in its line that starts."""

    text: str
    start: int


Rows = Sequence[Sequence[Cell]]


def code_column(names: dict[str, int], rows: Rows, page: ProsePage) -> tuple[int | None, bool]:
    """Return the place of the first column of codes or else of close codes, and whether it is of the latter."""
    codes = [place for name, place in names.items() if _holds_codes(name, names)]
    closes = [place for name, place in names.items() if _holds_closes(name, names)]
    if codes and _are_closes(names, rows, codes[0]):
        return codes[0], True
    if codes and (_is_ours(names, page) or _are_our_numbers(names, rows, codes[0], page)):
        return codes[0], False
    if not codes and (place := _column_of_errors(names, rows, page)) is not None:
        return place, False
    if not codes and closes and _are_ended(names, rows, closes[0], page):
        return closes[0], True
    return _named_column(rows, page), False


def _is_ours(names: dict[str, int], page: ProsePage) -> bool:
    return page.is_ours or _are_our_columns(names)


def _are_closes(names: dict[str, int], rows: Rows, place: int) -> bool:
    """Whether a column of codes is one of close codes: a heading speaks of an end, and each number is one of them."""
    ends = any(word.is_a("closing") for name in names for word in read_words(name))
    return ends and bool(rows) and all(map(is_close_code, _numbers(rows, place)))


def _are_ended(names: dict[str, int], rows: Rows, place: int, page: ProsePage) -> bool:
    """Whether all of a column called by a connection's end are close codes; ``close`` alone may be a price."""
    name = next(name for name, column in names.items() if column == place)
    is_telling = len(read_words(name)) > 1 or _is_ours(names, page)
    return is_telling and bool(rows) and all(map(page.words.is_close, _numbers(rows, place)))


def _column_of_errors(names: dict[str, int], rows: Rows, page: ProsePage) -> int | None:
    """Return the place of a column that holds codes by what stands beside it, where none is called a code."""
    for look in (_error_column, _qualified_column, _answers_column):
        if (place := look(names, rows, page)) is not None:
            return place
    return None


def _error_column(names: dict[str, int], rows: Rows, page: ProsePage) -> int | None:
    """Return the place of the first column called an error or an answer, where our numbers stand in it.

    One row is enough where the text or two other columns speak of trading.
    """
    errors = [place for name, place in names.items() if names_one_error(name) or _names_answers(name)]
    of_trading = [name for name in names if any(word.is_a("trade", "asset") for word in read_words(name))]
    is_enough = bool(errors) and (len(rows) > 1 or (bool(rows) and (page.is_ours or len(of_trading) > 1)))
    return errors[0] if is_enough and _are_our_numbers(names, rows, errors[0], page) else None


def _qualified_column(names: dict[str, int], rows: Rows, page: ProsePage) -> int | None:
    """Return the place of a column for one code of several that each row counts: ``last_code``, ``rejects,main_code``.

    Words of a sentence make it nobody else's code, and so does a column that is called by errors.
    """
    parts = {name: key_parts(name) for name in names}
    is_of_errors = any(word.is_a("error", "failing") for words in parts.values() for word in words)
    for name, words in parts.items():
        if _is_qualified_code(words) and (is_of_errors or all(word.classes for word in words)):
            numbers = _numbers(rows, names[name])
            if len(numbers) > 1 and _are_codes(numbers, page) and not _may_all_be_statuses(numbers):
                return names[name]
    return None


def _is_qualified_code(words: Sequence[ClassedWord]) -> bool:
    """Whether a column is called a code and which one, but no status and no close code: ``last_code``."""
    is_code = len(words) > 1 and words[-1].is_a("code")
    return is_code and not any(word.is_a("status", "closing") for word in words)


def _may_all_be_statuses(numbers: Collection[int]) -> bool:
    return all(number in EVERYDAY_STATUSES and number >= HTTPStatus.BAD_REQUEST for number in numbers)


def _answers_column(_names: dict[str, int], rows: Rows, page: ProsePage) -> int | None:
    """Return the place of a column of long codes in a table whose rows each name a method of this exchange."""
    if not rows or not all(any(any_method().fullmatch(cell.text) for cell in row) for row in rows):
        return None
    for place in range(len(rows[0])):
        numbers = set(_numbers(rows, place)) - {0}
        if len(numbers) > 1 and min(numbers) >= LONG and _are_codes(numbers, page):
            return place
    return None


def _are_codes(numbers: Collection[int], page: ProsePage) -> bool:
    return all(map(page.words.is_number, numbers))


def _numbers(rows: Rows, place: int) -> list[int]:
    """Return the numbers of one column."""
    return [number(row[place].text) or 0 for row in rows if place < len(row)]


def _are_our_numbers(names: dict[str, int], rows: Rows, place: int, page: ProsePage) -> bool:
    """Whether all numbers of a column are codes, and no text is that of an HTTP status.

    One row is enough where the column is called an error's code; of a mere code there have to be two. The statuses
    may have a column of their own, and a row of what went well has a word in the place of the number.
    """
    name = next(name for name, column in names.items() if column == place)
    rows = [row for row in rows if place < len(row) and not row[place].text.isalpha()]
    numbers = set(_numbers(rows, place))
    texts = {"".join(cell.text.lower().split()) for row in rows for cell in row}
    is_enough = len(numbers) > 1 or any(word in name for word in words_in("error"))
    is_enough = is_enough and not (_names_answers(name) and EVERYDAY_STATUSES.issuperset(numbers))
    foreign = FOREIGN_COLUMNS if EVERYDAY_STATUSES.issuperset(numbers) else FOREIGN_COLUMNS - {"http"}
    is_ours = names.keys().isdisjoint(foreign) and texts.isdisjoint(HTTP_PHRASES)
    return is_enough and is_ours and _are_codes(numbers, page)


def _is_called(code: int, text: str, words: CodeNames) -> bool:
    is_name = any(entry.name == text for entry in words.numbered(code))
    return is_name or words.shared(code, text.replace("_", " ")) > 1


def _named_column(rows: Rows, page: ProsePage) -> int | None:
    """Return the place of a column of codes beside which another cell says what one of them is called."""
    for row in rows:
        for place, code in enumerate(number(cell.text) or 0 for cell in row):
            is_called = any(_is_called(code, cell.text, page.words) for cell in row)
            if is_called and all(map(page.words.is_number, _numbers(rows, place))):
                return place
    return None


def _are_our_columns(names: dict[str, int]) -> bool:
    return names.keys().isdisjoint(FOREIGN_COLUMNS) and not names.keys().isdisjoint(OWN_COLUMNS)


def _holds_codes(name: str, names: dict[str, int]) -> bool:
    """Whether a column is called a code; ``reason`` is one beside ``status``."""
    return names_a_code(name) or (name.endswith("reason") and "status" in names)


def _names_answers(name: str) -> bool:
    words = read_words(name)
    return all(word.classes for word in words) and any(word.is_a("getting") for word in words)


def columns_of_answers(names: dict[str, int]) -> frozenset[int]:
    """Return the places of the columns called by what one gets, ``answer``, ``what we got``: none among another's."""
    if not names.keys().isdisjoint(FOREIGN_COLUMNS):
        return frozenset()
    return frozenset(place for name, place in names.items() if _names_answers(name))


def _holds_closes(name: str, names: dict[str, int]) -> bool:
    """Whether a column is called by a word for the end of a connection; beside an opening it is a price."""
    return names_an_end(name) and not any(name.startswith("open") for name in names)
