"""Fills the texts of the notes with facts from a paste; a fact that is not there takes its clause with it."""

from __future__ import annotations

import re
from collections.abc import Mapping

SAFE_FACT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]{0,47}")
PLACEHOLDER = re.compile(r"\{(\w{1,30})\}")
BRACKETED = re.compile(r"\s?\([^(){}]{0,80}\{\w{1,30}\}[^(){}]{0,80}\)")
CLAUSE = re.compile(
    r"\s(?:on|for|in|of|with|to|by|from|through|using|under|about)"
    r"(?:\s(?:the|your|this))?(?:\s(?:order|method|instrument|market|parameter|field|value|id|order id))?"
    r"\s`?\{\w{1,30}\}`?",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"\b(order|method|instrument|market|parameter|field|request|id|number|pair)\s`?\{\w{1,30}\}`?", re.IGNORECASE
)
STAND_IN = {
    "instrument": "the instrument",
    "method": "the request",
    "parameter": "the parameter",
    "order_id": "the order",
}


def fill(template: str, facts: Mapping[str, str]) -> str:
    """Return ``template`` with ``{instrument}`` and the like filled from ``facts``.

    Where a fact is missing its clause is dropped ("on {instrument}"), or a plain noun stands in for it; no brace
    is left. Facts that could be anything but a name or an id are treated as missing.
    """
    known = {name: value for name, value in facts.items() if SAFE_FACT.fullmatch(value)}

    def put(found: re.Match[str]) -> str:
        return known.get(found.group(1), found.group(0))

    text = PLACEHOLDER.sub(put, template)
    if "{" not in text:
        return text
    text = BRACKETED.sub("", text)
    text = CLAUSE.sub("", text)
    text = NAMED.sub(r"\1", text)
    text = re.sub(r"`?\{(\w{1,30})\}`?", lambda found: STAND_IN.get(found.group(1), "it"), text)
    text = text.replace("{", "").replace("}", "")
    text = re.sub(r"\b(the|an?) the\b", "the", text, flags=re.IGNORECASE)
    text = re.sub(r" {2,}", " ", text)
    text = re.sub(r" ([.,;:!?])", r"\1", text)
    return re.sub(r"(^|[.!?]\s+)([a-z])", lambda found: found.group(1) + found.group(2).upper(), text)
