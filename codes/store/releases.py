"""Which versions of the catalogue this site served, and what each changed against the one before.

A release keeps a digest of every field of every entry, so that the next one can be compared with it; the newest keeps
their texts too, so that readers see the words of a change. The release of a revision is written by whichever process
reads that revision first.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from rapidfuzz.distance import Postfix, Prefix

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry
from exchange_errors.catalogue.field_text import field_text
from exchange_errors.catalogue.serialise import entry_data

from ..models import Release

log = logging.getLogger(__name__)

KEPT = 200  # releases that readers are shown
LONGEST = 2_000  # characters of a text before or after a change; of a longer one, only what is around the change
AROUND = 200  # characters of those
MOST = 40_000  # characters of all texts of one release: what readers, feeds and every process keep of it
NO_CHANGE = {"updated_at", "impact", "status", "equivalent"}  # these follow from others, or are the same in all

Digests = Mapping[str, Mapping[str, str]]
Texts = Mapping[str, Mapping[str, str]]


def record(catalogue: Catalogue, revision: int) -> None:
    """Write the release of this revision where its version is a new one. Trouble with the database is only logged.

    Where the digests of the release before cannot be read, everything counts as new.
    """
    try:
        last = Release.objects.order_by("-revision").defer("digests", "texts").first()
        if last and (last.version == catalogue.version or last.revision >= revision):
            return
        now, texts_now = digests(catalogue), texts(catalogue)
        changes = difference(last.digests if last and _are_digests(last.digests) else {}, now)
        add_words(changes, last.texts if last and _are_digests(last.texts) else {}, texts_now)
        with transaction.atomic():
            Release.objects.create(
                revision=revision,
                version=catalogue.version,
                recorded_at=timezone.now().replace(microsecond=0),
                changes=changes,
                digests=now,
                texts=texts_now,
            )
            Release.objects.filter(revision__lt=revision).exclude(texts={}).update(texts={})
    except IntegrityError:
        return  # another process wrote it first
    except DatabaseError:
        log.warning("the catalogue's release could not be recorded", exc_info=True)


def recent() -> tuple[Release, ...]:
    """Return the newest releases, newest first, without their digests and texts. Raises DatabaseError."""
    newest = Release.objects.order_by("-revision").defer("digests", "texts")[:KEPT]
    return tuple(release for release in newest if _are_changes(release.changes))


def digests(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Return a short digest of every field of every entry, by entry id."""
    return {entry.id: {key: _digest(value) for key, value in _fields(entry)} for entry in catalogue.entries}


def texts(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Return the text of every field of every entry, by entry id."""
    return {entry.id: {key: field_text(key, value) for key, value in _fields(entry)} for entry in catalogue.entries}


def _fields(entry: Entry) -> Iterator[tuple[str, Any]]:
    return ((key, value) for key, value in entry_data(entry).items() if key not in NO_CHANGE)


def difference(before: Digests, after: Digests) -> list[dict[str, Any]]:
    """Return what changed, by entry id: ``change`` is added, changed or removed, ``fields`` name what changed."""
    changes: list[dict[str, Any]] = []
    for entry_id in sorted(before.keys() | after.keys()):
        old, new = before.get(entry_id), after.get(entry_id)
        if old == new:
            continue
        change = "added" if old is None else "removed" if new is None else "changed"
        fields = [key for key in new if key not in old or old[key] != new[key]] if old and new else []
        changes.append({"id": entry_id, "change": change, "fields": fields})
    return changes


def add_words(changes: list[dict[str, Any]], before: Texts, after: Texts) -> None:
    """Add to each changed field its words before and after, as ``words``, until there are too many of them."""
    left = MOST
    for change in changes:
        words: list[dict[str, str]] = []
        for name in change["fields"]:
            old, new = before.get(change["id"], {}).get(name), after[change["id"]][name]
            if not isinstance(old, str):  # of a release from before there were texts
                continue
            old, new = _around_the_change(old, new)
            left -= len(old) + len(new)
            if left >= 0:
                words.append({"field": name, "before": old, "after": new})
        change["words"] = words


def _around_the_change(before: str, after: str) -> tuple[str, str]:
    """Return two texts; long ones are cut to what is around the difference, with ``…`` for the rest."""
    if max(len(before), len(after)) <= LONGEST:
        return before, after
    begin = max(0, Prefix.similarity(before, after) - AROUND)
    rest = before[begin:], after[begin:]
    end = max(0, Postfix.similarity(*rest) - AROUND)
    first, second = ((text[: len(text) - end] + "…" if end else text) for text in rest)
    ellipsis = "…" if begin else ""
    return _cut(ellipsis + first), _cut(ellipsis + second)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def words_of(change: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the words of each field that an entry's change kept: field, before and after.

    [] for a release from before words were kept, and where other programs wrote something else there.
    """
    words = change.get("words")
    return [
        {key: row[key] for key in ("field", "before", "after")}
        for row in (words if isinstance(words, list) else ())
        if isinstance(row, dict) and all(isinstance(row.get(key), str) for key in ("field", "before", "after"))
    ]


def _are_digests(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(digests, dict) for digests in value.values())


def _are_changes(value: Any) -> bool:
    """Say whether a release can be shown: its row may have been changed by other programs."""
    return isinstance(value, list) and all(
        isinstance(change, dict)
        and isinstance(change.get("id"), str)
        and change.get("change") in ("added", "changed", "removed")
        and isinstance(change.get("fields"), list)
        and all(isinstance(name, str) for name in change["fields"])
        for change in value
    )


def _digest(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()
