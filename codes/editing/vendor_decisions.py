"""What reviewers decide about each difference between the vendor's page and the catalogue.

A page only adds differences to a list. Accepting one makes drafts, which another reviewer publishes; nothing else here
changes what readers see.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry, entry_id
from exchange_errors.catalogue.note import Note, Retry, Source
from exchange_errors.catalogue.serialise import note_data
from exchange_errors.catalogue.vendor_drift import Difference, proposals
from exchange_errors.catalogue.vendor_facts import Facts
from exchange_errors.catalogue.vendor_page import VendorRow

from .. import audit_trail
from ..models import Draft, VendorDifference
from ..store import snapshot
from . import workflow
from .workflow import RefusedChange

VENDOR_PAGE = "https://exchange-docs.crypto.com/exchange/v1/rest-ws/index.html#response-and-reason-codes"
STALE = "The catalogue changed since the page was compared. Compare it again."


def current_catalogue() -> Catalogue:
    """Return the catalogue as it is stored now: somebody may have published a moment ago."""
    snapshot.refresh()
    return snapshot.current().catalogue


@transaction.atomic
def record(differences: Iterable[Difference], rows: Iterable[VendorRow]) -> tuple[int, int]:
    """Put the differences on the reviewers' list; return how many to decide are new, and how many were known.

    The same page again adds nothing. Those that nobody decided on leave the list where the page no longer has them.
    What was rejected stays so; what was accepted is to decide again where it still differs and has no open draft.
    """
    by_key = {difference.key: difference for difference in differences}
    kinds = {row.kind for row in rows}
    known = VendorDifference.objects.select_for_update().in_bulk(by_key)
    for row in VendorDifference.objects.filter(state="pending"):
        if row.pk not in by_key and row.facts["kind"] in kinds:
            row.delete()
    now = timezone.now()
    fresh = [
        VendorDifference(key=key, changes=list(each.changes), sides=each.sides, seen_at=now)
        for key, each in by_key.items()
        if key not in known
    ]
    VendorDifference.objects.bulk_create(fresh, ignore_conflicts=True)  # two reviewers may compare the page at once
    drafts = open_drafts()
    undone = [key for key, row in known.items() if row.state == "accepted" and drafts.keys().isdisjoint(row.entry_ids)]
    VendorDifference.objects.filter(pk__in=undone).update(state="pending")
    new, others = len(fresh) + len(undone), len(known) - len(undone)
    audit_trail.record("import", words=f"compared: {new} differences are new, {others} were known")
    return new, others


def accept(key: str, user: Any, category: str = "") -> list[Draft]:
    """Make the drafts of one difference; ``category`` is that of a new code. Raises RefusedChange."""
    catalogue = current_catalogue()
    with transaction.atomic():
        row = _to_decide(key, user)
        difference = _difference(row, catalogue)
        drafts = [_draft(entry, facts, row, user, category, catalogue) for entry, facts in proposals(difference)]
        if not drafts:
            raise RefusedChange("The page has this row twice: there is nothing to accept.")
        _decide(row, "accepted", user)
    return drafts


@transaction.atomic
def reject(key: str, user: Any) -> None:
    """Leave the catalogue as it is, and say so when the page is compared again. Raises RefusedChange."""
    _decide(_to_decide(key, user), "rejected", user)


def open_drafts() -> dict[str, Draft]:
    """Return the open drafts that change facts, by the id of their entry."""
    return {draft.entry_id: draft for draft in Draft.objects.open().filter(facts__isnull=False)}


def default_category(kind: str, code: int, name: str | None, catalogue: Catalogue) -> str:
    """Return the slug of the category that fits a new code best: that of its short note, else of its neighbour."""
    short = catalogue.unlisted.get(entry_id(kind, code, name))
    alike = [entry for entry in (short, *catalogue.between(code), *catalogue.entries) if entry and entry.kind == kind]
    return alike[0].category.slug


def _to_decide(key: str, user: Any) -> VendorDifference:
    if not user.has_perm("codes.publish_draft"):
        raise RefusedChange("Only a reviewer decides on the vendor's changes.")
    row = VendorDifference.objects.select_for_update().filter(pk=key).first()
    if row is None:
        raise RefusedChange("This difference is no longer on the list. Compare the page again.")
    if row.state == "accepted":
        raise RefusedChange("This difference was accepted already.")
    return row


def _decide(row: VendorDifference, state: str, user: Any) -> None:
    row.state, row.decided_by, row.decided_at = state, user, timezone.now()
    row.save()
    audit_trail.record("import", ", ".join(row.entry_ids), state, user)


def _difference(row: VendorDifference, catalogue: Catalogue) -> Difference:
    """Return the difference as it was stored. Raises RefusedChange where the catalogue no longer has its facts."""
    rows = [side["after"] and VendorRow(**side["after"]) for side in row.sides]
    entries = [side["before"] and _entry(side["before"], catalogue) for side in row.sides]
    pairs = [] if "duplicate" in row.changes else list(zip(entries, rows, strict=True))
    listed = {entry.id for entry in catalogue.entries}
    if any(after and not before and after.id in listed for before, after in pairs):
        raise RefusedChange(STALE)
    difference = Difference(tuple(row.changes), tuple(pairs), tuple(each for each in rows if each))
    if difference.key != row.key:
        raise RefusedChange(STALE)
    return difference


def _entry(before: Mapping[str, Any], catalogue: Catalogue) -> Entry:
    entry = catalogue.described(entry_id(before["kind"], before["code"], before["name"]))
    if entry is None:
        raise RefusedChange(STALE)
    return entry


def _draft(
    entry: Entry | None, facts: Facts, row: VendorDifference, user: Any, category: str, catalogue: Catalogue
) -> Draft:
    """Save the draft of one entry: an open one gets the facts and keeps its note."""
    reason = f"The vendor's page: {', '.join(row.changes)}."
    if entry is None:
        return _new_draft(facts, reason, user, category, catalogue)
    draft = workflow.open_draft(entry.id, user)
    note = draft.note | {"example": _example(draft.note.get("example"), entry, facts)}
    return workflow.save(draft, note, user, draft.version, reason, _as_data(facts, entry.category.slug))


def _example(example: Any, entry: Entry, facts: Facts) -> Any:
    """Return the example of a note with the number and the name that its response has from now on."""
    response = example.get("response") if isinstance(example, dict) else None
    if not isinstance(response, dict):
        return example
    now = {"code": (entry.code, facts.code), "message": (entry.name, facts.name)}
    changed = {key: new for key, (old, new) in now.items() if key in response and response[key] == old}
    return example | {"response": response | changed}


def _new_draft(facts: Facts, reason: str, user: Any, category: str, catalogue: Catalogue) -> Draft:
    new_id = entry_id(facts.kind, facts.code, facts.name)
    short = catalogue.unlisted.get(new_id)
    if short:
        facts = facts._replace(sensitive=short.sensitive, only_by=short.only_by)
    slugs = {each.slug for each in catalogue.categories if each.kind == facts.kind}
    chosen = category if category in slugs else default_category(facts.kind, facts.code, facts.name, catalogue)
    draft = Draft.objects.open().filter(entry_id=new_id).first()
    if draft is None:
        now = timezone.now()
        note = note_data(first_note(facts, short))
        draft = Draft(entry_id=new_id, note=note, version=0, author=user, created_at=now, changed_at=now)
    return workflow.save(draft, draft.note, user, draft.version, reason, _as_data(facts, chosen))


def first_note(facts: Facts, short: Entry | None) -> Note:
    """Return the note that a new code begins with: its short one, else nothing but where it is known from.

    Nobody knows yet what became of a request that met it, so nothing is to be sent again.
    """
    note = short.note if short else Note(retry=Retry("never", "unknown"))
    source = Source(f"Vendor's page, row {facts.code}", "documented", VENDOR_PAGE, f"{timezone.now():%Y-%m-%d}")
    return dataclasses.replace(note, sources=(*note.sources, source))


def _as_data(facts: Facts, category: str) -> dict[str, Any]:
    values = {key: list(value) if isinstance(value, tuple) else value for key, value in facts._asdict().items()}
    return values | {"category": category}
