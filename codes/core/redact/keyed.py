"""Secrets that a key, a header or a word in front of them gives away, at any depth of escaping."""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import merge
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from .runs import Sketch, lowered, places

#: (stem, kind, the whole key from its stem on). Whatever stands before the stem (``x-``, ``client_``) does not matter.
KEYS: tuple[tuple[str, str, str], ...] = (
    ("api", "api_key", r"api[-_ ]?key(?:[-_ ]?id)?"),
    ("access", "api_key", r"access[-_]?key(?:[-_]?id)?"),
    ("sig", "sig", r"(?:(?<![a-z0-9])sig|signature)"),
    ("hmac", "sig", r"(?<![a-z0-9])hmac"),
    ("digest", "sig", r"digest"),
    ("pass", "passphrase", r"pass[-_ ]?phrase"),
    ("passw", "secret", r"pass(?:wor[dt]|wd)"),
    ("pwd", "secret", r"(?<![a-z0-9])pwd"),
    ("secret", "secret", r"secret(?:[-_ ]?key)?"),
    ("privatekey", "secret", r"privatekey"),
    ("private_key", "secret", r"private_key"),
    ("private-key", "secret", r"private-key"),
    ("private key", "secret", r"private key"),
    ("mnemonic", "secret", r"mnemonic"),
    ("seed", "secret", r"seed[-_ ]?phrase"),
    ("token", "secret", r"token"),
    ("session", "secret", r"session[-_]?id"),
    ("otp", "secret", r"(?<![a-z0-9])t?otp"),
    ("2fa", "secret", r"2fa(?:[-_]?code)?"),
    ("authorization", "authorization", r"authorization"),
    ("cookie", "cookie", r"cookie2?"),
    ("mail", "email", r"mail"),
    ("phone", "phone", r"phone(?:[-_ ]?(?:number|no))?"),
    ("tel", "phone", r"(?<![a-z0-9])tel(?:ephone)?"),
    ("mobile", "phone", r"mobile(?:[-_ ]?(?:number|no))?"),
    ("msisdn", "phone", r"msisdn"),
    ("addr", "address", r"(?<!ip[-_ ])(?<!mac[-_ ])addr(?:ess)?(?:[-_]?tag)?"),
    ("memo", "address", r"(?<![a-z0-9])memo"),
    # the same words as customers of other languages write them
    ("kennwort", "secret", r"kennwort"),
    ("geheimnis", "secret", r"geheimnis"),
    ("mot de passe", "secret", r"mot de passe"),
    ("secrète", "secret", r"secrète"),
    ("contrase", "secret", r"contrase[ñn]a"),
    ("secreta", "secret", r"secreta"),
    ("segreta", "secret", r"segreta"),
    ("senha", "secret", r"(?<![a-z0-9])senha"),
    ("chiave api", "api_key", r"chiave api"),
    ("clave api", "api_key", r"clave api"),
    ("chave api", "api_key", r"chave api"),
    ("wachtwoord", "secret", r"wachtwoord"),
    ("parola", "secret", r"(?<![a-z0-9])parola"),
    ("şifre", "secret", r"şifre"),
    ("hasło", "secret", r"hasło"),
    ("парол", "secret", r"парол\w{0,2}"),
    ("ключ", "secret", r"ключ(?: api)?"),
    ("секрет", "secret", r"секрет"),
    ("密码", "secret", r"密码"),
    ("密碼", "secret", r"密碼"),
    ("密钥", "secret", r"密钥"),
    ("密鑰", "secret", r"密鑰"),
    ("パスワード", "secret", r"パスワード"),
    ("シークレット", "secret", r"シークレット(?:キー)?"),
    ("비밀", "secret", r"비밀(?:번호|키)"),
)
#: What may stand in front of a value: ``": "``, ``\": \"``, ``=>'``, ``=``, `` is ``, ``"] = ``, ``: Some("``.
GAP = (
    r"""(?P<gap>\\*+["'`]?\]?[ \t]{0,4}+(?:=>|:=|[:=：]|(?:is|ist|est|es)(?= ))[ \t]{0,4}+(?:[a-z_]{0,16}\()?)"""
    r"""(?P<open>\\*+["'`]?)"""
)
FORMS = tuple((stem, kind, re.compile(key + GAP, re.IGNORECASE)) for stem, kind, key in KEYS)

QUOTED = {mark: re.compile(rf"[^{mark}\\\n]*+") for mark in "\"'`"}
BARE = re.compile(r"""[^\s"'`\\,;&<>(){}\[\]|]*+""")
BACKSLASHES = re.compile(r"\\*+")
REST_OF_LINE = re.compile(r"""[^"'`\\\n}]*+""")
DIGITS = re.compile(r"[+(]?\d[\d() ./-]{5,24}")
#: The rest of a quoted key: on the next line of a soft-wrapped text, or in a second string that code adds to the first.
CONTINUED = re.compile(
    r"""(?:\n[ \t]{0,40}+|\\*+["'`](?:\s|\\{1,8}n){0,40}+\+?(?:\s|\\{1,8}n){0,40}+\\*+["'`])"""
    r"""(?P<rest>(?=[A-Za-z+/=_-]*+\d)[A-Za-z0-9+/=_-]{4,}+)(?=\\*+["'`])"""
)
MOST_PARTS = 8
IN_WORDS = re.compile(r"[A-Za-z0-9+/=_-]{10,}+")
LABEL = re.compile(r"\[[a-z_0-9]+:\d+\]")  # a mask, from an earlier run
MARK = re.compile(r"""\\*+["']""")
NOT_SECRET = re.compile(
    r"\[[a-z_0-9]+:\d+\]|[\[<(](?:redacted|masked|hidden|filtered|secret|removed)[\])>]|null|none|nil|undefined|true|false"
    r"|\*+|x{3,}|\.{3,}|<[^>]*>|\$\{?\w[^}]*\}?|-?\d|your[-_ ].*",
    re.IGNORECASE,
)
LONGEST_STAND_IN = 80  # characters: `<your key here>` and the like
ASSET = re.compile(r"[A-Z0-9_@-]{1,15}")
IDENTIFIER = re.compile(r"[A-Za-z_.]{1,24}")
HEADERS = frozenset({"authorization", "cookie"})
IN_PARTS = frozenset({"api_key", "sig", "secret", "passphrase"})


class Secret(NamedTuple):
    """Where a secret stands; ``quote`` is what JSON needs around the mask of a bare value."""

    start: int
    end: int
    kind: str
    quote: str


def keyed_secrets(text: str, sketched: Sketch) -> Iterator[Secret]:
    """Yield the secrets of ``text`` in order, none overlapping; ``sketched`` is its sketch."""
    named = [form for form in FORMS if form[0] in sketched.small]
    if not named:
        return
    small = lowered(text)
    present = [_stems(small, *form) for form in named]
    position = 0
    for start, kind, form in merge(*present, key=itemgetter(0)) if len(present) > 1 else chain(*present):
        if (
            start < position
            or LABEL.match(text, max(0, text.rfind("[", max(0, start - 4), start)))
            or (found := form.match(text, start)) is None
        ):
            continue
        begin, position = found.end(), found.end()
        end = _end(text, begin, kind, found["open"], found["gap"])
        value = text[begin:end].rstrip()
        if not value or not _is_secret(value, kind, bool(found["open"])):
            continue
        mark = MARK.match(found["gap"])
        yield Secret(begin, begin + len(value), kind, mark[0] if mark and not found["open"] else "")
        position = begin + len(value)
        if found["open"] and kind in IN_PARTS:
            for part in _parts(text, position):
                yield Secret(*part, kind, "")
                position = part[1]


def _stems(small: str, stem: str, kind: str, form: re.Pattern[str]) -> Iterator[tuple[int, str, re.Pattern[str]]]:
    return ((start, kind, form) for start in places(small, stem))


def _end(text: str, start: int, kind: str, opened: str, gap: str) -> int:
    """Return where the value ends: at its closing quote, at the line's end for headers, or after one word."""
    form = BARE
    if opened:
        return quoted_end(text, start, opened) if opened[-1] in QUOTED else start  # else a backslash opens nothing
    if kind == "phone" and (number := DIGITS.match(text, start)) is not None:
        return number.end()
    if kind in HEADERS:
        form = REST_OF_LINE
    elif gap.strip().lower().endswith(("is", "ist", "est", "es")):
        form = IN_WORDS
    value = form.match(text, start)
    return value.end() if value else start


def quoted_end(text: str, start: int, opened: str) -> int:
    r"""Return where the closing quote stands, or the line ends.

    A quote that ``\"`` opened is closed by ``\"``; one with more backslashes belongs to the value.
    """
    mark, depth, at = opened[-1], len(opened) - 1, start
    while True:
        at = QUOTED[mark].match(text, at).end()  # type: ignore[union-attr]  # the pattern accepts the empty string
        end = BACKSLASHES.match(text, at).end()  # type: ignore[union-attr]
        slashes, is_mark = end - at, text.startswith(mark, end)
        if is_mark and (slashes <= depth or slashes % (2 * depth + 2) == depth):
            return max(at, end - depth)
        if not slashes:
            return at
        at = end + is_mark


def _parts(text: str, position: int) -> Iterator[tuple[int, int]]:
    """Yield the further pieces of a quoted value that was broken into several."""
    for _ in range(MOST_PARTS):
        more = CONTINUED.match(text, position)
        if more is None:
            return
        yield more.span("rest")
        position = more.end()


def _is_secret(value: str, kind: str, quoted: bool) -> bool:
    if len(value) <= LONGEST_STAND_IN and NOT_SECRET.fullmatch(value):
        return False
    if kind == "secret" and ASSET.fullmatch(value) and len(value) < 12 and not value.isdigit():
        return False  # "token": "CRO" names an asset
    return quoted or kind not in ("sig", "api_key") or not IDENTIFIER.fullmatch(value)  # source code names variables
