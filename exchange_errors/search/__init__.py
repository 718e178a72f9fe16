"""Finding entries: a query is parsed first, then an index over one catalogue answers it."""

import sys
from types import ModuleType
from typing import Any

from .hits import Hit, Results
from .index import Index, whole_index
from .nearest import exact, outside
from .query import MAX_QUERY, Query, QueryTooLong, parse_query

__all__ = [
    "MAX_QUERY",
    "Hit",
    "Index",
    "Query",
    "QueryTooLong",
    "Results",
    "exact",
    "outside",
    "parse_query",
    "whole_index",
]


class SearchPackage(ModuleType):
    """Lets ``exchange_errors.search`` be the function too: importing a subpackage replaces what had its name."""

    def __call__(self, text: str, limit: int | None = None) -> dict[str, Any]:
        from ..answers import shipped

        return shipped().search(text, limit)


sys.modules[__name__].__class__ = SearchPackage
