"""What a save triggers: the revision goes up, and a new SQLite file is switched to WAL."""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.models.signals import post_delete, post_migrate, post_save
from django.dispatch import receiver

from .models import CategoryRow, Code, DeskNote, NoteRow, Relation, Revision

CATALOGUE_MODELS = (CategoryRow, Code, NoteRow, Relation, DeskNote)


def count_change(**_: Any) -> None:
    """Tell every process that what readers see changed."""
    Revision.bump()


for model in CATALOGUE_MODELS:
    post_save.connect(count_change, sender=model, dispatch_uid=f"count-save-{model.__name__}")
    post_delete.connect(count_change, sender=model, dispatch_uid=f"count-delete-{model.__name__}")


@receiver(post_migrate)
def use_write_ahead_log(using: str, **_: Any) -> None:
    """Readers and a writer do not block each other in WAL mode; SQLite keeps the mode in the file."""
    connection = connections[using]
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=WAL")
