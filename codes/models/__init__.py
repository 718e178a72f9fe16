"""What the database keeps: the catalogue with its releases, and the editors' work on it."""

from .catalogue_rows import (
    PLAIN,
    RETRY,
    CategoryRow,
    Code,
    NoteRow,
    Relation,
    Release,
    Revision,
    StoredJSON,
)
from .drafts import DeskNote, Draft, DraftComment, VendorDifference

__all__ = (
    "PLAIN",
    "RETRY",
    "CategoryRow",
    "Code",
    "DeskNote",
    "Draft",
    "DraftComment",
    "NoteRow",
    "Relation",
    "Release",
    "Revision",
    "StoredJSON",
    "VendorDifference",
)
