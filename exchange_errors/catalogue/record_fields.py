"""The fields of a record, read from its annotations: reader, writer, JSON, database and schema follow them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True)
class About:
    """What an annotation says about a field, apart from its type.

    ``key`` is its name in files and JSON, where that differs. ``heading`` is that of the section
    that holds it, where it is prose below the front matter. ``longest`` makes it a text of one line, of at most so
    many characters. ``least`` and ``most`` bound a whole number. A field that is not ``shown`` is for the decoder only.
    """

    description: str = ""
    key: str = ""
    heading: str = ""
    longest: int = 0
    least: int = 1
    most: int = 0
    shown: bool = True


class RecordField(NamedTuple):
    """One field: its name in Python, its name in files and JSON, its type, and what else is known about it.

    ``item`` is the type of one item of a list, else the type itself, without the None of an optional one. ``choices``
    are the values that it may hold; () where it may hold any of its type.
    """

    name: str
    key: str
    type: Any
    about: About
    item: Any
    is_required: bool
    is_list: bool
    is_optional: bool
    is_table: bool
    is_record: bool
    choices: tuple[str, ...]


@cache
def fields_of(record: type[Any]) -> tuple[RecordField, ...]:
    """Return the fields that a record is made from, in their order."""
    hints = get_type_hints(record, include_extras=True)
    return tuple(_field(field, hints[field.name]) for field in dataclasses.fields(record) if field.init)


def _field(field: dataclasses.Field[Any], hint: Any) -> RecordField:
    plain, *extras = (get_args(hint)[0], *hint.__metadata__) if get_origin(hint) is Annotated else (hint,)
    about = next((extra for extra in extras if isinstance(extra, About)), About())
    arguments, origin = get_args(plain), get_origin(plain)
    is_list, is_optional = origin is tuple, type(None) in arguments
    item = arguments[0] if is_list or is_optional else plain
    return RecordField(
        field.name,
        about.key or field.name,
        plain,
        about,
        item,
        field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING,
        is_list,
        is_optional,
        is_table=origin is Mapping,
        is_record=dataclasses.is_dataclass(item),
        choices=get_args(item) if get_origin(item) is Literal else (),
    )
