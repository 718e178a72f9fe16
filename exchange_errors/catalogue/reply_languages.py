"""The languages that letters to customers are written in: one file each in ``content/replies``, English among them.

The English of an entry is its note. A translation has the digest of the English that it was made from; if the English
has changed since, the text counts as untranslated.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ..content import read_tables

if TYPE_CHECKING:
    from .entry import Entry
    from .note import CustomerQuestion, Note

ENGLISH = "en"
AS_WRITTEN = "auto"
"""Asks for the language of the customer's own words."""
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z`\"'({])")
GREETINGS = re.compile(
    r"(?:thank you|thanks|hello|hi|dear|good (?:morning|day))\b[^.!?\n]{0,80}[.!,]\s+", re.IGNORECASE
)
DIGEST_LENGTH = 8


class Untranslated(LookupError):
    """A language has no text for this, or only one of an earlier English."""


class ReplyTexts(NamedTuple):
    """What a letter says about an entry: a headline for a list, and the sentences of its paragraph."""

    headline: str
    sentences: tuple[str, ...]


class StampedText(NamedTuple):
    """A sentence with the digest of the English that it was made from, "" where it has none."""

    text: str
    of: str = ""


class StampedTexts(NamedTuple):
    """The texts of an entry with the digest of the English that they were made from, "" where they have none."""

    texts: ReplyTexts
    of: str = ""


@dataclass(frozen=True, slots=True)
class ReplyLanguage:
    """One language. ``tag`` is that of BCP 47, ``joiner`` stands between two sentences.

    ``questions`` are keyed by their English. ``own`` are sentences that no other language has. ``informal`` are words
    that address the reader too familiarly; a star matches any ending. ``sharp`` maps an English stem to stems that a
    translation may use only if the English sentence has that stem.
    """

    tag: str
    name: str
    english_name: str
    reviewed: bool
    sentences: Mapping[str, StampedText]
    questions: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[str, StampedTexts] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    glossary: Mapping[str, str] = field(default_factory=dict)
    informal: tuple[str, ...] = ()
    sharp: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    joiner: str = " "
    direction: str = "ltr"

    @property
    def is_english(self) -> bool:
        return self.tag == ENGLISH

    def sentence(self, key: str, **facts: object) -> str:
        """Return a sentence with its placeholders filled. Raises Untranslated."""
        stamped = self.sentences.get(key)
        if stamped is None or not (self.is_english or stamped.of == digest(english().sentences[key].text)):
            raise Untranslated(key)
        return filled(stamped.text, facts)

    def texts_of(self, entry: Entry) -> ReplyTexts:
        """Return what a letter says about an entry, with the sentences of the English. Raises Untranslated."""
        in_english = english_texts(entry.note)
        if self.is_english:
            return in_english
        stamped = self.entries.get(entry.id)
        if stamped is None or stamped.of != stamp(in_english):
            raise Untranslated(entry.id)
        if len(stamped.texts.sentences) != len(in_english.sentences):
            raise Untranslated(entry.id)
        return stamped.texts

    def headline(self, entry: Entry) -> str:
        """Return what happened in a few words, "" for a code that is described in English only. Raises Untranslated."""
        return self.texts_of(entry).headline if entry.is_listed or self.is_english else ""

    def question(self, question: CustomerQuestion) -> str:
        """Return a question as people read it. Raises Untranslated."""
        if question.text:
            return self._asked(question.text)
        if not question.is_of_one_object:
            return self.sentence("ask_time")
        key = f"ask_{question.needs[0]}"
        optional = (name for name in question.optional if name not in question.fields)
        fields = [f"`{name}`" for name in question.fields]
        fields += [self.sentence("ask_optional", field=f"`{name}`") for name in optional]
        text = self.sentence(f"{key}_with", fields=self.listed(fields)) if fields else self.sentence(key)
        return self.joined((text, self.sentence("ask_without_secrets"))) if key == "ask_request" else text

    def joined(self, sentences: Iterable[str]) -> str:
        """Return sentences as one paragraph."""
        return self.joiner.join(filter(None, sentences))

    def listed(self, items: Sequence[str]) -> str:
        """Return a list in words: ``a, b and c``. Raises Untranslated."""
        if len(items) < 2:
            return "".join(items)
        before = self.sentence("list_separator").join(items[:-1])
        return self.sentence("list_and", items=before, last=items[-1])

    def _asked(self, text: str) -> str:
        if self.is_english:
            return text
        key = _keys_by_text().get(text)
        if key is None and text not in self.questions:
            raise Untranslated(text)
        return self.sentence(key) if key else self.questions[text]


def filled(text: str, facts: Mapping[str, object]) -> str:
    """Return ``text`` with the placeholders of these facts filled; all others stay."""
    for name, value in facts.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


@lru_cache(maxsize=1024)
def digest(*texts: str) -> str:
    """Return the digest for a translation of these English texts."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:DIGEST_LENGTH]


def stamp(texts: ReplyTexts) -> str:
    """Return the digest for a translation of an entry's texts."""
    return digest(*texts.sentences, texts.headline)


def english_texts(note: Note) -> ReplyTexts:
    """Return the texts of a note, without its greeting: the letter has its own."""
    return ReplyTexts(note.headline, _divided(note.customer_reply))


@lru_cache(maxsize=1024)
def _divided(reply: str) -> tuple[str, ...]:
    text = GREETINGS.sub("", reply.strip(), count=1)
    return tuple(SENTENCE.split(text)) if text else ()


@cache
def reply_languages() -> Mapping[str, ReplyLanguage]:
    """Return the languages of the shipped files by tag, English first, then by name."""
    languages = [read_language(tag, table) for tag, table in read_tables("replies").items()]
    languages.sort(key=lambda language: (not language.is_english, language.english_name))
    return {language.tag: language for language in languages}


def english() -> ReplyLanguage:
    return reply_languages()[ENGLISH]


def available(tag: str) -> ReplyLanguage | None:
    """Return the language with this tag, or the first that is a kind of it: ``pt`` is answered in ``pt-BR``."""
    languages = reply_languages()
    return languages.get(tag) or next((each for each in languages.values() if each.tag.startswith(f"{tag}-")), None)


def preferred(wishes: Iterable[str], spoken: str | None) -> ReplyLanguage:
    """Return the first available language of the wishes, English where none is available.

    ``spoken`` is the language of the customer's words, None where it is unsure; then ``auto`` is ignored.
    """
    for wish in wishes:
        if wish == AS_WRITTEN and spoken:
            return available(spoken) or english()
        if language := reply_languages().get(wish):
            return language
    return english()


def unknown_language(wish: str) -> str:
    """Return what is wrong with the name of a language, "" where it is known."""
    known = (AS_WRITTEN, *reply_languages())
    return "" if wish in known else f"must be one of {', '.join(known)}"


@cache
def _keys_by_text() -> Mapping[str, str]:
    return {stamped.text: key for key, stamped in english().sentences.items()}


def read_language(tag: str, table: Mapping[str, Any]) -> ReplyLanguage:
    """Return a language from its file's table; the file is named by its tag. What is missing counts as untranslated."""
    return ReplyLanguage(
        tag=tag,
        name=str(table.get("name", tag)),
        english_name=str(table.get("english_name", tag)),
        reviewed=table.get("reviewed") is True,
        sentences={key: _stamped_text(value) for key, value in table.get("sentences", {}).items()},
        questions=table.get("questions", {}),
        entries={key: _stamped_texts(value) for key, value in table.get("entries", {}).items()},
        own=table.get("english_only", {}),
        glossary=table.get("glossary", {}),
        informal=tuple(table.get("informal", {}).get("words", ())),
        sharp=table.get("sharp", {}),
        joiner=str(table.get("joiner", " ")),
        direction=str(table.get("direction", "ltr")),
    )


def _stamped_text(value: Any) -> StampedText:
    return StampedText(value.get("text", ""), value.get("of", "")) if isinstance(value, dict) else StampedText(value)


def _stamped_texts(value: Mapping[str, Any]) -> StampedTexts:
    return StampedTexts(ReplyTexts(value.get("headline", ""), tuple(value.get("reply", ()))), value.get("of", ""))
