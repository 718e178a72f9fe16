"""The note on an entry: everything that we wrote about one error code, and the parts that it is made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Annotated, Any, Literal, get_args

from ..exchange.evidence_levels import Evidence
from .allowed_values import LARGEST_INTEGER, LARGEST_SMALL_INTEGER
from .record_fields import About
from .reply_languages import english

Audience = Literal["integrator", "trader", "account_admin", "support"]
Owner = Literal["nobody", "integrator", "trader", "account_admin", "support"]
Severity = Literal["info", "blocked", "funds_at_risk"]
Advice = Literal["not_needed", "never", "after_fix", "after_backoff", "after_check", "when_state_changes"]
Need = Literal["request", "response", "time", "method"]
Outcome = Literal["executed", "not_executed", "unknown"]
LookAt = Literal["payload", "request", "account", "market", "call"]

EVIDENCE: tuple[str, ...] = get_args(Evidence)
AUDIENCES: tuple[str, ...] = get_args(Audience)
OWNERS: tuple[str, ...] = get_args(Owner)
SEVERITIES: tuple[str, ...] = get_args(Severity)
ADVICE: tuple[str, ...] = get_args(Advice)
OUTCOMES: tuple[str, ...] = get_args(Outcome)

_STEP = re.compile(r"(cause|check) (\d+)")


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


def step_of(end: str) -> tuple[str, int] | None:
    """Return ``("cause", 2)`` for an answer to a check that leads to ``cause 2``, likewise for ``check 3``.

    None for an entry's id, and for anything else that an editor typed.
    """
    step = _STEP.fullmatch(end)
    return (step[1], int(step[2])) if step else None


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

    It is answered if one place in the paste has everything that it ``needs`` and all its ``fields``; a question without
    either is always open. ``text`` is its wording, "" where the wording follows from the other fields.
    """

    text: Annotated[str, About(longest=400)] = ""
    needs: Annotated[
        tuple[Need, ...], About("What of a paste answers it: request, response, time, method.", shown=False)
    ] = ()
    fields: Annotated[tuple[str, ...], About("The fields that have to be in it.", shown=False)] = ()
    optional: Annotated[tuple[str, ...], About("The fields to ask for where there are any.", shown=False)] = ()

    @property
    def is_of_one_object(self) -> bool:
        """Whether it asks for the full request or the full response and nothing else."""
        return not self.text and self.needs in (("request",), ("response",))

    @property
    def words(self) -> str:
        """The question in English as people read it: ``The full request, with `a` and `b` if there is one.``"""
        return _in_english(self)


@lru_cache(maxsize=4096)  # those of the notes: every report of an error words them several times
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
