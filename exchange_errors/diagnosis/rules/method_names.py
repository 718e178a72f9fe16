"""The request's envelope: the method's name, the id, the shape of params."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache

from ...exchange.methods import known_methods
from ..case import Case
from ..rule import Verdict, fault, rule
from ..values import shown, whole

MAX_ID = 9_223_372_036_854_775_807
MAX_NAME = 80
OLDER_METHODS = {"private/get-account-summary": "private/user-balance"}
WRITES = ("create-", "cancel-", "amend-", "change-", "close-")


@rule(
    codes={40002},
    evidence="inferred",
    source="Facts 1.1: methods are dash-case and lower case; facts 3.1 row 40002",
    refused_as=40002,
)
def method_is_spelled_as_documented(case: Case) -> Verdict | None:
    """The method is a documented one in another case, with underscores, a wrong prefix, or a slip of the pen."""
    name = case.request.get("method")
    if not isinstance(name, str) or not name or len(name) > MAX_NAME or name in known_methods():
        return None
    meant = _respelled(name) or _prefixed(name)
    if meant is None and case.code == 40002:
        meant = next(iter(get_close_matches(name, known_methods(), n=1, cutoff=0.9)), None)
    if meant is None or meant == name:
        return None
    return fault(f'method is "{shown(name)}"; the documented name is {meant}.', "method", name)


@rule(
    codes={50001},
    evidence="inferred",
    source="A client's report: private/get-account-summary under v1 answers 50001; facts 8",
    reads="answer",
)
def method_is_not_of_the_older_api(case: Case) -> Verdict | None:
    """The method belongs to the older version of the API."""
    successor = OLDER_METHODS.get(case.method)
    if successor is None:
        return None
    return fault(f"{case.method} is a method of the older API; here it is {successor}.", "method", case.method)


@rule(
    codes={40002},
    evidence="documented",
    source="Developer portal: these methods exist on the websocket only; facts 1.6 to 1.8",
)
def method_is_for_this_transport(case: Case) -> Verdict | None:
    """A websocket command was sent over REST."""
    known = known_methods().get(case.method)
    if known and known.access == "websocket" and case.http_status is not None:
        return fault(f"{case.method} is a websocket command; it was sent over REST.", "method", case.method)
    return None


@rule(
    codes={40001, 40002},
    evidence="documented",
    source="Source document, error response format; facts 1.5",
    refused_as=40001,
)
def method_is_given(case: Case) -> Verdict | None:
    """The request carries no `method`, or a misspelt key in its place."""
    request = case.request
    if request.get("method") not in (None, ""):
        return None
    near = _near_key(request) if "params" in request else None
    whole_envelope = "params" in request and ("id" in request or "nonce" in request)
    if near or not (whole_envelope or "method" in request):
        return near
    return fault("method is missing or empty.", "method")


@rule(
    codes={40001},
    evidence="observed",
    source="Agent trading notes: a text id gives 40001; other clients send text without harm (facts 6.2)",
)
def id_is_a_number(case: Case) -> Verdict | None:
    """`id` was sent as text, which the vendor's tests saw refused and other clients send successfully."""
    value = case.request.get("id")
    if isinstance(value, str):
        return fault(
            f'id is the text "{shown(value)}"; this was seen refused with 40001, although some clients send it so.',
            "id",
            value,
        )
    return None


@rule(
    codes={40001},
    evidence="documented",
    source="Developer portal, request envelope: id is 0 to 2^63 - 1; facts 1.1",
    refused_as=40001,
)
def id_is_within_range(case: Case) -> Verdict | None:
    """`id` is negative or larger than a signed 64-bit number."""
    value = whole(case.request.get("id"))
    if value is not None and not 0 <= value <= MAX_ID and not (value == -1 and case.request.get("method") == "ERROR"):
        return fault(f"id is {shown(value)}; it has to be 0 to {MAX_ID}.", "id", value)
    return None


@rule(
    codes={40001, 40004, 40101},
    evidence="documented",
    source="Developer portal: params is an object, {} when empty; ccxt issue 11179 for PHP's []; facts 1.1 and 2.6",
    refused_as=40001,
)
def params_is_an_object(case: Case) -> Verdict | None:
    """`params` is a list or a text; PHP writes an empty object as a list."""
    value = case.request.get("params")
    if isinstance(value, (list, tuple)):
        hint = " (PHP writes an empty object that way)" if not value else ""
        return fault(f"params is a list{hint}; it has to be an object, {{}} when empty.", "params", value)
    if isinstance(value, (str, int, float)):
        return fault("params is not an object; send {} when it is empty.", "params", value)
    return None


def _respelled(name: str) -> str | None:
    """Return the documented method that differs from ``name`` in case, separators or slashes only."""
    plain = name.strip().strip("/").lower().replace("_", "-")
    return plain if plain in known_methods() else None


def _prefixed(name: str) -> str | None:
    """Return the documented method whose prefix ``name`` lacks or has wrong."""
    prefix, _, last = name.strip("/").rpartition("/")
    meant = _by_last_part().get(last)
    if meant is None or prefix not in ("", "public", "private", "exchange/v1", "v1", "v1/private", "v2/private"):
        return None
    if prefix == "":
        return meant
    return meant if last.startswith(WRITES) or prefix not in ("public", "private") else None


@cache
def _by_last_part() -> Mapping[str, str]:
    """Return the methods by their last part; the advanced ones share theirs with plain ones and are left out."""
    plain = (name for name in known_methods() if "/" in name and not name.startswith("private/advanced/"))
    return {name.rsplit("/", 1)[-1]: name for name in plain}


def _near_key(request: Mapping[str, object]) -> Verdict | None:
    keys = [key for key in list(request)[:50] if isinstance(key, str) and len(key) <= 20]
    near = get_close_matches("method", [key for key in keys if key != "method"], n=1, cutoff=0.75)
    return fault(f'The key "{near[0]}" stands where "method" is due.', "method", near[0]) if near else None
