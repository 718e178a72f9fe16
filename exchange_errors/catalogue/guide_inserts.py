"""What a guide takes from data: a line such as ``<!-- table: outcomes -->`` becomes the table, so no fact is copied."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from ..content import read_text
from ..exchange.methods import known_methods
from ..exchange.outcomes import LookUp, look_ups

INSERT = re.compile(r"^<!-- (table|file): (.+) -->$", re.MULTILINE)
LANGUAGES = {"sh": "bash", "py": "python"}


def with_inserts(body: str, fault: Callable[[str], object]) -> str:
    """Return a guide's Markdown with its tables and files in place; ``fault`` is told of each that does not exist."""

    def insert(mark: re.Match[str]) -> str:
        kind, name = mark.groups()
        try:
            return "\n".join(TABLES[name]()) if kind == "table" else _fenced(name)
        except (KeyError, FileNotFoundError):
            fault(f"there is no {kind} {name!r} to insert")
            return ""

    return INSERT.sub(insert, body)


def _fenced(name: str) -> str:
    """Return a file of the content folder as a block of code."""
    return f"```{LANGUAGES[name.rpartition('.')[2]]}\n{read_text(name).rstrip()}\n```"


def _outcomes() -> Iterator[str]:
    """Yield how each call is looked up; calls of which the same is true share a row."""
    yield from _head("What you sent", "Where to look", "By", "May a program send it again?", "Why")
    for (_, why), group in groupby(look_ups().values(), key=lambda row: (_answers(row), row.why)):
        rows = tuple(group)
        where, by, may = _answers(rows[0])
        yield _row(_code(row.method for row in rows), _code(where), _code(by, " or "), _may(may), why)


def _answers(row: LookUp) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    return row.look_up, row.by, row.may_a_program_repeat


def _may(program: bool) -> str:
    return "Yes" if program else "**No, a person decides**"


def _rate_limits() -> Iterator[str]:
    """Yield the limits over REST with the methods that have them."""
    yield from _head("Limit", "Methods")
    names: dict[str, list[str]] = {}
    for method in known_methods().values():
        if method.limit:
            names.setdefault(method.limit.words, []).append(method.name)
    yield from (_row(words, _code(methods)) for words, methods in names.items())


def _head(*titles: str) -> Iterator[str]:
    yield _row(*titles)
    yield _row(*("---" for _ in titles))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _code(names: Iterable[str], between: str = ", ") -> str:
    return between.join(f"`{name}`" for name in names) or "–"


TABLES: Mapping[str, Callable[[], Iterator[str]]] = {"outcomes": _outcomes, "rate limits": _rate_limits}
