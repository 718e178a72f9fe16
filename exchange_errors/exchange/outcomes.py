"""How to find out what became of a call whose outcome is unknown, method by method.

The look-ups are documented; that a program may repeat a call after them, or may not, is our advice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LookUp:
    """Where to read the result of ``method`` and which of its fields to look for.

    ``by`` is empty where the call carries no id of the client: then what is read has to be compared with before.
    ``program_may_repeat`` says whether a program may send the call again once the look-up shows that nothing happened.
    """

    method: str
    look_up: tuple[str, ...]
    by: tuple[str, ...]
    program_may_repeat: bool


ORDER = ("private/get-order-detail",)
ADVANCED_ORDER = ("private/advanced/get-order-detail",)
BALANCE = "private/user-balance"

LOOK_UPS: Mapping[str, LookUp] = {
    look_up.method: look_up
    for look_up in (
        LookUp("private/create-order", ORDER, ("client_oid",), True),
        LookUp("private/create-order-list", ORDER, ("client_oid",), True),
        LookUp("private/batch-order-request", ORDER, ("client_oid",), True),
        LookUp("private/advanced/create-order", ADVANCED_ORDER, ("client_oid",), True),
        LookUp("private/advanced/create-oco", ADVANCED_ORDER, ("client_oid",), True),
        LookUp("private/advanced/create-oto", ADVANCED_ORDER, ("client_oid",), True),
        LookUp("private/advanced/create-otoco", ADVANCED_ORDER, ("client_oid",), True),
        LookUp("private/amend-order", ORDER, ("order_id", "client_oid"), True),
        LookUp("private/cancel-order", ORDER, ("order_id", "client_oid"), True),
        LookUp("private/cancel-order-list", ORDER, ("order_id", "client_oid"), True),
        LookUp("private/cancel-all-orders", ("private/get-open-orders",), (), True),
        LookUp("private/advanced/amend-order", ADVANCED_ORDER, ("order_id", "client_oid"), True),
        LookUp("private/advanced/cancel-order", ADVANCED_ORDER, ("order_id", "client_oid"), True),
        LookUp("private/change-account-leverage", ("private/get-account-settings",), (), True),
        LookUp("private/change-account-settings", ("private/get-account-settings",), (), True),
        LookUp("private/change-isolated-margin-leverage", ("private/get-positions",), (), True),
        LookUp("private/close-position", ("private/get-positions",), (), False),
        LookUp("private/create-isolated-margin-transfer", ("private/get-positions", BALANCE), (), False),
        LookUp("private/create-subaccount-transfer", (BALANCE,), (), False),
        LookUp("private/create-withdrawal", ("private/get-withdrawal-history", BALANCE), ("client_wid",), False),
        LookUp("private/staking/convert", ("private/staking/get-convert-history", BALANCE), (), False),
        LookUp("private/staking/stake", ("private/staking/get-stake-history", BALANCE), (), False),
        LookUp("private/staking/unstake", ("private/staking/get-stake-history", BALANCE), (), False),
    )
}

ONLY_BY_A_PERSON = tuple(name for name, look_up in LOOK_UPS.items() if not look_up.program_may_repeat)
"""Calls that pay out, move or close something and that nothing protects from being carried out twice."""
