"""What the database keeps: the catalogue with its releases, editors' work on it with its trail, readers' answers."""

from .audit_events import AuditEvent as AuditEvent
from .audit_events import UnchangeableError as UnchangeableError
from .catalogue_rows import PLAIN as PLAIN
from .catalogue_rows import RETRY as RETRY
from .catalogue_rows import CategoryRow as CategoryRow
from .catalogue_rows import Code as Code
from .catalogue_rows import NoteRow as NoteRow
from .catalogue_rows import Relation as Relation
from .catalogue_rows import Release as Release
from .catalogue_rows import Revision as Revision
from .catalogue_rows import StoredJSON as StoredJSON
from .drafts import DeskNote as DeskNote
from .drafts import Draft as Draft
from .drafts import DraftComment as DraftComment
from .drafts import VendorDifference as VendorDifference
from .feedback import AnswerCount as AnswerCount
from .feedback import ReaderText as ReaderText
from .radar import UnansweredSearch as UnansweredSearch
from .radar import UnknownCode as UnknownCode
