"""What the database keeps: the catalogue with its releases, the editors' work on it, and what readers answer."""

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
    "UnknownCode",
    "VendorDifference",
)
