"""How the exchange names its methods, in a field and in the middle of a text."""

from __future__ import annotations

import re
from functools import cache

from ..exchange.methods import known_methods

#: The value of a ``method`` field, known or misspelt.
METHOD = re.compile(r"(?:private|public)/[A-Za-z0-9/_-]{2,80}")
#: A method in a text, where ``public/css`` and ``/srv/private/keys`` may stand as well.
METHOD_IN_TEXT = re.compile(
    r"(?:(?<![\w./-])|(?<=/v1/)|(?<=/v2/))(?:private/(?:[a-z]{2,20}/)?[a-z]{2,20}(?:-[a-z]{2,20}){1,6}"
    r"|private/(?:staking|advanced)/[a-z]{2,20}|public/(?:get-[a-z-]{2,40}|auth|heartbeat|respond-heartbeat|staking/[a-z-]{2,40}))"
    r"(?![\w./])"
)
OWN_METHODS = frozenset({"subscribe", "unsubscribe", "ERROR", "public/auth"})


@cache
def any_method() -> re.Pattern[str]:
    """Return the pattern of a documented method as people write it: without its prefix, if it has a dash of its own."""
    names = {name.rsplit("/", 1)[-1] for name in known_methods()}
    dashed = sorted((name for name in names if "-" in name), reverse=True)
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(dashed)})(?![\w-])")


def method_in(text: str) -> str | None:
    """Return the first method of this exchange that a text names, with its prefix; None where it names none."""
    if "private/" not in text and "public/" not in text:
        return None
    match = METHOD_IN_TEXT.search(text)
    return match[0] if match else None
