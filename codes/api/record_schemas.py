"""The catalogue's records as shapes of the API, made from the one definition of their fields."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from keyword import iskeyword
from types import GenericAlias
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from exchange_errors.catalogue.entry import Category, Entry, Impact
from exchange_errors.catalogue.note import CustomerQuestion, Note
from exchange_errors.catalogue.record_fields import RecordField, fields_of


class ApiSchema(BaseModel):
    """The base of all shapes: a key that is called like a Python word has an alias.

    A schema that shares its name with a record of the engine ends in ``Out``, which the published name leaves out.
    """

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        cls.__name__ = cls.__qualname__ = cls.__name__.removesuffix("Out")
        super().__init_subclass__(**kwargs)


class CategoryRef(ApiSchema):
    slug: str = Field(description="Permanent key of the category.")
    name: str


class GuideRef(ApiSchema):
    """A longer text about a subject."""

    slug: str = Field(description="Permanent key of the guide.")
    title: str
    url: str


@cache
def shape_of(record: Any) -> type[ApiSchema]:
    """Return the shape of a record, all of whose fields are in every answer."""
    return create_model(record.__name__, __base__=ApiSchema, __doc__=record.__doc__, **_shape_fields(record))


def entry_shape() -> type[ApiSchema]:
    """Return the shape of an entry: the facts, the fields of the note and what follows from them in one object."""
    facts = _shape_fields(Entry)
    updated_at = facts.pop("updated_at")
    return create_model(
        "Entry",
        __base__=ApiSchema,
        __doc__=Entry.__doc__,
        id=(str, Field(description="Permanent key. The number alone is none: 50001 names two errors.")),
        **facts,
        **_shape_fields(Note),
        impact=(
            Impact,
            Field(
                description="What the error means for the customer: check_funds where the outcome is unknown or funds "
                "are at risk, wait where the same request can pass later, else refused; fine where nothing is wrong."
            ),
        ),
        guides=(list[GuideRef], Field(description="The guides to read beside this entry.")),
        url=(str, Field(description="The page for people.")),
        api_url=(str, ...),
        updated_at=updated_at,
    )


def _shape_fields(record: Any) -> dict[str, Any]:
    fields = [field for field in fields_of(record) if field.about.shown and field.item is not Note]
    return {_python_name(field): (_json_type(field), _described(field)) for field in fields}


def _python_name(field: RecordField) -> str:
    return f"{field.key}_" if iskeyword(field.key) else field.key


def _described(field: RecordField) -> Any:
    alias = field.key if iskeyword(field.key) else None
    least = field.about.least if field.about.least > 1 else None
    return Field(alias=alias, ge=least, description=field.about.description or None)


def _json_type(field: RecordField) -> Any:
    """Return the type of a field in JSON, which has lists for tuples and knows a category by its key."""
    if field.item is Category:
        return CategoryRef
    if field.item is CustomerQuestion:
        return list[str]
    item = shape_of(field.item) if field.is_record else field.item
    if field.type == Mapping[str, tuple[str, ...]]:
        return dict[str, list[str]]
    return GenericAlias(list, (item,)) if field.is_list else item if field.is_record else field.type
