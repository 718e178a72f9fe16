"""What a language of letters lacks, compared with today's English: missing and outdated texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .entry import Entry
from .reply_languages import ReplyLanguage, Untranslated, english, english_texts, reply_languages, stamp


class ReplyGaps(NamedTuple):
    """Keys of sentences, English questions and ids of entries; a letter that needs one of them is in English."""

    missing: tuple[str, ...]
    stale: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale)


def all_reply_gaps(entries: Iterable[Entry]) -> Mapping[str, ReplyGaps]:
    """Return, by tag, what each translation lacks for these entries, which editors may have changed."""
    entries = tuple(entries)
    translated = (language for language in reply_languages().values() if not language.is_english)
    return {language.tag: reply_gaps(language, entries) for language in translated}


def reply_gaps(language: ReplyLanguage, entries: Iterable[Entry]) -> ReplyGaps:
    """Return what one language lacks for these entries."""
    entries = tuple(entries)
    missing, stale = [], []
    for key in english().sentences:
        if key not in language.sentences:
            missing.append(key)
        elif not _is_there(language, key):
            stale.append(key)
    missing += [question for question in asked(entries) if question not in language.questions]
    for entry in entries:
        if entry.id not in language.entries:
            missing.append(entry.id)
        elif language.entries[entry.id].of != stamp(english_texts(entry.note)):
            stale.append(entry.id)
    return ReplyGaps(tuple(missing), tuple(stale))


def asked(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return the English questions with their own text, each once, without those that are also sentences."""
    sentences = {stamped.text for stamped in english().sentences.values()}
    texts = (question.text for entry in entries for question in entry.note.questions)
    return tuple(dict.fromkeys(text for text in texts if text and text not in sentences))


def pairs(language: ReplyLanguage, entries: Iterable[Entry]) -> Iterator[tuple[str, str, str]]:
    """Yield, for each text that is up to date, its place, its English and its translation."""
    for key, stamped in english().sentences.items():
        if _is_there(language, key):
            yield f"sentences.{key}", stamped.text, language.sentences[key].text
    entries = tuple(entries)
    for question in asked(entries):
        if question in language.questions:
            yield f"questions: {question}", question, language.questions[question]
    for entry in entries:
        try:
            texts = language.texts_of(entry)
        except Untranslated:
            continue
        in_english = english_texts(entry.note)
        yield f"entries.{entry.id} headline", in_english.headline, texts.headline
        for number, both in enumerate(zip(in_english.sentences, texts.sentences, strict=True), start=1):
            yield f"entries.{entry.id} sentence {number}", *both


def _is_there(language: ReplyLanguage, key: str) -> bool:
    try:
        return bool(language.sentence(key))
    except Untranslated:
        return False
