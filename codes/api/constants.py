"""Source files with every code as a constant, for four languages; each compiles on its own, without a library."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string

from exchange_errors.catalogue.entry import ADVICE, EVIDENCE, KINDS, OUTCOMES, Entry, Retry
from exchange_errors.exchange.outcomes import look_ups, only_by_a_person

from .entry_documents import EntryDocuments

LANGUAGES = ("python", "typescript", "go", "java")


@dataclass(frozen=True, slots=True)
class Constant:
    """One entry as a constant: ``key`` is its name in capitals."""

    key: str
    entry: Entry

    @property
    def camel(self) -> str:
        return "".join(part.capitalize() for part in self.key.split("_"))

    @property
    def doc(self) -> str:
        """One line about the code."""
        return " ".join(f"{self.entry.title}: {self.entry.note.summary}".split())

    @property
    def retry(self) -> Retry:
        return self.entry.note.retry


def constants_source(language: str, documents: EntryDocuments) -> bytes:
    """Return the source file in one of LANGUAGES."""
    context = {
        "version": documents.catalogue.version,
        "constants": [Constant(_key(entry), entry) for entry in documents.catalogue.entries],
        "only_by_a_person": only_by_a_person(),
        "look_ups": look_ups().values(),
        "kinds": KINDS,
        "advice": ADVICE,
        "outcomes": OUTCOMES,
        "evidence": EVIDENCE,
    }
    return render_to_string(f"codes/constants/{language}.txt", context).encode()


def _key(entry: Entry) -> str:
    return f"WS_{entry.code}" if entry.kind == "websocket" else entry.name or "SUCCESS"
