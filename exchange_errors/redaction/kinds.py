"""The registry: every kind of secret, what to tell the reader, the words that name it, the forms that betray it.

To mask one more kind, add a row here and its samples, ``tests/data/redaction/<name>.toml``. The browser masks by the
same rows, so a pattern keeps to what Python and JavaScript read alike; what only Python does is a ``find`` beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from . import finders, plausibility, secret_words
from .long_runs import OF_CARDS, OF_HEX_GROUPS, OF_IBANS, Sketch, may_hold, may_match

Look = Callable[[str], bool]
BARE = r"""[^\s"'`\\,;&|«»“‹›]{1,512}"""
REST_OF_LINE = r"""[^"'`\\\n}]+"""
CARD_DIGITS = r"\d{4}[ -]?\d{4,6}[ -]?\d{4,5}[ -]?\d{0,4}"
PHRASE_WORDS = r"[a-z]{1,8}(?:(?:[ ,]{1,2}|,? ?\n[ >]{0,4})[a-z]{1,8}){11,25}"  # a line may end within a word
DIGITS = r"[+(]?\d[\d() ./-]{5,24}"


class Form(NamedTuple):
    """A form that gives a secret away wherever it stands.

    ``may_be`` looks at the sketch of a text, in which every digit is a 2, to pass over the texts that cannot hold it.
    ``pattern`` finds it, or its group ``value``, where no letter, digit or one of ``not_behind`` stands in front, and
    ``look`` decides. ``find`` does all of that itself where it is given; "" for what the browser leaves to the server.
    ``proves`` says that nothing else looks so: such a secret is masked even as the value of an order's id.
    """

    may_be: Callable[[Sketch], bool]
    pattern: str
    look: str = ""  # a name in LOOKS, which the browser knows too, or ""
    not_behind: str = "_"
    find: Callable[[str], Iterator[finders.Hit]] | None = None
    proves: bool = False


class Kind(NamedTuple):
    """One kind. ``value`` is what it reads like unquoted; with ``only`` nothing else behind its words is masked.

    ``apart`` decides about a value that stands in the next cell, argument or word, with nothing that says "is" between.
    ``parts`` says that the value may be cut into several, over lines or strings.
    """

    name: str
    advice: str
    words: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    value: str = BARE
    apart: Look | None = None
    only: Look | None = None
    parts: bool = False


LOOKS: dict[str, Look] = {"luhn": plausibility.is_card}
PROGRAMS = r"mysql\w*|mariadb\w*|sshpass|redis-cli|mongo\w*|login"  # that take a password behind -p or -a
LEAVE_OUT = "leave it out where it is not needed."
KINDS: tuple[Kind, ...] = (
    Kind(
        "jwt",
        "A signed token (JWT) was in this text: revoke it or let it expire.",
        forms=(
            Form(
                may_hold("eyJ"),
                r"eyJ[\w-]{6,}\.[\w-]{6,}(?:\.[\w-]*)?",
                not_behind="-_.",
                find=finders.jwts,
                proves=True,
            ),
        ),
        parts=True,
    ),
    Kind(
        "otp",
        "A one-time code or PIN seems to be in this text: never send one to anyone, support included.",
        secret_words.ONE_TIME_CODE,
        (
            Form(
                may_hold(" is your ", " as your ", " is the ", " as the ", " is my ", " as my "),
                r"\d{6,8}(?= (?:is|as) (?:your|the|my) (?:[\w.-]{1,20} ){0,3}"
                r"(?:OTP|(?:verification|security|login|authentication|confirmation|one.time) code))",
            ),
        ),
        value=plausibility.CODE.pattern,
        apart=plausibility.is_long_code,
        only=plausibility.is_code,
    ),
    Kind(
        "card",
        "A payment card's number seems to be in this text: if it is one, ask the bank to block it.",
        secret_words.CARD,
        (
            Form(
                may_match(r"(?<!\d)(?:\d{15,16}|\d{4}[ -]\d{4,6}[ -]\d{4,5})(?!\d)", 15, OF_CARDS),
                r"(?:\d{4}[ -]){3}\d{4}|3\d{3}[ -]\d{6}[ -]\d{5}|[2456]\d{15}(?!\d)|3[47]\d{13}(?!\d)",
                "luhn",
                "_.-/",
            ),
        ),
        value=CARD_DIGITS,
        apart=plausibility.is_card,
        only=plausibility.is_card,
    ),
    Kind(
        "cvv",
        "A payment card's security code seems to be in this text: if it is one, ask the bank to block the card.",
        secret_words.SECURITY_CODE,
        value=r"\d{3,4}",
        apart=plausibility.is_security_code,
        only=plausibility.is_security_code,
    ),
    Kind(
        "iban",
        f"A bank account's number (IBAN) seems to be in this text: {LEAVE_OUT}",
        forms=(Form(may_match(r"[A-Z]{2}\d\d ?[A-Z\d]{4} ?[A-Z\d]{4}", 15, OF_IBANS), "", find=finders.ibans),),
    ),
    Kind(
        "phrase",
        "A wallet's recovery phrase seems to be in this text: if it is one, move the funds to a new wallet now.",
        secret_words.SEED,
        (Form(finders.may_be_phrases, "", find=finders.phrases),),
        value=PHRASE_WORDS,
        apart=lambda value: len(value.split()) > 11,
        parts=True,
    ),
    Kind(
        "secret",
        "A secret or password seems to be in this text: replace it now, and never send it to anyone, support included.",
        secret_words.SECRET,
        (
            Form(may_hold("cxsec_"), r"cxsec_[\w-]{8,}", proves=True),
            Form(
                may_hold("PRIVATE KEY"),
                r"-----BEGIN [A-Z ]{0,20}PRIVATE KEY(?: BLOCK)?-----(?:\s+[A-Z][\w-]{1,20}: [^\n]*)*\s*"
                r"(?P<value>(?:[A-Za-z0-9+/=\s]|\\{1,8}[nr]){16,8000})",
                not_behind="",
                proves=True,
            ),
            Form(may_hold("AGE-SECRET-KEY-"), r"AGE-SECRET-KEY-1[A-Z0-9]{30,90}", proves=True),
            Form(may_hold("://"), r"://(?P<value>[^\s/@:\"'\[]{0,128}:[^\s/@\"']{1,256})@", not_behind=""),
            Form(
                may_hold("-u"),
                r"(?:-u|--user)[ =\t]{1,3}[\"']?(?P<value>[^\s:\"'\[]{1,128}:[^\s\"']{1,256})",
                not_behind="-_",
            ),
            Form(
                may_hold("-p", "-a"),
                rf"(?:{PROGRAMS})\b[^\n]{{0,200}}?[ \t]-[pa][ ]?[\"']?(?P<value>[^\s\"'-][^\s\"']{{2,}})",
            ),
            Form(may_hold("sqlplus", "smbclient"), r"(?:sqlplus[ ]+\w+/|smbclient[^\n%]{1,80}%)(?P<value>[^\s@]+)"),
            Form(
                may_hold("sudo -S", "chpasswd"),
                r"echo[ ]+[\\\\\"']{0,4}(?P<value>[^\s\"'|\\\\]+)[\\\\\"']{0,4}[ ]*\|[ ]*(?:sudo -S|chpasswd)",
            ),
        ),
        apart=plausibility.is_password,
        parts=True,
    ),
    Kind(
        "api_key",
        "An API key seems to be in this text: if others have seen the text, replace the key.",
        secret_words.API_KEY,
        (
            Form(may_hold("cxakp_"), r"cxakp_[\w-]{8,}", proves=True),
            Form(may_hold("AKIA", "ASIA"), r"A[KS]IA[A-Z0-9]{16}(?![A-Za-z0-9])"),
        ),
        apart=plausibility.is_key,
        parts=True,
    ),
    Kind(
        "key",
        "What looks like a key was in this text: if it is one, replace it.",
        secret_words.KEY,
        (
            Form(finders.may_be_uuids, "", find=finders.uuids_in_payloads),
            Form(finders.may_be_uuids, "", find=finders.uuids_beside_secrets),
        ),
        apart=plausibility.is_key,
        only=plausibility.is_key,
        parts=True,
    ),
    Kind(
        "sig",
        "A request signature seems to be in this text. It does not reveal the secret, but do not publish it.",
        secret_words.SIGNATURE,
        apart=plausibility.is_key,
        parts=True,
    ),
    Kind(
        "passphrase",
        "A passphrase seems to be in this text: replace it.",
        secret_words.PASSPHRASE,
        apart=plausibility.is_password,
        parts=True,
    ),
    Kind(
        "authorization",
        "An Authorization header or other credentials were in this text: replace what they carry.",
        secret_words.AUTHORIZATION,
        value=REST_OF_LINE,
    ),
    Kind("cookie", "A cookie was in this text: log that session out.", secret_words.COOKIE, value=REST_OF_LINE),
    Kind(
        "bearer",
        "A bearer token was in this text: revoke it.",
        forms=(
            Form(may_hold("bearer", "Bearer", "BEARER"), r"(?:[Bb]earer|BEARER)[ \t+]{1,4}(?P<value>[\w.~+/=-]{8,})"),
        ),
    ),
    Kind(
        "email",
        f"An e-mail address was in this text: {LEAVE_OUT}",
        secret_words.MAIL,
        (Form(may_hold("@"), r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,5}", find=finders.emails),),
        apart=lambda value: "@" in value,
    ),
    Kind(
        "hex",
        "A long hexadecimal value was in this text: if it is a key, replace it.",
        forms=(
            Form(
                may_match(finders.IN_GROUPS.pattern, finders.SURELY_KEY + 1, OF_HEX_GROUPS),
                "",
                find=finders.grouped_hex,
            ),
            Form(finders.may_be_runs, r"(?:0x)?[0-9a-fA-F]{32,}", find=finders.runs),  # addresses and base64 as well
        ),
        parts=True,
    ),
    Kind("base64", "A long encoded value was in this text: if it is a key, replace it.", parts=True),
    Kind(
        "address",
        f"A deposit or wallet address was in this text: {LEAVE_OUT}",
        secret_words.ADDRESS,
        apart=plausibility.is_key,
    ),
    Kind(
        "ip",
        f"An IP address was in this text: {LEAVE_OUT}",
        forms=(
            Form(may_hold("."), r"\d{1,3}(?:\.\d{1,3}){3}(?![\w.-])", find=finders.ipv4),
            Form(may_hold(":"), "", find=finders.ipv6),
        ),
    ),
    Kind(
        "phone",
        f"A phone number was in this text: {LEAVE_OUT}",
        secret_words.PHONE,
        (
            Form(may_hold("+"), r"\+[1-9]\d{0,3}[ .()-]{0,2}\d(?:[ .()-]{0,2}\d){6,13}(?!\w)", not_behind=".+_"),
            Form(may_hold("555-2671"), r"(?:\(\d{3}\) ?|\d{3}-)\d{3}-\d{4}(?![\w-])", not_behind="_.-"),
        ),
        value=DIGITS,
        apart=lambda value: sum(map(str.isdigit, value)) > 6,
    ),
)
BY_NAME = {kind.name: kind for kind in KINDS}
