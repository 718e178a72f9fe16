"""The request's fields and values as data: how each is spelt here and elsewhere, and which rows refuse it.

FIX tags and camelCase forms are those of other exchanges' interfaces; GTC, IOC and FOK are short forms that client
libraries use, not values of this API. Which row refuses a field is inferred from the rows' own words, as the facts file
marks it; ``first`` names the rows that are about the field, ``then`` those in which it also plays a part.

One table, longer than a module should be, so that a field has one place to be looked up in.
"""

from __future__ import annotations

from typing import NamedTuple

from .stop_words import words_of


class Parameter(NamedTuple):
    """One field or value: spellings parted by commas, and the names of the rows it leads to, best first."""

    name: str
    spellings: str
    first: tuple[str, ...]
    then: tuple[str, ...] = ()


# Values that people name in passing: whoever sells something seldom asks about the side.
PASSING = frozenset({"=BUY", "=SELL", "=LIMIT", "=MARKET"})

PARAMETERS: tuple[Parameter, ...] = (
    Parameter(
        "client_oid",
        "client id, kunden auftragsnummer, identifiant client, identifiant client d ordre, id de cliente, id de orden"
        " de cliente, id do cliente, id de ordem do cliente, clordid, cl ord id, cl ord, client order id,"
        " clientorderid, clientoid, client oid, client_order_id, newclientorderid, new client order id, origclordid,"
        " orig client oid, orig_client_oid, orig client order id, tag11, client id of order, customer order id, own"
        " order id, 客户订单号, クライアント注文id, 自定义订单号, own id, own reference, my reference, custom id, custom order id, my own"
        " order number, own order number, client reference, order reference, cloid, my own id",
        ("DUPLICATE_CLORDID", "NO_CLORDID"),
        ("DUPLICATE_REQUEST", "INVALID_ORDERID", "NOT_FOUND"),
    ),
    Parameter(
        "order_id",
        "auftragsnummer, ordernummer, auftrags id, numero de orden, id de orden, id de la orden, numero d ordre, id"
        " de l ordre, numero da ordem, id da ordem, orderid, order id, exchange order id, tag37, order number, order"
        " identifier, 订单号, 订单id, 注文番号, 注文id, number of the order, id of the order, exchange order number, order"
        " identification",
        ("INVALID_ORDERID", "DUPLICATE_ORDERID"),
        ("NOT_FOUND", "NO_ACTIVE_ORDER"),
    ),
    Parameter("list_id", "listid, list id, order list id", ("NOT_FOUND",)),
    Parameter(
        "instrument_name",
        "instrumentname, instrument name, instrument_name, symbol name, tag55, instid, inst id, pair name, name of"
        " the pair, name of the instrument, name of the symbol, symbol format, instrument code, market name, ticker"
        " symbol, contract name, spelling of the symbol, name of the contract",
        ("INVALID_INSTRUMENT",),
        ("INSTRUMENT_NOT_TRADABLE", "INSTRUMENT_EXPIRED", "MISSING_OR_INVALID_ARGUMENT"),
    ),
    Parameter(
        "side",
        "side, tag54, buy sell, buysell, order side, orderside, long or short",
        ("INVALID_SIDE",),
    ),
    Parameter(
        "BUY",
        "buy, bought, buying, purchase, purchased",
        ("INVALID_SIDE",),
    ),
    Parameter(
        "SELL",
        "sell, sold, selling",
        ("INVALID_SIDE",),
    ),
    Parameter(
        "type",
        "type, ordtype, ord type, order type, ordertype, order_type, tag40, kind of order, kinds of orders, order"
        " kind, types of orders, order types",
        ("INVALID_ORDTYPE",),
    ),
    Parameter("LIMIT", "limit order, limit type", ("INVALID_ORDTYPE",), ("INVALID_PRICE",)),
    Parameter("MARKET", "market order, market type", ("INVALID_ORDTYPE",), ("POST_ONLY_REJ",)),
    Parameter(
        "TRAILING_STOP",
        "trailing stop, trailing stop loss, trailing order, iceberg, iceberg order, bracket order",
        ("INVALID_ORDTYPE",),
    ),
    Parameter(
        "STOP_LOSS",
        "stop loss, stoploss, stop market, stop order, sl order",
        ("INVALID_ORDTYPE",),
        ("INVALID_REF_PRICE",),
    ),
    Parameter("STOP_LIMIT", "stop limit, stoplimit, stop limit order", ("INVALID_ORDTYPE",), ("INVALID_REF_PRICE",)),
    Parameter("TAKE_PROFIT", "take profit, takeprofit, tp order", ("INVALID_ORDTYPE",), ("INVALID_REF_PRICE",)),
    Parameter("TAKE_PROFIT_LIMIT", "take profit limit, takeprofitlimit", ("INVALID_ORDTYPE",), ("INVALID_REF_PRICE",)),
    Parameter(
        "time_in_force",
        "time in force, timeinforce, tif, tag59, order duration",
        ("INVALID_TIF",),
        ("POST_ONLY_REJ", "FILL_OR_KILL", "IMMEDIATE_OR_CANCEL"),
    ),
    Parameter(
        "GOOD_TILL_CANCEL",
        "good till cancel, good till cancelled, good till canceled, good until cancel, good until cancelled,"
        " good until canceled, good til cancelled, good til canceled, gtc",
        ("INVALID_TIF", "POST_ONLY_REJ"),
    ),
    Parameter(
        "IMMEDIATE_OR_CANCEL",
        "immediate or cancel, ioc, immediate or cancelled, rest cancelled, rest canceled, remainder cancelled,"
        " remainder canceled",
        ("IMMEDIATE_OR_CANCEL",),
        ("INVALID_TIF", "POST_ONLY_REJ"),
    ),
    Parameter(
        "FILL_OR_KILL",
        "fill or kill, fok, entire quantity, whole quantity, full quantity, complete quantity, whole order,"
        " entire order, entire amount, whole amount, all or none, all or nothing, aon, filled completely,"
        " completely filled, fully filled, filled in full, completely or not at all",
        ("FILL_OR_KILL",),
        ("INVALID_TIF", "POST_ONLY_REJ"),
    ),
    Parameter("GOOD_TILL_DATE", "good till date, gtd, gtx, good till crossing, day order", ("INVALID_TIF",)),
    Parameter(
        "exec_inst",
        "exec inst, execinst, execution instruction, execution instructions, order instruction, tag18, execution"
        " flag, execution flags, order flag, order flags, flags, instruction flags",
        ("INVALID_EXECINST",),
        ("POST_ONLY_REJ",),
    ),
    Parameter(
        "POST_ONLY",
        "post only, postonly, maker only, alo, add liquidity only",
        ("POST_ONLY_REJ",),
        ("INVALID_EXECINST",),
    ),
    Parameter("SMART_POST_ONLY", "smart post only, smartpostonly", ("INVALID_EXECINST", "POST_ONLY_REJ")),
    Parameter(
        "REDUCE_ONLY",
        "reduce only, reduceonly, close only",
        ("INVALID_EXECINST", "NO_POSITION"),
        ("INVALID_POSITION_QTY",),
    ),
    Parameter("ISOLATED_MARGIN", "isolated margin, isolatedmargin, isolated", ("INVALID_EXECINST",), ("NO_POSITION",)),
    Parameter(
        "isolation_id",
        "isolation id, isolationid",
        ("NO_POSITION",),
        ("POSITION_NO_EXIST", "INVALID_LEVERAGE"),
    ),
    Parameter("MARGIN_ORDER", "margin order, marginorder", ("INVALID_EXECINST",)),
    Parameter("spot_margin", "spot margin, spotmargin", ("ERR_INTERNAL",)),
    Parameter(
        "price",
        "limit price, limitprice, limit_price, new price, new_price, newprice, px, tag44, price tick, tick size,"
        " ticksize, price tick size, price_tick_size, price decimals, quote decimals, price precision",
        ("INVALID_PRICE",),
        ("FAR_AWAY_LIMIT_PRICE", "ORDER_PRICE_GREATER_THAN_LIMITUPPRICE", "ORDER_PRICE_LESS_THAN_LIMITDOWNPRICE"),
    ),
    Parameter(
        "quantity",
        "orderqty, order qty, order quantity, orderquantity, new quantity, new_quantity, newquantity, order_qty,"
        " tag38, qty tick size, quantity tick size, quantity decimals, lot size, step size, stepsize, lotsize,"
        " quantity precision, quantity format, base size, sz",
        ("INVALID_ORDERQTY",),
        ("BELOW_MIN_ORDER_SIZE", "EXCEEDS_MAX_ORDER_SIZE"),
    ),
    Parameter(
        "notional",
        "notional, min notional, minnotional, min_notional, quote order qty, quoteorderqty, order value,"
        " min_order_notional_usd, min order notional, only worth, dollars worth, usd worth, cents, order worth,"
        " value of the order, notional value, smallest order,"
        " smallest possible order",
        ("BELOW_MIN_ORDER_SIZE",),
        ("EXCEEDS_MAX_ORDER_SIZE", "INSUFFICIENT_AVAILABLE_BALANCE", "ERR_INTERNAL"),
    ),
    Parameter(
        "max_order_notional_usd",
        "max notional, maxnotional, max order notional, max_order_notional_usd, largest order,"
        " biggest order, largest possible order",
        ("EXCEEDS_MAX_ORDER_SIZE",),
    ),
    Parameter(
        "open_qty",
        "open qty, openqty, open quantity, leaves qty, leavesqty, remaining quantity, cumulative_quantity, cumulative"
        " quantity, tag151, below what is filled, below filled quantity, less than already filled, below the filled,"
        " below what is already filled, below what was filled",
        ("INVALID_OPEN_QTY",),
    ),
    Parameter(
        "position_qty",
        "position qty, position quantity, positionqty, position size to close, close quantity, closing size, close"
        " size, amount to close, close more than, closing more than, close twice the size",
        ("INVALID_POSITION_QTY",),
    ),
    Parameter(
        "ref_price",
        "ref price, refprice, reference price, trigger price, triggerprice, trigger_price, stop price, stopprice,"
        " stop_price, stoppx, tag99, activation price, stop level, trigger level, stop trigger, trigger value,"
        " activation level, take profit price, stop loss price,"
        " stop loss trigger, take profit trigger",
        ("INVALID_REF_PRICE",),
        ("INVALID_TRIGGER_TYPE",),
    ),
    Parameter(
        "ref_price_type",
        "ref price type, refpricetype, reference price type, trigger type, triggertype, trigger_type, trigger by,"
        " triggerby, trigger price type, working type, workingtype, trigger source, kind of trigger, last or mark,"
        " mark or last, mark or index, mark price or last price, last price or mark price, mark or the last price",
        ("INVALID_TRIGGER_TYPE",),
        ("INVALID_REF_PRICE",),
    ),
    Parameter("MARK_PRICE", "mark price, markprice", ("NO_MARK_PRICE", "STALE_MARK_PRICE"), ("INVALID_TRIGGER_TYPE",)),
    Parameter("INDEX_PRICE", "index price, indexprice", ("INVALID_TRIGGER_TYPE",)),
    Parameter("LAST_PRICE", "last price, lastprice, last traded price", ("INVALID_TRIGGER_TYPE",)),
    Parameter("floor_price", "floor price, floorprice", ("INVALID_FLOOR_PRICE",)),
    Parameter(
        "leverage",
        "max leverage, max_leverage, maxleverage, account leverage, instrument leverage, change account leverage",
        ("INVALID_LEVERAGE",),
        ("EXCEED_MAXIMUM_ENTRY_LEVERAGE", "EXCEED_MAXIMUM_EFFECTIVE_LEVERAGE"),
    ),
    Parameter(
        "total_effective_leverage",
        "effective leverage, total effective leverage, totaleffectiveleverage",
        ("EXCEED_MAXIMUM_EFFECTIVE_LEVERAGE",),
    ),
    Parameter("entry_leverage", "entry leverage, entryleverage", ("EXCEED_MAXIMUM_ENTRY_LEVERAGE",)),
    Parameter(
        "slippage_tolerance_bps",
        "slippage tolerance, slippagetolerance, slippage tolerance bps, slippage bps, tolerance, bps, basis points",
        ("INVALID_SLIPPAGE",),
        ("EXCEED_ALLOWED_SLIPPAGE",),
    ),
    Parameter("expected_rate", "expected rate, expectedrate", ("EXCEED_ALLOWED_SLIPPAGE",), ("INVALID_SLIPPAGE",)),
    Parameter(
        "fee_instrument_name",
        "fee instrument name, feeinstrumentname, fee instrument, fee currency, fee ccy, fee token, fee coin, fee"
        " asset, commission token, commission currency, pay the fee in, pay the fee, pay fees, pay fee, pay fees in, pay commission, fees in",
        ("INVALID_FEE_CURRENCY",),
    ),
    Parameter(
        "settle_currency",
        "settle currency, settlement currency, settl currency, settle ccy, settleccy, settlement ccy, settlcurrency,"
        " currency of settlement, settlement token, settlement coin",
        ("INVALID_SETTLE_CURRENCY",),
    ),
    Parameter(
        "currency",
        "currency, ccy, currency code",
        ("INVALID_CURRENCY",),
        ("INVALID_SETTLE_CURRENCY", "INVALID_FEE_CURRENCY"),
    ),
    Parameter("USD_Stable_Coin", "usd stable coin, usd_stable_coin, usdstablecoin", ("INVALID_CURRENCY",)),
    Parameter(
        "amount",
        "withdrawal amount, withdraw amount, max withdrawal balance, max_withdrawal_balance, maxwithdrawalbalance,"
        " max withdrawal, maximum withdrawal, withdrawal limit, withdraw limit, withdraw everything, withdraw all,"
        " withdraw the full balance, how much can i withdraw, max withdraw, maximum i may withdraw, maximum i can"
        " withdraw",
        ("MAX_AMOUNT_VIOLATED",),
        ("DW_CREDIT_LINE_NOT_MAINTAINED",),
    ),
    Parameter("client_wid", "client wid, clientwid, withdrawal id", ("DUPLICATE_REQUEST",)),
    Parameter(
        "account_id",
        "account id, accountid, account uuid, acct id, tag1, account number, number of the account, id of the"
        " account, account identifier",
        ("INVALID_ACCOUNT", "ACCOUNTS_DO_NOT_MATCH"),
        ("ACCOUNT_DOES_NOT_EXIST",),
    ),
    Parameter("stp_scope", "stp scope, stpscope", ("SELF_TRADE_PREVENTION",)),
    Parameter(
        "stp_inst",
        "stp inst, stpinst, stp instruction, stp mode, stpmode, self trade prevention mode, selftradepreventionmode",
        ("SELF_TRADE_PREVENTION",),
    ),
    Parameter("stp_id", "stp id, stpid", ("SELF_TRADE_PREVENTION",)),
    Parameter(
        "nonce",
        "nonce, recv window, recvwindow, recv_window, timestamp header",
        ("INVALID_NONCE",),
        ("DUPLICATE_REQUEST",),
    ),
    Parameter("sig", "sig, signature, hmac, sha256, hmac sha256", ("UNAUTHORIZED",)),
    Parameter("api_key", "api key, apikey, api_key, public key, secret key, api secret", ("UNAUTHORIZED",)),
    Parameter("id", "request id, requestid", ("BAD_REQUEST",), ("DUPLICATE_REQUEST",)),
    Parameter("method", "method name, api method, method field", ("METHOD_NOT_FOUND",)),
    Parameter("params", "params, params object", ("BAD_REQUEST",), ("MISSING_OR_INVALID_ARGUMENT", "INVALID_REQUEST")),
    Parameter("start_time", "start time, starttime, start_ts, start ts, from date, since", ("INVALID_DATE",)),
    Parameter("end_time", "end time, endtime, end_ts, end ts, to date", ("INVALID_DATE",)),
    Parameter(
        "channels",
        "channels, channel list, subscribe channels",
        ("EXCEED_MAX_SUBSCRIPTIONS",),
        ("INVALID_REQUEST",),
    ),
    Parameter(
        "status",
        "order status, orderstatus, ordstatus, ord status, tag39",
        ("INVALID_ORDSTATUS",),
        ("NO_ACTIVE_ORDER",),
    ),
    Parameter(
        "derivatives_access",
        "derivatives access, derivativesaccess, derivative access",
        ("ACCOUNT_NO_DERIV_ACCESS", "USER_NO_DERIV_ACCESS"),
    ),
    Parameter("kyc_level", "kyc level, kyclevel, kyc", ("USER_TIER_INVALID",), ("USER_NO_DERIV_ACCESS",)),
    Parameter(
        "order_list",
        "order list, orderlist, contingency type, contingency_type, contingencytype, oco, oto, otoco",
        ("MISSING_OR_INVALID_ARGUMENT",),
    ),
    Parameter(
        "initial_margin",
        "initial margin, total initial margin, total_initial_margin, initialmargin",
        ("EXCEEDS_INITIAL_MARGIN",),
        ("ACCOUNT_IS_IN_MARGIN_CALL",),
    ),
    Parameter(
        "position_limit",
        "position limit, positionlimit, used position limit, max position size, max position",
        ("EXCEEDS_MAX_POSITION_SIZE",),
        ("EXCEEDS_POSITION_RISK_LIMIT", "EXCEEDS_ACCOUNT_RISK_LIMIT"),
    ),
)

# Fields whose names are everyday words too.
_EVERYDAY = words_of(
    "side type price quantity currency status method params id amount start_time end_time channels position_limit"
    " order_list LIMIT MARKET"
)
FIELDS_OF_TRADE = frozenset("=" + p.name for p in PARAMETERS if p.name not in _EVERYDAY) - PASSING
