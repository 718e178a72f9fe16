"""The package's answers, in the shapes of ``api-contract.md``: a catalogue, its search, and a site to link to."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from .catalogue.addresses import entry_answer, page_path
from .catalogue.catalogue import Catalogue, Chosen
from .catalogue.entry import Entry
from .catalogue.guide import Guide
from .catalogue.loader import load_catalogue, load_guides
from .catalogue.reply_languages import unknown_language
from .decoder import LIMIT_BYTES
from .decoder.decoded import Finding
from .decoder.decoded import Report as Decoded
from .policy import Decision, decision, most_careful, policy_of
from .report.entry_text import entry_markdown
from .report.explain import Explained
from .report.explain import explain as explained
from .report.report_data import report_data
from .search import Hit, Index, parse_query, whole_index
from .search.selection import Selection, select

NEAREST = 5
LONGEST_REF = 200  # characters that are looked up or quoted


class UnknownCodeError(LookupError):
    """No entry has this name. ``nearest`` are the ids of the entries that may have been meant, the likeliest first."""

    def __init__(self, ref: str, nearest: Sequence[str]) -> None:
        shown = f" Nearest: {', '.join(nearest)}." if nearest else ""
        super().__init__(f"No error code is called {ref[:80]!r}.{shown}")
        self.nearest = tuple(nearest)


@dataclass(frozen=True)
class Answers:
    """The answers of one catalogue. ``site`` begins every address; "" leaves paths, which any site answers."""

    catalogue: Catalogue
    site: str = ""

    @cached_property
    def index(self) -> Index:
        return Index(self.catalogue)

    @property
    def whole_index(self) -> Index:
        """The search over all codes, also those outside the table. The decoder uses it, too."""
        return whole_index(self.catalogue)

    def make_ready(self) -> None:
        """Build everything that reads every entry, so that no later call waits for it."""
        _ = self.index, self.whole_index, self.catalogue.counts, self.catalogue.version, self.catalogue.updated_at

    @cached_property
    def guides(self) -> tuple[Guide, ...]:
        return load_guides()

    def entries(self, ref: str | int) -> tuple[Entry, ...]:
        """Return what an id, a number or a name in any spelling means. Raises UnknownCodeError."""
        text = str(ref)[:LONGEST_REF]
        entries = self.catalogue.looked_up(text)
        if not entries:
            raise UnknownCodeError(text, [entry.id for entry in self.index.nearest(text, NEAREST)])
        return entries

    def explain(self, ref: str | int) -> dict[str, Any]:
        """Return one entry, or the choices where a number names several. Raises UnknownCodeError."""
        return _one_or_choices([self.entry(entry) for entry in self.entries(ref)])

    def retry_policy(self, code: str | int) -> dict[str, Any]:
        """Return the retry policy of one entry, or the choices. Raises UnknownCodeError."""
        return _one_or_choices([policy_of(entry) for entry in self.entries(code)])

    def entry(self, entry: Entry) -> dict[str, Any]:
        return entry_answer(entry, self.catalogue, self.guides, self.site)

    def link(self, entry: Entry) -> str:
        return f"{self.site}{page_path(entry, self.catalogue)}"

    def markdown(self, entries: Sequence[Entry]) -> str:
        """Return entries as one Markdown document."""
        texts = (entry_markdown(entry, self.catalogue, self.guides, self.site) for entry in entries)
        return "\n---\n\n".join(texts)

    def report(self, text: str, echoes: dict[str, str] | None = None, reply_in: Sequence[str] = ()) -> Explained:
        """Return the full report on a text; the pieces of one text share their ``echoes``."""
        return explained(text, self.catalogue, echoes, reply_in)

    def decode(self, text: str, reply_language: str) -> dict[str, Any]:
        """Return the report on a text as plain data.

        Raises ValueError for a text above LIMIT_BYTES, and for a language that no letter is written in.
        """
        if wrong := unknown_language(reply_language):
            raise ValueError(f"reply_language {wrong}")
        if len(text.encode("utf-8", "replace")) > LIMIT_BYTES:
            raise ValueError(f"At most {LIMIT_BYTES} bytes are read.")
        return self.report_data(self.report(text, reply_in=(reply_language,)))

    def report_data(self, report: Decoded) -> dict[str, Any]:
        return report_data(report, self.catalogue, self.link)

    def search(self, text: str, limit: int | None = None) -> dict[str, Any]:
        """Return the entries that answer a question, best first, as a list. Raises QueryTooLong, a ValueError."""
        selection = self.selection(text)
        shown = [hit for entry in selection.entries[:limit] if (hit := selection.hit(entry))]
        return {
            "count": len(selection.entries),
            "next": None,
            "previous": None,
            "version": self.catalogue.version,
            "facets": selection.facets,
            "nearest": [self._result(hit, weak=True) for hit in selection.nearest],
            "results": [self._result(hit) for hit in shown],
        }

    def selection(self, text: str, chosen: Chosen | None = None) -> Selection:
        """Return the entries that answer a question and pass the filters. Raises QueryTooLong, a ValueError."""
        return select(self.catalogue.entries, self.index.search(parse_query(text)), chosen or {}, None)

    def _result(self, hit: Hit, weak: bool = False) -> dict[str, Any]:
        return {**self.entry(hit.entry), "match": hit.match | ({"weak": True} if weak else {})}

    def decide(self, error: object, attempt: int, method: str | None, nothing_happened: bool) -> Decision:
        """Return what a program does next. Raises ValueError where ``attempt`` is below 1."""
        jitter = random.random()
        readings = self._readings(error)
        return most_careful(
            [decision(entry, attempt, method or own, jitter, nothing_happened) for entry, own in readings]
        )

    def _readings(self, error: object) -> list[tuple[Entry | None, str | None]]:
        """Return what the error may be, each with the method that met it where it says so."""
        if isinstance(error, int) or (isinstance(error, str) and error.strip().isdecimal()):
            return [(_only(self.catalogue.numbered(int(error), "response")), None)]
        own = _text(error.get("method")) if isinstance(error, Mapping) else None
        if isinstance(error, Mapping) and (entry := self._named(error)):
            return [(entry, own)]
        text = json.dumps(error, default=str) if isinstance(error, Mapping) else str(error)
        report = self.report(text[:LIMIT_BYTES])
        readings = [(self._settled(finding), finding.method or own) for finding in report.findings]
        if not readings or (report.successes and not report.findings[0].is_success):
            readings.append((None, own))  # no error was read, or a part was executed and must not be sent again
        return readings

    def _named(self, answer: Mapping[Any, Any]) -> Entry | None:
        """Return the one entry that the code and the message of an answer name.

        None for a success, and for an answer with results: those may hold more codes.
        """
        code, name = answer.get("code"), _text(answer.get("message"))
        if not code or isinstance(code, bool) or not str(code).isdecimal() or answer.get("result"):
            return None
        entries = self.catalogue.numbered(int(code), "response")
        return _only([entry for entry in entries if entry.name == name] or entries)

    def _settled(self, finding: Finding) -> Entry | None:
        """Return the entry of a finding from an answer; None for a code that is only mentioned in prose."""
        is_stated = any(sighting.response or sighting.order for sighting in finding.sightings)
        return self.catalogue.get(finding.id) if finding.id and is_stated else None


def _only(entries: Sequence[Entry]) -> Entry | None:
    return entries[0] if len(entries) == 1 else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _one_or_choices(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return one row as it is, several as the API's choices."""
    if len(rows) == 1:
        return rows[0]
    codes = {row["code"] for row in rows}
    return {"code": codes.pop() if len(codes) == 1 else None, "count": len(rows), "choices": rows}


@cache
def shipped() -> Answers:
    """Return the answers of the catalogue in the package, which is read once."""
    return Answers(load_catalogue())
