"""Which versions of the catalogue this site served, and what each changed against the one before.

A release keeps a digest of every field of every entry, so that the next one can be compared with it. The release of a
revision is written by whichever process reads that revision first.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from typing import Any

from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.serialise import entry_data

from ..models import Release

log = logging.getLogger(__name__)

KEPT = 200  # releases that readers are shown
NO_CHANGE = {"updated_at", "impact", "status", "equivalent"}  # these follow from others, or are the same in all

Digests = Mapping[str, Mapping[str, str]]


def record(catalogue: Catalogue, revision: int) -> None:
    """Write the release of this revision where its version is a new one. Trouble with the database is only logged.

    Where the digests of the release before cannot be read, everything counts as new.
    """
    try:
        last = Release.objects.order_by("-revision").defer("digests").first()
        if last and (last.version == catalogue.version or last.revision >= revision):
            return
        now = digests(catalogue)
        with transaction.atomic():
            Release.objects.create(
                revision=revision,
                version=catalogue.version,
                recorded_at=timezone.now().replace(microsecond=0),
                changes=difference(last.digests if last and _are_digests(last.digests) else {}, now),
                digests=now,
            )
    except IntegrityError:
        return  # another process wrote it first
    except DatabaseError:
        log.warning("the catalogue's release could not be recorded", exc_info=True)


def recent() -> tuple[Release, ...]:
    """Return the newest releases, newest first, without their digests. Raises DatabaseError."""
    newest = Release.objects.order_by("-revision").defer("digests")[:KEPT]
    return tuple(release for release in newest if _are_changes(release.changes))


def digests(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Return a short digest of every field of every entry, by entry id."""
    return {
        entry.id: {key: _digest(value) for key, value in entry_data(entry).items() if key not in NO_CHANGE}
        for entry in catalogue.entries
    }


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


def _are_digests(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(digests, dict) for digests in value.values())


def _are_changes(value: Any) -> bool:
    """Say whether a release can be shown: its row may have been changed by other programs."""
    return isinstance(value, list) and all(
        isinstance(change, dict)
        and isinstance(change.get("id"), str)
        and change.get("change") in ("added", "changed", "removed")
        and isinstance(change.get("fields"), list)
        for change in value
    )


def _digest(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()
