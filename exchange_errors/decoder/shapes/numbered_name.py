"""A number with its name beside it: ``306 INSUFFICIENT_AVAILABLE_BALANCE``, ``Invalid nonce (40102)``, table rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..code_names import CodeNames
from ..decoded import Sighting
from ..everyday_numbers import GENERIC_NAMES
from ..name_matching import Named
from ..prose_page import ProsePage

LEFT = re.compile(
    r"(?<![\w./$-])(?<!\d,)(\d{2,7})[\"'`)\]]{0,2}[ \t]{0,12}(?:[:,|=;–—-]|=>|->)?[ \t]{0,12}[\"'`(\[]{0,2}$"
)
RIGHT = re.compile(
    r"[\"'`)\]]{0,2}[ \t]{0,12}(?:[:,|=;–—-]|=>)?[ \t]{0,12}[\"'`(\[]{0,2}(?:(?:error )?code[ :=#]{1,3})?"
    r"(\d{2,7})(?![\w%]|[.,]\d)"
)
#: The last few words before a bracket.
LAST_WORDS = re.compile(r"[A-Za-z_]{1,40}(?:[ -][A-Za-z_]{1,40}){0,3} ?$")
ONE_WORD_IS_ENOUGH = 10_000  # a count or a page in brackets is smaller


def numbered_name(page: ProsePage) -> Iterator[Sighting]:
    """Read names with their number beside them."""
    for named in page.names:
        beside = _number_beside(page, named)
        if beside is not None and not page.line(named.start).is_silent and page.take(*beside[1:]):
            yield _sighting(page, named, beside[0], beside[1:])
    yield from _bracketed(page)


def _bracketed(page: ProsePage) -> Iterator[Sighting]:
    """Read a number in brackets behind or before words of its own name: ``Margin Call (301)``."""
    text = page.text
    for start, end in page.numbers:
        if (
            text[start - 1 : start] != "("
            or text[end : end + 1] != ")"
            or not page.words.numbered(int(text[start:end]))
        ):
            continue
        code = int(text[start:end])
        said = LAST_WORDS.search(text, max(0, start - 60), start - 1)
        enough = 1 if code >= ONE_WORD_IS_ENOUGH else 2
        if said is None or page.words.shared(code, said[0]) < enough or page.line(start).is_silent:
            continue
        if page.take(start, end):
            yield page.sighting(
                (start, end), code, shape="numbered_name", role="error", confidence="likely", message=said[0].strip()
            )


def _sighting(page: ProsePage, named: Named, code: int, span: tuple[int, int]) -> Sighting:
    name = named.what.name if named.style != "snake" else named.said
    return page.sighting(
        span, code, shape="numbered_name", role="error", confidence="certain" if code == named.what.code else "likely",
        name=name, message=None if named.style == "snake" else named.said,
    )  # fmt: skip


def _number_beside(page: ProsePage, named: Named) -> tuple[int, int, int] | None:
    """Return the number next to the name with the stretch of both, when the two can belong together."""
    right = RIGHT.match(page.text, named.end)
    if right is not None and _plausible(int(right[1]), named, page.words):
        return int(right[1]), named.start, right.end()
    left = LEFT.search(page.text, max(0, named.start - 40), named.start)
    if left is not None and _plausible(int(left[1]), named, page.words):
        return int(left[1]), left.start(1), named.end
    return None


def _plausible(code: int, named: Named, words: CodeNames) -> bool:
    """Whether the number may be the name's: its own, or with a telling name any number that can be a code.

    Two that disagree are reported as they stand.
    """
    if code == named.what.code or any(other.name == named.said for other in words.unlisted.get(code, ())):
        return True
    return named.style == "snake" and named.said not in GENERIC_NAMES and (200 < code < 400 or code > 9999)
