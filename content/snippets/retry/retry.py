"""What to do after an error, by the generated constants; save those as exchange_codes.py."""

import random

from exchange_codes import ONLY_BY_A_PERSON, ErrorCode

LONGEST_WAIT_MS = 30_000
WITHOUT_WAIT = {
    "never": "give_up",
    "after_fix": "fix",  # the same request would fail again
    "after_check": "check",  # look at the order or the market before you send anything
    "when_state_changes": "wait_for_change",
}


def decide(code, name=None, attempt=1, method=None, nothing_happened=False):
    """Return what to do after ``method`` met ``code``, and how many milliseconds to wait first.

    ``attempt`` is how often the request was sent so far: 1 after the first time. Pass ``nothing_happened=True`` once
    the look-up that "check" asks for has shown so.
    """
    found = ErrorCode.with_code(code)
    found = [entry for entry in found if name == entry.wire_name] or found
    entry = found[0] if len(found) == 1 else None
    if entry and entry.retry == "not_needed":
        return "done", 0
    is_open = entry is None or entry.outcome == "unknown"  # an unknown code, or a number with two meanings: assume so
    if method in ONLY_BY_A_PERSON:
        return "ask_a_person", 0  # a payout cannot be called back: a program never repeats it
    if is_open and not nothing_happened:
        return "check", 0  # LOOK_UP[method] of the constants says where; send nothing before
    advice = entry.retry if entry else "after_backoff"  # what cannot be read is treated like a time-out
    first, most = (entry.min_delay_ms, entry.max_attempts) if entry else (None, None)
    if most and attempt >= most:
        return "give_up", 0
    if advice == "after_check" and nothing_happened:
        if not first:
            return "fix", 0
    elif advice != "after_backoff":
        return WITHOUT_WAIT[advice], 0
    wait = min(LONGEST_WAIT_MS, (first or 1000) * 2 ** (attempt - 1))
    return "wait", wait + random.randrange(wait)  # clients that failed together must not come back together
