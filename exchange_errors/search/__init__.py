"""Finds entries: a query is parsed, then the index of a catalogue answers it."""

import sys
from types import ModuleType
from typing import Any

from .hits import Hit, Results
from .index import Index, whole_index
from .nearest import exact, outside
from .query import MAX_QUERY, Query, QueryTooLong, parse_query

__all__ = [
    "MAX_QUERY", "Hit", "Index", "Query", "QueryTooLong", "Results", "exact", "outside", "parse_query", "whole_index",
]  # fmt: skip


class SearchPackage(ModuleType):
    """Makes this package callable: importing it replaces the function ``exchange_errors.search``."""

    def __call__(self, text: str, limit: int | None = None) -> dict[str, Any]:
        from ..answers import shipped

        return shipped().search(text, limit)


sys.modules[__name__].__class__ = SearchPackage
