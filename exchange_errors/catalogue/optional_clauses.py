"""What the text of a reply holds beside words: clauses that need a fact from the paste, and sentences that are shared.

``The order[ on {instrument}] was refused. {look_up_order}``
"""

from __future__ import annotations

import re

from .reply_languages import english

FACTS = ("instrument", "method", "parameter", "order_id")
SHARED = ("look_up_order", "look_up_payout")
"""Whole sentences that a reply names, so that a letter can leave out those on calls that were not made."""
CLAUSE = re.compile(r"\[([^\[\]{}]*)\{(\w{1,30})\}([^\[\]{}]*)\]")
SHARED_SENTENCE = re.compile(rf"\{{({'|'.join(SHARED)})\}}")


def with_shared(text: str) -> str:
    """Return an English text with its shared sentences in place."""
    return SHARED_SENTENCE.sub(lambda name: english().sentence(name[1]), text) if "{" in text else text


def without_brackets(text: str) -> str:
    """Return the text with its clauses and shared sentences in place, the clauses' placeholders for the sender."""
    return CLAUSE.sub(r"\1{\2}\3", with_shared(text))
