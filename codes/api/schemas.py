"""The contract of the JSON API: the shape of every answer. Fields are added, never renamed, removed or retyped.

Answers are written from prepared data and not through these models; tests hold every answer to them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from ..core.decode.report import Confidence, Role
from ..core.entry import Advice, Audience, Evidence, Kind, Outcome, Owner, Severity


class Shape(BaseModel):
    """The base of all shapes: a key that is called like a Python word has an alias."""

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)


class CategoryRef(Shape):
    slug: str = Field(description="Permanent key of the category.")
    name: str


class Cause(Shape):
    text: str
    tell: str = Field(description="How to recognise this cause from what you can see.")
    evidence: Evidence = Field(description="How well the statement is founded.")


class Step(Shape):
    text: str
    for_: Audience = Field(alias="for", description="The person who can do it.")


class Retry(Shape):
    advice: Advice = Field(description="Whether to send the same request again.")
    outcome: Outcome = Field(description="What became of the request that failed.")
    min_delay_ms: int | None = Field(description="Least wait before the next attempt, in milliseconds.")
    max_attempts: int | None
    precondition: str = Field(description="What must be true or checked first; may be empty.")


class Related(Shape):
    id: str
    why: str = Field(description="Why a reader of this entry would want that one.")


class Source(Shape):
    title: str
    evidence: Evidence


class Match(Shape):
    field: str = Field(description="The part of the entry that the query matched best.")
    score: float = Field(ge=0, le=1, description="1 is an exact hit. Compare scores within one answer only.")


class Entry(Shape):
    """One error code: the vendor's facts (kind, code, name, http_status, description) and our note on it."""

    id: str = Field(description="Permanent key. The number alone is none: 50001 names two errors.")
    kind: Kind = Field(description="Response and reason codes, or websocket termination codes.")
    code: int
    name: str | None = Field(description="The message code. Null for code 0 and for websocket entries.")
    http_status: int | None = Field(description="The HTTP status that the vendor lists. Null for websocket entries.")
    description: str = Field(description="The vendor's sentence as printed, typos included.")
    category: CategoryRef
    summary: str = Field(description="Our one sentence on what happened.")
    causes: list[Cause]
    steps: list[Step]
    prevention: str
    owner: list[Owner] = Field(description="Who can mend it.")
    severity: Severity
    retry: Retry
    parameters: list[str] = Field(description="Request parameters to look at.")
    methods: list[str] = Field(description="API methods where the code is to be expected.")
    related: list[Related]
    aliases: list[str] = Field(description="Other words for the same error.")
    phrases: dict[str, list[str]] = Field(description="What customers say, by language tag.")
    customer_reply: str
    internal_note: str
    ask_for: list[str] = Field(description="What to ask the customer for.")
    example: dict[str, JsonValue] = Field(description="A failing response, and the request put right.")
    libraries: dict[str, str] = Field(description="The error class that a client library raises.")
    sources: list[Source]
    url: str = Field(description="The page for people.")
    api_url: str
    updated_at: datetime = Field(description="When the note last changed, in UTC.")


class FoundEntry(Entry):
    """An entry in a list; ``match`` is there when the list was searched with ``q``."""

    match: Match | None = Field(default=None, description="Present with q only.")


class EntryList(Shape):
    """One page of a list. ``facets`` count what each filter value would leave, the facet's own filter set aside."""

    count: int = Field(description="How many entries match in all.")
    next: str | None = Field(description="Address of the next page.")
    previous: str | None = Field(description="Address of the page before.")
    version: str = Field(description="Content hash of the catalogue; the root of the ETag.")
    facets: dict[str, dict[str, int]]
    results: list[FoundEntry]


class Choices(Shape):
    """The entries that share a number, or a name."""

    code: int | None = Field(description="The shared number. Null when they share a name only.")
    count: int
    choices: list[Entry]


class CategoryCount(CategoryRef):
    kind: Kind
    definition: str = Field(description="What belongs in it, in one sentence.")
    count: int
    url: str = Field(description="The list of its entries.")


class CategoryList(Shape):
    count: int
    version: str
    results: list[CategoryCount]


class StatusCount(Shape):
    http_status: int | None = Field(description="Null stands for entries that have none: websocket codes.")
    count: int
    url: str


class StatusList(Shape):
    count: int
    version: str
    results: list[StatusCount]


class Pointer(Shape):
    """A catalogue entry in a few words."""

    id: str
    code: int
    name: str | None


class NearEntry(Pointer):
    url: str


class FieldError(Shape):
    field: str
    message: str


class Problem(Shape):
    """An error, as RFC 9457 describes it. Which of the last members are there depends on the ``type``."""

    type: str = Field(description="Address of a page that explains this kind of error.")
    title: str
    status: int
    detail: str
    instance: str = Field(description="The path that was asked for.")


class NotFoundProblem(Problem):
    nearest: list[NearEntry] | None = Field(default=None, description="Present for an unknown code.")


class InvalidProblem(Problem):
    errors: list[FieldError]


class LimitProblem(Problem):
    limit: int = Field(description="The limit that was passed.")


class DecodeRequest(Shape):
    text: str = Field(description="Anything that holds an error: JSON, a log, a mail. Read as data, stored nowhere.")


class Diagnosis(Shape):
    rule: str
    parameter: str | None
    value: str | None
    text: str
    evidence: Evidence


class FindingEntry(Shape):
    summary: str
    retry: Retry
    url: str


class Finding(Shape):
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
    diagnosis: list[Diagnosis]
    candidates: list[Pointer]
    suggestions: list[Pointer]
    entry: FindingEntry | None
    hint: str | None = Field(description="A word of advice where the code alone misleads.")


class Redaction(Shape):
    kind: str
    count: int


class Reply(Shape):
    customer: str
    internal: str
    ask_for: list[str]


class Reading(Shape):
    characters: int
    lines: int
    objects: int
    truncated: bool
    as_: list[str] = Field(alias="as", description="The shapes that the text was read as.")
    skipped: list[str] = Field(description="What was passed over, and why.")


class Bucket(Shape):
    start: datetime | int = Field(description="The time, or the first line, where it begins.")
    label: str
    count: int
    by_series: list[int] = Field(description="The counts in the order of series.")


class Timeline(Shape):
    """How the errors spread over time, or over the lines of a text without times."""

    unit: Literal["time", "line"]
    start: datetime | int
    end: datetime | int
    step_ms: int | None
    summary: str
    series: list[str]
    buckets: list[Bucket]


class RequestProblem(Diagnosis):
    code: int = Field(description="The error code that the exchange would answer with.")


class RequestCheck(Shape):
    """What is wrong in a request that was pasted without an error."""

    line: int
    method: str | None
    clean: bool
    summary: str
    problems: list[RequestProblem]


class DecodeResult(Shape):
    findings: list[Finding] = Field(description="Most severe first, then most frequent, then first seen.")
    successes: int
    redactions: list[Redaction] = Field(description="How many secrets of each kind were masked.")
    advice: list[str]
    reply: Reply
    read: Reading
    timeline: Timeline | None
    notes: list[str] = Field(description="What the errors say together.")
    preflight: list[RequestCheck]
