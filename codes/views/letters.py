"""A letter to the customer as a page shows it: in its language, with the English text for the agent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exchange_errors.catalogue.entry import Entry
from exchange_errors.catalogue.reply_languages import ReplyLanguage, preferred, reply_languages
from exchange_errors.decoder.decoded import Letter
from exchange_errors.redaction.masked import has_exposed_secret
from exchange_errors.report.explain import Explained
from exchange_errors.report.letter import entry_letter, nothing_found


@dataclass(frozen=True, slots=True)
class ShownLetter:
    """``requested`` is the language asked for; a letter is in English if that language lacks a current text."""

    letter: Letter
    in_english: Letter
    requested: ReplyLanguage

    @property
    def language(self) -> ReplyLanguage:
        return reply_languages()[self.letter.language]

    @property
    def is_untranslated(self) -> bool:
        return self.language is not self.requested

    @property
    def languages(self) -> Iterable[ReplyLanguage]:
        """What it can be written in."""
        return reply_languages().values()


def letter_of_report(report: Explained, reply_in: Iterable[str]) -> ShownLetter:
    """Return the letter of a report; if the text has no code, a letter that asks for it."""
    requested, english = preferred(reply_in, report.language), preferred((), None)
    if report.findings:
        return ShownLetter(report.reply.letter, report.reply.in_english, requested)
    has_secret = has_exposed_secret(report.masked, report.redactions)
    return ShownLetter(nothing_found(requested, has_secret), nothing_found(english, has_secret), requested)


def letter_of_entry(entry: Entry, tag: str) -> ShownLetter:
    """Return the reply on an entry without a paste; an unknown tag means English."""
    requested, english = preferred((tag,), None), preferred((), None)
    return ShownLetter(entry_letter(entry, requested), entry_letter(entry, english), requested)
