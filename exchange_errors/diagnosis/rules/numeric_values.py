"""Numbers in requests: their JSON type, their sign, and how they are written."""

from __future__ import annotations

from ...exchange.request_fields import known_fields, wrong_types
from ..case import Case
from ..rule import Verdict, fault, rule
from ..values import EXPONENT_NUMBER, is_json_number, is_stand_in, number, shown

SOURCE = "Agent trading notes, production tests; facts 2.2"
EXACT = 2**53
LIMIT_METHODS = frozenset(
    {
        "private/get-order-history",
        "private/get-trades",
        "private/get-transactions",
        "private/user-balance-history",
    }
)
PRICES = ("price", "new_price", "ref_price")
QUANTITIES = ("quantity", "new_quantity")
AMOUNTS = ("notional", "amount", "isolated_margin_amount")


@rule(codes={308}, evidence="observed", source=SOURCE, refused_as=308, each_order=True)
def price_is_sent_as_text(case: Case) -> Verdict | None:
    """`price` was sent as a JSON number."""
    return _unquoted(case, "price")


@rule(codes={40101}, evidence="observed", source=SOURCE, refused_as=40101, each_order=True)
def quantity_is_sent_as_text(case: Case) -> Verdict | None:
    """`quantity` was sent as a JSON number, which was answered as a wrong signature."""
    return _unquoted(case, "quantity")


@rule(codes={50001}, evidence="observed", source=SOURCE, refused_as=50001, each_order=True)
def notional_is_sent_as_text(case: Case) -> Verdict | None:
    """`notional` was sent as a JSON number, which was answered as an internal error."""
    return _unquoted(case, "notional")


@rule(codes={229}, evidence="observed", source=SOURCE, refused_as=229, each_order=True)
def ref_price_is_sent_as_text(case: Case) -> Verdict | None:
    """`ref_price` was sent as a JSON number."""
    return _unquoted(case, "ref_price")


@rule(
    codes={40004, 40003, 40001, 40101, 213},
    evidence="documented",
    source="Developer portal: numbers in requests are text; facts 2.2. Which code answers is not documented",
    each_order=True,
)
def number_is_sent_as_text(case: Case) -> Verdict | None:
    """Another decimal field was sent as a JSON number although the documents want all of them as text."""
    for name, value in case.params.items():
        known = known_fields().get(name) if isinstance(name, str) else None
        if known is None or known.json != "number_text" or not is_json_number(value):
            continue
        if name not in wrong_types() or case.code == 213:
            return _unquoted(case, name)
    return None


@rule(codes={40003}, evidence="observed", source=SOURCE, refused_as=40003)
def limit_is_sent_as_number(case: Case) -> Verdict | None:
    """`limit` was sent as text to a method that takes a JSON number."""
    if case.method in LIMIT_METHODS and case.text("limit"):
        value = case.text("limit")
        return fault(f'limit is the text "{value[:20]}"; {case.method} takes it as a JSON number.', "limit", value)
    return None


@rule(
    codes={308, 229},
    evidence="inferred",
    source="Facts 3.1, rows 308 and 229",
    refused_as=308,
    each_order=True,
)
def price_is_a_positive_number(case: Case) -> Verdict | None:
    """A price is zero, negative or no number."""
    names = {308: ("price", "new_price"), 229: ("ref_price",)}.get(case.code or 0, PRICES)
    if case.text("type") == "MARKET":
        names = tuple(name for name in names if name != "price")
    unusable = _unusable(case, names)
    return unusable if unusable is None or unusable.parameter != "ref_price" else _with_code(unusable, 229)


@rule(
    codes={213, 216},
    evidence="inferred",
    source="Recorded text 'Invalid quantity format' (ccxt); facts 3.1, rows 213 and 216",
    refused_as=213,
    each_order=True,
)
def quantity_is_a_positive_number(case: Case) -> Verdict | None:
    """A quantity is zero, negative or no number."""
    unusable = _unusable(case, QUANTITIES)
    if unusable and case.method == "private/close-position":
        return _with_code(unusable, 216)
    return unusable


@rule(
    codes={40004, 415},
    evidence="inferred",
    source="Facts 2.2 and 2.11; which code answers is not documented",
    refused_as=40004,
    each_order=True,
)
def amount_is_a_positive_number(case: Case) -> Verdict | None:
    """An amount is zero, negative or no number."""
    return _unusable(case, AMOUNTS)


@rule(
    codes={213, 308, 229, 40101, 40004},
    evidence="inferred",
    source="Facts 3.2: send text without an exponent; facts 2.6: numbers written another way break the signature",
    refused_as=213,
    each_order=True,
)
def number_has_no_exponent(case: Case) -> Verdict | None:
    """A number is written with an exponent, as programs print very small floats."""
    names = {308: PRICES[:2], 229: PRICES[2:], 213: QUANTITIES}.get(case.code or 0, (*PRICES, *QUANTITIES, *AMOUNTS))
    for name in names:
        value = shown(case.raw(name)) if case.has(name) else ""
        if EXPONENT_NUMBER.fullmatch(value):
            code = 308 if name in PRICES[:2] else 229 if name == "ref_price" else 213
            plain = f"{number(value):f}" if number(value) is not None else ""
            hint = f"; write {plain}" if 0 < len(plain) <= 40 else "; write it without an exponent"
            return fault(f"{name} is {value}, with an exponent{hint}.", name, value, code)
    return None


@rule(
    codes={212, 40401, 316, 307, 40101},
    evidence="documented",
    source="Developer portal: send order_id as text; facts 2.2: 19 digits are above 2^53",
    refused_as=212,
    each_order=True,
)
def order_id_survives_javascript(case: Case) -> Verdict | None:
    """`order_id` was sent as a JSON number larger than 2^53, which JavaScript rounds."""
    value = case.raw("order_id")
    if not is_json_number(value) or abs(value) <= EXACT:
        return None
    rounded = " It ends in zeros, as a rounded number does." if shown(value).endswith("00") else ""
    return fault(
        f"order_id is a JSON number above 2^53 ({EXACT}), which JavaScript rounds; send it as text.{rounded}",
        "order_id",
        value,
    )


def _unquoted(case: Case, name: str) -> Verdict | None:
    value = case.raw(name)
    if not is_json_number(value):
        return None
    return fault(f'{name} is a JSON number; send it as text: "{shown(value)}".', name, value)


def _unusable(case: Case, names: tuple[str, ...]) -> Verdict | None:
    """Return a verdict on the first of the fields that is zero, negative or no number; empty ones are skipped."""
    for name in names:
        if case.blank(name) or is_stand_in(case.raw(name)):
            continue
        value = case.number(name)
        if value is None:
            return fault(f'{name} is "{shown(case.raw(name))}", which is no number.', name, case.raw(name))
        if value <= 0:
            return fault(f"{name} is {shown(case.raw(name))}; it has to be above zero.", name, case.raw(name))
    return None


def _with_code(verdict: Verdict, code: int) -> Verdict:
    return Verdict(verdict.text, verdict.parameter, verdict.value, code)
