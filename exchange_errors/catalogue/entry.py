"""The records of the catalogue: one frozen Entry per row of the vendor's tables.

The vendor's facts stand on Entry itself; everything that we wrote stands on its Note, so that the two
can never be mistaken for each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from ..exchange.evidence_levels import Evidence

Kind = Literal["response", "websocket"]
Audience = Literal["integrator", "trader", "account_admin", "support"]
Owner = Literal["nobody", "integrator", "trader", "account_admin", "support"]
Severity = Literal["info", "blocked", "funds_at_risk"]
Advice = Literal["not_needed", "never", "after_fix", "after_backoff", "after_check", "when_state_changes"]
Outcome = Literal["executed", "not_executed", "unknown"]
Impact = Literal["check_funds", "refused", "wait", "fine"]

KINDS: tuple[str, ...] = get_args(Kind)
EVIDENCE: tuple[str, ...] = get_args(Evidence)
AUDIENCES: tuple[str, ...] = get_args(Audience)
OWNERS: tuple[str, ...] = get_args(Owner)
SEVERITIES: tuple[str, ...] = get_args(Severity)
ADVICE: tuple[str, ...] = get_args(Advice)
OUTCOMES: tuple[str, ...] = get_args(Outcome)
IMPACTS: tuple[str, ...] = get_args(Impact)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Category:
    """A group of entries; ``definition`` is one sentence of ours that says what belongs in it."""

    slug: str
    name: str
    kind: Kind
    definition: str


@dataclass(frozen=True, slots=True)
class Cause:
    """One way to meet the error; ``tell`` says how to recognise it from what the reader can see."""

    text: str
    tell: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, and the person who can do it."""

    text: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class Retry:
    """Whether to send the request again, and what became of what the customer wanted.

    ``outcome`` speaks of the order, the payout or the change that was asked for; ``this_request`` of this very request,
    None where the two are the same. ``min_delay_ms`` is in milliseconds. ``max_attempts`` counts the first attempt too.
    Both are None where a program should not repeat the request. ``evidence`` is what advice and outcome rest on.
    """

    advice: Advice
    outcome: Outcome
    min_delay_ms: int | None = None
    max_attempts: int | None = None
    precondition: str = ""
    this_request: Outcome | None = None
    evidence: Evidence = "inferred"


@dataclass(frozen=True, slots=True)
class Related:
    """A neighbouring entry by its id, and why a reader would want it."""

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a note's facts come from, and how strong that evidence is."""

    title: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Note:
    """What we say about an entry. Prose is Markdown; ``phrases`` maps a language tag to customers' words.

    ``headline`` is a plain sentence of at most eight words that leads wherever the entry is shown; ``fix`` is the cure
    in one line of at most 80 characters. Both are without a full stop.
    """

    headline: str = ""
    summary: str = ""
    fix: str = ""
    causes: tuple[Cause, ...] = ()
    steps: tuple[Step, ...] = ()
    prevention: str = ""
    owner: tuple[Owner, ...] = ()
    severity: Severity = "blocked"
    retry: Retry = Retry("never", "not_executed")
    parameters: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    aliases: tuple[str, ...] = ()
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    customer_reply: str = ""
    internal_note: str = ""
    ask_for: tuple[str, ...] = ()
    example: Mapping[str, Any] = field(default_factory=dict)
    libraries: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the vendor's tables with our note on it.

    ``name`` is None for code 0 and for websocket entries, ``http_status`` is None for websocket entries.
    ``description`` is the vendor's sentence as printed, typos included.
    """

    kind: Kind
    code: int
    name: str | None
    http_status: int | None
    description: str
    category: Category
    note: Note
    updated_at: datetime = EPOCH
    id: str = field(init=False, repr=False, compare=False)
    """The permanent key: the number alone is none, because 50001 names two errors."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", entry_id(self.kind, self.code, self.name))

    @property
    def title(self) -> str:
        """Number and name as a reader says them: ``306 INSUFFICIENT_AVAILABLE_BALANCE``, ``Close code 1006``."""
        if self.kind == "websocket":
            return f"Close code {self.code}"
        return f"{self.code} {self.name or self.description}"

    @property
    def impact(self) -> Impact:
        """What the error means for the customer: an outcome that nobody knows comes before anything else."""
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
