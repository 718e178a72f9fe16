"""The markup in the text of a reply: clauses that need a fact from the paste, and shared sentences.

``The order[ on {instrument}] was refused. {look_up_order}``
"""

from __future__ import annotations

import re

from .reply_languages import english

FACTS = ("instrument", "method", "parameter", "order_id")
SHARED = ("look_up_order", "look_up_payout")
"""Whole sentences that a reply names, so that a letter can omit those about calls that were not made."""
CLAUSE = re.compile(r"\[([^\[\]{}]*)\{(\w{1,30})\}([^\[\]{}]*)\]")
SHARED_SENTENCE = re.compile(rf"\{{({'|'.join(SHARED)})\}}")


def with_shared(text: str) -> str:
    """Return an English text with its shared sentences written out."""
    return SHARED_SENTENCE.sub(lambda name: english().sentence(name[1]), text) if "{" in text else text


def without_brackets(text: str) -> str:
    """Return the text with its clauses and shared sentences written out; the sender fills the placeholders."""
    return CLAUSE.sub(r"\1{\2}\3", with_shared(text))
