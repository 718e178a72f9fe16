"""The letter to the customer, in any language: composed from the texts of the entries, filled with facts of the paste.

A clause whose fact is missing is dropped, so no letter has a gap. A letter is in one language: a missing text raises
Untranslated, and then the whole letter is written in English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..catalogue.entry import Entry
from ..catalogue.note import CustomerQuestion
from ..catalogue.optional_clauses import SHARED_SENTENCE
from ..catalogue.reply_languages import ReplyLanguage, Untranslated, english, filled
from ..decoder.decoded import Finding, Letter
from ..exchange.outcomes import look_ups, only_by_a_person
from .facts import is_true_of_all
from .placeholders import fill
from .quoting import NAME, is_plain

SURE = ("documented", "observed")
"""The evidence that a sentence to a customer may rest on."""
MAX_PARAGRAPHS, MAX_LINES = 3, 12  # of a letter; a code beyond the paragraphs has a line
MAX_DIAGNOSES = 2
OUTCOME = ("Nothing was ", "It was ")
LetterSentence = tuple[str, str]
"""A sentence in English, which identifies it, and in the letter's language."""


class Subject(NamedTuple):
    """A finding with its entry, None where it has none, and the facts that its sightings agree on."""

    finding: Finding
    entry: Entry | None
    facts: Mapping[str, str]

    @property
    def sensitive(self) -> bool:
        """Whether the entry is about the state of an account."""
        return self.entry is not None and self.entry.sensitive

    @property
    def is_settled(self) -> bool:
        """Whether a customer can be told for sure that the request was not carried out."""
        if self.entry is None or not self.entry.is_listed or self.finding.suggestions:
            return False
        retry = self.entry.note.retry
        is_sure = self.finding.confidence != "possible" and retry.evidence in SURE
        return is_sure and retry.outcome == "not_executed"

    @property
    def is_open(self) -> bool:
        """Whether nobody knows what became of the request."""
        if self.entry is None:
            return True
        return self.entry.note.retry.outcome == "unknown" and not self.finding.is_success


def write(
    subjects: Sequence[Subject], questions: Iterable[CustomerQuestion], language: ReplyLanguage, has_secret: bool
) -> Letter:
    """Return the letter in a language, or in English where one of its texts is not translated."""
    asked = tuple(questions)
    return _in_one_language(language, lambda chosen: _written(_letter(subjects, chosen, has_secret), asked, chosen))


def nothing_found(language: ReplyLanguage, has_secret: bool) -> Letter:
    """Return the letter about a text without any code, or in English where one of its texts is not translated."""
    return _in_one_language(language, lambda chosen: Letter(chosen.tag, _bare(chosen, has_secret)))


def entry_letter(entry: Entry, language: ReplyLanguage) -> Letter:
    """Return the letter about an entry alone, without a paste, or in English where one of its texts is missing."""
    return _in_one_language(language, lambda chosen: _written(_of_entry(entry, chosen), entry.note.questions, chosen))


def _in_one_language(language: ReplyLanguage, compose: Callable[[ReplyLanguage], Letter]) -> Letter:
    """Return the letter that ``compose`` makes, or in English where one of its texts is not translated."""
    try:
        return compose(language)
    except Untranslated:
        return compose(english())


def _of_entry(entry: Entry, language: ReplyLanguage) -> str:
    return language.joined(fill(text, {}) for _, text in _texts(entry, language, ())) if entry.is_listed else ""


def _written(text: str, questions: Iterable[CustomerQuestion], language: ReplyLanguage) -> Letter:
    asked = tuple(q.words if language.is_english else language.question(q) for q in questions)
    return Letter(language.tag, text, language.sentence("ask_heading"), asked)


def _bare(language: ReplyLanguage, has_secret: bool) -> str:
    sentences = (language.sentence("greeting"), language.sentence("nothing_found"))
    return "\n\n".join([language.joined(sentences), *_secret(language, has_secret)])


def _letter(subjects: Sequence[Subject], language: ReplyLanguage, has_secret: bool) -> str:
    """Return one greeting, then a paragraph for each of the first findings, and a line for each of the rest."""
    bodies = list(_bodies(subjects[:MAX_PARAGRAPHS], language))
    rest = list(_rest(subjects[MAX_PARAGRAPHS:], language))
    if not bodies:
        return ""
    greeting = language.sentence("greeting")
    if len(bodies) == 1 and not rest:
        paragraphs = [language.joined((greeting, bodies[0][1]))]
    else:
        headings = ((language.sentence("code_heading", code=code), body) for code, body in bodies)
        paragraphs = [language.joined((greeting, _money(subjects, language))), *map(language.joined, headings), *rest]
    return "\n\n".join([*paragraphs, *_secret(language, has_secret)])


def _bodies(subjects: Iterable[Subject], language: ReplyLanguage) -> Iterator[tuple[int, str]]:
    """Yield the paragraph on each finding with its code.

    No sentence is written twice, except what became of a request: each time that is another request.
    """
    written: set[str] = set()
    for subject in subjects:
        fresh = []
        for in_english, sentence in _sentences(subject, language):
            key = in_english.casefold().rstrip(".!? ")
            if key not in written or in_english.startswith(OUTCOME):
                written.add(key)
                fresh.append((in_english, sentence))
        if any(not in_english.startswith(OUTCOME) for in_english, _ in fresh):
            yield subject.finding.code, language.joined(sentence for _, sentence in fresh)


def _money(subjects: Sequence[Subject], language: ReplyLanguage) -> str:
    """Return whether the money is safe, the first thing that a customer asks; "" where the errors do not tell."""
    if any(subject.is_open for subject in subjects):
        return language.sentence("money_open")
    return language.sentence("money_safe") if all(subject.is_settled for subject in subjects) else ""


def _secret(language: ReplyLanguage, has_secret: bool) -> Iterator[str]:
    if has_secret:
        yield language.sentence("secret")


def _rest(subjects: Sequence[Subject], language: ReplyLanguage) -> Iterator[str]:
    """Yield one paragraph with a line for each finding: what happened."""
    lines = [f"- {subject.finding.code}: {_headline(subject, language)}" for subject in subjects[:MAX_LINES]]
    if len(subjects) > MAX_LINES:
        lines.append(f"- {language.sentence('rest_more', count=len(subjects) - MAX_LINES)}")
    if lines:
        yield "\n".join([language.sentence("rest"), *lines])


def _headline(subject: Subject, language: ReplyLanguage) -> str:
    text = language.headline(subject.entry) if subject.entry else ""
    return text or language.sentence("rest_unknown")


def _sentences(subject: Subject, language: ReplyLanguage) -> Iterator[LetterSentence]:
    finding, entry, facts = subject
    if entry is None:
        yield _unknown(finding, language)
        return
    title = str(entry.code) if entry.kind == "websocket" else entry.title
    if not entry.is_listed:
        key = "unknown_close" if entry.kind == "websocket" else "unlisted"
        yield _sentence(language, key, title=title, code=entry.code)
        yield from _known(entry, language)
        return
    if finding.confidence == "possible" or finding.suggestions:
        yield _sentence(language, "unsure", title=title)
    stated = {} if subject.sensitive else facts
    for in_english, text in _texts(entry, language, tuple(_unseen(finding))):
        filled_in = fill(in_english, stated)
        yield filled_in, filled_in if text == in_english else fill(text, stated)
    if not subject.sensitive:
        yield from _diagnoses(finding, language)


def _known(entry: Entry, language: ReplyLanguage) -> Iterator[LetterSentence]:
    """Yield what a short note says about a code outside the table; short notes exist in English only."""
    if text := language.own.get("unlisted_known"):
        text = filled(text, {"summary": entry.note.summary, "fix": entry.note.fix}).replace("`", "")
        yield text, text


def _diagnoses(finding: Finding, language: ReplyLanguage) -> Iterator[LetterSentence]:
    """Yield what the rules saw in the paste; their sentences exist in English only."""
    saw = language.own.get("saw")
    seen = [
        d.text
        for d in finding.diagnosis
        if d.evidence in SURE and not d.rule.startswith("sign") and is_plain(d.text) and is_true_of_all(d, finding)
    ]
    if saw and seen:
        text = filled(saw, {"diagnoses": " ".join(seen[:MAX_DIAGNOSES])})
        yield text, text


def _sentence(language: ReplyLanguage, key: str, **facts: object) -> LetterSentence:
    in_english = english().sentence(key, **facts)
    return in_english, in_english if language.is_english else language.sentence(key, **facts)


def _texts(entry: Entry, language: ReplyLanguage, unseen: Sequence[str]) -> Iterator[LetterSentence]:
    """Yield the sentences of an entry, without the shared ones about calls that nobody made."""
    both = zip(english().texts_of(entry).sentences, language.texts_of(entry).sentences, strict=True)
    for in_english, text in both:
        english_parts = SHARED_SENTENCE.split(in_english)
        for place, part in enumerate(SHARED_SENTENCE.split(text)):
            if place % 2 and part not in unseen:
                yield _sentence(language, part)
            elif place % 2 == 0 and part.strip():
                yield "".join(english_parts[place : place + 1]).strip(), part.strip()


def _unseen(finding: Finding) -> Iterator[str]:
    """Yield the shared sentences about calls that none of the sightings can be about."""
    methods = {sighting.method or "" for sighting in finding.sightings}
    by_a_person = methods.intersection(only_by_a_person())
    if not by_a_person and methods.isdisjoint(("", "ERROR")):
        yield "look_up_payout"
    if by_a_person == methods and all(look_ups()[method].by != ("client_oid",) for method in methods):
        yield "look_up_order"


def _unknown(finding: Finding, language: ReplyLanguage) -> LetterSentence:
    """Return what a letter says about a code without an entry of its own."""
    if finding.kind == "websocket":
        return _sentence(language, "unknown_close", code=finding.code)
    if finding.candidates:
        return _sentence(language, "ambiguous", code=finding.code)
    if finding.name and NAME.fullmatch(finding.name):
        return _sentence(language, "unknown_name", code=finding.code, name=finding.name)
    return _sentence(language, "unknown", code=finding.code)
