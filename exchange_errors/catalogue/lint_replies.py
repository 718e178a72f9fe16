"""The lint of translated letters, sentence by sentence: the same facts and names, and no harsher wording.

A text that is missing or outdated is no fault: a letter that needs it is written in English.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from ..language.words import CJK, fold, is_cjk
from .catalogue import Catalogue
from .optional_clauses import CLAUSE, FACTS
from .reply_gaps import pairs
from .reply_languages import ReplyLanguage, english, english_texts, reply_languages, stamp
from .value_reader import Fault

PLACEHOLDER = re.compile(r"\{\w+\}")
BACKTICKED = re.compile(r"`[^`]*`")
NUMBER = re.compile(r"\d+")
GROUPED = re.compile("(?<=\\d)[.,’\u00a0\u202f](?=\\d{3}(?!\\d))")
NAME = re.compile(r"[A-Z][A-Z0-9]+(?:[_-][A-Z0-9]+)*")
PARENTHESES = re.compile(r"\([^)]*\)")
LONGEST_ALIKE = 2  # words of a text that may be the same in two languages
GENERIC = {"API", "ID"}  # words that a translation may leave out
BARE_FACT = re.compile(rf"\{{(?:{'|'.join(FACTS)})\}}|[\[\]]")
SUFFIXED = re.compile(rf"\}}['’]?[^\W\d_{CJK}]")
WORD = re.compile(r"[^\W_]+")
ENDS = (".", "!", "?", "。", "！", "？")
LEAST_STEM, ENDING = 2, 2  # letters of a glossary word that all forms share at least, and that an ending may change
Check = Callable[[ReplyLanguage, str, str], Iterator[str]]


def reply_faults(catalogue: Catalogue) -> list[Fault]:
    """Return every fault of the translated letters, language by language."""
    translated = [language for language in reply_languages().values() if not language.is_english]
    return [Fault(path_of(each), 1, message) for each in translated for message in _faults(each, catalogue)]


def path_of(language: ReplyLanguage) -> str:
    return f"replies/{language.tag}.toml"


def glossary_doubts(language: ReplyLanguage, catalogue: Catalogue) -> Iterator[str]:
    """Yield where the translation of a glossary term is missing. Forms vary, so a person decides."""
    terms = {term: form for term, form in language.glossary.items() if not term.startswith("to ")}
    for where, in_english, text in pairs(language, catalogue.entries):
        folded = fold(text)
        for term, form in _terms_in(in_english, terms).items():
            if not all(stem in folded for stem in _stems(form)):
                yield f"{where}: {term!r} is not {form!r}: {text}"


def _faults(language: ReplyLanguage, catalogue: Catalogue) -> Iterator[str]:
    yield from _unknown(language, catalogue)
    for where, in_english, text in pairs(language, catalogue.entries):
        for check in CHECKS:
            yield from (f"{where}: {message}: {text}" for message in check(language, in_english, text))
        if where.endswith("headline") and text.endswith(ENDS):
            yield f"{where}: a headline has no full stop: {text}"


def _unknown(language: ReplyLanguage, catalogue: Catalogue) -> Iterator[str]:
    """Yield keys that nothing reads, and entries with more or fewer sentences than in English."""
    yield from (
        f"no sentence is called {key}" for key in sorted(language.sentences.keys() - english().sentences.keys())
    )
    for entry_id, stamped in language.entries.items():
        entry = catalogue.get(entry_id)
        if entry is None:
            yield f"no entry is called {entry_id}"
            continue
        texts = english_texts(entry.note)
        if stamped.of == stamp(texts) and len(stamped.texts.sentences) != len(texts.sentences):
            yield f"entries.{entry_id} has {len(stamped.texts.sentences)} sentences, not {len(texts.sentences)}"


def _same_parts(language: ReplyLanguage, in_english: str, text: str) -> Iterator[str]:
    """The placeholders, the backticked names and the numbers are those of the English."""
    if Counter(PLACEHOLDER.findall(in_english)) != Counter(PLACEHOLDER.findall(text)):
        yield f"the placeholders are not {PLACEHOLDER.findall(in_english)}"
    if set(BACKTICKED.findall(in_english)) != set(BACKTICKED.findall(text)):
        yield f"the names in backticks are not {BACKTICKED.findall(in_english)}"
    numbers, own = (Counter(NUMBER.findall(GROUPED.sub("", each))) for each in (in_english, text))
    if numbers != own:
        yield f"the numbers are not {list(numbers.elements())}"


def _names(language: ReplyLanguage, in_english: str, text: str) -> Iterator[str]:
    """Names of the exchange, in capitals, are the same in every language."""
    missing = {name for name in NAME.findall(in_english) if name not in text} - GENERIC
    yield from (f"{name} is missing" for name in sorted(missing))


def _clauses(language: ReplyLanguage, in_english: str, text: str) -> Iterator[str]:
    for mark in BARE_FACT.findall(CLAUSE.sub("", text)):
        yield f"{mark} stands outside a clause such as [ on {{instrument}}]"
    if SUFFIXED.search(text):
        yield "an ending on a placeholder fits some of its values only"
    if text == in_english and len(text.split()) > LONGEST_ALIKE:
        yield "it is still in English"
    if (not text.strip() or text != text.strip()) and in_english == in_english.strip():
        yield "it is empty, or blanks surround it"


def _address(language: ReplyLanguage, in_english: str, text: str) -> Iterator[str]:
    words = WORD.findall(text.casefold())
    for pattern in language.informal:
        form = pattern.casefold()
        if is_cjk(form) or " " in form:
            has = form in text.casefold()
        else:
            has = any(word.startswith(form[:-1]) if form.endswith("*") else word == form for word in words)
        if has:
            yield f"{pattern!r} is no formal address"


def _tone(language: ReplyLanguage, in_english: str, text: str) -> Iterator[str]:
    """A word of suspension, risk or blame needs its counterpart in the English."""
    for key, stems in language.sharp.items():
        if key in in_english.casefold():
            continue
        for stem in stems:
            if re.search(stem if is_cjk(stem) else rf"\b{re.escape(stem)}", text.casefold()):
                yield f"{stem!r} says more than the English, which has no {key!r}"


def _terms_in(text: str, terms: Mapping[str, str]) -> dict[str, str]:
    """Return the terms in an English text, without those that are only a part of a longer term."""
    present: dict[str, str] = {}
    text = PLACEHOLDER.sub("", BACKTICKED.sub("", text))
    for term in sorted(terms, key=len, reverse=True):
        pattern = re.compile(rf"\b{re.escape(term)}s?\b", re.IGNORECASE)
        if pattern.search(text):
            present[term] = terms[term]
            text = pattern.sub(" ", text)
    return present


def _stems(form: str) -> Iterator[str]:
    for word in fold(PARENTHESES.sub("", form)).split():
        yield word if is_cjk(word) else word[: max(LEAST_STEM, len(word) - ENDING)]


CHECKS: tuple[Check, ...] = (_same_parts, _names, _clauses, _address, _tone)
