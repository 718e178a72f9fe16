"""The entries of the catalogue: one frozen Entry for each row of the vendor's tables.

The vendor's facts are on Entry itself; everything that we wrote is on its Note, so that the two are never confused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Literal, get_args

from .note import Note
from .record_fields import About

Kind = Literal["response", "websocket"]
Impact = Literal["check_funds", "refused", "wait", "fine"]
Status = Literal["active", "unlisted", "legacy", "withdrawn"]

KINDS: tuple[str, ...] = get_args(Kind)
IMPACTS: tuple[str, ...] = get_args(Impact)
STATUSES: tuple[str, ...] = get_args(Status)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Category:
    """A group of entries; ``definition`` is our sentence on what belongs in it."""

    slug: str
    name: str
    kind: Kind
    definition: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One error code: the vendor's facts (kind, code, name, http_status, description) and our note on it.

    A code that the vendor's table does not list has a file in ``content/unlisted`` and a short note. It is found by its
    exact number or name only, and is in no list, count or export.
    """

    kind: Annotated[Kind, About("Response and reason codes, or websocket termination codes.")]
    code: int
    name: Annotated[str | None, About("The message code. Null for code 0 and for websocket entries.")]
    http_status: Annotated[int | None, About("The HTTP status that the vendor lists. Null for websocket entries.")]
    description: Annotated[str, About("The vendor's sentence as printed, typos included.")]
    category: Category
    note: Note
    updated_at: Annotated[datetime, About("When the note last changed, in UTC.")] = EPOCH
    sensitive: Annotated[
        bool,
        About("Whether it concerns the state of an account: a reply adds nothing from the paste and wants a review."),
    ] = False
    only_by: Annotated[
        tuple[str, ...],
        About("Where a number names several errors: the methods that alone meet this one.", shown=False),
    ] = ()
    status: Annotated[
        Status,
        About(
            "active: a row of the vendor's table. unlisted: newer, or seen beside the table. legacy: of an older API. "
            "withdrawn: the vendor took its row out. Codes that are not active are in a list only where its `status` "
            "asks for them; those of the table's past keep their whole note, the others have a short one."
        ),
    ] = "active"
    equivalent: Annotated[
        tuple[str, ...],
        About("Ids of the rows of the table that say the same or come nearest; empty where status is active."),
    ] = ()
    former: Annotated[
        tuple[str, ...], About("Ids that it had before the vendor renamed or renumbered it; they still lead to it.")
    ] = ()
    id: str = field(init=False, repr=False, compare=False)
    """The permanent key: the number alone is none, because 50001 names two errors."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", entry_id(self.kind, self.code, self.name))

    @property
    def is_listed(self) -> bool:
        """Whether it is a row of the vendor's table."""
        return self.status == "active"

    @property
    def former_names(self) -> tuple[str, ...]:
        """The names that it had before, without their numbers."""
        return tuple(name for former in self.former if (name := former.partition("-")[2]) != self.name)

    @property
    def is_short(self) -> bool:
        """Whether its note is a short one, from a file of ``content/unlisted``."""
        return self.status in ("unlisted", "legacy")

    @property
    def file(self) -> str:
        """Its file below the content folder."""
        return f"unlisted/{self.id}.toml" if self.is_short else f"{self.kind}/{self.id}.md"

    @property
    def title(self) -> str:
        """Number and name as people say them: ``306 INSUFFICIENT_AVAILABLE_BALANCE``, ``Close code 1006``."""
        if self.kind == "websocket":
            return f"Close code {self.code}"
        return f"{self.code} {self.name or self.description}"

    @property
    def impact(self) -> Impact:
        """What the error means for the customer: an unknown outcome comes before anything else."""
        retry, severity = self.note.retry, self.note.severity
        is_success = self.kind == "response" and self.code == 0
        if not is_success and (retry.outcome == "unknown" or severity == "funds_at_risk"):
            return "check_funds"
        if severity == "info":
            return "fine"
        if retry.outcome == "not_executed" and retry.advice in ("after_backoff", "when_state_changes"):
            return "wait"
        return "refused"


def entry_id(kind: str, code: int, name: str | None) -> str:
    """Return the permanent key, which is also the stem of the content file."""
    if kind == "websocket":
        return f"ws-{code}"
    return f"{code}-{name or 'SUCCESS'}"
