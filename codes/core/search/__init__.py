"""Finding entries: a query is parsed first, then an index over one catalogue answers it."""

from .hits import Found, Hit, Hits
from .index import Index
from .nearest import exact
from .query import MAX_QUERY, Query, QueryTooLong, parse_query

__all__ = ["MAX_QUERY", "Found", "Hit", "Hits", "Index", "Query", "QueryTooLong", "exact", "parse_query"]
