"""Secrets that their own form gives away, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Hit = tuple[int, int, str]

JWT = re.compile(r"(?<![\w.-])eyJ[\w-]{8,}+\.[\w-]{8,}+(?:\.[\w-]*+)?")
BEARER = re.compile(r"(?<![A-Za-z])bearer[ \t]{1,4}+(?P<value>[\w.~+/=-]{8,}+)", re.IGNORECASE)
USERINFO = re.compile(r"://(?P<value>[^\s/@:\"']{1,128}+:[^\s/@\"']{1,256}+)@")
EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}+@[\w-]{1,63}+(?:\.[\w-]{2,63}+){1,5}+")
IPV4 = re.compile(r"(?<![\w.-])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w-]|\.\d)")
IPV6 = re.compile(
    r"(?<![\w:.])(?:(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|(?:[0-9A-Fa-f]{1,4}:){1,6}:(?:[0-9A-Fa-f]{1,4}:){0,5}"
    r"[0-9A-Fa-f]{1,4}|::(?:ffff:)?[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,5})(?![\w:])"
)
PHONE = re.compile(r"(?<![\w.+])\+[1-9]\d{0,3}[ .()-]{0,2}\d(?:[ .()-]{0,2}\d){6,13}(?!\w)")
PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----\s*+(?P<value>[A-Za-z0-9+/=\s]{16,8000}+)")

#: Any run long enough to be a key or an address; what it is, its characters tell.
LONG = re.compile(r"(?<![\w+/=-])[\w+/-]{26,}+={0,2}", re.ASCII)
HEX = re.compile(r"(?:0x)?[0-9a-fA-F]{32,}")
ADDRESS = re.compile(
    r"0x[0-9a-fA-F]{40}|(?:bc|tb|cro|tcro|cosmos|osmo|ltc|addr|kava|terra|inj|celestia|sei)1[02-9ac-hj-np-z]{20,110}"
    r"|[13TrLDM][1-9A-HJ-NP-Za-km-z]{25,34}"
)
#: Fields whose values stay readable although they may look like keys.
READABLE = re.compile(r"(?:_oid|_wid|order_id|list_id|trade_id|isolation_id|account_id|account_uuid)\W{1,12}$")


def _matches(kind: str, form: re.Pattern[str], wanted: Callable[[str], bool] = bool) -> Callable[[str], Iterator[Hit]]:
    group = "value" if "value" in form.groupindex else 0

    def find(text: str) -> Iterator[Hit]:
        for match in form.finditer(text):
            if wanted(match[group]):
                yield *match.span(group), kind

    return find


def _long_runs(text: str) -> Iterator[Hit]:
    """Find hexadecimal and base64 keys and deposit addresses; the ids that a reader needs are spared."""
    for match in LONG.finditer(text):
        kind = _kind(match[0])
        if kind and not READABLE.search(text, max(0, match.start() - 32), match.start()):
            yield *match.span(), kind


def _kind(run: str) -> str:
    if run.isdigit():
        return "hex" if len(run) >= 48 else ""
    if ADDRESS.fullmatch(run) and _digits(run):
        return "address"
    if HEX.fullmatch(run):
        return "hex"
    is_mixed = not (run.isupper() or run.islower()) and _digits(run) > 1  # names, paths and words are not
    return "base64" if is_mixed and len(run) >= 32 and run.count("_") < 3 and run.count("-") < 3 else ""


def _digits(run: str) -> int:
    return sum(map(str.isdigit, run))


def _is_ip(value: str) -> bool:
    return all(int(part) < 256 for part in value.split("."))


#: (a text that must occur, finder), the telling forms before the general ones.
FORMS: tuple[tuple[str, Callable[[str], Iterator[Hit]]], ...] = (
    ("PRIVATE KEY", _matches("secret", PRIVATE_KEY)),
    ("eyJ", _matches("jwt", JWT)),
    ("earer ", _matches("bearer", BEARER)),
    ("EARER ", _matches("bearer", BEARER)),
    ("@", _matches("secret", USERINFO)),
    ("@", _matches("email", EMAIL)),
    ("", _long_runs),
    (".", _matches("ip", IPV4, _is_ip)),
    (":", _matches("ip", IPV6, lambda value: _digits(value) > 0)),
    ("+", _matches("phone", PHONE)),
)
