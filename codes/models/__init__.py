"""What the database keeps: the catalogue with its releases, editors' work on it with its trail, readers' answers."""

from .audit_events import AuditEvent, UnchangeableError
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
from .feedback import AnswerCount, ReaderText
from .radar import UnansweredSearch, UnknownCode

__all__ = (
    "PLAIN",
    "RETRY",
    "AnswerCount",
    "AuditEvent",
    "CategoryRow",
    "Code",
    "DeskNote",
    "Draft",
    "DraftComment",
    "NoteRow",
    "ReaderText",
    "Relation",
    "Release",
    "Revision",
    "StoredJSON",
    "UnansweredSearch",
    "UnchangeableError",
    "UnknownCode",
    "VendorDifference",
)
