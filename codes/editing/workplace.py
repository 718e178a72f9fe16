"""One entry on an editor's desk: its draft, what is typed, what is wrong with it, and what the editor may do."""

from __future__ import annotations

import logging
from functools import cached_property
from typing import Any

from exchange_errors.catalogue.entry import Entry

from .. import labels, links
from ..models import Draft
from ..store import snapshot
from ..views.entry import sheet
from ..views.glossary import Glossed
from ..views.rows import rows_of
from ..views.text_links import links_of_note
from . import workflow
from .note_check import Examined, examine
from .note_form import Merged, TypedNote, both_changed
from .note_part import NotePart
from .note_parts import PARTS
from .problems import Problem, problems_of
from .published_notes import NoteData
from .shown_parts import shown_part

log = logging.getLogger(__name__)


class Workplace:
    """What the editor's page shows. ``stored`` is the draft over the note that is published now."""

    def __init__(self, user: Any, draft: Draft, published: NoteData) -> None:
        self.user, self.draft, self.published = user, draft, published
        self.is_rebased = published != draft.base
        merged = both_changed(draft.base, draft.note, published) if self.is_rebased else Merged(draft.note, [])
        self.stored: NoteData = merged.note
        self.meanwhile = merged.meanwhile
        self.typed = TypedNote.of_note(self.stored)
        self.reason = draft.reason
        number, _, name = draft.entry_id.partition("-")
        self.title, self.name = (draft.entry_id, "") if number == "ws" else (number, name)
        self.trouble = ""  # why the last step was refused
        self.focus = ""  # the id of the control to go on with

    @cached_property
    def note(self) -> NoteData:
        """The note as it is typed."""
        return self.typed.merged(self.stored, self.published).note

    @cached_property
    def examined(self) -> Examined:
        return examine(self.draft.entry_id, self.note, self.draft.facts)

    @cached_property
    def problems(self) -> list[Problem]:
        return problems_of(self.examined.faults, self.typed)

    @property
    def general_problems(self) -> list[Problem]:
        return [problem for problem in self.problems if not problem.key]

    @property
    def changes(self) -> list[NotePart]:
        """The parts in which the text differs from the published one."""
        return [part for key, part in PARTS.items() if self.note.get(key) != self.published.get(key)]

    def part(self, key: str) -> dict[str, Any]:
        rows, value = self.typed.rows[key], self.note.get(key)
        return shown_part(key, rows, self.problems, value, self.published.get(key), self.focus)

    @property
    def parts(self) -> list[dict[str, Any]]:
        return [self.part(key) for key in PARTS]

    @property
    def page_path(self) -> str:
        """The public page, "" while there is none."""
        entry = snapshot.current().catalogue.get(self.draft.entry_id)
        return links.page_path(entry) if entry else ""

    @property
    def entry_ids(self) -> list[str]:
        """The entries that a note may name."""
        return [entry.id for entry in snapshot.current().catalogue.entries]

    @property
    def may_publish(self) -> bool:
        return workflow.may_publish(self.draft, self.user)

    @cached_property
    def preview(self) -> dict[str, Any] | None:
        """The entry made ready for the templates of its page; None where it cannot be."""
        return _preview(self.examined.entry)

    @cached_property
    def first_preview(self) -> dict[str, Any] | None:
        """What the page shows when it is opened: the published entry where the draft cannot be shown."""
        return self.preview or _preview(snapshot.current().catalogue.get(self.draft.entry_id))

    @property
    def levels(self) -> Any:
        return labels.evidence_levels()


def _preview(entry: Entry | None) -> dict[str, Any] | None:
    """Return the entry as readers will see it: its page and its line of the list."""
    catalogue = snapshot.current().catalogue
    if entry is None:
        return None
    try:
        glossed = Glossed(links_of_note(entry, catalogue).link)
        (row,) = rows_of([entry], [None], catalogue)
        return {"sheet": sheet(entry, catalogue), "glossed": glossed, "row": row}
    except Exception:  # whatever a half-typed example does: the editor keeps the last good preview
        log.exception("the preview of %s failed", entry.id)
        return None
