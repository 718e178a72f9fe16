"""What becomes of a change to a note: a draft, a review, published or discarded.

Every function checks permission and state first, and raises RefusedChange with a sentence for the editor. The draft
that is passed in is the version that its reader saw: if somebody has saved it since, nothing is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from exchange_errors.catalogue.allowed_values import objection
from exchange_errors.catalogue.entry import Entry
from exchange_errors.catalogue.value_reader import Fault

from .. import audit_trail
from ..models import Code, Draft, DraftComment, Revision
from ..models.drafts import OPEN
from ..store.settlement import settle
from .note_check import Examined, examine
from .published_notes import NoteData, published_note, write_facts, write_note

LONGEST_REASON = 500


class RefusedChange(Exception):
    """A change that is not made, in words for the editor; ``faults`` are what to fix in the text first."""

    def __init__(self, message: str, faults: tuple[Fault, ...] = ()) -> None:
        self.message, self.faults = message, faults
        super().__init__(message)


def open_draft(entry_id: str, user: Any) -> Draft:
    """Return the open draft of an entry, or a new one from the published note, which ``save`` stores (version 0).

    An entry that is not published yet has a draft only where the code is known; its base is {}.
    """
    _require(user, "view_draft", "You may not see drafts.")
    draft = Draft.objects.open().filter(entry_id=entry_id).first()
    if draft:
        return draft
    base = published_note(entry_id)
    if not base and not Code.objects.filter(pk=entry_id).exists():
        raise RefusedChange(f"No entry has the id {entry_id[:80]!r}.")
    now = timezone.now()
    return Draft(entry_id=entry_id, base=base, note=base, version=0, author=user, created_at=now, changed_at=now)


@transaction.atomic
def save(
    draft: Draft,
    note: NoteData,
    user: Any,
    version: int,
    reason: str = "",
    facts: Mapping[str, Any] | None = None,
    base: NoteData | None = None,
    settles: str | None = None,
) -> Draft:
    """Store a text, whatever it holds. ``version`` is the one that the editor began from; 0 for a new draft.

    Saving a draft that is in review takes it out of review, since nobody has reviewed the new text. ``base`` is the
    published note if the editor has seen that it changed; ``settles`` is the version of the file's text that this one
    was compared with.
    """
    _require(user, "change_draft", "You may not change drafts.")
    _can_be_kept(note)
    stored = Draft.objects.select_for_update().open().filter(entry_id=draft.entry_id).first() or _new(draft)
    if stored.version != version or (draft.pk and draft.pk != stored.pk):
        raise RefusedChange(meanwhile(stored))
    stored.note, stored.reason, stored.changed_by = note, reason[:LONGEST_REASON], user
    stored.facts = stored.facts if facts is None else dict(facts)
    stored.base = stored.base if base is None else base
    stored.settles = stored.settles if settles is None else settles
    stored.author = stored.author or user
    stored.state, stored.version, stored.changed_at = "draft", version + 1, timezone.now()
    try:
        with transaction.atomic():
            stored.save()
    except IntegrityError:  # two first saves at once: the database keeps one
        raise RefusedChange(meanwhile(Draft.objects.open().get(entry_id=draft.entry_id))) from None
    return stored


@transaction.atomic
def send_to_review(draft: Draft, user: Any) -> Draft:
    """Hand the draft to the reviewers."""
    _require(user, "change_draft", "You may not send drafts to review.")
    stored = _locked(draft, ("draft",))
    _sound(stored)
    return _moved(stored, "in_review")


@transaction.atomic
def send_back(draft: Draft, user: Any, text: str = "") -> Draft:
    """Give the draft back to its author, with a comment that says why."""
    _require(user, "publish_draft", "Only a reviewer sends drafts back.")
    stored = _locked(draft, ("in_review",))
    stored.reviewer = user
    _moved(stored, "draft")
    audit_trail.record("sent_back", stored.entry_id, person=user)
    if text.strip():
        DraftComment.objects.create(draft=stored, author=user, text=text.strip(), created_at=stored.changed_at)
    return stored


def comment(draft: Draft, user: Any, text: str) -> None:
    """Comment on an open draft, even if somebody else has saved it since."""
    _require(user, "add_draftcomment", "You may not comment on drafts.")
    if not Draft.objects.open().filter(pk=draft.pk).exists():
        raise RefusedChange("This draft is closed.")
    DraftComment.objects.create(draft=draft, author=user, text=text.strip(), created_at=timezone.now())


@transaction.atomic
def discard(draft: Draft, user: Any) -> Draft:
    """Close the draft; the published note stays as it is, and the text is kept with the draft."""
    _require(user, "change_draft", "You may not discard drafts.")
    return _moved(_locked(draft, OPEN), "discarded")


@transaction.atomic
def publish(draft: Draft, user: Any) -> Draft:
    """Publish the draft, and record who, when and why in the history of the note.

    The history's date is the draft's ``changed_at``; its user is the publisher, the draft's ``changed_by`` the writer.
    """
    _require(user, "publish_draft", "Only a reviewer publishes.")
    stored = _locked(draft, OPEN)
    if not may_publish(stored, user):
        raise RefusedChange("You wrote this draft, so somebody else has to publish it.")
    published = published_note(stored.entry_id, lock=True)
    if published != stored.base:
        raise RefusedChange("The published note changed after this draft was begun.")
    changed = changed_fields(stored)
    if not changed and stored.facts is None:
        raise RefusedChange("This draft changes nothing.")
    moment = timezone.now()
    entry = _sound(stored).entry
    assert entry is not None  # else it would not be sound
    if stored.facts is not None:
        _write_facts(entry, stored)
    write_note(entry, published, changed, user, stored.reason, moment)
    if stored.settles:
        settle(stored.entry_id, stored.settles)
    Revision.bump()
    stored.reviewer = user
    audit_trail.record("publication", stored.entry_id, stored.reason, user)
    return _moved(stored, "published", moment)


def _write_facts(entry: Entry, draft: Draft) -> None:
    if entry.id != draft.entry_id and Code.objects.filter(pk=entry.id).exists():
        raise RefusedChange(f"There is an entry {entry.id} already.")
    write_facts(entry, draft.entry_id)
    draft.entry_id = entry.id


def may_publish(draft: Draft, user: Any) -> bool:
    """Say whether this reviewer may publish this draft; its author and the last person who saved it may not."""
    is_own = user.pk in (draft.author_id, draft.changed_by_id)
    return user.has_perm("codes.publish_draft") and (settings.EDITORS_PUBLISH_OWN or not is_own)


def changed_fields(draft: Draft) -> set[str]:
    """Return the fields of the note in which the draft differs from what it began from."""
    return {key for key in {*draft.note, *draft.base} if draft.note.get(key) != draft.base.get(key)}


def _require(user: Any, right: str, otherwise: str) -> None:
    if not user.has_perm(f"codes.{right}"):
        raise RefusedChange(otherwise)


def _can_be_kept(note: NoteData) -> None:
    for key, value in note.items():
        if wrong := objection(value):
            raise RefusedChange(f"{key} {wrong}. Nothing was saved yet.")


def _new(draft: Draft) -> Draft:
    """Return a draft to be stored. Raises RefusedChange if it was stored before and is closed now."""
    if draft.pk:
        closed = Draft.objects.get(pk=draft.pk)
        raise RefusedChange(f"This draft is {closed.get_state_display().lower()}.")
    return draft


def _locked(draft: Draft, states: tuple[str, ...]) -> Draft:
    """Return the stored draft, locked. Raises RefusedChange if it is no longer what the editor saw."""
    stored = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if stored is None:
        raise RefusedChange("There is no draft yet: save it first.")
    if stored.state not in states:
        raise RefusedChange(f"This draft is {stored.get_state_display().lower()}.")
    if stored.version != draft.version:
        raise RefusedChange(meanwhile(stored))
    return stored


def _moved(draft: Draft, state: str, moment: datetime | None = None) -> Draft:
    draft.state, draft.changed_at = state, moment or timezone.now()
    draft.save()
    return draft


def meanwhile(draft: Draft) -> str:
    """Return the message for an editor whose text is older than this draft's."""
    name = draft.changed_by.get_username() if draft.changed_by else "Somebody else"
    return f"{name} saved this draft after you opened it. Nothing of yours was saved yet."


def _sound(draft: Draft) -> Examined:
    """Return the draft as an entry. Raises RefusedChange if the format or the content lint objects."""
    examined = examine(draft.entry_id, draft.note, draft.facts)
    if examined.faults:
        count = len(examined.faults)
        words = f"{count} problems have to be fixed first." if count > 1 else "One problem has to be fixed first."
        raise RefusedChange(words, examined.faults)
    return examined
