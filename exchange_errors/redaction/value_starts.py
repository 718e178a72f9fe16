"""What may be between a word and its value: signs, tags, verbs, brackets, commas, or only blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .secret_names import MASK

BLANKS = r"(?:\s|\\{1,8}[nrt]){0,40}"
#: Of a page or a mail: ``<b>Password:</b> x``, ``Password:<br>x``.
TAGS = (
    r"(?:</?(?:[abiup]|b[rq]|code|dd|div|em|font|kbd|li|pre|span|strong|t[dht])(?:[ ][^<>\n]{0,60}+)?/?>\s{0,8}+){1,4}+"
)
WRAPPERS = (
    r"""(?:(?:new[ ])?[A-Za-z][\w.:<>]{0,30}+\((?:\d{1,4}\)[ ])?"""
    rf"""(?=\s*+[bBuU]?\\*+["'`])|(?!{MASK})[({{\[]\s{{0,8}}+"""
    r"""(?:\\*+["']?(?:value|String|S)\\*+["']?\s*+[:=]\s*+)?){0,2}"""
)
SAYS = re.compile(
    r"""s?(?:[-_ ]?(?:value|hash|plain|b64|hex|\d{1,2}))?(?:\*\*|\\*+["'`])?[\])]?[ \t]{0,40}+"""
    r"""(?::[ \t]{0,8}+[&*]?[\w.<>\[\]' ]{1,30}[ ](?==[ ]))?"""
    rf"""(?:={{1,3}}+>?|:=|->|→|⇒|:(?!//)|：|＝|\.{{3,60}}+|LIKE(?=[ ]*')|;s:\d{{1,4}}:(?=\\*+"))(?:(?<=:)\*\*)?"""
    rf"""[ \t]{{0,40}}+(?:[|>][-+]?(?=[ \t]*+(?:\n|\\{{1,8}}n)))?"""
    rf"""{BLANKS}(?:{TAGS})?(?:!!?\w{{1,10}}[ ])?{WRAPPERS}"""
    r"""(?:[«»„‹›「『]\s?|\|\||[bBuUrRf](?=["'])|["']{2}(?=["']))?"""
    r"""(?P<open>\\*+["'`]?)"""
)
TAG = re.compile(
    r"""["']?(?:\s{0,8}</[\w:-]{1,20}>(?:\s|\\{1,8}n){0,20}<[^<>\n]{1,40}(?=>)|[^<>\n]{0,60}?)"""
    r"""(?:value=(?P<open>["']?)|>(?:\s{0,8}+<(?!!)/?[^<>\n]{1,40}+>){0,4}\s{0,8}+(?:<!\[CDATA\[)?)""",
    re.IGNORECASE,
)
INNER_VERBS = "[はが是为為은는이가]"  # may stand within a run of letters
IS = "is|was|are|ist|war|lautet|heißt|sind|est|es|era|sono|é|è|jest|to|je|-|är|er|on|olan|là|adalah|это|—|–"
VERBS = rf"(?:(?<=[ \t])(?:{IS})(?=[ \t:=])|{INNER_VERBS}|[:：])"
WORD = rf"[^\W\d](?:[\w'-]{{0,20}}+(?!{INNER_VERBS})|(?=[!-~]{{0,20}}+[^\x00-\x7f])[\w'-]{{0,20}}(?={INNER_VERBS}))"
SENTENCE = re.compile(
    rf"""\\*+["'`]?(?P<middle>(?:[ \t]++{WORD}){{0,5}}?)[ \t]*+{VERBS}"""
    r"""[ \t]*[:=]?[ \t]*(?:[«»„‹›]\s?)?(?P<open>\\*+["'`]?)""",
    re.IGNORECASE,
)
#: A sentence that goes on after the word, up to the first one that is no plain word.
PROSE = re.compile(
    r"""(?:[^\x00-\x7f]{1,12}+|[,:]?[ \t]+[^\W\d][\w'-]{0,20}+){1,6}?[,:]?[ \t]*(?P<open>["'`]?)"""
    r"""(?<![\w'-])(?=[!-~])(?![a-z]++(?![!-~]))(?=[!-~]{0,64}?(?:[\d@#$%^&*!~?+]|[a-z][A-Z]|[A-Z]{2}[a-z]))"""
)
#: What qualifies the word before a colon: ``password (old): x``, ``password for bob@host: x``.
ASIDE = re.compile(r"""[ \t][^\n:=："'`]{1,48}(?:[:=：→]|->)[ \t]*(?P<open>\\*+["'`]?)""")
APART = re.compile(
    rf"""(?:[ \t]\(\w+(?:[ ]\w+)+\))?(?:(?!{MASK})[\s"'`|,;<>(){{}}\[\]:=\\/+«»„‹›│║┃]|value(?=["'`:=\\])){{1,24}}+"""
    r"""|(?<=[\u3040-\ud7a3])(?=[!-~])"""
)
PAIR_BEFORE = re.compile(r"""[(\[{]\s{0,8}["'`]$""")
PAIR = re.compile(r"""["'`]\s{0,8}+,\s{0,8}+["'`](?=[^"'`\n]{1,512}+["'`]\s{0,8}+[)\]}])""")
OPTION_BEFORE = re.compile(r"(?:^|[\s\"'\[])--?[\w-]{0,24}$")
LOGIN_BEFORE = re.compile(r"(?:login|machine|user(?:name)?)[ \t]+\S{1,64}[ \t]+$")
BLOCK = re.compile(r"[|>][-+]?\s*\n")  # of YAML: the value follows on the next line
COMMAND = re.compile(r"(?:^|[>:\n]|\\n)[ \t]*$")
QUOTES = "\"'`«»„‹›"
QUOTE_MARKS = ('"', "'", "`")


class Gap(NamedTuple):
    """What is between a word and its value; ``opened`` is the quote in front of the value, with its backslashes."""

    end: int
    opened: str
    says: bool  # a sign says that this is the value, so it may look like anything
    text: str
    equates: bool = False  # a verb says so; the value may also be the secret's state


def gaps(text: str, start: int, end: int) -> Iterator[Gap]:
    """Yield the readings of what follows the word between ``start`` and ``end``, the surest first."""
    if sign := SAYS.match(text, end):
        is_next_line = "\n" in sign[0] and not sign["open"] and not BLOCK.search(sign[0])
        yield Gap(sign.end(), sign["open"], not is_next_line, sign[0])
        return
    is_tag = "<" in text[max(0, start - 60) : start] and (
        ">" in text[end : end + 60] or "value=" in text[end : end + 70]
    )
    if is_tag and (tag := TAG.match(text, end)):
        yield Gap(tag.end(), tag["open"] or "", True, tag[0])
    if verb := SENTENCE.match(text, end):
        is_direct = not verb["middle"]
        yield Gap(verb.end(), verb["open"], bool(verb["open"]) and is_direct, " " + verb[0], is_direct)
    if apart := APART.match(text, end):
        quote = apart[0][-1:] if apart[0][-1:] in "\"'`" else ""
        yield Gap(apart.end(), quote, _is_argument(text, start, apart), apart[0])
    for form in (ASIDE, PROSE):
        if aside := form.match(text, end):
            yield Gap(aside.end(), aside["open"], False, aside[0])


def _is_argument(text: str, start: int, apart: re.Match[str]) -> bool:
    """Whether a value belongs to the word: in a pair, after an option or a command, or quoted right after it."""
    end, between = apart.start(), apart[0]
    if between.isspace():
        is_command = between == " " and text[start:end].isupper()
        return _is_option(text, start) or (is_command and COMMAND.search(text, max(0, start - 8), start) is not None)
    if between.startswith(QUOTE_MARKS) and (pair := PAIR.match(text, end)) and pair.end() == apart.end():
        return PAIR_BEFORE.search(text, max(0, start - 10), start) is not None
    bare = between.rstrip()
    return bare[-1:] in QUOTES and bare[:-1].isspace()


def _is_option(text: str, start: int) -> bool:
    """Whether the word at ``start`` is an option of a command line, or follows a user's name."""
    before = text[max(0, start - 80) : start]
    if not before[-1:].isspace():
        return "-" in before[-27:] and OPTION_BEFORE.search(text, max(0, start - 27), start) is not None
    is_login = "login" in before or "machine" in before or "user" in before
    return is_login and LOGIN_BEFORE.search(before) is not None
