"""Fields that take one of a few words: spelled wrong, in the wrong case, or by the name a library uses."""

from __future__ import annotations

from ...exchange.request_fields import enumerations, other_words
from ..case import Case
from ..rule import Verdict, fault, rule
from ..values import shown


@rule(codes={220}, evidence="documented", source="Developer portal, facts 2.1", refused_as=220, each_order=True)
def side_is_buy_or_sell(case: Case) -> Verdict | None:
    """`side` is not one of its two words."""
    return _unknown(case, "side")


@rule(codes={218}, evidence="documented", source="Developer portal, facts 2.1", refused_as=218, each_order=True)
def order_type_is_known(case: Case) -> Verdict | None:
    """`type` is not an order type."""
    return _unknown(case, "type") if "order" in case.method or case.method == "private/close-position" else None


@rule(codes={221}, evidence="documented", source="Developer portal, facts 2.1", refused_as=221, each_order=True)
def time_in_force_is_known(case: Case) -> Verdict | None:
    """`time_in_force` is not one of the three long names."""
    return _unknown(case, "time_in_force")


@rule(codes={219}, evidence="documented", source="Developer portal, facts 2.1", refused_as=219, each_order=True)
def exec_inst_is_known(case: Case) -> Verdict | None:
    """`exec_inst` holds a word that is no instruction."""
    known = enumerations()["exec_inst"].values
    for word in case.texts("exec_inst"):
        if word not in known:
            return _verdict("exec_inst", word, known, "exec_inst holds")
    return None


@rule(codes={230}, evidence="documented", source="Developer portal, facts 2.1", refused_as=230, each_order=True)
def ref_price_type_is_known(case: Case) -> Verdict | None:
    """`ref_price_type` is none of the three prices that a trigger can watch."""
    return _unknown(case, "ref_price_type")


@rule(codes={230}, evidence="documented", source="Developer portal, facts 2.1", refused_as=230, each_order=True)
def oco_leg_watches_the_mark_price(case: Case) -> Verdict | None:
    """A trigger leg of an OCO watches another price than the mark price."""
    watched = case.text("ref_price_type")
    if case.method == "private/advanced/create-oco" and watched in ("INDEX_PRICE", "LAST_PRICE"):
        return fault(f"ref_price_type is {watched}; an OCO leg takes MARK_PRICE only.", "ref_price_type", watched)
    return None


@rule(
    codes={50001},
    evidence="observed",
    source="Agent trading notes, production tests: facts 2.1 and 3.1 row 50001",
    refused_as=50001,
    each_order=True,
)
def spot_margin_is_known(case: Case) -> Verdict | None:
    """`spot_margin` is neither SPOT nor MARGIN, which was answered with an internal error."""
    return _unknown(case, "spot_margin")


@rule(
    codes={40004},
    evidence="inferred",
    source="Developer portal for the values, facts 2.1; which code answers is not documented",
    refused_as=40004,
    each_order=True,
)
def self_trade_or_list_word_is_known(case: Case) -> Verdict | None:
    """`stp_scope`, `stp_inst`, `direction` or `contingency_type` holds an unknown word."""
    for name in ("stp_scope", "stp_inst", "direction", "contingency_type"):
        unknown = _unknown(case, name)
        if unknown:
            return unknown
    return None


def _unknown(case: Case, name: str) -> Verdict | None:
    """Return a verdict when the field holds none of its words; absent and empty fields are another rule's business."""
    value = case.raw(name)
    known = enumerations()[name].values
    if value is None or value == "" or value in known or not any(char.isalpha() for char in shown(value)):
        return None
    return _verdict(name, shown(value), known, f"{name} is")


def _verdict(name: str, value: str, known: tuple[str, ...], opening: str) -> Verdict:
    word = value.strip().upper().replace("-", "_").replace(" ", "_")
    joined = word.replace("_", "")
    meant = next((name for name in known if name.replace("_", "") == joined), other_words().get(word))
    if meant is not None and meant in known:
        how = "in upper case" if value.upper() == meant else "by that name"
        return fault(f'{opening} "{value}"; the exchange takes {meant}, {how}.', name, value)
    return fault(f'{opening} "{value}"; the exchange takes {_listed(known)}.', name, value)


def _listed(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
