"""What the decoder says: sightings (one per place in the text) and the report that groups them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from ..catalogue.entry import Entry
from ..redaction.masked import Redaction as Redaction

Kind = Literal["response", "websocket"]
Role = Literal["error", "rejection_reason", "batch_item", "close", "mention"]
Confidence = Literal["certain", "likely", "possible"]
NOTHING: Mapping[str, Any] = {}


class Signal(NamedTuple):
    """One thing that speaks for a reading (weight above 0) or against it, in log-odds, with the reason in words."""

    name: str
    weight: float
    reason: str


class Sighting(NamedTuple):
    """One reading of one code at one place of the masked text.

    ``name`` is the message code as sent, or None; ``message`` is any free text beside it.
    ``span`` holds offsets into the masked text, end excluded; ``line`` counts from 1.
    ``at_ms`` is when it was logged or sent, in milliseconds since 1970 (UTC), or None when nothing tells.
    ``request`` is the request that the reading belongs to (from ``original`` or beside the error), ``response``
    the object that carried the code, ``order`` the order object that carried ``status`` and ``reason``;
    all three are {} where there is none, and hold masked values only.

    A tuple, because a log holds thousands of them, and a frozen dataclass takes three times as long to make.
    """

    kind: Literal["response", "websocket"]
    code: int
    name: str | None
    role: Role
    confidence: Confidence
    shape: str
    span: tuple[int, int]
    line: int
    message: str | None = None
    method: str | None = None
    instrument: str | None = None
    at_ms: int | None = None
    http_status: int | None = None
    request: Mapping[str, Any] = NOTHING
    response: Mapping[str, Any] = NOTHING
    order: Mapping[str, Any] = NOTHING
    signals: tuple[Signal, ...] = ()


class SentRequest(NamedTuple):
    """One request object seen in the text, with or without an answer beside it; secrets masked.

    ``request`` holds ``method`` and ``params`` as sent, or ``params`` alone where only an order's fields stood
    there. A ``public/heartbeat`` of the server is listed too, since the client has to answer it.
    ``span``, ``line`` and ``at_ms`` are those of ``Sighting``.
    """

    span: tuple[int, int]
    line: int
    at_ms: int | None
    request: Mapping[str, Any]


class Diagnosis(NamedTuple):
    """One sentence about *this* payload from one rule, with the evidence that the rule rests on.

    ``parameter`` and ``value`` name the field at fault where there is one, ``lines`` where in the paste it is so.
    """

    rule: str
    text: str
    evidence: Literal["documented", "observed", "library", "inferred"]
    parameter: str | None = None
    value: str | None = None
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A catalogue entry that a reading may mean."""

    id: str
    code: int
    name: str | None


class Finding(NamedTuple):
    """All sightings of one (kind, code, name): the unit of a report, as ``api-contract.md`` prints it.

    ``id`` is None when the code is unknown or names several entries; then ``suggestions`` or ``candidates`` speak.
    ``unlisted_id`` is the id of a code that the vendor's table does not list and a file describes; it is never known.
    A tuple for the reason that Sighting is one.
    """

    kind: Literal["response", "websocket"]
    code: int
    name: str | None
    known: bool
    id: str | None
    role: Role
    confidence: Confidence
    count: int  # type: ignore[assignment]  # of sightings; nobody counts the fields of a finding
    lines: tuple[int, ...]
    first_at_ms: int | None
    last_at_ms: int | None
    excerpt: str
    method: str | None
    instrument: str | None
    sightings: tuple[Sighting, ...]
    diagnosis: tuple[Diagnosis, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    suggestions: tuple[Candidate, ...] = ()
    hint: str = ""
    unlisted_id: str | None = None

    @property
    def entry_id(self) -> str | None:
        """The id of what describes the code: a row of the table, or a code outside it."""
        return self.id or self.unlisted_id

    @property
    def is_success(self) -> bool:
        """Whether this is code 0 of an answer; a websocket has no success."""
        return self.code == 0 and self.kind == "response"


class Possible(NamedTuple):
    """A number or name that may be a code of this exchange while nothing settles it; ``id`` is None for several."""

    kind: Kind
    code: int
    name: str | None
    id: str | None
    line: int
    excerpt: str
    count: int  # type: ignore[assignment]  # of places; the tuple's own method is not used
    why: str
    signals: tuple[Signal, ...] = ()


class SkippedNumber(NamedTuple):
    """A number of this exchange that is not read as a code, with what spoke against it."""

    code: int
    line: int
    signals: tuple[Signal, ...]


class Reading(NamedTuple):
    """How the text was read: sizes, how many objects, which shapes, and what was passed over with the reason."""

    characters: int
    lines: int
    objects: int
    truncated: bool
    shapes: tuple[str, ...]
    skipped: tuple[str, ...] = ()
    skipped_numbers: tuple[SkippedNumber, ...] = ()


class Letter(NamedTuple):
    """What is written to the customer in one language: the letter, and a list of what to send with its heading."""

    language: str = "en"
    text: str = ""
    ask_heading: str = ""
    ask_for: tuple[str, ...] = ()


class Reply(NamedTuple):
    """Texts ready to send: to the customer, with the same in English for the agent, and for the ticket."""

    letter: Letter = Letter()
    in_english: Letter = Letter()
    internal: str = ""

    @property
    def customer(self) -> str:
        return self.letter.text

    @property
    def ask_for(self) -> tuple[str, ...]:
        return self.letter.ask_for


NO_REPLY = Reply()


@dataclass(frozen=True, slots=True)
class Report:
    """The decoder's whole answer. ``masked`` is the text as it may be shown: no secret is left in it.

    ``mentions`` are codes that a short text without findings holds by number or name; a sentence of ``advice`` names
    each.
    """

    masked: str
    findings: tuple[Finding, ...]
    successes: int
    redactions: tuple[Redaction, ...]
    advice: tuple[str, ...]
    read: Reading
    reply: Reply = NO_REPLY
    requests: tuple[SentRequest, ...] = ()
    mentions: tuple[Entry, ...] = ()
    possible: tuple[Possible, ...] = ()
