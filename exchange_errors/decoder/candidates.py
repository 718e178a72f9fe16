"""Every number and name of a text that may be an error code; nothing is judged here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ..exchange.other_names import close_codes
from ..language.word_classes import read_words, words_in
from .behind_number import RANGE
from .candidate_place import Listed
from .code_candidate import CodeCandidate
from .code_names import CodeNames
from .everyday_numbers import GENERIC_NAMES
from .name_matching import Named
from .prose_line import ERROR_WORD
from .prose_page import ProsePage

SMALLEST_UNKNOWN = 1_000
MOST_UNKNOWN, CALLED_REACH = 1_000, 20  # of one text, as many again that an error word stands before; characters
MOST_RESPELT = 2_000  # that are looked at: people slip, programs do not
MOST_LISTED = 30  # numbers that are taken for one list
LONGEST_SEPARATOR = 20  # characters
LEFT_NUMBER = re.compile(
    r"(?<![A-Za-z\d_./$-])(?<!\d,)(\d{2,7})[\"'`)\]]{0,2}[ \t]{0,12}(?:[:,|=;–—-]|=>|->)?[ \t]{0,12}[\"'`(\[]{0,2}$"
)
RIGHT_NUMBER = re.compile(
    r"[\"'`)\]]{0,2}[ \t]{0,12}(?:[:,|=;–—-]|=>)?[ \t]{0,12}[\"'`(\[]{0,2}(?:(?:error )?code[ :=#]{1,3})?"
    r"(\d{2,7})(?![\w%]|[.,]\d)"
)
#: Three to seven digits of which one or more are letters that look like digits, or with a separator of thousands.
RESPELT = re.compile(
    r"(?<![\w.,-])(?=[OolI]{0,6}\d)(?=\d{0,6}[OolI])[\dOolI]{3,7}(?![\w-])|(?<![\d.,$€£-])\d{2}[.,]\d{3}(?![\d,.]\d)"
    r"|(?<![\w.,-])\d(?: \d){2,6}(?! ?[\w-]|[.,]\d)"
)
#: What a program prints that has counted numbers: ``{306: 211, 314: 9}``.
COUNTS = re.compile(r"\{ ?((?:[\"']?\d{3,7}[\"']?: ?\d{1,9}(?:, ?)?){1,30})\}")
HEAD = 60  # characters before a map that say what it counts
KEY, COUNT = re.compile(r"\d+(?=[\"']?:)"), re.compile(r"(?<=[: ])\d+(?=[,}])")
PLAIN = str.maketrans("OolI", "0011", ",. ")


def _separator() -> re.Pattern[str]:
    conjunctions = "|".join([*(re.escape(words).replace("_", r"\s") for words in words_in("also")), RANGE])
    marks = r"[ \t\"'`)(#]"
    joined = rf"{marks}{{0,3}}(?:[,;/&+|、，-]|->)?\s?(?:{conjunctions})?{marks}{{0,3}}"
    return re.compile(rf"(?:s|ern?|-[а-яё]{{1,3}}|['’][a-zçğıöşü]{{1,5}})?{joined}", re.IGNORECASE)


SEPARATOR = _separator()


def numbers_of(page: ProsePage) -> Iterator[CodeCandidate]:
    """Yield the numbers of this exchange, and those that stand where its errors stand."""
    beside, counted = _names_beside(page), _counted(page)
    for spans in _lists(page):
        numbers = tuple(int(page.text[start:end]) for start, end in spans)
        listed = Listed(spans[0][0], spans[-1][1], numbers)
        for (start, end), code in zip(spans, numbers, strict=True):
            named = beside.get(start)
            if not page.is_taken(start, end):
                group = Listed(start, end, (code,)) if named else counted.get(start, listed)
                candidate = CodeCandidate(page, start, end, code, group, named=named)
                if named or page.words.is_number(code) or candidate.is_close or _may_be_unknown(candidate):
                    yield candidate
    if page.page.outer is None:
        yield from _respelt(page)


def _counted(page: ProsePage) -> dict[int, Listed]:
    """Return the codes that a program has counted by where each starts, as one list; the counts are taken."""
    counted: dict[int, Listed] = {}
    for match in COUNTS.finditer(page.text) if "{" in page.text else ():
        keys = list(KEY.finditer(page.text, *match.span(1)))
        numbers = tuple(int(key[0]) for key in keys)
        head = page.text[max(0, match.start() - HEAD) : match.start()].rpartition("\n")[2].replace("_", " ")
        is_of_errors = any(word.is_a("error", "code", "failing") for word in read_words(head))
        if is_of_errors and all(map(page.words.is_number, numbers)):
            counted |= dict.fromkeys((key.start() for key in keys), Listed(keys[0].start(), keys[-1].end(), numbers))
            for count in COUNT.finditer(page.text, *match.span(1)):
                page.take(*count.span())
    return counted


def _lists(page: ProsePage) -> Iterator[list[tuple[int, int]]]:
    """Yield the places of the numbers, those of one list together."""
    listed: list[tuple[int, int]] = []
    for span in page.numbers:
        if listed and (len(listed) > MOST_LISTED or not _is_listed(page.text, listed[-1], span)):
            yield listed
            listed = []
        listed.append(span)
    if listed:
        yield listed


def _respelt(page: ProsePage) -> Iterator[CodeCandidate]:
    for match in islice(RESPELT.finditer(page.text), MOST_RESPELT):
        code = int(match[0].translate(PLAIN))
        if not page.words.numbered(code):
            continue
        candidate = CodeCandidate(page, *match.span(), code, Listed(*match.span(), (code,)), is_respelt=True)
        if candidate.is_named or match[0].isalnum() or "," in match[0]:
            yield candidate


def _is_listed(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    between = text[left[1] : right[0]]
    if between.isspace() and text[slice(*left)] == text[slice(*right)]:
        return True  # said again and again
    if len(between) > LONGEST_SEPARATOR or between.strip() in ("", "-") or between.count('"') % 2:
        return False  # of two numbers, of which a quote holds one, the other is no part of its list
    return SEPARATOR.fullmatch(between) is not None


def _may_be_unknown(candidate: CodeCandidate) -> bool:
    if candidate.number < SMALLEST_UNKNOWN or candidate.number in close_codes() or not candidate.is_ours:
        return False
    page, start = candidate.page, candidate.start
    is_called = page.unknown < MOST_UNKNOWN or ERROR_WORD.search(page.text, max(0, start - CALLED_REACH), start)
    if not is_called or page.unknown >= 2 * MOST_UNKNOWN:
        page.cut(f"behind the first {MOST_UNKNOWN:,} numbers of no known code only those called errors were looked at")
        return False
    page.unknown += 1
    return candidate.slot.left in ("error", "code", "field")


def _names_beside(page: ProsePage) -> dict[int, Named]:
    """Return the names that a number stands beside, by where the number starts."""
    beside: dict[int, Named] = {}
    for named in page.names:
        right = RIGHT_NUMBER.match(page.text, named.end)
        left = LEFT_NUMBER.search(page.text, max(0, named.start - 40), named.start)
        for match in (right, left):
            if match is not None and _can_belong(int(match[1]), named, page.words):
                beside.setdefault(match.start(1), named)
                break
    return beside


def _can_belong(code: int, named: Named, words: CodeNames) -> bool:
    """Whether the number may be the name's: its own, or with a telling name any number that can be a code."""
    if code == named.what.code or any(other.name == named.said for other in words.unlisted.get(code, ())):
        return True
    return named.style == "snake" and named.said not in GENERIC_NAMES and (200 < code < 400 or code > 9_999)


def names_of(page: ProsePage) -> Iterator[CodeCandidate]:
    """Yield the names and sentences of this exchange."""
    for named in page.names:
        code = named.what.code
        yield CodeCandidate(page, named.start, named.end, code, Listed(named.start, named.end, (code,)), named=named,
                        is_name=True, is_respelt=named.is_slip)  # fmt: skip
