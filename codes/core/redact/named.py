"""Secrets that a word in front of them names: a key, a header, an option, a tag, a sentence; at any depth of escaping."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from .kinds import BARE, KINDS, Kind
from .looks import MOMENT
from .runs import Sketch, fold, lowered, places, unaccented


class Word(NamedTuple):
    """A word that names a kind; ``stem`` is what it begins with, up to its first blank, without accents."""

    stem: str
    kind: Kind
    pattern: re.Pattern[str]


class Gap(NamedTuple):
    """What stands between a word and its value; ``opened`` is the quote in front of the value, with its backslashes."""

    end: int
    opened: str
    says: bool  # the value is said to be it, so it may look like anything
    text: str
    equates: bool = False  # a verb says so, of which the value may also be the state


def pattern_of(word: str) -> str:
    """Return the regular expression, for Python and JavaScript, of a word as ``words`` writes it."""
    bare, _, ending = word.lstrip("^").partition("~")
    body = _with_gaps(bare) + (f"(?:{_with_gaps(ending)})?" if ending else "")
    return f"(?<![A-Za-z0-9]){body}" if word.startswith("^") else body


PARTS = {" ": "[-_ ]?", "*": r"[^\W\d_]{0,4}"}


def _with_gaps(text: str) -> str:
    """Return a pattern in which blanks may be dashes or nothing, and accents may be missing, as people type them."""
    return "".join(
        PARTS.get(char) or char if (bare := unaccented(char)) == char else f"[{char}{bare}]" for char in text
    )


def _squashed(word: str) -> str:
    """Return what a text without blanks, dashes and underscores holds where it holds the word."""
    return unaccented(fold(word.lstrip("^").partition("~")[0].replace(" ", "").rstrip("*").lower()))


def _by_squashed() -> dict[str, list[Word]]:
    table: dict[str, list[Word]] = {}
    for kind in KINDS:
        for word in kind.words:
            stem = unaccented(re.split("[ ~*]", word.lstrip("^"))[0].lower())
            table.setdefault(_squashed(word), []).append(Word(stem, kind, re.compile(pattern_of(word), re.IGNORECASE)))
    return table


WORDS = _by_squashed()


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words that looks at each letter once: ``p(?:in|wd)``."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[:1], []).append(word[1:])
    if "" in by_letter:
        return ""  # a word that begins longer ones is enough
    branches = [re.escape(letter) + _any_of(rests) for letter, rests in by_letter.items()]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


ANY_WORD = re.compile(_any_of(WORDS))
ANY_ASCII_WORD = re.compile(_any_of(filter(str.isascii, WORDS)))
ADDRESS_OF_MACHINE = re.compile(r"(?:ip|mac)[-_ ]?$", re.IGNORECASE)
SEPARATORS = {ord(char): None for char in " -_"}
BLANKS = r"(?:\s|\\{1,8}[nrt]){0,40}+"
MASK = r"\[[a-z_0-9]+:\d+\]"  # what an earlier run left
WRAPPERS = rf"""(?:[A-Za-z_]{{1,16}}+\((?=\s*+\\*+["'`])|(?!{MASK})[({{\[]\s{{0,8}}+(?:\\*+["']?(?:value|String|S)\\*+["']?\s*+[:=]\s*+)?){{0,2}}+"""
SAYS = re.compile(
    r"""(?:[-_ ]?(?:value|hash|plain|b64|hex|\d{1,2}))?\\*+["'`]?[\])]?[ \t]{0,40}+"""
    r"""(?::[ \t]{0,8}+[&*]?[\w.<>\[\]' ]{1,30}[ ](?==[ ]))?"""
    rf"""(?:=>|:=|->|→|⇒|={{1,3}}+|:(?!//)|：|＝)[ \t]{{0,40}}+(?:[|>][-+]?(?=[ \t]*+(?:\n|\\{{1,8}}n)))?{BLANKS}{WRAPPERS}(?:[«»„‹›「『]\s?|[bBuUrRf](?=["'])|["']{{2}}(?=["']))?"""
    r"""(?P<open>\\*+["'`]?)"""
)
TAG = re.compile(
    r"""["']?(?:\s{0,8}</[\w:-]{1,20}>(?:\s|\\{1,8}n){0,20}<[^<>\n]{1,40}(?=>)|[^<>\n]{0,60}?)(?:value=(?P<open>["']?)|>(?:\s{0,8}+</?[^<>\n]{1,40}+>){0,4}+\s{0,8}+(?:<!\[CDATA\[)?)""",
    re.IGNORECASE,
)
VERBS = (
    r"(?:(?<=[ \t])(?:is|was|are|ist|war|lautet|heißt|sind|est|es|era|sono|é|è|jest|to|je|-|är|er|on|olan|là|adalah|это|—|–|は|が|是|为|為)"
    r"(?=[ \t:=])|は|が|是|为|為|은|는|이|가|:|：)"
)
SENTENCE = re.compile(
    rf"""\\*+["'`]?(?P<middle>(?:[ \t]+[^\W\d][\w'-]{{0,20}}){{0,5}}?)[ \t]*{VERBS}[ \t]*[:=]?[ \t]*(?:[«»„‹›]\s?)?(?P<open>\\*+["'`]?)""",
    re.IGNORECASE,
)
#: A sentence that goes on behind the word for some words more, up to the first one that no plain word is.
PROSE = re.compile(
    r"""(?:[^\x00-\x7f]{1,12}+|[,:]?[ \t]+[^\W\d][\w'-]{0,20}+){1,6}?[,:]?[ \t]*(?P<open>["'`]?)"""
    r"""(?=[!-~]{0,64}?(?:[\d@#$%^&*!~?+]|[a-z][A-Z]|[A-Z]{2}[a-z]))(?<![\w'-])(?=[!-~])"""
)
#: What qualifies the word before a colon: ``password (old): x``, ``password for bob@host: x``.
ASIDE = re.compile(r"""[ \t][^\n:=："'`]{1,48}[:=：][ \t]*(?P<open>["'`]?)""")
APART = re.compile(rf"""(?:(?!{MASK})[\s"'`|,;<>(){{}}\[\]:=\\/+«»„‹›]|value(?=["'`:=\\])){{1,24}}+""")
PAIR_BEFORE = re.compile(r"""[(\[{]\s{0,8}["'`]$""")
PAIR = re.compile(r"""["'`]\s{0,8}+,\s{0,8}+["'`](?=[^"'`\n]{1,512}+["'`]\s{0,8}+[)\]}])""")
OPTION_BEFORE = re.compile(r"(?:^|[\s\"'\[])--?[\w-]{0,24}$|(?:login|machine|user(?:name)?)[ \t]+\S{1,64}[ \t]+$")
COMMAND = re.compile(r"(?:^|[>:\n]|\\n)[ \t]*$")

BRACKET = re.compile(r"[({\[]")
CLOSING = {"(": ")", "{": "}", "[": "]"}
HELD = re.compile(r"""(?P<quote>\\*["'`])(?P<value>[^"'`\\\n]{1,2000})(?P=quote)""")
MOST_HELD, MOST_UNCLOSED = 20_000, 300  # characters
QUOTED = {mark: re.compile(rf"[^{mark}\\\n]*+") for mark in "\"'`"}
PLAIN = re.compile(BARE)
LEAD = re.compile(r"[\s>#-]*(?:(?:export|set|const|let|var|my)[ \t]+)?[\w.$-]{0,40}[\"'`]?")
LONGEST_LEAD = 60  # characters
WHOLE_LINE = re.compile(r"[^\n]{1,200}+")
TOKEN = re.compile(r"""[^\s"'`\\|«»“‹›「」『』、。，！？]{1,512}+""")
BACKSLASHES = re.compile(r"\\*+")
SCHEME = re.compile(r"(?:Basic|Bearer|Digest|Token)[ \t]+\S+", re.IGNORECASE)
#: The rest of a value that a line's end or a string's end cut: it stands first on the next line or in the next string.
STRING_GOES_ON = re.compile(
    r"""(?:\n[ \t>]{0,40}+|\\*+["'`](?:\s|\\{1,8}n){0,40}+\+?(?:\s|\\{1,8}n){0,40}+\\*+["'`])"""
    r"""(?P<rest>(?=[A-Za-z+/=_-]*+\d)[A-Za-z0-9+/=_-]{4,}+)(?=\\*+["'`])"""
)
LINE_GOES_ON = re.compile(r"[-=\\]?\n[ \t>|]{0,12}+(?P<rest>[A-Za-z0-9+/_-]{2,512}+={0,2})(?![\w:(.=]|[ ]?[:=])")
FULL_LINE = 58  # characters: a line that was cut has as many at least
MOST_PARTS = 8

LABEL = re.compile(MASK)
MARK = re.compile(r"""\\*+["']""")
STAND_IN = re.compile(
    rf"{MASK}|"
    r"[\[<(](?:redacted|masked|hidden|filtered|secret|removed)[\])>]|null|none|nil|undefined|true|false"
    r"|\*+|•+|x{3,}|\.{3,}|<[^>\d]*>|\$[A-Z_]+\d?|\$[a-z_]+|\$?\{[^{}]*\}?\}?|-?\d{1,2}|your[-_ ][a-z_ -]*"
    r"|str|string|text|bytes|varchar|char|bool(?:ean)?|int(?:eger)?|number|required|optional",
    re.IGNORECASE,
)
LONGEST_STAND_IN = 80  # characters: `<your key here>` and the like
ASSET = re.compile(r"(?!.*\d.*[A-Z].*\d)[A-Z0-9]{1,10}(?:[_-][A-Z]{1,5}){0,2}")
IDENTIFIER = re.compile(r"[A-Za-z_.]{1,24}")
CALL = re.compile(r"[A-Za-z_.]{1,40}[(\[][^)\]]*[)\]]*")
PLACEHOLDER = re.compile(r"<[^<>\d\n]{1,60}>|\$?\{[^{}\d\n]{1,60}\}|\$\([^()\n]{1,60}\)|\{\{[^{}\n]{1,60}\}\}")
#: What is said about a password rather than the password: its state, or how the sentence goes on.
STATE = re.compile(
    r"(?:in|un|mis)?(?:correct|valid|right|known|set|clear|safe|used|available)\w{0,4}|wrong|bad|empty|blank|null|missing|weak|strong"
    r"|short|long|old|new|same|different|secret|private|public|fine|good|okay|ok|gone|here|there|below|above|not|too|the|an|a|my"
    r"|our|your|to|for|in|on|only|still|now|also|always|never|what|falsch|richtig|incorrect\w|errad\w|fals\w|inválid\w|invalid\w"
    r"|\w{3,}(?:ed|ing|able|ible|less|ful)",
    re.IGNORECASE,
)
CLAUSE_ENDS = re.compile(r"[.,;!?]*(?:\s*$|\n|[ \t]+(?:and|but|for|on)\b|[.,;]\s)")
HOLDERS = frozenset({"authorization", "cookie"})
SHORTEST_NUMBER = {"api_key": 8, "sig": 8, "secret": 3, "passphrase": 3}
KEY_GOES_ON = re.compile(r"""\\*["'`]?[ \t]*[:=]""")
SHORTEST_SIG, LONG_CODE = 8, 6


class Secret(NamedTuple):
    """Where a secret stands; ``quote`` is what JSON needs around the mask of a bare value."""

    start: int
    end: int
    kind: str
    quote: str


def named_secrets(text: str, sketched: Sketch) -> Iterator[Secret]:
    """Yield the secrets of ``text`` in order, none overlapping; ``sketched`` is its sketch."""
    squashed = unaccented(sketched.small.translate(SEPARATORS))
    if not (ANY_ASCII_WORD if squashed.isascii() else ANY_WORD).search(squashed):
        return
    present = [word for word in WORDS if word in squashed]
    small = unaccented(lowered(text))
    occurrences = [_occurrences(small, word) for name in present for word in WORDS[name]]
    position = 0
    for start, word in merge(*occurrences, key=itemgetter(0)) if len(occurrences) > 1 else chain(*occurrences):
        if start < position or (name := word.pattern.match(text, start)) is None or _is_no_name(text, start, word.kind):
            continue
        for gap in _gaps(text, name.start(), name.end()):
            if word.kind.name in HOLDERS and (held := list(_held(text, gap))):
                yield from (Secret(*span, word.kind.name, "") for span in held)
                position = held[-1][1]
                break
            end = _end(text, name, gap, word.kind)
            value = text[gap.end : end].rstrip()
            if not value or not _is_secret(text, value, gap, word.kind):
                continue
            mark = MARK.match(gap.text)
            yield Secret(gap.end, gap.end + len(value), word.kind.name, mark[0] if mark and not gap.opened else "")
            position = gap.end + len(value)
            for part in parts(text, position, gap.opened) if word.kind.parts else ():
                yield Secret(*part, word.kind.name, "")
                position = part[1]
            break


def _occurrences(small: str, word: Word) -> Iterator[tuple[int, Word]]:
    return ((start, word) for start in places(small, word.stem))


def _is_no_name(text: str, start: int, kind: Kind) -> bool:
    if kind.name == "address" and ADDRESS_OF_MACHINE.search(text, max(0, start - 5), start):
        return True
    bracket = text.rfind("[", max(0, start - 16), start)
    label = LABEL.match(text, bracket) if bracket >= 0 else None
    return label is not None and label.end() > start


def _gaps(text: str, start: int, end: int) -> Iterator[Gap]:
    """Yield the readings of what follows a word, the surest first."""
    if said := SAYS.match(text, end):
        is_line = "\n" in said[0] and not said["open"] and not re.search(r"[|>][-+]?\s*\n", said[0])
        yield Gap(said.end(), said["open"], not is_line, said[0])
        return
    if ">" in text[end : end + 60] or "value=" in text[end : end + 70]:
        if (tag := TAG.match(text, end)) and ("<" in text[max(0, start - 60) : start]):
            yield Gap(tag.end(), tag["open"] or "", True, tag[0])
    if told := SENTENCE.match(text, end):
        is_direct = not told["middle"]
        yield Gap(told.end(), told["open"], bool(told["open"]) and is_direct, " " + told[0], is_direct)
    if apart := APART.match(text, end):
        quote = apart[0][-1:] if apart[0][-1:] in QUOTED else ""
        is_pair = (
            (pair := PAIR.match(text, end)) is not None
            and pair.end() == apart.end()
            and PAIR_BEFORE.search(text, max(0, start - 10), start) is not None
        )
        is_option = apart[0].isspace() and OPTION_BEFORE.search(text, max(0, start - 80), start) is not None
        is_command = (
            apart[0] == " " and text[start:end].isupper() and COMMAND.search(text, max(0, start - 8), start) is not None
        )
        is_argument = apart[0].rstrip()[-1:] in "\"'`«»„‹›" and apart[0].rstrip()[:-1].isspace()
        yield Gap(apart.end(), quote, is_pair or is_option or is_command or is_argument, apart[0])
    if aside := ASIDE.match(text, end):
        yield Gap(aside.end(), aside["open"], False, aside[0])
    if prose := PROSE.match(text, end):
        yield Gap(prose.end(), prose["open"], False, prose[0])


def _end(text: str, name: re.Match[str], gap: Gap, kind: Kind) -> int:
    """Return where the value ends: at its closing quote or bracket, at the line's end, or after one word."""
    start = gap.end
    if kind.parts and kind.value != BARE and (end := _matched(re.compile(kind.value), text, start)) > start:
        return end  # also where a line's end cuts a quoted value
    if gap.opened:
        return (
            quoted_end(text, start, gap.opened) if gap.opened[-1] in QUOTED else start
        )  # else a backslash opens nothing
    if kind.value != BARE and (end := _matched(re.compile(kind.value), text, start)) > start:
        return end
    if (scheme := SCHEME.match(text, start)) is not None:
        return scheme.end()
    if not gap.says or gap.text.startswith(" "):
        value = TOKEN.match(text, start)
        return start + len(value[0].split("</")[0].rstrip(".,;:?)]}>")) if value else start
    if kind.parts and _begins_line(text, name.start()) and (end := _whole_line(text, start)) > start:
        return end
    value = PLAIN.match(text, start)
    return start + _balanced(value[0].split("<" if gap.text.endswith(">") else "</")[0]) if value else start


def _matched(form: re.Pattern[str], text: str, start: int) -> int:
    found = form.match(text, start)
    return found.end() if found else start


def _held(text: str, gap: Gap) -> Iterator[tuple[int, int]]:
    """Yield the values in the bracket that a gap ends with: ``auth=("bob", "x")``, ``cookies={"sid": "x"}``."""
    opening = BRACKET.search(gap.text)
    if not gap.says or opening is None:
        return
    bracket = opening[0]
    start = gap.end - len(gap.opened)
    end = text.find(CLOSING[bracket], start, start + MOST_HELD)
    end = end if end >= 0 else start + MOST_UNCLOSED
    for value in HELD.finditer(text, start, end):
        if not LABEL.search(value["value"]) and not KEY_GOES_ON.match(text, value.end()):
            yield value.span("value")


def _begins_line(text: str, start: int) -> bool:
    """Whether a name begins its line, as in a file of settings: with ``export`` and the like before it, or nothing."""
    window = max(0, start - LONGEST_LEAD)
    line = text.rfind("\n", window, start) + 1 or window
    return (line > window or not window) and LEAD.fullmatch(text, line, start) is not None


def _whole_line(text: str, start: int) -> int:
    """Return the end of the line where all of it is the value: a few words without a number, or one with any sign."""
    line = WHOLE_LINE.match(text, start)
    if line is None:
        return start
    words = line[0].split()
    is_one = len(words) == 1 and not re.search(r"[&,;|]\w+[=:]|[\"'`\\,;|)}\]]$|[({\[].*[)}\]]$|</", line[0])
    is_few = 1 < len(words) < 7 and re.fullmatch(r"[^\W\d]+(?:[ \t]+[^\W\d]+)+[ \t]*", line[0])
    return line.end() if is_one or is_few else start


def _balanced(value: str) -> int:
    """Return how much of the value stands before a bracket that nothing in it opened."""
    depth = 0
    for at, char in enumerate(value):
        depth += (char in "([{<") - (char in ")]}>")
        if depth < 0:
            return at
    return len(value)


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


def _is_secret(text: str, value: str, gap: Gap, kind: Kind) -> bool:
    """Whether the value is one, given what stands between it and its word."""
    if (
        LABEL.match(text, gap.end)
        or PLACEHOLDER.match(text, gap.end)
        or (len(value) <= LONGEST_STAND_IN and STAND_IN.fullmatch(value))
    ):
        return False
    if kind.only and not kind.only(value):
        return False
    if (
        kind.name == "secret"
        and ASSET.fullmatch(value)
        and "token" in text[max(0, gap.end - len(gap.text) - 8) : gap.end].lower()
    ):
        return False  # "token": "CRO" names an asset
    if not gap.says:
        return kind.apart is not None and not _is_name(value) and _is_apart(text, value, gap, kind)
    return _is_said(text, value, gap, kind)


def _is_name(value: str) -> bool:
    """Whether the value is a word for a secret itself, as in a list of names."""
    return any(
        word.pattern.fullmatch(value) for word in WORDS.get(_squashed(value.replace("-", "").replace("_", "")), ())
    )


def kind_named(name: str) -> str | None:
    """Return the kind that a name such as ``X-Api-Key`` names with its last words, or None."""
    squashed = unaccented(fold(lowered(name)).translate(SEPARATORS))
    if not ANY_WORD.search(squashed):
        return None
    ends = re.compile(r"[-_ ]?\d{0,2}$")
    return next(
        (
            word.kind.name
            for key in WORDS
            if key in squashed
            for word in WORDS[key]
            for at in word.pattern.finditer(name)
            if ends.fullmatch(name, at.end())
        ),
        None,
    )


def _is_said(text: str, value: str, gap: Gap, kind: Kind) -> bool:
    if value.isdigit() and len(value) < SHORTEST_NUMBER.get(kind.name, 0):
        return False
    if kind.name == "sig" and len(value) < SHORTEST_SIG:
        return False
    after = text[gap.end + len(value) : gap.end + len(value) + 4]
    if not gap.opened and (CALL.fullmatch(value) or (IDENTIFIER.fullmatch(value) and kind.name in ("sig", "api_key"))):
        return False  # source code names variables and calls
    if ("," in gap.text or "<" in gap.text) and _is_name(value):
        return False
    return not (KEY_GOES_ON.match(after) and (gap.opened or "\n" in gap.text))  # then the value is the next name


def _is_apart(text: str, value: str, gap: Gap, kind: Kind) -> bool:
    """Whether a value that nothing equates with its word looks like one, or ends a sentence that says what it is."""
    if value.isdigit() and len(value) < LONG_CODE and not gap.equates and any(map(str.isalpha, gap.text)):
        return False  # in a sentence about the secret it may be an error code
    if kind.apart is not None and kind.apart(value):
        return True
    if not gap.equates or kind.name not in ("secret", "passphrase") or STATE.fullmatch(value):
        return False
    is_word = value.isalpha() and value.islower() and len(value) > 4
    return (is_word and CLAUSE_ENDS.match(text, gap.end + len(value)) is not None) or (
        value.isdigit() and len(value) > 3
    )
