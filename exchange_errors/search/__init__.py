"""Finding entries: a query is parsed first, then an index over one catalogue answers it."""

from .hits import Hit, Results
from .index import Index
from .nearest import exact, outside
from .query import MAX_QUERY, Query, QueryTooLong, parse_query

__all__ = ["MAX_QUERY", "Hit", "Index", "Query", "QueryTooLong", "Results", "exact", "outside", "parse_query"]
