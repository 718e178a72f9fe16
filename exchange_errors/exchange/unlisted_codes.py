"""Codes that the source document does not list, so that an unknown code can still be explained.

From sections 4 and 5 of the facts file. ``counterparts`` are ours: the ids of catalogue entries that say the
same or come nearest. A number may stand here and in the catalogue (40001 to 40007 had other meanings in v2).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Family = Literal["newer", "legacy"]


class Unlisted(NamedTuple):
    """A code outside the catalogue; ``meaning`` is "" where only the name is known."""

    code: int
    name: str
    family: Family
    meaning: str
    counterparts: tuple[str, ...] = ()


class CloseCode(NamedTuple):
    """A close code of the websocket registry (RFC 6455 section 7.4 and IANA); ``sent`` is False for local ones."""

    code: int
    name: str
    meaning: str
    sent: bool = True


NO_MARGIN = ("411-USER_NO_DERIV_ACCESS", "412-ACCOUNT_NO_DERIV_ACCESS")
INTERNAL = "50001-ERR_INTERNAL"
CREDIT_LINE = "50001-DW_CREDIT_LINE_NOT_MAINTAINED"
TIMEOUT = "40801-REQUEST_TIMEOUT"
EXCHANGE_SIDE = (INTERNAL, TIMEOUT)

NEWER = (
    Unlisted(236, "INSUFFICIENT_QUANTITY_TO_SELL", "newer", ""),
    Unlisted(322, "EXCEEDS_MAX_EXPOSURE_LIMIT", "newer", "An exposure limit of derivatives."),
    Unlisted(325, "EXCEED_DAILY_VOL_LIMIT", "newer", "The order was refused although it has an order_id; probably the "
             "daily notional limit, a rolling 24 hours."),
    Unlisted(416, "USER_NO_MARGIN_ACCESS", "newer", "spot_margin MARGIN was sent without margin access.", NO_MARGIN),
    Unlisted(609, "INSUFFICIENT_MARGIN", "newer", "", ("320-EXCEEDS_INITIAL_MARGIN",)),
    Unlisted(613, "INVALID_ISOLATION_ID", "newer", "Isolated margin: the isolation_id."),
    Unlisted(614, "EXCEEDS_ISOLATED_POSITION_LIMIT", "newer", "Too many isolated positions."),
    Unlisted(615, "ACCOUNT_DOES_NOT_SUPPORT_ISOLATED_POSITION", "newer", "The type of account has no isolated margin."),
    Unlisted(616, "CREATE_ISOLATED_POSITION_FAILED", "newer", "The isolated position could not be created."),
    Unlisted(617, "DUPLICATED_INSTRUMENT_ORDER_FOR_ISOLATED_MARGIN", "newer", "A second isolated order on an "
             "instrument, without the isolation_id that exists already."),
    Unlisted(618, "TOO_MANY_PENDING_ISOLATED_MARGIN_REQUESTS", "newer", "A request limit for isolated orders.",
             ("42901-TOO_MANY_REQUESTS",)),
    Unlisted(619, "UNSUPPORTED_OPERATION_ON_ISOLATED_POSITION", "newer", "Not possible on an isolated position."),
    Unlisted(620, "CREATE_ISOLATED_POSITION_TIMEOUT", "newer", "The outcome is unknown: check the positions.",
             (TIMEOUT,)),
    Unlisted(623, "INSTRUMENT_MUST_USE_ISOLATED_MARGIN", "newer", "It takes exec_inst ISOLATED_MARGIN only.",
             ("219-INVALID_EXECINST",)),
    Unlisted(1110, "REDUCE_ONLY_REJECTED", "newer", "A REDUCE_ONLY order was refused.", ("201-NO_POSITION",)),
    Unlisted(2020, "INVALID_INPUT", "newer", "", ("40004-MISSING_OR_INVALID_ARGUMENT",)),
    Unlisted(50002, "DW_CREDIT_LINE_NOT_MAINTAINED", "newer", "The number of the credit-line error since 2026; before, "
             "50001.", (CREDIT_LINE,)),
    Unlisted(50002, "INVALID_PRICE", "newer", "On private/advanced methods: the price is too far away or does not suit "
             "the order type.", ("308-INVALID_PRICE",)),
    Unlisted(50007, "INVALID_TRIGGER_PRICE", "newer", "ref_price is on the wrong side of the market.",
             ("229-INVALID_REF_PRICE",)),
    Unlisted(50010, "INVALID_ORDER_PARAMETERS", "newer", "Parameters of an advanced order that do not go together.",
             ("40004-MISSING_OR_INVALID_ARGUMENT",)),
    Unlisted(120009, "REJECTED", "newer", "Refused by an upstream service; treat the outcome as unknown.", (INTERNAL,)),
    Unlisted(130008, "NON_APPLICABLE", "newer", "The operation does not apply in the current state."),
    Unlisted(140001, "API_DISABLED", "newer", "The feature is switched off on this endpoint, such as OCO on "
             "private/create-order-list.", ("40002-METHOD_NOT_FOUND",)),
    Unlisted(5000811, "WITHDRAW_ADDRESS_NOT_IN_WHITE_LIST", "newer", "The address or its network is not on the "
             "whitelist of the account."),
    Unlisted(9010001, "SYSTEM_MAINTENANCE", "newer", "Maintenance; see the status page.", (INTERNAL,)),
)  # fmt: skip

LEGACY = (
    Unlisted(10000, "PARTIAL_SUCCESS", "legacy", ""),
    Unlisted(10001, "SYS_ERROR", "legacy", "A malformed request, such as a wrong content type; also a sub-account on a "
             "wallet method of the master account.", ("40001-BAD_REQUEST", INTERNAL)),
    Unlisted(10002, "UNAUTHORIZED", "legacy", "Key, signature or permission.", ("40101-UNAUTHORIZED",)),
    Unlisted(10003, "IP_ILLEGAL", "legacy", "The IP address is not whitelisted.", ("40103-IP_ILLEGAL",)),
    Unlisted(10004, "BAD_REQUEST", "legacy", "Missing fields; also a bad subscription channel.",
             ("40001-BAD_REQUEST", "40004-MISSING_OR_INVALID_ARGUMENT")),
    Unlisted(10005, "USER_TIER_INVALID", "legacy", "The user's tier.", ("40104-USER_TIER_INVALID",)),
    Unlisted(10006, "TOO_MANY_REQUESTS", "legacy", "A rate limit.", ("42901-TOO_MANY_REQUESTS",)),
    Unlisted(10007, "INVALID_NONCE", "legacy", "The nonce is more than 30 seconds off (60 in v1).",
             ("40102-INVALID_NONCE",)),
    Unlisted(10008, "METHOD_NOT_FOUND", "legacy", "Unknown method.", ("40002-METHOD_NOT_FOUND",)),
    Unlisted(10009, "INVALID_DATE_RANGE", "legacy", "The date range.", ("40005-INVALID_DATE",)),
    Unlisted(10010, "FAIL", "legacy", "", (INTERNAL,)),
    Unlisted(20001, "DUPLICATE_RECORD", "legacy", "A duplicate record.",
             ("204-DUPLICATE_CLORDID", "40006-DUPLICATE_REQUEST")),
    Unlisted(20002, "NEGATIVE_BALANCE", "legacy", "Insufficient balance.", ("306-INSUFFICIENT_AVAILABLE_BALANCE",)),
    Unlisted(20003, "INVALID_JOURNAL_SEQ", "legacy", ""),
    Unlisted(20004, "ACCOUNT_NOT_TRADABLE", "legacy", "", ("406-ACCOUNT_IS_NOT_ACTIVE",)),
    Unlisted(20005, "ACCOUNT_NOT_FOUND", "legacy", "Seen on a margin method, the code sent as a string.",
             ("401-ACCOUNT_DOES_NOT_EXIST",)),
    Unlisted(20006, "JOURNAL_TOTAL_NOT_ZERO", "legacy", ""),
    Unlisted(20007, "INVALID_REQUEST", "legacy", "An item's error in a batch.", ("40003-INVALID_REQUEST",)),
    Unlisted(30001, "USER_NOT_FOUND", "legacy", "", ("409-INVALID_USER",)),
    Unlisted(30003, "SYMBOL_NOT_FOUND", "legacy", "The instrument.", ("209-INVALID_INSTRUMENT",)),
    Unlisted(30004, "SIDE_NOT_SUPPORTED", "legacy", "The side.", ("220-INVALID_SIDE",)),
    Unlisted(30005, "ORDERTYPE_NOT_SUPPORTED", "legacy", "The order type.", ("218-INVALID_ORDTYPE",)),
    Unlisted(30006, "MIN_PRICE_VIOLATED", "legacy", "The price is too low.",
             ("308-INVALID_PRICE", "313-ORDER_PRICE_LESS_THAN_LIMITDOWNPRICE", "315-FAR_AWAY_LIMIT_PRICE")),
    Unlisted(30007, "MAX_PRICE_VIOLATED", "legacy", "The price is too high.",
             ("308-INVALID_PRICE", "312-ORDER_PRICE_GREATER_THAN_LIMITUPPRICE", "315-FAR_AWAY_LIMIT_PRICE")),
    Unlisted(30008, "MIN_QUANTITY_VIOLATED", "legacy", "The quantity is too low.", ("415-BELOW_MIN_ORDER_SIZE",)),
    Unlisted(30009, "MAX_QUANTITY_VIOLATED", "legacy", "The quantity is too high.", ("314-EXCEEDS_MAX_ORDER_SIZE",)),
    Unlisted(30010, "MISSING_ARGUMENT", "legacy", "Blank or missing.", ("40004-MISSING_OR_INVALID_ARGUMENT",)),
    Unlisted(30011, "EXCHANGE_UNAVAILABLE", "legacy", "", EXCHANGE_SIDE),
    Unlisted(30012, "OMS_ERROR", "legacy", "", EXCHANGE_SIDE),
    Unlisted(30013, "INVALID_PRICE_PRECISION", "legacy", "The price has too many decimals.", ("308-INVALID_PRICE",)),
    Unlisted(30014, "INVALID_QUANTITY_PRECISION", "legacy", "The quantity has too many decimals.",
             ("213-INVALID_ORDERQTY",)),
    Unlisted(30016, "MIN_NOTIONAL_VIOLATED", "legacy", "The notional is too small.", ("415-BELOW_MIN_ORDER_SIZE",)),
    Unlisted(30017, "MAX_NOTIONAL_VIOLATED", "legacy", "The notional is too large.", ("314-EXCEEDS_MAX_ORDER_SIZE",)),
    Unlisted(30018, "INSTRUCTION_SEND_ERROR", "legacy", "", EXCHANGE_SIDE),
    Unlisted(30019, "INSTRUCTION_NO_RESPONSE", "legacy", "", EXCHANGE_SIDE),
    Unlisted(30020, "BK_UNAVAILABLE", "legacy", "", EXCHANGE_SIDE),
    Unlisted(30021, "TOO_MANY_ORDERS", "legacy", "", ("318-EXCEEDS_MAX_ALLOWED_ORDERS",)),
    Unlisted(30022, "ROUTE_ORDER_ERROR", "legacy", "", EXCHANGE_SIDE),
    Unlisted(30023, "MIN_AMOUNT_VIOLATED", "legacy", "The amount of a withdrawal or transfer is too low."),
    Unlisted(30025, "AMOUNT_PRECISION_OVERFLOW", "legacy", "The amount has too many decimals."),
    Unlisted(30027, "OVER_DAILY_LIMIT", "legacy", ""),
    Unlisted(40001, "MG_INVALID_ACCOUNT_STATUS", "legacy", "The status of a margin account.",
             ("406-ACCOUNT_IS_NOT_ACTIVE",)),
    Unlisted(40002, "MG_TRANSFER_ACTIVE_LOAN", "legacy", "A transfer is blocked by a loan.",
             ("321-EXCEEDS_MAX_AVAILABLE_BALANCE",)),
    Unlisted(40003, "MG_INVALID_LOAN_CURRENCY", "legacy", "The currency of a margin loan."),
    Unlisted(40004, "MG_INVALID_REPAY_AMOUNT", "legacy", "The amount to repay of a margin loan."),
    Unlisted(40005, "MG_NO_ACTIVE_LOAN", "legacy", "There is no margin loan."),
    Unlisted(40006, "MG_BLOCKED_BORROW", "legacy", "Borrowing on margin is blocked."),
    Unlisted(40007, "MG_BLOCKED_NEW_ORDER", "legacy", "New margin orders are blocked.", ("309-MARKET_IS_NOT_OPEN",)),
    Unlisted(40008, "MG_TRANSFER_MARGIN_LEVEL", "legacy", ""),
    Unlisted(40009, "MG_BORROW_MARGIN_LEVEL", "legacy", ""),
    Unlisted(40010, "MG_LEVERAGE_NOT_SUPPORTED", "legacy", ""),
    Unlisted(40011, "MG_LEVERAGE_ADJUSTMENT_REJECTED", "legacy", ""),
    Unlisted(40012, "MG_OPERATION_REJECTED", "legacy", ""),
    Unlisted(40013, "MG_PARAMETERS_INVALID", "legacy", ""),
    Unlisted(40101, "WS_UNAUTHORIZED", "legacy", "The websocket's name for it.", ("40101-UNAUTHORIZED",)),
    Unlisted(70006, "DERIV_EXCEEDS_MAX_AVAILABLE_BALANCE", "legacy", "", ("321-EXCEEDS_MAX_AVAILABLE_BALANCE",)),
    Unlisted(91006, "OTC_QUOTE_NOT_FOUND", "legacy", ""),
    Unlisted(91007, "OTC_QUOTE_EXPIRED_ALREADY", "legacy", ""),
    Unlisted(91011, "OTC_GET_QUOTE_ERROR", "legacy", ""),
    Unlisted(91015, "OTC_MAX_AMOUNT_VIOLATED", "legacy", ""),
)  # fmt: skip

UNLISTED: tuple[Unlisted, ...] = NEWER + LEGACY

#: Number ranges of legacy families of which the facts file knows the family but not each name.
LEGACY_RANGES = (
    (40014, 40021, "margin loans of the Spot API v2 (MG_LEVERAGE_ADJUST_REJECTED, MG_BORROW_REJECTED and the like)"),
    (60001, 60021, "the lending product (LEND_ codes)"),
)

#: ``message`` texts seen beside a code in place of its name (facts file, section 6.4).
FREE_TEXTS: dict[str, int] = {
    "invalid quantity format": 213,
    "unknown symbol": 40003,
    "invalid instrument_name": 40004,
    "authentication failure": 40101,
    "illegal ip": 40103,
}

CLOSE_CODES: dict[int, CloseCode] = {
    close.code: close
    for close in (
        CloseCode(1000, "Normal Closure", "The purpose of the connection is fulfilled."),
        CloseCode(1001, "Going Away", "A server goes down, or a page or process leaves."),
        CloseCode(1002, "Protocol error", "The other side broke the protocol."),
        CloseCode(1003, "Unsupported Data", "A type of data was not accepted."),
        CloseCode(1004, "Reserved", "It has no meaning yet."),
        CloseCode(1005, "No Status Rcvd", "The close frame carried no code; set by the client's own library.", False),
        CloseCode(1006, "Abnormal Closure", "There was no close frame; set by the client's own library.", False),
        CloseCode(1007, "Invalid frame payload data", "Such as text that is not UTF-8."),
        CloseCode(1008, "Policy Violation", "A generic refusal."),
        CloseCode(1009, "Message Too Big", "A message was too big."),
        CloseCode(1010, "Mandatory Ext.", "The server did not negotiate an extension that the client needs."),
        CloseCode(1011, "Internal Error", "The server met an unexpected condition."),
        CloseCode(1012, "Service Restart", "The service restarts: reconnect after a random delay."),
        CloseCode(1013, "Try Again Later", "Overload or a restart."),
        CloseCode(1014, "Bad Gateway", "Comparable to HTTP 502."),
        CloseCode(1015, "TLS handshake", "TLS failed; set by the client's own library.", False),
        CloseCode(3000, "Unauthorized", "Registered for applications."),
        CloseCode(3003, "Forbidden", "Registered for applications."),
        CloseCode(3008, "Timeout", "Registered for applications."),
    )
}
