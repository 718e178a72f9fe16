"""Detects the language that a person wrote, by its script and function words, ignoring what they pasted.

Payloads, log lines, code and quoted messages are left out. If the rest is too short to be sure, there is no answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from ..content import read_tables
from .word_classes import WordClass, spellings

HEAD, TAIL = 4_000, 2_000  # characters that are read: people write before a log and after it
LEAST, LEAD = 1.5, 1.6  # the lowest score, and how many times that of the second language it has to be
FILLING: tuple[WordClass, ...] = (
    *("function", "question", "getting", "failing", "error", "code", "closing", "also", "with", "but", "article"),
    *("circumstance", "of", "between", "copula", "again", "measure", "ending"),
)
"""The classes of function words. Names of what is traded and measured are the same in many languages."""
SCRIPTS = {
    "ja": re.compile("[\u3040-\u30ff]"),
    "ko": re.compile("[\uac00-\ud7af]"),
    "zh": re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"),
}
CHARACTER = 0.5  # of a word
FOREIGN = "foreign"  # key of the letters that the language does not have; the other keys are scripts
LOG_LINE = re.compile(
    r"^\W*(?:\d{4}[-/.]\d\d[-/.]\d\d|\d\d[-/.]\d\d[-/.]\d{4}|\d\d:\d\d:\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:)"
    r"|^.{0,60}\b(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL)\b[\]:| ]"
    r"|^\s*(?:[>|$%]|at |File \"|Traceback|curl |HTTP/|import |from \w+ import |def |const |let |var |//|#!)"
    r"|[;{]\s*$|\w\(\)"
)
QUOTED = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`|\"[^\"\n]*\"|“[^”\n]*”|«[^»\n]*»|「[^」\n]*」|『[^』\n]*』", re.DOTALL)
NAMES = re.compile(r"[!-~]*[_=/@\\:][A-Za-z0-9][!-~]*|\b[A-Z][A-Z0-9]+(?![a-z])|[A-Za-z]+[0-9][!-~]*")
WORD = re.compile(r"(?:[^\W\d_]|['’](?=[^\W\d_]))+")
LONGEST_ENDING = 6  # letters that a star matches at most


def person_language(text: str) -> str | None:
    """Return the tag of the language of the person's own words, None where it is unsure.

    Chinese comes with its script, ``zh-Hans`` or ``zh-Hant``.
    """
    words = own_words(text)
    if not words.strip():
        return None
    scores = _scores(words)
    ranked = sorted(scores, key=lambda tag: -scores[tag])
    if not ranked or scores[ranked[0]] < LEAST:
        return None
    if len(ranked) > 1 and scores[ranked[0]] < LEAD * scores[ranked[1]]:
        return None
    return _variant(ranked[0], words)


def own_words(text: str) -> str:
    """Return the part of a text that a person wrote: no objects, log lines, code, quoted messages or names."""
    shown = text if len(text) <= HEAD + TAIL else f"{text[:HEAD]}\n{text[-TAIL:]}"
    shown = QUOTED.sub(" ", "".join(_outside_objects(shown)))
    lines = (line for line in shown.splitlines() if not LOG_LINE.search(line))
    return NAMES.sub(" ", "\n".join(lines))


def _outside_objects(text: str) -> Iterator[str]:
    """Yield the pieces of a text around its braces; an object that is never closed ends with its line."""
    depth = start = 0
    for brace in re.finditer(r"[{}]|\n(?=[^\s{}\"\]])", text):
        if brace[0] == "{":
            if not depth:
                yield text[start : brace.start()]
            depth += 1
        elif depth:
            depth = depth - 1 if brace[0] == "}" else 0
            start = brace.start() + (brace[0] == "}")
    if not depth:
        yield text[start:]


def _scores(words: str) -> dict[str, float]:
    """Return the score of each language: a word that several languages have counts less."""
    scores: dict[str, float] = {}
    for tag, script in SCRIPTS.items():
        if count := len(script.findall(words)):
            scores[tag] = count * CHARACTER
    if "ja" in scores:  # which writes with Chinese characters as well
        scores["ja"] += scores.pop("zh", 0)
    for word, count in Counter(WORD.findall(words.casefold().replace("’", "'"))).items():
        tags = _tags_of(word)
        for tag in tags:
            scores[tag] = scores.get(tag, 0) + count / len(tags)
    letters = set(words.casefold())
    return {tag: score for tag, score in scores.items() if letters.isdisjoint(_writing().get(tag, {}).get(FOREIGN, ""))}


def _tags_of(word: str) -> frozenset[str]:
    table = _filling()
    if word in table:
        return table[word]
    stems = (f"{word[:length]}*" for length in range(len(word), max(2, len(word) - LONGEST_ENDING), -1))
    return next((table[stem] for stem in stems if stem in table), frozenset())


@cache
def _filling() -> Mapping[str, frozenset[str]]:
    """Return, by function word with and without its accents, the languages that have it."""
    tags: dict[str, set[str]] = {}
    for tag, table in read_tables("languages").items():
        if tag in SCRIPTS:
            continue
        for word in (word for name in FILLING for word in table.get(name, "").split()):
            for spelling in spellings(word, tag):
                tags.setdefault(spelling, set()).add(tag)
    return {word: frozenset(languages) for word, languages in tags.items()}


def _variant(tag: str, words: str) -> str:
    """Return the tag with the script that has the most characters in the text, by default the first of the file."""
    scripts = {script: characters for script, characters in _writing().get(tag, {}).items() if script != FOREIGN}
    if not scripts:
        return tag
    return f"{tag}-{max(scripts, key=lambda script: sum(words.count(letter) for letter in scripts[script]))}"


@cache
def _writing() -> Mapping[str, Mapping[str, str]]:
    return read_tables("languages/writing")
