"""What the characters of a value show: whether it is random, a valid number, or could be a password at all."""

from __future__ import annotations

import re
from functools import cache
from ipaddress import ip_address
from math import log

from ..content import read_table

#: Classes of two neighbours in names and in random keys of letters and digits, as shares: a name keeps its class, a key
#: changes it as chance has it. The shares of names are those of the identifiers in a hundred Python libraries.
CLASSES = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "U" * 26 + "l" * 26 + "d" * 10
)
KEYS = {"U": 26 / 62, "l": 26 / 62, "d": 10 / 62}
NAMES = {"ll": 0.70, "Ul": 0.10, "lU": 0.09, "UU": 0.06, "ld": 0.015, "dl": 0.01, "Ud": 0.01, "dU": 0.01, "dd": 0.03}
WEIGHTS = {pair: log(KEYS[pair[0]] * KEYS[pair[1]] / share) for pair, share in NAMES.items()}
RANDOM = -4.0  # log-odds: 4 in 1,000 keys of 22 characters lie below, 10 in 1,000 long names of libraries above
ALGORITHM = re.compile(
    r"(?:hmac|sha|md|rsa|aes|ed|ecdsa|hs|rs|es|base|utf|pbkdf|secp|scrypt|argon|totp|erc|trc|bep)"
    r"(?:[-_]?(?:\d{1,4}|hmac|sha|rsa|aes|with|oaep|pss|gcm|cbc|dsa|key|hash|sign\w{0,6}|sum|url|hex|id|[bdikrsv]))+",
    re.IGNORECASE,
)
MOMENT = re.compile(r"\d{4}-\d\d-\d\d|\d\d:\d\d")
INNER_DIGIT = re.compile(r"^[a-z]+\d[a-z]+$")  # one digit within letters: few words have it
FILE_LINE = re.compile(r"\.\w{1,5}:\d+\)?$")  # where a stack trace stands
UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
INNER_SIGN = re.compile(r"\w[#$%^&*!~?+]+\w")
CODE = re.compile(r"\d{3}[ -]?\d{3,5}|\d{4}[ -]?\d{4}|\d{4,8}")
CARD_FIRST = re.compile(r"4|5[1-5]|2[2-7]|3[47]|6(?:011|4|5)")


def is_random(run: str) -> bool:
    """Whether capitals, small letters and digits change as often as in a random key, not as in a name."""
    if run in (run.upper(), run.lower()):
        return False
    look = run.translate(CLASSES)
    return sum(WEIGHTS.get(look[at : at + 2], 0.0) for at in range(min(len(look), 64) - 1)) > RANDOM


def is_hex_key(run: str) -> bool:
    """Whether hexadecimal text is a key: ids and amounts are of digits alone, words of letters alone."""
    bare = run.removeprefix("0x")
    return any(map(str.isdigit, bare)) and any(map(str.isalpha, bare))


def is_key(value: str) -> bool:
    """Whether a value next to the word for a key looks like a key; names and dates do not."""
    if len(value) < 12 or MOMENT.match(value) or ALGORITHM.fullmatch(value) or FILE_LINE.search(value):
        return False
    letters, digits = (sum(map(test, value[:64])) for test in (str.isalpha, str.isdigit))
    is_plain = value.count("-") > 2 or value.count("_") > 2 or letters < 2 or digits < 2
    return not is_plain or is_random(value) or bool(UUID.fullmatch(value) or INNER_DIGIT.search(value))


def is_password(value: str) -> bool:
    """Whether the value may be a password that somebody chose: not a word, number, name, date or path."""
    if len(value) < 5 or MOMENT.match(value) or ALGORITHM.fullmatch(value) or value.isdigit():
        return False
    if INNER_SIGN.search(value) and not value.startswith(("http", "/")):
        return True
    has_both = any(map(str.isalpha, value)) and any(map(str.isdigit, value))
    return is_random(value) or (has_both and ("/" not in value or value != value.lower()))


def is_card(value: str) -> bool:
    """Whether a number is that of a payment card, by its first digits and Luhn's check digit."""
    digits = "".join(filter(str.isdigit, value))
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return bool(CARD_FIRST.match(digits)) and (sum(doubled) + sum(map(int, digits[-1::-2]))) % 10 == 0


def is_iban(value: str) -> bool:
    """Whether a text is an account number by ISO 13616: its two check digits by mod 97."""
    bare = "".join(value.split()).upper()
    return 15 <= len(bare) <= 34 and int("".join(str(int(char, 36)) for char in bare[4:] + bare[:4])) % 97 == 1


def is_phrase(value: str) -> bool:
    """Whether words can be a wallet's recovery phrase: a valid length, few words twice, no function word."""
    words = value.split()
    has_length = len(words) in (12, 15, 18, 21, 24)
    return has_length and len(set(words)) > len(words) - 3 and _grammar().isdisjoint(words)


@cache
def _grammar() -> frozenset[str]:
    return frozenset(read_table("redaction/kinds.toml")["grammar"]["words"])


def is_ipv6(value: str) -> bool:
    if len(value) < 4 or value.count(":") < 2 or not any(map(str.isdigit, value)):
        return False
    try:
        return ip_address(value).version == 6
    except ValueError:
        return False


def is_code(value: str) -> bool:
    return CODE.fullmatch(value) is not None


def is_long_code(value: str) -> bool:
    return is_code(value) and sum(map(str.isdigit, value)) > 5


def is_long_phrase(value: str) -> bool:
    return len(value.split()) > 11


def is_mail(value: str) -> bool:
    return "@" in value


def is_phone(value: str) -> bool:
    return sum(map(str.isdigit, value)) > 6


def is_security_code(value: str) -> bool:
    return value.isdigit() and len(value) in (3, 4)
