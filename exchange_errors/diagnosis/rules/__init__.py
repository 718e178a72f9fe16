"""Every rule, from one module a topic; RULES keeps the order in which the report lists what they find."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from ..rule import Rule
from . import (
    dates,
    enums,
    ids,
    instruments,
    limits,
    lists,
    method_names,
    nonce,
    numeric_values,
    orders,
    signatures,
    sizes,
    transport,
    websockets,
)

TOPICS: tuple[ModuleType, ...] = (
    orders,
    enums,
    numeric_values,
    sizes,
    lists,
    ids,
    nonce,
    method_names,
    instruments,
    dates,
    limits,
    websockets,
    signatures,
    transport,
)

RULES: tuple[Rule, ...] = tuple(
    member for topic in TOPICS for member in vars(topic).values() if isinstance(member, Rule)
)

RULES_BY_CODE: Mapping[int, tuple[Rule, ...]] = {
    code: tuple(rule for rule in RULES if code in rule.codes)
    for code in sorted({code for rule in RULES for code in rule.codes})
}

PREFLIGHT_RULES: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.refused_as is not None)
