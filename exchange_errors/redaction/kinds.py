"""The registry of secrets, ``content/redaction/kinds.toml``: one row for each kind. The file explains its columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from ..content import read_table
from . import plausibility

Look = Callable[[str], bool]
BARE = r"""[^\s"'`\\,;&|«»“‹›]{1,512}"""


class Form(NamedTuple):
    """A form that gives a secret away wherever it is; the columns of a row in ``forms``."""

    pattern: str = ""
    marks: tuple[str, ...] = ()
    runs: str = ""
    look: str = ""
    not_behind: str = "_"
    find: str = ""
    proves: bool = False


class Kind(NamedTuple):
    """One kind; the columns of its row."""

    name: str
    advice: str
    words: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    value: str = BARE
    apart: Look | None = None
    only: Look | None = None
    parts: bool = False
    replace: bool = False


@cache
def kinds() -> Mapping[str, Kind]:
    """Return every kind by name, in the order in which their forms are looked for."""
    return {row["name"]: _kind(row) for row in read_table("redaction/kinds.toml")["kinds"]}


def look_named(name: str) -> Look:
    """Return the function of ``plausibility`` that a column of the registry names."""
    look: Look = getattr(plausibility, name)
    return look


def _kind(row: Mapping[str, Any]) -> Kind:
    looks = {column: look_named(row[column]) for column in ("apart", "only") if column in row}
    forms = tuple(Form(**form) for form in row.get("forms", ()))
    return Kind(**{**row, **looks, "forms": forms})
