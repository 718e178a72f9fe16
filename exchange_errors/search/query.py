"""Parses what a reader typed: numbers, filters, phrases, exclusions, then plain words.

Parsing needs no catalogue. Every pattern works on text with single blanks, and none can backtrack more than a few
characters, so any text up to MAX_QUERY characters is a valid query.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from unicodedata import category, normalize

from ..catalogue.catalogue import FACETS
from ..language.words import fold

MAX_QUERY = 500  # characters; a longer text is for the paste-box
MAX_NUMBERS = 20  # a paste full of numbers names its code in words; the rest of a list is not read

_TYPED = "|".join(facet for facet in FACETS if facet != "http_status")  # which _HTTP reads in any wording
_FILTER = re.compile(rf'(?<!\S)({_TYPED}):(?:"([^"]{{0,60}})"|([\w,-]{{1,60}}))', re.IGNORECASE)
_QUOTED = re.compile(r'(?<!\S)(-?)"([^"]*)"')
_EXCLUDED = re.compile(r"(?<!\S)-(?=[^\W\d])(\S+)")
_JSON = re.compile(r"[\"'] ?[:,\]}]|[{\[:,] ?[\"']")
_HTTP = re.compile(
    r"(?<![\w/])(?:https?(?:/\d(?:\.\d)?)?(?:[ _-]?(?:status|code|error|response)){0,2}"
    r"|(?<!order )(?<!order_)status(?:[ _-]?code)?)"
    r"(?: is| was| of)?[\"']? ?[:=#]? ?[\"']?(\d{3})(?![\w.]\w)(?!\d)",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"\b(?:clos(?:e|ed|ing|ure)|terminat(?:e|ed|ion)|disconnect(?:ed|ion)?)(?: with| by server)?"
    r"(?:[ _-]?(?:code|status|reason))?(?: is| was)?[\"']? ?[:=#]? ?[\"']?(\d{1,4})(?![\w.]\w)(?!\d)",
    re.IGNORECASE,
)
_SOCKET = re.compile(r"\b(?:wss?|web ?sockets?|sockets?)\b", re.IGNORECASE)
_CODE = re.compile(
    r"(?<![a-z])(?:err(?:or)?[ _-]?)?(?:code|reason|errno|err|ret_?code)(?: is| was)?"
    r"[\\\"']{0,3} ?[:=] ?[\\\"']{0,3}(\d{1,9})(?![\w.]\w)(?!\d)",
    re.IGNORECASE,
)
_TAG = re.compile(r"\b(?:fix ?)?tag ?#?(\d{1,3})\b", re.IGNORECASE)
_GLUED = re.compile(r"^(?:err(?:or)?|code|e|cdc|ws)[_-]?(\d{3,5})$", re.IGNORECASE)
_NUMBER = re.compile(r"^[#(\[{<\"'`]*([0-9OoIl]{1,9})[)\]}>\"'`.,;:!?]*$")
_BETWEEN_NUMBERS = re.compile(r"(?<=\d)/(?=\d{3,5}(?!\d))")  # "40102/40103"; "1/2" is no pair of codes
_LOOKALIKE = str.maketrans("OoIl", "0011")
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")  # categories of Unicode: controls, format marks, halves of characters, breaks
_DIGITS = re.compile(r"\d")


class QueryTooLong(ValueError):
    """The text is longer than a query may be; ``limit`` is in characters."""

    limit = MAX_QUERY


@dataclass(frozen=True, slots=True)
class Query:
    """One search as it was understood.

    ``codes`` are numbers named as codes (``code: 306``) and outrank ``numbers``, which are bare; all are digits as
    typed. ``filters`` are values by facet, as ``narrowed`` takes them. ``half_typed`` is true while the last word may
    still be growing.
    """

    text: str = ""
    words: str = ""
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    http_status: str | None = None
    websocket: bool = False
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    half_typed: bool = False

    @property
    def named_numbers(self) -> tuple[str, ...]:
        """The numbers to go by: those named as codes where there are any, else the bare ones."""
        return self.codes or self.numbers

    @property
    def is_empty(self) -> bool:
        """Whether it asks for nothing, so that every entry matches."""
        asked = (self.words, self.phrases, self.excluded, self.codes, self.numbers, self.http_status, self.filters)
        return not any(asked)

    def unknown_filters(self, known: Mapping[str, Collection[str]]) -> tuple[tuple[str, str], ...]:
        """Return (facet, value) of every typed filter whose value is not among the ``known`` ones of its facet."""
        return tuple((f, value) for f, values in self.filters.items() for value in sorted(values - set(known[f])))


def parse_query(text: str) -> Query:
    """Return what ``text`` asks for. Total up to MAX_QUERY characters; raises QueryTooLong beyond."""
    if len(text) > MAX_QUERY:
        raise QueryTooLong(f"A search can be at most {MAX_QUERY} characters long.")
    typed = "".join(" " if category(character) in _UNSEEN else character for character in text)
    half_typed = bool(typed) and not typed[-1].isspace()
    rest = plain = " ".join(normalize("NFKC", typed).split())
    filters, rest = _filters(rest)
    phrases, excluded, rest = _quoted(rest)
    rest = _TAG.sub(r" tag\1 ", rest)
    codes, rest = _taken(_CODE, rest)
    closes, rest = _taken(_CLOSE, rest)
    statuses, rest = _taken(_HTTP, rest)
    numbers, rest = _numbers(rest)
    websocket = bool(closes) or bool((numbers or codes) and _SOCKET.search(plain))
    if codes or closes:
        statuses = ()
    if websocket:
        rest = _SOCKET.sub(" ", rest)  # it only says what the number is
    return Query(
        text=plain,
        words=" ".join(rest.split()),
        phrases=phrases,
        excluded=excluded,
        codes=codes,
        numbers=(*closes, *numbers)[:MAX_NUMBERS],
        http_status=statuses[0] if statuses else None,
        websocket=websocket,
        filters=filters,
        half_typed=half_typed,
    )


def _filters(text: str) -> tuple[dict[str, frozenset[str]], str]:
    """Return the typed filters and the text without them; several values of one facet are alternatives."""
    filters: dict[str, frozenset[str]] = {}
    for facet, quoted, bare in _FILTER.findall(text):
        values = frozenset(_facet_value(facet.lower(), value) for value in (quoted or bare).split(",") if value)
        filters[facet.lower()] = filters.get(facet.lower(), frozenset()) | values
    return filters, _FILTER.sub(" ", text)


def _facet_value(facet: str, value: str) -> str:
    """Return a value as the catalogue spells it: categories with dashes, owners and advice with underscores."""
    value = "_".join(fold(value).replace("-", " ").replace("_", " ").split())
    if facet == "kind" and value in ("ws", "close", "socket"):
        return "websocket"
    return value.replace("_", "-") if facet == "category" else value


def _quoted(text: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Return phrases, excluded words and phrases, and the text without them.

    A pasted JSON text is full of quotes that ask for nothing, so one with a colon after a quote keeps them all.
    """
    if _JSON.search(text):
        return (), (), text
    quoted = [(minus, phrase.strip()) for minus, phrase in _QUOTED.findall(text) if phrase.strip()]
    text = _QUOTED.sub(" ", text)
    excluded = [phrase for minus, phrase in quoted if minus] + _EXCLUDED.findall(text)
    return tuple(p for minus, p in quoted if not minus), tuple(excluded), _EXCLUDED.sub(" ", text)


def _taken(pattern: re.Pattern[str], text: str) -> tuple[tuple[str, ...], str]:
    """Return the numbers that ``pattern`` finds, each once, and the text without those places."""
    numbers = dict.fromkeys(pattern.findall(text))
    return tuple(numbers)[:MAX_NUMBERS], pattern.sub(" ", text) if numbers else text


def _numbers(text: str) -> tuple[tuple[str, ...], str]:
    """Return the bare numbers, look-alike letters read as digits, and the words that are left."""
    numbers, words = [], []
    for word in _BETWEEN_NUMBERS.sub(" ", text).split():
        match = _NUMBER.match(word)
        if match and _DIGITS.search(match[1]):
            numbers.append(match[1].translate(_LOOKALIKE))
        elif glued := _GLUED.match(word.strip("#()[]{}<>\"'`.,;:!?")):
            numbers.append(glued[1])
        else:
            words.append(word)
    return tuple(dict.fromkeys(numbers)), " ".join(words)
