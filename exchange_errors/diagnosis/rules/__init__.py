"""Every rule, from one module a topic; RULES keeps the order in which the report lists what they find."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from ..rule import Rule

TOPICS = (
    *("orders", "enums", "numeric_values", "sizes", "lists", "ids", "nonce", "method_names", "instruments"),
    *("dates", "limits", "websockets", "signatures", "transport"),
)
MODULES = tuple(import_module(f"{__name__}.{topic}") for topic in TOPICS)

RULES: tuple[Rule, ...] = tuple(
    member for module in MODULES for member in vars(module).values() if isinstance(member, Rule)
)

RULES_BY_CODE: Mapping[int, tuple[Rule, ...]] = {
    code: tuple(rule for rule in RULES if code in rule.codes)
    for code in sorted({code for rule in RULES for code in rule.codes})
}

PREFLIGHT_RULES: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.refused_as is not None)
