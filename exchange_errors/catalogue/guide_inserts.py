"""Fills a guide with data: a line such as ``<!-- table: outcomes -->`` becomes that table, so no fact is copied."""

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
    """Return a guide's Markdown with its tables and files inserted; ``fault`` is called for each that is missing."""

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
    """Yield how each call is looked up; neighbours with the same answer share a row."""
    yield from _head("What you sent", "Look it up with", "May a program send it again?")
    for (call, may, why), rows in groupby(look_ups().values(), key=_answers):
        yield _row(_code(row.method for row in rows), call, f"**{'Yes' if may else 'No, a person decides'}.** {why}")


def _answers(row: LookUp) -> tuple[str, bool, str]:
    return row.call, row.may_a_program_repeat, row.why


def _rate_limits() -> Iterator[str]:
    """Yield the limits over REST with the methods that have them."""
    yield from _head("Limit", "Counted per", "Methods")
    names: dict[tuple[str, str], list[str]] = {}
    for method in known_methods().values():
        if method.limit:
            names.setdefault((method.limit.rate, method.limit.owner), []).append(method.name)
    unbroken = "\N{NO-BREAK SPACE}"
    yield from (_row(rate.replace(" ", unbroken), owner, _code(methods)) for (rate, owner), methods in names.items())


def _head(*titles: str) -> Iterator[str]:
    yield _row(*titles)
    yield _row(*("---" for _ in titles))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


TABLES: Mapping[str, Callable[[], Iterator[str]]] = {"outcomes": _outcomes, "rate limits": _rate_limits}
