"""The shapes of a decode: what goes in, what comes out."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field, JsonValue

from exchange_errors.catalogue.entry import Kind, Status
from exchange_errors.catalogue.reply_languages import AS_WRITTEN, ENGLISH, reply_languages
from exchange_errors.decoder.decoded import Confidence, Role
from exchange_errors.exchange.evidence_levels import Evidence

from .schemas import ApiSchema, Pointer, RetryOut

REPLY_LANGUAGES: list[JsonValue] = [AS_WRITTEN, *reply_languages()]


class DecodeRequest(ApiSchema):
    text: str = Field(description="Anything that holds an error: JSON, a log, a mail. Read as data, stored nowhere.")
    explain: bool = Field(False, description="Also say what spoke for and against each reading.")
    reply_language: str = Field(
        ENGLISH,
        description="The language of the letter to the customer; auto: that of their own words, English when unsure.",
        json_schema_extra={"enum": REPLY_LANGUAGES},
    )


class DiagnosisOut(ApiSchema):
    rule: str
    parameter: str | None
    value: str | None
    text: str
    evidence: Evidence
    lines: list[int] = Field(description="The lines of the paste that it is true of.")


class SignalOut(ApiSchema):
    """One thing that speaks for a reading (weight above 0) or against it; the weights are log-odds and add up."""

    name: str
    weight: float
    reason: str


class FindingEntry(ApiSchema):
    summary: str
    retry: RetryOut
    url: str


class FindingOut(ApiSchema):
    """All sightings of one kind, code and name in the text."""

    kind: Kind
    code: int
    name: str | None
    known: bool = Field(description="Whether the catalogue has this code.")
    id: str | None = Field(description="Null when unknown, or when several entries are possible.")
    role: Role
    confidence: Confidence
    count: int
    lines: list[int]
    first_at: datetime | None
    last_at: datetime | None
    excerpt: str = Field(description="The text around it, masked.")
    method: str | None
    instrument: str | None
    diagnosis: list[DiagnosisOut]
    candidates: list[Pointer]
    suggestions: list[Pointer]
    entry: FindingEntry | None
    hint: str | None = Field(description="A word of advice where the code alone misleads.")
    status: Status | None = Field(
        description="That of the entry. unlisted or legacy: the code is not known, and entry says what a file of ours "
        "says of it. Null where nothing is, or several entries are possible."
    )
    signals: list[SignalOut] | None = Field(None, description="With `explain=1` only.")


class PossibleOut(ApiSchema):
    """A number or name that may be a code of this exchange while nothing settles it; in no count and no reply."""

    kind: Kind
    code: int
    name: str | None
    id: str | None = Field(description="Null where several entries or none have this code.")
    line: int
    excerpt: str = Field(description="The text around it, masked.")
    count: int
    why: str
    signals: list[SignalOut] | None = Field(None, description="With `explain=1` only.")


class SkippedNumberOut(ApiSchema):
    """A number of this exchange that is not read as a code."""

    code: int
    line: int
    signals: list[SignalOut]


class RedactionOut(ApiSchema):
    kind: str
    count: int


class ReplyOut(ApiSchema):
    customer: str = Field(description="The letter to the customer, in the language of the reply.")
    internal: str = Field(description="A note for the ticket, in English; not for the customer.")
    ask_for: list[str] = Field(description="What to ask the customer for, in the language of the reply.")
    in_english: str = Field(description="The same letter in English, to check the other against.")


class ReadingOut(ApiSchema):
    characters: int
    lines: int
    objects: int
    truncated: bool
    as_: list[str] = Field(alias="as", description="The shapes that the text was read as.")
    skipped: list[str] = Field(description="What was passed over, and why.")
    skipped_numbers: list[SkippedNumberOut] | None = Field(None, description="With `explain=1` only.")


class AnsweredCheckOut(ApiSchema):
    entry: str = Field(description="Id of the entry whose check it is.")
    check: int = Field(ge=1, description="Which of its checks, from 1.")
    answer: Literal["yes", "no", "unknown"]


class StartOut(ApiSchema):
    """A finding to start with: one that money hangs on, or the likely cause of the rest."""

    finding: int = Field(description="Its place in findings, from 0.")
    for_: Literal["money", "cause"] = Field(alias="for")
    why: str = Field(description="What to do first, and what makes it the first.")


class BucketOut(ApiSchema):
    start: datetime | int = Field(description="The time, or the first line, where it begins.")
    label: str
    count: int
    by_series: list[int] = Field(description="The counts in the order of series.")


class TimelineOut(ApiSchema):
    """How the errors spread over time, or over the lines of a text without times."""

    unit: Literal["time", "line"]
    start: datetime | int
    end: datetime | int
    step_ms: int | None
    summary: str
    series: list[str]
    buckets: list[BucketOut]


class RequestProblem(DiagnosisOut):
    code: int = Field(description="The error code that the exchange would answer with.")


class RequestCheck(ApiSchema):
    """What is wrong in a request that was pasted without an error."""

    line: int
    method: str | None
    clean: bool
    summary: str
    problems: list[RequestProblem]


class DecodeResult(ApiSchema):
    findings: list[FindingOut] = Field(description="Most severe first, then most frequent, then first seen.")
    possible: list[PossibleOut] = Field(description="At most ten, the likeliest first.")
    start_here: list[StartOut] = Field(description="One or two findings to start with; none where nothing failed.")
    successes: int
    redactions: list[RedactionOut] = Field(description="How many different secrets of each kind were masked.")
    advice: list[str]
    reply: ReplyOut
    read: ReadingOut
    timeline: TimelineOut | None
    notes: list[str] = Field(description="What the errors say together.")
    checks: list[AnsweredCheckOut] = Field(
        description='The checks of "Which one is it?" that this text answers, up to the first that it leaves open.'
    )
    preflight: list[RequestCheck]
    language: str | None = Field(
        description="The language of the person's own words, such as es or zh-Hant. Null when unsure."
    )
    reply_language: str = Field(
        description="The language of the reply. English where a text of it is not translated from today's English."
    )
    reply_reviewed: bool = Field(description="Whether a speaker of that language has read its texts.")
