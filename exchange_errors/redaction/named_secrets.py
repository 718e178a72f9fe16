"""Secrets that a word before them names: in a key, a header, an option, a tag or a sentence, however escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .kinds import BARE, Kind
from .plausibility import is_key
from .secret_names import LABEL, MASK, is_name, is_other, names_in
from .text_scan import Sketch
from .value_ends import KEY_GOES_ON, SCHEMES, Barren, bracketed, parts, value_end
from .value_starts import Gap, gaps

NEXT_ITEM = re.compile(r"""["'`]?\s{0,8},\s{0,8}["'`]?(?P<item>[^\s"'`,[\]]{5,256})(?=["'`]?\s{0,8}[,\]])""")
MARK = re.compile(r"""\\*+["']""")
PLAIN_WORD = re.compile(rf"(?!(?i:{SCHEMES}))(?:[a-z]++|[A-Z]++)(?=[.,;:?)]*+\s)")
STAND_IN = re.compile(
    rf"{MASK}|"
    r"[\[<(](?:redacted|masked|hidden|filtered|secret|removed)[\])>]|null|none|nil|undefined|true|false"
    r"|\*+|•+|x{3,}|\.{3,}|<[^>\d]*>|\$[A-Z_]+\d?|\$[a-z_]+|\$?\{[^{}]*\}?\}?|-?\d{1,2}|your[-_ ][a-z_ -]*"
    r"|str|string|text|bytes|varchar|char|bool(?:ean)?|int(?:eger)?|number|required|optional",
    re.IGNORECASE,
)
LONGEST_STAND_IN = 80  # characters: `<your key here>` and the like
TOKENS = ("token", "токен", "トークン", "토큰", "令牌")  # also what is traded
ASSET = re.compile(r"(?!.*\d.*[A-Z].*\d)[A-Z0-9]{1,10}(?:[_-][A-Z]{1,5}){0,2}")
IDENTIFIER = re.compile(r"[A-Za-z_.]{1,24}")
CALL = re.compile(r"[A-Za-z_.]{1,40}[(\[][^)\]]*[)\]]*")
MESSAGE = re.compile(r"\d{3,5} [A-Z]{2,}(?:_[A-Z]{2,})+|code[=:]\d{3,5}")  # what a program says: ``306 NO_FUNDS``
LONGEST_CALL = 500  # characters; each of many names would else look through the rest of its line
PLACEHOLDER = re.compile(r"<[^<>\d\n]{1,60}>|\$?\{[^{}\d\n]{1,60}\}|\$\([^()\n]{1,60}\)|\{\{[^{}\n]{1,60}\}\}")
#: Not a password but something about it: its state, or how the sentence continues.
STATE = re.compile(
    r"(?:in|un|mis)?(?:correct|valid|right|known|set|clear|safe|used|available)\w{0,4}|wrong|bad|empty|blank|null|missing|weak"
    r"|strong|short|long|old|new|same|different|secret|private|public|fine|good|okay|ok|gone|here|there|below|above|not|too|the|an|a"
    r"|my|our|your|to|for|in|on|only|still|now|also|always|never|what|falsch|richtig|incorrect\w"
    r"|errad\w|fals\w|inválid\w|invalid\w"
    r"|\w{3,}(?:ed|ing|able|ible|less|ful)",
    re.IGNORECASE,
)
CLAUSE_ENDS = re.compile(r"[.,;!?]*(?:\s*$|\n|[ \t]+(?:and|but|for|on)\b|[.,;]\s)")
CARRIERS = frozenset({"authorization", "cookie"})
SHORTEST_NUMBER = {"authorization": 6, "api_key": 8, "sig": 8, "secret": 3, "passphrase": 3}
#: Words for a secret that no secret follows. A text of nothing else would keep a worker busy for half a minute: after
#: the first number, only the surest reading of what follows a word is tried; after the second, none.
MOST_MISSES, MOST_NAMES = 10_000, 80_000
LONGEST_ADDRESS = 9  # words
SHORTEST_SIG, LONG_CODE, LONGEST_PIN = 8, 6, 10


class Secret(NamedTuple):
    """Where a secret is; ``quote`` is what JSON needs around the mask of a bare value."""

    start: int
    end: int
    kind: str
    quote: str = ""


def named_secrets(text: str, sketched: Sketch) -> Iterator[Secret]:
    """Yield the secrets of ``text`` in order, none overlapping; ``sketched`` is its sketch."""
    position, misses = 0, 0
    barren: Barren = {}
    for name, kind in names_in(text, sketched):
        if name.start() < position or is_other(text, name.start(), kind):
            continue
        misses += 1
        if misses > MOST_NAMES:
            return
        for gap in gaps(text, name.start(), name.end()):
            if secrets := _after(text, name, gap, kind, barren):
                yield from secrets
                position = secrets[-1].end
                misses -= 1
                break
            if misses >= MOST_MISSES:
                break


def _after(text: str, name: re.Match[str], gap: Gap, kind: Kind, barren: Barren) -> list[Secret]:
    """Return the value after a name, in all its pieces, or the values in a bracket there."""
    if not gap.says and (kind.apart is None or _is_plain(text, gap, kind)):
        return []
    if kind.name in CARRIERS and (spans := bracketed(text, gap, barren)):
        return [Secret(*span, kind.name) for span in spans]
    if LABEL.match(text, gap.end) or PLACEHOLDER.match(text, gap.end):
        return []  # before the value's end is looked for, which may be far away
    value = text[gap.end : value_end(text, name, gap, kind)].rstrip()
    if not value or not _is_secret(text, value, gap, kind):
        return []
    return list(_pieces(text, gap, gap.end + len(value), kind))


def _is_plain(text: str, gap: Gap, kind: Kind) -> bool:
    """Whether the value is an ordinary word, as most are that no sign tells from a sentence: the cheapest to see."""
    may_be_word = not gap.equates and not gap.opened and kind.value == BARE
    return may_be_word and PLAIN_WORD.match(text, gap.end) is not None


def _pieces(text: str, gap: Gap, end: int, kind: Kind) -> Iterator[Secret]:
    """Yield a value up to ``end``, its further pieces, and the next values of a list."""
    mark = MARK.match(gap.text)
    yield Secret(gap.end, end, kind.name, mark[0] if mark and not gap.opened else "")
    if kind.parts:
        yield from (Secret(*part, kind.name) for part in parts(text, end, gap.opened))
    while "[" in gap.text and kind.apart and (item := NEXT_ITEM.match(text, end)) and kind.apart(item["item"]):
        yield Secret(*item.span("item"), kind.name)
        end = item.end("item")


def _is_secret(text: str, value: str, gap: Gap, kind: Kind) -> bool:
    """Whether the value is a secret, given what is between it and its word."""
    is_likely = _is_stated if gap.says else _is_apart
    if not is_likely(text, value, gap, kind) or (kind.only and not kind.only(value)):
        return False
    return not _is_stand_in(value) and not _is_asset(text, value, gap, kind)


def _is_stand_in(value: str) -> bool:
    return len(value) <= LONGEST_STAND_IN and STAND_IN.fullmatch(value) is not None


def _is_asset(text: str, value: str, gap: Gap, kind: Kind) -> bool:
    """Whether the word was "token" and its value names an asset: ``"token": "CRO"``."""
    before = text[max(0, gap.end - len(gap.text) - 8) : gap.end].lower()
    return kind.name == "secret" and any(map(before.__contains__, TOKENS)) and ASSET.fullmatch(value) is not None


def _is_stated(text: str, value: str, gap: Gap, kind: Kind) -> bool:
    if value.isdigit() and len(value) < SHORTEST_NUMBER.get(kind.name, 0):
        return False
    if kind.name in ("address", "email") and len(words := value.split()) > LONGEST_ADDRESS:
        return any(map(is_key, words))  # "memo:" may also begin a note, and "mail:" the text of a mail
    if kind.name == "sig" and len(value) < SHORTEST_SIG:
        return False
    after = text[gap.end + len(value) : gap.end + len(value) + 4]
    is_call = len(value) <= LONGEST_CALL and CALL.fullmatch(value)
    if not gap.opened and (is_call or (IDENTIFIER.fullmatch(value) and kind.name in ("sig", "api_key"))):
        return False  # source code names variables and calls
    if ("," in gap.text or "<" in gap.text) and is_name(value):
        return False
    return not (KEY_GOES_ON.match(after) and (gap.opened or "\n" in gap.text))  # then the value is the next name


def _is_apart(text: str, value: str, gap: Gap, kind: Kind) -> bool:
    """Whether a value looks like a secret although no sign says so, or ends a sentence that says so."""
    if not _looks_secret(text, value, gap, kind) or is_name(value):
        return False
    return LABEL.search(text, gap.end, gap.end + len(value) + 1) is None


def _looks_secret(text: str, value: str, gap: Gap, kind: Kind) -> bool:
    is_number = value.isdigit()
    may_be_error = (is_number and len(value) < LONG_CODE) or MESSAGE.fullmatch(value) is not None
    if may_be_error and not gap.equates and any(map(str.isalpha, gap.text)):
        return False  # a sentence goes on behind the word
    if kind.apart and kind.apart(value):
        return True
    if kind.name == "secret" and is_number and gap.text.isspace():
        return LONG_CODE <= len(value) <= LONGEST_PIN
    is_password = gap.equates and kind.name in ("secret", "passphrase")
    return is_password and not STATE.fullmatch(value) and _is_chosen(text, value, gap)


def _is_chosen(text: str, value: str, gap: Gap) -> bool:
    """Whether a value that a sentence gives for a password may be one: a number, or a word that ends the clause."""
    if value.isdigit():
        return len(value) > 3
    is_word = value.isalpha() and value.islower() and len(value) > 4
    return is_word and CLAUSE_ENDS.match(text, gap.end + len(value)) is not None
