"""Finds where a named value ends, and where it continues after a line or a string that was cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .kinds import BARE, Kind
from .plausibility import MOMENT
from .secret_names import LABEL
from .value_starts import Gap

BRACKET = re.compile(r"[({\[]")
ANY_BRACKET, CLOSE = re.compile(r"[(\[{<>}\])]"), re.compile(r"[)\]}>]")
CLOSING = {"(": ")", "{": "}", "[": "]"}
BRACKETED = re.compile(r"""(?P<quote>\\*["'`])(?P<value>[^"'`\\\n]{1,2000})(?P=quote)""")
MOST_BRACKETED, MOST_UNCLOSED = 20_000, 300  # characters
QUOTED = {mark: re.compile(rf"[^{mark}\\\n]*+") for mark in "\"'`"}
PLAIN = re.compile(BARE)
LEAD = re.compile(r"[\s>#-]*(?:(?:export|set|const|let|var|my)[ \t]+)?[\w.$-]{0,40}[\"'`]?")
LONGEST_LEAD = 60  # characters
WHOLE_LINE = re.compile(r"[^\n]{1,200}+")
#: What a tag or a quotation mark opens, its words and all, by the mark.
ENCLOSED = {
    ">": re.compile(r"[^<>\n]{1,200}+(?=</)"), "«": re.compile(r"[^»\n]{1,200}+(?=»)"),
    "「": re.compile(r"[^」\n]{1,200}+(?=」)"), "『": re.compile(r"[^』\n]{1,200}+(?=』)"),
}  # fmt: skip
TOKEN = re.compile(r"""[!#-&(-\[\]-_a-{}~]{1,512}(?=[\u3040-\ud7a3])|[^\s"'`\\|«»“‹›「」『』、。，！？]{1,512}+""")
BACKSLASHES = re.compile(r"\\*+")
SCHEMES = "Basic|Bearer|Digest|Token"
SCHEME = re.compile(rf"(?:{SCHEMES})[ \t]+\S+", re.IGNORECASE)
#: The rest of a value that a line's end or a string's end cut: it begins the next line or the next string.
STRING_GOES_ON = re.compile(
    r"""(?:\n[ \t>]{0,40}+|\\*+["'`](?:\s|\\{1,8}n){0,40}\+?(?:\s|\\{1,8}n){0,40}\\*+["'`])"""
    r"""(?P<rest>(?=[A-Za-z+/=_-]*+\d)[A-Za-z0-9+/=_-]{4,}+)(?=\\*+["'`])"""
)
LINE_GOES_ON = re.compile(r"[-=\\]?\n[ \t>|]{0,12}+(?P<rest>[A-Za-z0-9+/_-]{2,512}+={0,2})(?![\w:(.=]|[ ]?[:=])")
FULL_LINE = 58  # characters: the least that a line has which was cut
MOST_PARTS = 8
Barren = dict[int, list[int]]
"""Where strings in brackets end that are no values, with how far from there none is: all strings of one row share that
list of one number. So of brackets in brackets, each character is looked at once."""

KEY_GOES_ON = re.compile(r"""\\*["'`]?(?:[:=]|[ \t]+[:=](?!\w))""")


def value_end(text: str, name: re.Match[str], gap: Gap, kind: Kind) -> int:
    """Return where the value ends: at its closing quote or bracket, at the line's end, or after one word."""
    start = gap.end
    shaped = _shape(kind.value).match(text, start) if kind.value != BARE else None
    if shaped and (kind.parts or not gap.opened):
        return shaped.end()  # also where a line's end cuts a quoted value
    if gap.opened:
        is_quote = gap.opened[-1] in QUOTED  # a backslash alone opens nothing
        return quoted_end(text, start, gap.opened) if is_quote else start
    if scheme := SCHEME.match(text, start):
        return scheme.end()
    return _bare_end(text, name, gap, kind)


def _bare_end(text: str, name: re.Match[str], gap: Gap, kind: Kind) -> int:
    """Return where a value ends that has no quote before it: with what encloses it, its line, or its word."""
    start = gap.end
    enclosed = ENCLOSED.get(gap.text.rstrip()[-1:]) if gap.says and kind.parts else None
    if enclosed and (value := enclosed.match(text, start)):
        return value.end()
    is_in_sentence = not gap.says or gap.text.startswith(" ")
    if is_in_sentence:
        return _word_end(text, start)
    is_setting = kind.parts and _begins_line(text, name.start())
    if is_setting and (end := _whole_line(text, start)) > start:
        return end
    return _plain_end(text, start, "<" if gap.text.endswith(">") else "</")


@cache
def _shape(value: str) -> re.Pattern[str]:
    return re.compile(value)  # which takes several times as long to look up what it knows


def _word_end(text: str, start: int) -> int:
    """Return where a word ends, less a tag and the marks of a sentence behind it."""
    word = TOKEN.match(text, start)
    return start + len(word[0].split("</")[0].rstrip(".,;:?)]}>")) if word else start


def _plain_end(text: str, start: int, tag: str) -> int:
    """Return where a value without quotes ends: at a sign, a ``tag``, or a bracket that was opened before it."""
    value = PLAIN.match(text, start)
    return start + _balanced(value[0].split(tag)[0]) if value else start


def bracketed(text: str, gap: Gap, barren: Barren) -> list[tuple[int, int]]:
    """Return the values in the bracket that a gap ends with: ``auth=("bob", "x")``, ``cookies={"sid": "x"}``.

    ``barren`` is filled here, and the same for all brackets of a text.
    """
    opening = BRACKET.search(gap.text)
    if not gap.says or opening is None:
        return []
    start = gap.end - len(gap.opened)
    end = text.find(CLOSING[opening[0]], start, start + MOST_BRACKETED)
    end = end if end >= 0 else start + MOST_UNCLOSED
    values, position, reached = [], start, [start]
    while (string := BRACKETED.search(text, position, end)) is not None:
        position = string.end()
        if not LABEL.search(string["value"]) and not KEY_GOES_ON.match(text, position):
            values.append(string.span("value"))
        elif not values:
            reached = barren.setdefault(position, reached)
            reached[0] = position = max(position, reached[0])
    return values


def _begins_line(text: str, start: int) -> bool:
    """Whether a name begins its line, as in a file of settings: with ``export`` and the like before it, or nothing."""
    window = max(0, start - LONGEST_LEAD)
    line = text.rfind("\n", window, start) + 1 or window
    return (line > window or not window) and LEAD.fullmatch(text, line, start) is not None


def _whole_line(text: str, start: int) -> int:
    """Return the end of the line if all of it is the value: a few words without a number, or one word of any kind."""
    line = WHOLE_LINE.match(text, start)
    if line is None:
        return start
    words = line[0].split()
    is_single = len(words) == 1 and not re.search(
        r"(?:[&,;|]|\\[nrt])\w+[=:]|[\"'`\\,;|)}\]]$|[({\[].*[)}\]]$|</", line[0]
    )
    is_few = 1 < len(words) < 7 and re.fullmatch(r"[^\W\d]+(?:[ \t]+[^\W\d]+)+[ \t]*", line[0])
    return line.end() if is_single or is_few else start


def _balanced(value: str) -> int:
    """Return how much of the value comes before a bracket that nothing in it opened."""
    depth = 0
    for bracket in ANY_BRACKET.finditer(value) if CLOSE.search(value) else ():
        depth += 1 if bracket[0] in "([{<" else -1
        if depth < 0:
            return bracket.start()
    return len(value)


def quoted_end(text: str, start: int, opened: str) -> int:
    r"""Return where the closing quote is, or the line ends.

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


def parts(text: str, position: int, opened: str) -> Iterator[tuple[int, int]]:
    """Yield the further pieces of a value that was broken into several."""
    for _ in range(MOST_PARTS):
        more = STRING_GOES_ON.match(text, position) if opened else None
        if more is None:
            more = LINE_GOES_ON.match(text, position)
            if more is None or not _is_cut(text, position, more):
                return
        yield more.span("rest")
        position = more.end()


def _is_cut(text: str, position: int, more: re.Match[str]) -> bool:
    """Whether a line ends within a value and the next one begins with its rest."""
    rest = more["rest"]
    is_marked = more[0][0] in "-=\\" or text[position - 1] == "-"
    if not is_marked and "\n" in text[max(0, position - FULL_LINE) : position]:
        return False
    if MOMENT.match(rest) or rest.isdigit() or ("_" in rest.strip("_") and rest == rest.upper()):
        return False
    is_word = (rest.islower() or rest.isupper() or rest.istitle()) and rest.isalpha()
    return not is_word or (is_marked and not rest.isalpha())
