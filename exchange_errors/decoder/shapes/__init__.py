"""The shapes a paste may have: one module each, the most specific first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..decoded import Sighting
from ..prose_page import ProsePage
from .batch import batch
from .close_event import close_event
from .close_line import close_line
from .inserted import inserted
from .listing import listing
from .lookup import lookup
from .named_code import named_code, several_codes
from .order import order
from .outcome import ObjectReading, ObjectShape
from .prose import prose
from .record import record
from .request import request
from .response import response
from .table import table

TextShape = Callable[[ProsePage], Iterator[Sighting]]

#: For objects: the first one that answers has read the object.
SHAPES: tuple[ObjectShape, ...] = (
    batch, close_event, request, response, order, named_code, several_codes, record,
)  # fmt: skip

#: For the plain text around the objects: each reads what the ones before it left.
TEXT_SHAPES: tuple[TextShape, ...] = (lookup, listing, close_line, inserted, table, prose)

__all__ = ["SHAPES", "TEXT_SHAPES", "ObjectReading", "ObjectShape", "TextShape"]
