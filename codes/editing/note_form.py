"""The editor's form of one note: what was shown, what was typed, and what others have saved since.

The form carries a digest of each part as it was shown. This separates what the editor typed from what
somebody else has saved since. Parts that nobody touched keep their stored bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.http import QueryDict

from .note_part import NotePart, Row
from .note_parts import PARTS
from .published_notes import NoteData


class Merged(NamedTuple):
    """The note that results from what was typed, and the parts in which it met other changes.

    Each part has the other side's text, ``theirs``, the editor's own, ``yours``, and whether the editor ``touched``
    it. ``source`` says whose the other text is: "theirs" of the draft, or "published".
    """

    note: NoteData
    meanwhile: list[dict[str, Any]]


class TypedNote:
    """The rows of every part of the form, with the digests of those that were shown."""

    def __init__(self, rows: Mapping[str, list[Row]], seen: Mapping[str, str], kept: Mapping[str, str]) -> None:
        self.rows, self.seen, self.kept = dict(rows), seen, kept

    @classmethod
    def of_note(cls, note: Mapping[str, Any]) -> TypedNote:
        """Return the form of a note as it is stored."""
        rows = {key: part.shown(note.get(key)) for key, part in PARTS.items()}
        return cls(rows, {key: _digest(part, rows[key]) for key, part in PARTS.items()}, {})

    @classmethod
    def sent(cls, data: QueryDict) -> TypedNote:
        """Return the form that an editor sent; a part that it has not got is left alone."""
        seen = dict(part.partition(":")[::2] for part in data.get("seen", "").split())
        rows = {key: part.sent(data) for key, part in PARTS.items()}
        kept = {key: data.get(f"keep-{key}", "") for key in PARTS}
        return cls({key: each for key, each in rows.items() if each is not None}, seen, kept)

    @property
    def seen_text(self) -> str:
        return " ".join(f"{key}:{digest}" for key, digest in self.seen.items())

    def touched(self, key: str) -> bool:
        """Say whether the editor typed something in this part."""
        return key in self.rows and _digest(PARTS[key], self.rows[key]) != self.seen.get(key)

    def merged(self, stored: NoteData, published: NoteData) -> Merged:
        """Return what was typed, over what is stored now; of what was published meanwhile, what the editor chose."""
        note, meanwhile = dict(stored), list[dict[str, Any]]()
        for key, part in PARTS.items():
            shown, rows, choice = part.shown(stored.get(key)), self.rows.get(key), self.kept.get(key, "")
            note[key] = published.get(key) if choice == "published" else stored.get(key)
            if rows is None or choice == "published":
                continue
            same = _digest(part, shown) == _digest(part, rows)
            if choice == "typed" or (not same and choice != "theirs" and self.touched(key)):
                note[key] = part.value(rows)
            if not same and _digest(part, shown) != self.seen.get(key):
                meanwhile.append(_met(part, shown, rows, self.touched(key), "theirs"))
        return Merged(note, meanwhile)

    def rebased(self, stored: Mapping[str, Any]) -> TypedNote:
        """Return the form over what is stored now: with the editor's rows where something was typed."""
        new = TypedNote.of_note(stored)
        new.rows |= {key: rows for key, rows in self.rows.items() if self.touched(key)}
        return new


def both_changed(base: NoteData, yours: NoteData, theirs: NoteData) -> Merged:
    """Return the draft over a note that was published after it was begun, and where both changed the same part."""
    note, meanwhile = dict(yours), list[dict[str, Any]]()
    for key, part in PARTS.items():
        if theirs.get(key) == base.get(key) or theirs.get(key) == yours.get(key):
            continue
        touched = yours.get(key) != base.get(key)
        new, old = (part.shown(note.get(key)) for note in (theirs, yours))
        meanwhile.append(_met(part, new, old, touched, "published"))
        if not touched:
            note[key] = theirs.get(key)
    return Merged(note, meanwhile)


def _met(part: NotePart, theirs: list[Row], yours: list[Row], touched: bool, source: str) -> dict[str, Any]:
    texts = {"theirs": _text(theirs), "yours": _text(yours)}
    return {"key": part.key, "label": part.label, "touched": touched, "source": source, **texts}


def _digest(part: NotePart, rows: list[Row]) -> str:
    text = json.dumps(part.value(rows), sort_keys=True)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=9).hexdigest()


def _text(rows: list[Row]) -> str:
    """Return the rows for reading."""
    return "\n".join("\n".join(text for text in row.values() if text) for row in rows)
