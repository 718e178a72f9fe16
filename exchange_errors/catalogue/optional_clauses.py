"""The clauses of a reply that need a fact from the paste: ``The order[ on {instrument}] was refused.``"""

from __future__ import annotations

import re

FACTS = ("instrument", "method", "parameter", "order_id")
CLAUSE = re.compile(r"\[([^\[\]{}]*)\{(\w{1,30})\}([^\[\]{}]*)\]")


def without_brackets(text: str) -> str:
    """Return the text with its clauses in place and their placeholders for the sender to fill."""
    return CLAUSE.sub(r"\1{\2}\3", text)
