"""A number with its name beside it: ``306 INSUFFICIENT_AVAILABLE_BALANCE``, ``Invalid nonce (40102)``, table rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...entry import Entry
from ...exchange.unlisted import Unlisted
from ..prose_page import ProsePage
from ..report import Sighting

WORD = re.compile(r"[A-Za-z][A-Za-z']*")
PHRASE = re.compile(r"[A-Za-z][A-Za-z']*(?:(?:_|-|[ ]|, |/|\. )[A-Za-z]+){0,11}")
LEFT = re.compile(r"(?<![\w./$-])(?<!\d,)(\d{2,7})[\"'`)\]]{0,2}[ \t]{0,12}(?:[:,|=;–—-]|=>|->)?[ \t]{0,12}[\"'`(\[]{0,2}$")
RIGHT = re.compile(r"[\"'`)\]]{0,2}[ \t]{0,12}(?:[:,|=;–—-]|=>)?[ \t]{0,12}[\"'`(\[]{0,2}(?:(?:error )?code[ :=#]{1,3})?(\d{2,7})(?![\w%]|[.,]\d)")


class Named(NamedTuple):
    """A name or sentence of the vocabulary at its place; ``style`` is "snake", "kebab" or "words"."""

    start: int
    end: int
    what: Entry | Unlisted
    said: str
    style: str


def numbered_name(page: ProsePage) -> Iterator[Sighting]:
    """Read names with their number beside them."""
    for named, code, span in numbered(page):
        if page.take(*span):
            yield _sighting(page, named, code, span)


def numbered(page: ProsePage) -> Iterator[tuple[Named, int, tuple[int, int]]]:
    """Yield each name that has a number beside it, with the number and the stretch of both."""
    for named in names(page):
        beside = _number_beside(page.text, named)
        if beside is not None and not page.line(named.start).is_silent:
            yield named, beside[0], beside[1:]


def _sighting(page: ProsePage, named: Named, code: int, span: tuple[int, int]) -> Sighting:
    name = named.what.name if named.style != "snake" else named.said
    return page.sighting(
        span, code, shape="numbered_name", role="error", confidence="certain" if code == named.what.code else "likely",
        name=name, message=None if named.style == "snake" else named.said,
    )  # fmt: skip


def names(page: ProsePage) -> Iterator[Named]:
    """Yield the names and vendor's sentences in the text, longest reading first, none inside a longer name."""
    position = 0
    for start in page.name_openings:
        phrase = PHRASE.match(page.text, start) if start >= position else None
        found = _longest(page, start, phrase[0]) if phrase else None
        if found:
            position = found.end
            yield found


def _longest(page: ProsePage, start: int, phrase: str) -> Named | None:
    """Return the longest name or sentence that ``phrase`` begins with, ending where a word ends."""
    words = list(WORD.finditer(phrase))
    parts = [word[0].lower().replace("'", "") for word in words]
    if words and words[0][0] in page.words.single_names and page.text[start + words[0].end() : start + words[0].end() + 1] not in ("_", "-"):
        return Named(start, start + words[0].end(), page.words.phrases[parts[0]], words[0][0], "snake")
    if len(parts) < 2 or parts[0] + parts[1] not in page.words.beginnings:
        return None
    for count in range(len(parts), 1, -1):
        what = page.words.phrases.get("".join(parts[:count]))
        if what is None:
            continue
        said = phrase[: words[count - 1].end()]
        follows = page.text[start + len(said) : start + len(said) + 1]
        if follows != "_" and (follows != "-" or "-" not in said):
            return Named(start, start + len(said), what, said, _style(said))
    return None


def _style(said: str) -> str:
    if "_" in said:
        return "snake" if said.isupper() or said.replace("_", "").isupper() else "kebab"
    return "kebab" if "-" in said else "words"


def _number_beside(text: str, named: Named) -> tuple[int, int, int] | None:
    """Return the number next to the name with the stretch of both, when the two can belong together."""
    right = RIGHT.match(text, named.end)
    if right is not None and _plausible(int(right[1]), named):
        return int(right[1]), named.start, right.end()
    left = LEFT.search(text, max(0, named.start - 40), named.start)
    if left is not None and _plausible(int(left[1]), named):
        return int(left[1]), left.start(1), named.end
    return None


def _plausible(code: int, named: Named) -> bool:
    """The name's own number, or one that is no HTTP status: two that disagree are reported as they stand."""
    return code == named.what.code or (named.style == "snake" and (200 < code < 400 or code > 9999))

