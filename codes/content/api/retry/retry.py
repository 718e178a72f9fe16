"""What to do after an error, by the generated constants; save those as exchange_codes.py."""

import random

from exchange_codes import ErrorCode

LONGEST_WAIT_MS = 30_000
WITHOUT_WAIT = {
    "not_needed": "done",
    "never": "give_up",
    "after_fix": "fix",  # the same request would fail again
    "after_check": "check",  # look the order up before you send anything
    "when_state_changes": "wait_for_change",
}


def decide(code, name=None, attempt=1):
    """Return what to do after attempt number ``attempt`` met ``code``, and how many milliseconds to wait first."""
    found = ErrorCode.with_code(code)
    found = [entry for entry in found if name == entry.wire_name] or found
    if len(found) != 1:
        return "check", 0  # an unknown code, or a number with two meanings: assume the worse
    [entry] = found
    if entry.retry != "after_backoff":
        return WITHOUT_WAIT[entry.retry], 0
    if attempt >= (entry.max_attempts or 5):
        return "give_up", 0
    wait = min(LONGEST_WAIT_MS, (entry.min_delay_ms or 1000) * 2 ** (attempt - 1))
    wait += random.randrange(wait)  # clients that failed together must not come back together
    return ("check" if entry.outcome == "unknown" else "wait"), wait
