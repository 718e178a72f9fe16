"""The records of the catalogue: one frozen Entry per row of the vendor's tables.

The vendor's facts stand on Entry itself; everything that we wrote stands on its Note, so that the two
can never be mistaken for each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Annotated, Any, Literal, get_args

from ..exchange.evidence_levels import Evidence
from .record_fields import About
from .reply_languages import english

Kind = Literal["response", "websocket"]
Audience = Literal["integrator", "trader", "account_admin", "support"]
Owner = Literal["nobody", "integrator", "trader", "account_admin", "support"]
Severity = Literal["info", "blocked", "funds_at_risk"]
Advice = Literal["not_needed", "never", "after_fix", "after_backoff", "after_check", "when_state_changes"]
Need = Literal["request", "response", "time", "method"]
Outcome = Literal["executed", "not_executed", "unknown"]
Impact = Literal["check_funds", "refused", "wait", "fine"]
Status = Literal["active", "unlisted", "legacy", "withdrawn"]
LookAt = Literal["payload", "request", "account", "market", "call"]

KINDS: tuple[str, ...] = get_args(Kind)
EVIDENCE: tuple[str, ...] = get_args(Evidence)
AUDIENCES: tuple[str, ...] = get_args(Audience)
OWNERS: tuple[str, ...] = get_args(Owner)
SEVERITIES: tuple[str, ...] = get_args(Severity)
ADVICE: tuple[str, ...] = get_args(Advice)
OUTCOMES: tuple[str, ...] = get_args(Outcome)
IMPACTS: tuple[str, ...] = get_args(Impact)
STATUSES: tuple[str, ...] = get_args(Status)
LOOK_AT: tuple[str, ...] = get_args(LookAt)

# What the columns of a row hold.
LARGEST_INTEGER = 2**31 - 1
LARGEST_SMALL_INTEGER = 2**15 - 1

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
    """One way to meet the error."""

    text: str
    tell: Annotated[str, About("How to recognise this cause from what you can see.")]
    evidence: Annotated[Evidence, About("How well the statement is founded.")]


@dataclass(frozen=True, slots=True)
class Check:
    """One question of "Which one is it?". ``yes`` and ``no`` name a cause, a later check or another entry."""

    ask: Annotated[str, About("The question, answered by yes or no.", longest=200)]
    look_at: Annotated[LookAt, About("What to look at: the text, the request, the account, the market or a call.")]
    yes: Annotated[str, About("Where yes leads: `cause 2`, `check 3` or the id of an entry.", longest=80)]
    no: Annotated[str, About("Where no leads, as for `yes`.", longest=80)]
    run: Annotated[str | None, About("A read-only call that shows the answer, as a command; null where none does.")] = (
        None
    )
    answered_by: Annotated[
        tuple[str, ...], About("The diagnosis rules whose finding in a paste means yes.", shown=False)
    ] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do."""

    text: str
    audience: Annotated[Audience, About("The person who can do it.", key="for")]


@dataclass(frozen=True, slots=True)
class Retry:
    """Whether to send the request again, and what became of what the customer wanted."""

    advice: Annotated[Advice, About("Whether to send the same request again.")]
    outcome: Annotated[
        Outcome,
        About(
            "What became of what the customer wanted: the order, the payout or the change. "
            "While it is unknown, look it up before anything is sent again."
        ),
    ]
    min_delay_ms: Annotated[
        int | None,
        About(
            "Least wait before the next attempt, in milliseconds. With `after_check`, a value means that the same "
            "request may be sent again once the look-up shows that nothing happened.",
            most=LARGEST_INTEGER,
        ),
    ] = None
    max_attempts: Annotated[
        int | None,
        About(
            "After how many attempts a program stops. The first attempt counts, so 2 allows one repeat. "
            "Null where a program should not count attempts: it looks up, fixes or asks a person instead.",
            least=2,
            most=LARGEST_SMALL_INTEGER,
        ),
    ] = None
    precondition: Annotated[str, About("What must be true or checked first; may be empty.")] = ""
    this_request: Annotated[
        Outcome | None,
        About("What became of this very request, where that differs from the outcome; null where it does not."),
    ] = None
    evidence: Annotated[Evidence, About("How well advice and outcome are founded.")] = "inferred"


@dataclass(frozen=True, slots=True)
class Related:
    """A neighbouring entry by its id."""

    id: str
    why: Annotated[str, About("Why a reader of this entry would want that one.")]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a note's facts come from, and how strong that evidence is."""

    title: str
    evidence: Evidence
    url: Annotated[str | None, About("Its public page, where it has one.", longest=300)] = None
    read_on: Annotated[str | None, About("The day on which it was read, such as 2026-11-29.", longest=10)] = None


@dataclass(frozen=True, slots=True)
class PublicPage:
    """Where something was seen in public."""

    title: str
    url: Annotated[str, About("Its address.", longest=300)]


@dataclass(frozen=True, slots=True)
class SeenVariant:
    """A body or a line of a client in which the error was met, rebuilt with invented ids."""

    text: str
    source: PublicPage


@dataclass(frozen=True, slots=True)
class CustomerQuestion:
    """One thing to ask the customer for, and what of a paste answers it.

    It is answered where one place of the paste has all that it ``needs`` and every one of the ``fields``; one without
    either is always open. ``text`` is its wording, "" where that follows from the rest.
    """

    text: Annotated[str, About(longest=400)] = ""
    needs: Annotated[
        tuple[Need, ...], About("What of a paste answers it: request, response, time, method.", shown=False)
    ] = ()
    fields: Annotated[tuple[str, ...], About("The fields that have to be in it.", shown=False)] = ()
    optional: Annotated[tuple[str, ...], About("The fields to ask for where there are any.", shown=False)] = ()

    @property
    def is_of_one_object(self) -> bool:
        """Whether it wants the full request or the full response and nothing else."""
        return not self.text and self.needs in (("request",), ("response",))

    @property
    def words(self) -> str:
        """The question in English as people read it: ``The full request, with `a` and `b` if there is one.``"""
        return _in_english(self)


@lru_cache(maxsize=4096)  # the notes' own; every report of an error words them several times
def _in_english(question: CustomerQuestion) -> str:
    return english().question(question)


@dataclass(frozen=True, slots=True)
class Note:
    """What we say about an entry; prose is Markdown. **The one definition of its fields.**

    Reader, writer, JSON, schema, sync and the order of all of them follow from these lines. A new field needs one line
    here, a column with its migration, and its place on the page and in the Markdown; tests name what is missing.
    """

    headline: Annotated[
        str, About("What happened, in a plain sentence of at most eight words, without a full stop.", longest=80)
    ] = ""
    summary: Annotated[str, About("Our one sentence on what happened.", heading="Summary")] = ""
    fix: Annotated[str, About("The cure in one line, without a full stop.", longest=120)] = ""
    causes: tuple[Cause, ...] = ()
    checks: Annotated[tuple[Check, ...], About("Which cause it is: the questions in their order.")] = ()
    steps: tuple[Step, ...] = ()
    prevention: Annotated[str, About(heading="Prevention")] = ""
    owner: Annotated[
        tuple[Owner, ...],
        About("Who fixes it: everyone who has a step, the main person first; nobody for code 0."),
    ] = ()
    severity: Severity = "blocked"
    retry: Retry = Retry("never", "not_executed")
    parameters: Annotated[tuple[str, ...], About("Request parameters to look at.")] = ()
    methods: Annotated[tuple[str, ...], About("API methods where the code is to be expected.")] = ()
    related: tuple[Related, ...] = ()
    aliases: Annotated[tuple[str, ...], About("Other words for the same error.")] = ()
    phrases: Annotated[Mapping[str, tuple[str, ...]], About("What customers say, by language tag.")] = field(
        default_factory=dict
    )
    customer_reply: Annotated[str, About(heading="Customer reply")] = ""
    internal_note: Annotated[str, About(heading="Internal note")] = ""
    questions: Annotated[tuple[CustomerQuestion, ...], About("What to ask the customer for.", key="ask_for")] = ()
    example: Annotated[Mapping[str, Any], About("A failing response, and the request put right.")] = field(
        default_factory=dict
    )
    libraries: Annotated[Mapping[str, str], About("The error class that a client library raises.")] = field(
        default_factory=dict
    )
    seen: Annotated[tuple[SeenVariant, ...], About("In which other forms the error was met.")] = ()
    sources: tuple[Source, ...] = ()

    @property
    def ask_for(self) -> tuple[str, ...]:
        """The questions as people read them."""
        return tuple(question.words for question in self.questions)


@dataclass(frozen=True, slots=True)
class Entry:
    """One error code: the vendor's facts (kind, code, name, http_status, description) and our note on it.

    A code that the vendor's table does not list has a file in ``content/unlisted`` and a short note. It is given to
    whoever asks for its exact number or name, and is in no list, count or export.
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
