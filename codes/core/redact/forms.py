"""Secrets that their own form gives away, wherever they stand.

Each pattern opens with a literal, which lets the search run at the speed of C; what stands before it is checked after.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from ipaddress import ip_address

from .apart import NAMES, set_apart
from .name_value import named_values
from .runs import Sketch, long_runs, may_hold

Hit = tuple[int, int, str]

JWT = re.compile(r"[\w.-]++")
BEARER = re.compile(r"earer[ \t+]{1,4}+(?P<value>[\w.~+/=-]{8,}+)", re.IGNORECASE)
USERINFO = re.compile(r"://(?P<value>[^\s/@:\"'\[]{1,128}+:[^\s/@\"']{1,256}+)@")
CURL_USER = re.compile(r"(?:-u|--user)[ =\t]{1,3}+[\"']?(?P<value>[^\s:\"'\[]{1,128}+:[^\s\"']{1,256}+)")
PRIVATE_KEY = re.compile(
    r"-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----\s*+(?P<value>(?:[A-Za-z0-9+/=\s]|\\{1,8}[nr]){16,8000}+)"
)
MAIL_HOST = re.compile(r"@[\w-]{1,63}+(?:\.[\w-]{2,63}+){1,5}+", re.ASCII)
MAIL_USER = re.compile(r"[\w.+%-]{1,64}$", re.ASCII)
DOTTED = re.compile(r"\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w-]|\.\d)")
FIRST_OCTET = re.compile(r"(?<![\w.-])\d{1,3}$")
COLONS = re.compile(r":(?:[0-9A-Fa-f]{1,4}:){5,6}|::")
HEXTETS = re.compile(r"[0-9A-Fa-f:.]{0,45}+")
HEXTET_LETTERS = "0123456789abcdefABCDEF:"
LONGEST_IPV6 = 39  # characters
TELEPHONE = re.compile(r"[tT]el(?:ephone|efon)?[.:]{0,2} ?(?P<value>\(?\d[\d() ./-]{5,22}\d)(?!\w)")
PHONE = re.compile(r"\+[1-9]\d{0,3}[ .()-]{0,2}\d(?:[ .()-]{0,2}\d){6,13}(?!\w)")

HEX = re.compile(r"(?:0x)?[0-9a-fA-F]{32,}")
ADDRESS = re.compile(
    r"0x[0-9a-fA-F]{40}|(?:bc|tb|cro|tcro|cosmos|osmo|ltc|addr|kava|terra|inj|celestia|sei)1[02-9ac-hj-np-z]{20,110}"
    r"|[13TrLDM][1-9A-HJ-NP-Za-km-z]{25,34}"
)
PART = re.compile(r"[A-Za-z0-9]{20,}+")
SHORTEST_RUN = 20  # the shortest key that its look alone gives away
MOST_REMEMBERED = 1_000  # runs
CLASSES = re.compile(r"[A-Z]+|[a-z]+|[0-9]+")
MOST_PER_CLASS = 2.2  # characters; names in camel case have four and more, random keys under two
#: Fields whose values stay readable although they may look like keys.
READABLE = re.compile(r"(?:_oid|_wid|order_id|list_id|trade_id|isolation_id|account_id|account_uuid)\W{1,12}$")


def _matches(kind: str, form: re.Pattern[str], apart_from: str = "") -> Callable[[str], Iterator[Hit]]:
    """Return a finder; a match right behind a letter, a digit or one of ``apart_from`` is part of something else."""
    group = "value" if "value" in form.groupindex else 0

    def find(text: str) -> Iterator[Hit]:
        for match in form.finditer(text):
            before = text[match.start() - 1 : match.start()] if apart_from and match.start() else ""
            if not before or not (before.isalnum() or before in apart_from):
                yield *match.span(group), kind

    return find


def _runs(text: str) -> Iterator[Hit]:
    """Find hexadecimal and base64 keys and deposit addresses; the ids that a reader needs are spared."""
    seen: dict[str, list[Hit]] = {}  # a log repeats its method and its messages on every line
    for start, end in long_runs(text, SHORTEST_RUN):
        run = text[start:end]
        hits = seen.get(run)
        if hits is None:
            hits = _secrets_in_run(run)
            if len(seen) < MOST_REMEMBERED:
                seen[run] = hits
        for part_start, part_end, kind in hits:
            if not READABLE.search(text, max(0, start + part_start - 32), start + part_start):
                yield start + part_start, start + part_end, kind


def _secrets_in_run(run: str) -> list[Hit]:
    """Return the run as one secret, or the keys and addresses between the slashes and dashes of a path."""
    kind = _kind(run)
    if kind:
        return [(0, len(run), kind)]
    parts = [(*part.span(), kind) for part in PART.finditer(run) if (kind := _kind(part[0]))]
    return [(0, len(run), "base64")] if any(kind == "base64" for _, _, kind in parts) else parts


def _kind(run: str) -> str:
    if run.isdigit():
        return "hex" if len(run) >= 48 else ""
    if ADDRESS.fullmatch(run) and _digits(run):
        return "address"
    if HEX.fullmatch(run):
        return "hex"
    is_mixed = not (run.isupper() or run.islower()) and _digits(run) > 1  # names, paths and words are not
    if not is_mixed or run.count("_") > 2 or run.count("-") > 2:
        return ""
    return "base64" if len(run) >= 32 or _is_jumbled(run) else ""


def _is_jumbled(run: str) -> bool:
    """Say whether capitals, small letters and digits change as often as in a random key."""
    return "/" not in run and len(run) <= MOST_PER_CLASS * len(CLASSES.findall(run))


def _digits(run: str) -> int:
    return sum(map(str.isdigit, run))


def _jwts(text: str) -> Iterator[Hit]:
    start = text.find("eyJ")
    while start >= 0:
        end = JWT.match(text, start).end()  # type: ignore[union-attr]  # "eyJ" matches by itself
        before = text[start - 1 : start] if start else ""
        parts = text[start:end].split(".", 3)
        if not (before.isalnum() or before in ("-", "_", ".")) and len(parts) > 1 and min(map(len, parts[:2])) > 8:
            yield start, end, "jwt"
        start = text.find("eyJ", end)


def _emails(text: str) -> Iterator[Hit]:
    for host in MAIL_HOST.finditer(text):
        user = MAIL_USER.search(text[max(0, host.start() - 64) : host.start()])
        if user is not None:
            yield host.start() - len(user[0]), host.end(), "email"


def _ipv4(text: str) -> Iterator[Hit]:
    for rest in DOTTED.finditer(text):
        first = FIRST_OCTET.search(text, max(0, rest.start() - 4), rest.start())
        if first is not None and all(int(part) < 256 for part in (first[0] + rest[0]).split(".")):
            yield first.start(), rest.end(), "ip"


def _ipv6(text: str) -> Iterator[Hit]:
    position = 0
    while (colons := COLONS.search(text, position)) is not None:
        before = text[max(position, colons.start() - LONGEST_IPV6) : colons.start()]
        run = HEXTETS.match(text, colons.start())
        position = max(run.end() if run else 0, colons.end())
        if text[position : position + 1].isalnum():
            continue
        # The whole run of hextets first; a word in front of it (``ip:fe80::1``) or too many leave the last one.
        for letters in (HEXTET_LETTERS, HEXTET_LETTERS.replace(":", "")):
            start = colons.start() - len(before) + len(before.rstrip(letters))
            if text.startswith(":", start) and not text.startswith("::", start):
                start += 1
            value = text[start:position].rstrip(".")
            if not value.endswith("::") or value.count(":") < 3:  # ``306::`` is a number and what a logger puts behind
                value = value.rstrip(":")
            if not (start and text[start - 1].isalnum()) and _is_ipv6(value):
                yield start, start + len(value), "ip"
                break


def _is_ipv6(value: str) -> bool:
    if len(value) < 4 or value.count(":") < 2 or not _digits(value):
        return False
    try:
        return ip_address(value).version == 6
    except ValueError:
        return False


def _may_name_apart(sketched: Sketch) -> bool:
    return any(name in sketched.small for name, _ in NAMES)


def _may_be_runs(sketched: Sketch) -> bool:
    """Whether a long run holds what every key and address does: a digit, or nothing but hexadecimal letters."""
    for start, end in long_runs(sketched.exact, SHORTEST_RUN):
        run = sketched.exact[start:end]
        if "2" in run or HEX.search(run):
            return True
    return False


#: (whether a text with this sketch may hold the form, finder), the telling forms before the general ones.
FORMS: tuple[tuple[Callable[[Sketch], bool], Callable[[str], Iterator[Hit]]], ...] = (
    (may_hold("value"), named_values),
    (may_hold("PRIVATE KEY"), _matches("secret", PRIVATE_KEY)),
    (may_hold("eyJ"), _jwts),
    (may_hold("earer"), _matches("bearer", BEARER)),
    (may_hold("EARER"), _matches("bearer", BEARER)),
    (may_hold("://"), _matches("secret", USERINFO)),
    (may_hold("-u"), _matches("secret", CURL_USER, "-_")),
    (_may_name_apart, set_apart),
    (may_hold("@"), _emails),
    (_may_be_runs, _runs),
    (may_hold("."), _ipv4),
    (may_hold(":"), _ipv6),
    (may_hold("+"), _matches("phone", PHONE, ".+_")),
    (may_hold("tel"), _matches("phone", TELEPHONE, "_")),
    (may_hold("Tel"), _matches("phone", TELEPHONE, "_")),
)
