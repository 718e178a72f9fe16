"""Another id for a code that the vendor renamed or renumbered, with everything that hangs on the id."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from exchange_errors.catalogue.entry import Entry
from exchange_errors.catalogue.vendor_facts import Facts, facts_of

from ..models import Code, Draft, NoteRow
from .digests import facts_digest


def rename_code(old: str, new: str, facts: Facts) -> None:
    """Give the code ``old`` the id ``new`` and its facts, within the caller's transaction.

    Its note with the history, its drafts and the links of other notes go along. Raises Code.DoesNotExist; the id
    ``new`` must be free.
    """
    code = Code.objects.get(pk=old)
    code.pk, code.code, code.name, code.former = new, facts.code, facts.name or "", list(facts.former)
    code.save(force_insert=True)
    for model in (Code, NoteRow):
        _move(model, old, new)
    Draft.objects.filter(entry_id=old).update(entry_id=new)
    for row in NoteRow.objects.exclude(checks=[]).only("checks"):
        _lead(row, old, new)
    Code.objects.filter(pk=old).delete()


def _move(model: type[models.Model], old: str, new: str) -> None:
    """Let every row that names ``old`` name ``new``, those of histories too."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            rows = relation.related_model._base_manager  # type: ignore[union-attr]
            name = relation.field.name  # type: ignore[union-attr]
            rows.filter(**{name: old}).update(**{name: new})


def _lead(row: NoteRow, old: str, new: str) -> None:
    """Let the checks of another note that end at ``old`` end at ``new``."""
    if not isinstance(row.checks, list) or not all(isinstance(check, dict) for check in row.checks):
        return
    checks = [
        {key: new if value == old and key in ("yes", "no") else value for key, value in check.items()}
        for check in row.checks
    ]
    if checks != row.checks:
        row.checks = checks
        setattr(row, "_change_reason", f"{old} is now {new}.")  # noqa: B010  (simple_history reads it)
        row.save(update_fields=["checks"])


def ids_here(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the id that each file's entry has in the database: another one where it was renamed here.

    Where the file alone was renamed, or its renaming was taken back, the code here follows it.
    """
    codes = Code.objects.in_bulk()
    present = {former: code.pk for code in codes.values() if isinstance(code.former, list) for former in code.former}
    entries = list(entries)
    taken = {entry.id for entry in entries}
    ids: dict[str, str] = {}
    for entry in entries:
        earlier = [present.get(entry.id, ""), *reversed(entry.former)]
        here = next((key for key in earlier if key in codes and key not in taken), entry.id)
        if entry.id in codes or here == entry.id:
            ids[entry.id] = entry.id
        elif codes[here].file_digest in ("", facts_digest(codes[here])):
            rename_code(here, entry.id, facts_of(entry))
            renamed = Code.objects.get(pk=entry.id)
            Code.objects.filter(pk=entry.id).update(file_digest=facts_digest(renamed))
            ids[entry.id] = entry.id
        else:
            ids[entry.id] = here
    return ids
