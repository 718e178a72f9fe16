"""The request and response fields that our sources name: meaning, JSON type, allowed values, required sets.

Keys are the exchange's own spelling. A field that is absent here is unknown to us, not wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .evidence_levels import Evidence

Json = Literal["text", "number_text", "integer", "flexible", "list", "object", "boolean", "timestamp"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``json`` is the JSON type it has in a request, or in a response where only those carry it.

    ``number_text`` is a decimal number between double quotes; ``flexible`` is a number or text, as either is taken;
    ``timestamp`` is milliseconds (or nanoseconds, where the exchange allows them) since 1970.
    ``max_length`` is in characters, None where none is documented.
    """

    name: str
    meaning: str
    json: Json
    max_length: int | None = None


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The values that ``field`` takes. ``refused_as`` is the code whose name speaks of the field, or None."""

    field: str
    values: tuple[str, ...]
    evidence: Evidence
    refused_as: int | None = None


@dataclass(frozen=True, slots=True)
class NumberRule:
    """``field`` sent as ``wrong`` JSON type was answered with ``refused_as`` in the vendor's production tests."""

    field: str
    wrong: Literal["number", "text"]
    refused_as: int


_TYPED: Mapping[Json, Mapping[str, str]] = {
    "text": {
        "account_id": "The account that a request or an order belongs to.",
        "address": "The withdrawal address.",
        "address_tag": "The memo or tag that some networks need beside the address.",
        "api_key": "The public half of an API key; part of the signed text.",
        "attach_isolation_id": "The isolated position that an attached order belongs to.",
        "base_ccy": "The currency that an instrument trades.",
        "channel": "The channel that a pushed message belongs to.",
        "client_oid": "The client's own order id, up to 36 characters; the nonce takes its place when it is left out.",
        "client_wid": "The client's own withdrawal id, up to 36 characters.",
        "contingency_type": "How the orders of a list belong together.",
        "currency": "The currency code of a transfer or withdrawal.",
        "derivatives_access": "Whether the account may trade derivatives.",
        "details": "Free text beside an error, seen with maintenance messages.",
        "direction": "Whether isolated margin is added (`CREDIT`) or taken out (`DEBIT`).",
        "fee_instrument_name": "The token in which fees are preferred to be paid.",
        "from": "The account that a sub-account transfer leaves.",
        "from_instrument_name": "The token that a conversion gives.",
        "hierarchy": "Whether an account is a master or a sub-account.",
        "inst_type": "The type of an instrument: spot pair, perpetual, future and others.",
        "instrument_name": "The instrument; upper case, `BTC_USD` for spot, `BTCUSD-PERP` for a perpetual.",
        "isolation_id": "The isolated position that a request belongs to.",
        "kyc_level": "The verification level of the account.",
        "list_id": "The id of a group of orders.",
        "margin_access": "Whether the account may use margin.",
        "margin_account_uuid": "The id of the account's margin account.",
        "message": "The message code of an error, or free text with the reason.",
        "method": "The method called; also part of the address and of the signed text.",
        "msg": "Stands for `message` in some answers of wallet methods.",
        "network_id": "The network of a withdrawal.",
        "order_id": "The exchange's order id; 19 digits, so it must be text to survive JavaScript.",
        "order_type": "The type of an order in an order object; requests call it `type`.",
        "orig_client_oid": "The client order id of the order to amend.",
        "original": "The request that failed, as escaped JSON text.",
        "product_type": "The product group of an instrument.",
        "quote_ccy": "The currency in which an instrument is priced.",
        "ref_price_type": "Which price a trigger watches.",
        "reject_reason": "Free text on a refused leg of an advanced order.",
        "scope": "What cancel-on-disconnect watches: `CONNECTION`.",
        "side": "Buy or sell.",
        "sig": "The signature: 64 hexadecimal characters.",
        "spot_margin": "Whether a spot order uses margin.",
        "status": "The state of an order; read it together with `reason`.",
        "stp_inst": "Which side self-trade prevention cancels; mandatory when `stp_scope` is set.",
        "stp_scope": "The accounts that self-trade prevention compares.",
        "subscription": "The full name of the subscription that a pushed message belongs to.",
        "symbol": "The name of an instrument in the list of instruments.",
        "this_account": "The account that the API key belongs to.",
        "time_in_force": "How long an order may wait for a match.",
        "to": "The account that a sub-account transfer goes to.",
        "to_instrument_name": "The token that a conversion receives.",
        "type": "The type of an order in a request; order objects call it `order_type`.",
        "underlying_symbol": "The index that a derivative follows.",
        "uuid": "The id of an account.",
        "valuation_type": "Which valuation is asked for, such as `mark_price`.",
    },
    "number_text": {
        "amount": "The amount of a withdrawal or transfer, fee included.",
        "avg_price": "The average price of an order's fills.",
        "collateral_cap_notional": "How much of a token counts as collateral at most.",
        "contract_size": "The size of one contract.",
        "cumulative_quantity": "How much of an order is filled.",
        "daily_notional_limit": "The most that may be traded in 24 hours; absent means no limit.",
        "expected_rate": "The conversion rate that a conversion was quoted at.",
        "from_quantity": "How much of a token a conversion gives.",
        "isolated_margin_amount": "The margin put into an isolated position.",
        "limit_price": "The price of an order in an order object; requests call it `price`.",
        "liquidation_price": "The price at which a position would be liquidated.",
        "long_pos_limit_futures": "The largest long position in futures; -1 means no limit.",
        "long_pos_limit_perps": "The largest long position in perpetuals; -1 means no limit.",
        "mark_price": "The reference price for margin, triggers and price bands.",
        "max_leverage": "The highest leverage of an instrument.",
        "max_order_notional_usd": "The largest order value, in US dollars.",
        "max_product_leverage_for_futures": "The highest leverage for futures on this token.",
        "max_product_leverage_for_perps": "The highest leverage for perpetuals on this token.",
        "max_product_leverage_for_spot": "The highest leverage for spot margin on this token.",
        "max_short_sell_limit": "The most that may be sold short; absent means short selling is not allowed.",
        "max_withdrawal_balance": "The most of a token that may be withdrawn.",
        "min_order_notional_usd": "The smallest order value, in US dollars.",
        "min_withdrawal_amount": "The smallest withdrawal on a network.",
        "minimum_haircut": "The smallest discount on a token used as collateral.",
        "new_price": "The price after an amendment; always required, repeat the old one to keep it.",
        "new_quantity": "The quantity after an amendment; always required, repeat the old one to keep it.",
        "notional": "The amount to spend in a market buy.",
        "order_limit": "The largest order on a token.",
        "position_limit": "The largest exposure of the account.",
        "price": "The limit price; a market order ignores it.",
        "price_tick_size": "The step between two allowed prices.",
        "qty_tick_size": "The step between two allowed quantities; some texts write `quantity_tick_size`.",
        "quantity": "How much to buy or sell.",
        "quantity_tick_size": "Another spelling of `qty_tick_size`.",
        "ref_price": "The trigger price.",
        "reserved_qty": "How much of a balance open orders hold.",
        "short_pos_limit_futures": "The largest short position in futures; -1 means no limit.",
        "short_pos_limit_perps": "The largest short position in perpetuals; -1 means no limit.",
        "total_available_balance": "What is free for new orders: margin balance less initial margin.",
        "total_effective_leverage": "Position size divided by margin balance.",
        "total_haircut": "The discount on all collateral; part of the initial margin.",
        "total_initial_margin": "The margin that positions and open orders need.",
        "total_maintenance_margin": "The margin below which positions are liquidated.",
        "total_margin_balance": "The balance that margin is measured against.",
        "total_position_im": "The initial margin of positions.",
        "trigger_price": "The older name of `ref_price`.",
        "unit_margin_rate": "How fast the margin rate grows with position size.",
        "used_position_limit": "How much of `position_limit` positions and open orders use.",
        "withdrawal_fee": "The network fee of a withdrawal; it is taken out of `amount`.",
    },
    "integer": {
        "code": "0 for success, else the number of the error; some answers send it as text.",
        "detail_code": "A second code in callbacks of the broker programme.",
        "id": "The request's number; the response repeats it.",
        "index": "The place of an order in a batch, counted from 0.",
        "leverage": "The leverage asked for, 1 to 100.",
        "limit": "How many rows of history to return, 100 at most; a JSON number.",
        "nonce": "The time of the request in milliseconds since 1970.",
        "quantity_decimals": "How many decimals a quantity may have.",
        "quote_decimals": "How many decimals a price may have.",
        "reason": "On an order: why it was refused or cancelled, in the numbers of the code table.",
        "slippage_tolerance_bps": "How far a conversion rate may move, in hundredths of a per cent.",
        "stp_id": "A number, 0 to 32767, that groups orders for self-trade prevention.",
    },
    "flexible": {
        "count": "How many rows of public data to return.",
        "depth": "How many levels of the order book to return.",
        "page": "The page of a result.",
        "page_size": "How many rows a page has.",
    },
    "timestamp": {
        "create_time": "When an order was created.",
        "end_time": "The end of a history, in milliseconds or nanoseconds.",
        "end_ts": "The end of a history, in milliseconds.",
        "expiry_timestamp_ms": "When a dated contract expires.",
        "start_time": "The start of a history, in milliseconds or nanoseconds.",
        "start_ts": "The start of a history, in milliseconds.",
        "update_time": "When an order last changed.",
    },
    "list": {
        "base_currency_config": "The risk parameters of each token.",
        "cancels": "The results of the cancels of a batch.",
        "channels": "The channels to subscribe to.",
        "creates": "The results of the new orders of a batch.",
        "data": "The objects of a pushed message or of a list.",
        "exec_inst": "Instructions on how an order may be executed; always a list.",
        "order_list": "The orders of a batch, 1 to 10.",
        "position_balances": "The balance of each token.",
        "result_list": "The results of a batch in an older shape.",
    },
    "object": {
        "params": "The parameters of a method; `{}` when it takes none.",
        "result": "What a method answered; may stand beside an error.",
    },
    "boolean": {
        "beta_product": "Whether an instrument is offered as a test.",
        "derivative_trading_impacted": "Whether an announcement concerns derivatives trading.",
        "enabled": "Whether the account is enabled.",
        "is_liquidating": "Whether the account's positions are being liquidated.",
        "margin_buy_enabled": "Whether an instrument may be bought on margin.",
        "margin_sell_enabled": "Whether an instrument may be sold on margin.",
        "spot_trading_impacted": "Whether an announcement concerns spot trading.",
        "suspended": "Whether the account is suspended.",
        "terminated": "Whether the account is closed.",
        "tradable": "Whether an instrument, or an account, may trade at present.",
        "two_fa_enabled": "Whether the account has two-factor authentication.",
        "withdraw_enabled": "Whether withdrawals on a network are open.",
    },
}

_MAX_LENGTHS = {"client_oid": 36, "client_wid": 36}

FIELDS: Mapping[str, Field] = {
    name: Field(name, meaning, json, _MAX_LENGTHS.get(name))
    for json, fields in _TYPED.items()
    for name, meaning in fields.items()
}

ENUMS: Mapping[str, Enumeration] = {
    enum.field: enum
    for enum in (
        Enumeration("side", ("BUY", "SELL"), "documented", 220),
        Enumeration(
            "type",
            ("LIMIT", "MARKET", "STOP_LOSS", "STOP_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT"),
            "documented",
            218,
        ),
        Enumeration("time_in_force", ("GOOD_TILL_CANCEL", "IMMEDIATE_OR_CANCEL", "FILL_OR_KILL"), "documented", 221),
        Enumeration(
            "exec_inst",
            ("POST_ONLY", "SMART_POST_ONLY", "REDUCE_ONLY", "ISOLATED_MARGIN", "MARGIN_ORDER"),
            "documented",
            219,
        ),
        Enumeration("ref_price_type", ("MARK_PRICE", "INDEX_PRICE", "LAST_PRICE"), "documented", 230),
        Enumeration("spot_margin", ("SPOT", "MARGIN"), "observed", 50001),
        Enumeration("stp_scope", ("M", "S", "D"), "documented"),
        Enumeration("stp_inst", ("M", "T", "B"), "documented"),
        Enumeration("contingency_type", ("LIST", "OCO", "OTO", "OTOCO", "SPOT_ATTACH", "DERIV_ATTACH"), "documented"),
        Enumeration("direction", ("CREDIT", "DEBIT"), "documented"),
        Enumeration("status", ("PENDING", "NEW", "ACTIVE", "FILLED", "CANCELED", "EXPIRED", "REJECTED"), "documented"),
        Enumeration("derivatives_access", ("DEFAULT", "DISABLED"), "documented"),
        Enumeration("margin_access", ("DEFAULT", "DISABLED"), "documented"),
    )
}

PLAIN_TYPES = ("LIMIT", "MARKET")
TRIGGER_TYPES = ("STOP_LOSS", "STOP_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT")

REQUIRED_BY_TYPE: Mapping[str, tuple[str, ...]] = {
    "LIMIT": ("price", "quantity"),
    "STOP_LIMIT": ("price", "quantity", "ref_price"),
    "TAKE_PROFIT_LIMIT": ("price", "quantity", "ref_price"),
    "STOP_LOSS": ("quantity", "ref_price"),
    "TAKE_PROFIT": ("quantity", "ref_price"),
}
"""What an order of each type needs. MARKET is absent: a sell needs ``quantity``, a buy ``quantity`` or ``notional``."""

NUMBER_RULES: Mapping[str, NumberRule] = {
    rule.field: rule
    for rule in (
        NumberRule("price", "number", 308),
        NumberRule("quantity", "number", 40101),
        NumberRule("notional", "number", 50001),
        NumberRule("ref_price", "number", 229),
        NumberRule("limit", "text", 40003),
    )
}
