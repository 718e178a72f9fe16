"""The nonce: the time of the request in milliseconds, at most 60 seconds from the exchange's own."""

from __future__ import annotations

from ..case import Case
from ..intervals import span_words
from ..rule import Verdict, fault, rule
from ..values import number, shown, whole

WINDOW_MS = 60_000
DAY_MS = 86_400_000
ZONE_STEP_MS = 900_000
ZONE_SLACK_MS = 300_000
ZONE_MOST_MS = 14 * 3_600_000
UNITS = ((10**8, 10**11, "seconds", 10), (10**14, 10**17, "microseconds", 16), (10**17, 10**20, "nanoseconds", 19))


@rule(
    codes={40102, 40101},
    evidence="documented",
    source="Developer portal: nonce is in milliseconds; facts 1.1 and 2.6",
    refused_as=40102,
)
def nonce_is_in_milliseconds(case: Case) -> Verdict | None:
    """The nonce has the size of seconds, microseconds or nanoseconds."""
    value = number(case.request.get("nonce"))
    if value is None:
        return None
    for low, high, unit, digits in UNITS:
        if low <= value < high:
            return fault(
                f"nonce {shown(case.request['nonce'])} is consistent with {unit} ({digits} digits); "
                "the exchange takes milliseconds (13 digits).",
                "nonce",
                case.request["nonce"],
            )
    return None


@rule(codes={40102}, evidence="documented", source="Source document, row 40102: 60 seconds")
def nonce_is_near_the_exchange_time(case: Case) -> Verdict | None:
    """The nonce is more than 60 seconds from the time of the answer or of the log line."""
    skew = nonce_skew(case)
    if skew is None or abs(skew) <= WINDOW_MS or abs(abs(skew) - DAY_MS) <= WINDOW_MS:
        return None  # in a log without dates, midnight looks like a difference of a whole day
    side = "ahead of" if skew > 0 else "behind"
    words = f"nonce is {span_words(skew)} {side} the time in this paste; 60 s are allowed."
    if _whole_zones(skew):
        words += " It is close to whole quarters of an hour, so a time zone missing from the log may be the reason."
    return fault(words, "nonce", case.request["nonce"])


@rule(
    codes={40101},
    evidence="observed",
    source="Agent trading notes, production tests: a float nonce gives 40101; facts 1.1",
    refused_as=40101,
)
def nonce_is_whole(case: Case) -> Verdict | None:
    """The nonce was sent with a fraction or as a float."""
    value = case.request.get("nonce")
    if isinstance(value, float) or (isinstance(value, str) and "." in value and number(value) is not None):
        return fault(f"nonce is {shown(value)}; it has to be a whole number.", "nonce", value)
    return None


@rule(
    codes={40101, 40102, 40001, 40004},
    evidence="documented",
    source="Developer portal, request envelope: nonce is required; facts 1.1",
)
def nonce_is_sent(case: Case) -> Verdict | None:
    """A private request with its envelope in view carries no nonce."""
    request = case.request
    complete = "id" in request and case.method.startswith("private/") and "params" in request
    if complete and ("nonce" not in request or request["nonce"] in (None, "")):
        return fault("nonce is missing from the request in this paste.", "nonce")
    return None


def nonce_skew(case: Case) -> int | None:
    """Return the nonce minus the time of the case in milliseconds; positive means that the client runs ahead.

    None when either is not known, or when the nonce is not of the size of milliseconds.
    """
    value = whole(case.request.get("nonce"))
    if value is None or case.at_ms is None or not 10**11 <= value < 10**14:
        return None
    return value - case.at_ms


def _whole_zones(skew: int) -> bool:
    """Whether ``skew`` is within five minutes of a possible difference between two time zones."""
    steps = round(abs(skew) / ZONE_STEP_MS)
    return 2 <= steps <= ZONE_MOST_MS // ZONE_STEP_MS and abs(abs(skew) - steps * ZONE_STEP_MS) <= ZONE_SLACK_MS
