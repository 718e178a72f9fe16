"""Finds the forms that a pattern alone would find too slowly, or cannot decide.

The registry names what is in FINDERS and RUNS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from . import plausibility
from .text_scan import DIGITS, HEX_DIGITS, LETTERS, Gate, Sketch, long_runs, may_match, places, run_table

Hit = tuple[int, int, str]
"""Start, end, and the name of the kind."""

JWT = re.compile(r"[\w.-]++")
MAIL_HOST = re.compile(r"@[\w-]{1,63}+(?:\.[\w-]{2,63}+){1,5}+")
MAIL_USER_BACKWARDS = re.compile(r"\n?([\w.+%-]++)")
LONGEST_MAIL_USER = 64  # characters
DOTTED = re.compile(r"\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w-]|\.\d)")
FIRST_OCTET = re.compile(r"(?<![\w.-])\d{1,3}$")
COLONS = re.compile(r":(?:[0-9A-Fa-f]{1,4}:){5,6}|::")
HEXTETS = re.compile(r"[0-9A-Fa-f:.]{0,45}+")
HEXTET_LETTERS = "0123456789abcdefABCDEF:"
LONGEST_IPV6 = 39  # characters
IBAN = re.compile(r"(?<![A-Za-z0-9_])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![A-Za-z0-9])")
PHRASE_WORD = r"(?:[a-z]{1,7}\n[a-z]{1,7}(?![a-z])|[a-z]{3,8}(?![a-z]))"  # a line may end within a word
PHRASE = re.compile(
    rf"(?:(?<![^\s\"'`:=>])|(?<=\\n)){PHRASE_WORD}"
    rf"(?:(?:[ ,]{{1,2}}|,? ?\n[ >]{{0,4}})(?:\d{{1,2}}[.)]? )?{PHRASE_WORD}){{11,27}}"
)
LINE = re.compile(r"[^\n]+")
INTRODUCED = re.compile(r"\b(?:are|is|was|words|phrase|sind|son|sont|sono) ")
NO_LETTERS = re.compile(r"[^a-z]+")
BESIDE = r"(?:[\"']{0,2}\s{0,3}[,:;|/]\s{0,3}[\"']{0,2}|[ ]|[ \t]{0,9}\n[ \t]{0,9})"
SECRET = r"\[(?:api_key|base64|hex|key|secret):\d+\]"
PAYLOAD_UUID = re.compile(
    rf"(?<=[A-Za-z0-9]){plausibility.UUID.pattern}|{plausibility.UUID.pattern}(?=[A-Za-z0-9])", re.IGNORECASE
)
PAIRED_UUID = re.compile(
    rf"(?<![\w-]){plausibility.UUID.pattern}(?={BESIDE}{SECRET})|{SECRET}{BESIDE}(?P<second>{plausibility.UUID.pattern})(?![\w-])",
    re.IGNORECASE,
)

OF_HEX_GROUPS = run_table(HEX_DIGITS + " :-=>\t\n")
SHORTEST_RUN = 20  # the shortest key that its look alone gives away
SURELY_KEY = 32  # characters: a run of mixed letters and digits as long as that is no name
MOST_REMEMBERED = 1_000  # runs
HEX = re.compile(r"(?:0x)?[0-9a-fA-F]{24,}")
HEX_INSIDE = re.compile(r"[0-9a-f]{32,}+|[0-9A-F]{32,}+")
IN_GROUPS = re.compile(
    r"(?<![0-9A-Za-z.])[0-9a-fA-F]{2,20}(?:(?:[ :-]|[-=]?\n[ \t>]{0,8})[0-9a-fA-F]{2,64}){1,63}+(?![0-9A-Za-z.])"
)
ADDRESS = re.compile(
    r"0x[0-9a-fA-F]{40}|(?:bc|tb|cro|tcro|cosmos|osmo|ltc|addr|kava|terra|inj|celestia|sei)1[02-9ac-hj-np-z]{20,110}"
    r"|[13TrLDM][1-9A-HJ-NP-Za-km-z]{25,34}"
)
PART = re.compile(r"[A-Za-z0-9]{20,}+")


def jwts(text: str) -> Iterator[Hit]:
    for start in places(text, "eyJ"):
        before = text[start - 1 : start] if start else ""
        if before.isalnum() or before in ("-", "_", "."):
            continue
        end = JWT.match(text, start).end()  # type: ignore[union-attr]  # "eyJ" matches by itself
        parts = text[start:end].split(".", 3)
        if len(parts) > 1 and min(map(len, parts[:2])) > 8:
            yield start, end, "jwt"


def emails(text: str) -> Iterator[Hit]:
    for host in MAIL_HOST.finditer(text):
        start = host.start()
        user = MAIL_USER_BACKWARDS.match(text[max(0, start - LONGEST_MAIL_USER) : start][::-1])
        if user is not None:
            yield start - len(user[1]), host.end(), "email"


def ibans(text: str) -> Iterator[Hit]:
    """Find account numbers. A word in capitals after one looks like its last group."""
    for match in IBAN.finditer(text):
        value = match[0]
        while len(value) > 14 and not plausibility.is_iban(value):
            value = value.rpartition(" ")[0]
        if len(value) > 14:
            yield match.start(), match.start() + len(value), "iban"


def phrases(text: str) -> Iterator[Hit]:
    """Find recovery phrases: several lines in small letters, or one of them."""
    for match in PHRASE.finditer(text):
        lines = [match.span(), *(line.span() for line in LINE.finditer(text, *match.span()))]
        for start, end in lines if "\n" in match[0] else lines[:1]:
            start = max((intro.end() for intro in INTRODUCED.finditer(text, start, end)), default=start)
            words = text[start:end]
            if plausibility.is_phrase(NO_LETTERS.sub(" ", words)) or plausibility.is_phrase(
                NO_LETTERS.sub(" ", words.replace("\n", ""))
            ):
                yield start, end, "phrase"
                break


def uuids_in_payloads(text: str) -> Iterator[Hit]:
    """Find a UUID that other letters touch: the key in a payload to be signed."""
    return ((*uuid.span(), "key") for uuid in PAYLOAD_UUID.finditer(text))


def uuids_beside_secrets(text: str) -> Iterator[Hit]:
    """Find a UUID in one pair or row with a secret: the key to it."""
    return ((*uuid.span("second" if uuid["second"] else 0), "key") for uuid in PAIRED_UUID.finditer(text))


def _may_be_keys(sketched: Sketch) -> bool:
    """Whether a long run has what every key and address has: both cases, or a digit."""
    for start, end in long_runs(sketched.exact, SHORTEST_RUN):
        run = sketched.exact[start:end]
        if "2" in run or HEX.search(run) or plausibility.is_random(run):
            return True
    return False


def keys(text: str) -> Iterator[Hit]:
    """Find hexadecimal and random keys and deposit addresses."""
    known: dict[str, list[Hit]] = {}  # a log repeats its methods and messages on every line
    for start, end in long_runs(text, SHORTEST_RUN):
        run = text[start:end]
        hits = known.get(run)
        if hits is None:
            hits = _secrets_in_run(run)
            if len(known) < MOST_REMEMBERED:
                known[run] = hits
        for part_start, part_end, kind in hits:
            yield start + part_start, start + part_end, kind


def _secrets_in_run(run: str) -> list[Hit]:
    """Return the run as one secret, or the keys and addresses between its slashes, dashes and other letters."""
    kind = _kind(run)
    if kind:
        return [(0, len(run), kind)]
    parts = [(*part.span(), kind) for part in PART.finditer(run) if (kind := _kind(part[0]))]
    if any(kind == "base64" for _, _, kind in parts):
        return [(0, len(run), "base64")]
    return parts or [(*hex_.span(), "hex") for hex_ in HEX_INSIDE.finditer(run) if plausibility.is_hex_key(hex_[0])]


def _kind(run: str) -> str:
    if run.isdigit():
        return "hex" if len(run) >= 48 else ""
    if ADDRESS.fullmatch(run) and any(map(str.isdigit, run)):
        return "address"
    if HEX.fullmatch(run) and (len(run) >= SURELY_KEY or plausibility.is_hex_key(run)):
        return "hex"
    if run.count("_") > 2 or run.count("-") > 2:
        return ""
    is_mixed = not (run.isupper() or run.islower()) and sum(map(str.isdigit, run)) > 1
    return "base64" if (is_mixed and len(run) >= SURELY_KEY) or ("/" not in run and plausibility.is_random(run)) else ""


def grouped_hex(text: str) -> Iterator[Hit]:
    """Find hexadecimal in groups (``a3:db:4a``), and hexadecimal that a line end cuts in two."""
    for start, end in long_runs(text, SURELY_KEY + 1, OF_HEX_GROUPS):
        for groups in IN_GROUPS.finditer(text, start, end):
            if _is_one_value(groups[0]):
                yield *groups.span(), "hex"


def _is_one_value(groups: str) -> bool:
    pieces = re.split(r"[^0-9a-fA-F]+", groups)
    is_even = len(set(map(len, pieces[:-1]))) == 1 or "\n" in groups
    return (
        sum(map(len, pieces)) >= SURELY_KEY
        and is_even
        and plausibility.is_hex_key("".join(pieces))
        and not plausibility.UUID.search(groups)
    )


def ipv4(text: str) -> Iterator[Hit]:
    for rest in DOTTED.finditer(text):
        first = FIRST_OCTET.search(text, max(0, rest.start() - 4), rest.start())
        if first is not None and all(int(part) < 256 for part in (first[0] + rest[0]).split(".")):
            yield first.start(), rest.end(), "ip"


def ipv6(text: str) -> Iterator[Hit]:
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
            if not (start and text[start - 1].isalnum()) and plausibility.is_ipv6(value):
                yield start, start + len(value), "ip"
                break


FINDERS: Mapping[str, Callable[[str], Iterator[Hit]]] = {
    find.__name__: find
    for find in (emails, grouped_hex, ibans, ipv4, ipv6, jwts, keys, phrases, uuids_beside_secrets, uuids_in_payloads)
}
UPPER = LETTERS[:26]
RUNS: Mapping[str, Gate] = {
    "cards": may_match(r"(?<!\d)(?:\d{15,16}|\d{4}[ -]\d{4,6}[ -]\d{4,5})(?!\d)", 15, run_table(DIGITS + " -")),
    "hex_groups": may_match(IN_GROUPS.pattern, SURELY_KEY + 1, OF_HEX_GROUPS),
    "ibans": may_match(r"[A-Z]{2}\d\d ?[A-Z\d]{4} ?[A-Z\d]{4}", 15, run_table(UPPER + DIGITS + " ")),
    "keys": _may_be_keys,
    "phrases": may_match(PHRASE.pattern, 46, run_table(LETTERS[26:] + DIGITS + " ,.)\n>")),
    "uuids": may_match(plausibility.UUID.pattern, 36, run_table(HEX_DIGITS + "-")),
}
"""Whether a text with a given sketch may contain the form: what the sketch lacks, the text lacks."""
