"""Words and numbers that prove little: other programs say them too, or every sentence holds them."""

from __future__ import annotations

import re
from http import HTTPStatus

LONG = 10_000  # from here on a number of this exchange is hardly a count, a page or a status
#: Reason phrases of HTTP statuses, in lower case and as one word.
HTTP_PHRASES = frozenset(re.sub(r"\W", "", status.phrase.lower()) for status in HTTPStatus) | {"payloadtoolarge"}

#: Names that other systems use too (HTTP, JSON-RPC, OAuth).
GENERIC_NAMES = frozenset((
    "UNAUTHORIZED", "BAD_REQUEST", "NOT_FOUND", "TOO_MANY_REQUESTS", "REQUEST_TIMEOUT", "METHOD_NOT_FOUND",
    "INVALID_REQUEST", "INVALID_DATE", "REJECTED", "FAIL", "INVALID_USER", "INVALID_CURRENCY", "INVALID_ACCOUNT",
    "INVALID_PRICE", "UNAUTHORISED", "SYS_ERROR", "USER_NOT_FOUND", "DUPLICATE_REQUEST", "INVALID_SIDE",
))  # fmt: skip

#: Names that are also values of ``time_in_force``.
ENUM_NAMES = frozenset(("FILL_OR_KILL", "IMMEDIATE_OR_CANCEL"))

#: Names and sentences of the vendor that any program may say, in lower case and as one word.
EVERYDAY_SENTENCES = frozenset((
    "badrequest", "notfound", "methodnotfound", "invalidrequest", "internalerror", "invaliddate", "noposition",
    "invaliduser", "invalidprice", "requesthastimedout", "invalidaccount", "currencyisinvalid", "accountisinvalid",
    "invalidleverage", "invalidcurrency", "ipillegal", "userisnotactive", "accountisnotactive", "duplicaterequest",
    "requesttimeout", "toomanyrequests", "accountdoesnotexist", "selftradeprevention", "marketisnotopen",
    "positiondoesnotexist", "invalidside", "unknownsymbol", "authenticationfailure", "illegalip",
    "accountissuspended", "invalidorderid", "duplicateorderid", "accountsdonotmatch", "invalidorderstatus",
))  # fmt: skip

#: Words that two sentences may share without saying the same.
FILLERS = frozenset((
    "a", "account", "also", "and", "any", "api", "are", "be", "but", "code", "does", "error", "failed", "for",
    "from", "has", "in", "invalid", "is", "many", "message", "more", "no", "not", "of", "only", "or", "order", "per",
    "request", "than", "that", "the", "this", "to", "too", "via", "was", "were", "what", "when", "which", "with",
    "access", "could", "unknown", "user",
))  # fmt: skip

#: Numbers that services send as HTTP statuses every day.
EVERYDAY_STATUSES = frozenset(map(int, HTTPStatus))
