"""The contract of the JSON API: the shapes of the catalogue. Fields are added, never renamed, removed or retyped.

Answers are written from prepared data and not through these models; tests hold every answer to them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from exchange_errors.catalogue.entry import Advice, Audience, Impact, Kind, Outcome, Owner, Severity
from exchange_errors.exchange.evidence_levels import Evidence


class ApiSchema(BaseModel):
    """The base of all shapes: a key that is called like a Python word has an alias.

    A schema that shares its name with a record of the engine ends in ``Out``, which the published name leaves out.
    """

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        cls.__name__ = cls.__qualname__ = cls.__name__.removesuffix("Out")
        super().__init_subclass__(**kwargs)


class CategoryRef(ApiSchema):
    slug: str = Field(description="Permanent key of the category.")
    name: str


class CauseOut(ApiSchema):
    text: str
    tell: str = Field(description="How to recognise this cause from what you can see.")
    evidence: Evidence = Field(description="How well the statement is founded.")


class StepOut(ApiSchema):
    text: str
    for_: Audience = Field(alias="for", description="The person who can do it.")


class RetryOut(ApiSchema):
    advice: Advice = Field(description="Whether to send the same request again.")
    outcome: Outcome = Field(
        description="What became of what the customer wanted: the order, the payout or the change. "
        "While it is unknown, look it up before anything is sent again."
    )
    this_request: Outcome | None = Field(
        description="What became of this very request, where that differs from the outcome; null where it does not."
    )
    evidence: Evidence = Field(description="How well advice and outcome are founded.")
    min_delay_ms: int | None = Field(description="Least wait before the next attempt, in milliseconds.")
    max_attempts: int | None = Field(
        ge=2,
        description="After how many attempts a program stops. The first attempt counts, so 2 allows one repeat. "
        "Null where a program should not count attempts: it looks up, fixes or asks a person instead.",
    )
    precondition: str = Field(description="What must be true or checked first; may be empty.")


class RelatedOut(ApiSchema):
    id: str
    why: str = Field(description="Why a reader of this entry would want that one.")


class SourceOut(ApiSchema):
    title: str
    evidence: Evidence


class MatchOut(ApiSchema):
    field: str = Field(description="The part of the entry that the query matched best.")
    score: float = Field(ge=0, le=1, description="1 is an exact hit. Compare scores within one answer only.")
    weak: bool = Field(default=False, description="True for a result that is no close match; such are in nearest only.")


class EntryOut(ApiSchema):
    """One error code: the vendor's facts (kind, code, name, http_status, description) and our note on it."""

    id: str = Field(description="Permanent key. The number alone is none: 50001 names two errors.")
    kind: Kind = Field(description="Response and reason codes, or websocket termination codes.")
    code: int
    name: str | None = Field(description="The message code. Null for code 0 and for websocket entries.")
    http_status: int | None = Field(description="The HTTP status that the vendor lists. Null for websocket entries.")
    description: str = Field(description="The vendor's sentence as printed, typos included.")
    category: CategoryRef
    headline: str = Field(description="What happened, in a plain sentence of at most eight words.")
    summary: str = Field(description="Our one sentence on what happened.")
    fix: str = Field(description="The cure in one line.")
    causes: list[CauseOut]
    steps: list[StepOut]
    prevention: str
    owner: list[Owner] = Field(
        description="Who fixes it: everyone who has a step, the main person first; nobody for code 0."
    )
    severity: Severity
    retry: RetryOut
    parameters: list[str] = Field(description="Request parameters to look at.")
    methods: list[str] = Field(description="API methods where the code is to be expected.")
    related: list[RelatedOut]
    aliases: list[str] = Field(description="Other words for the same error.")
    phrases: dict[str, list[str]] = Field(description="What customers say, by language tag.")
    customer_reply: str
    internal_note: str
    ask_for: list[str] = Field(description="What to ask the customer for.")
    example: dict[str, Any] = Field(description="A failing response, and the request put right.")
    libraries: dict[str, str] = Field(description="The error class that a client library raises.")
    sources: list[SourceOut]
    impact: Impact = Field(
        description="What the error means for the customer: check_funds where the outcome is unknown or funds are at "
        "risk, wait where the same request can pass later, else refused; fine where nothing is wrong."
    )
    url: str = Field(description="The page for people.")
    api_url: str
    updated_at: datetime = Field(description="When the note last changed, in UTC.")


class FoundEntry(EntryOut):
    """An entry in a list; ``match`` is there when the list was searched with ``q``."""

    match: MatchOut | None = Field(default=None, description="Present with q only.")


class EntryList(ApiSchema):
    """One page of a list. ``facets`` count what each filter value would leave, the facet's own filter set aside."""

    count: int = Field(description="How many entries match in all.")
    next: str | None = Field(description="Address of the next page.")
    previous: str | None = Field(description="Address of the page before.")
    version: str = Field(description="Content hash of the catalogue; the root of the ETag.")
    facets: dict[str, dict[str, int]]
    nearest: list[FoundEntry] = Field(
        default_factory=list,
        description="With q and no close match: at most five weak ones, whose match.weak is true. Never counted.",
    )
    results: list[FoundEntry]


class Choices(ApiSchema):
    """The entries that share a number, or a name."""

    code: int | None = Field(description="The shared number. Null when they share a name only.")
    count: int
    choices: list[EntryOut]


class CategoryData(CategoryRef):
    kind: Kind
    definition: str = Field(description="What belongs in it, in one sentence.")


class CategoryCount(CategoryData):
    count: int
    url: str = Field(description="The list of its entries.")


class CategoryList(ApiSchema):
    count: int
    version: str
    results: list[CategoryCount]


class StatusCount(ApiSchema):
    http_status: int | None = Field(description="Null stands for entries that have none: websocket codes.")
    count: int
    url: str


class StatusList(ApiSchema):
    count: int
    version: str
    results: list[StatusCount]


class Pointer(ApiSchema):
    """A catalogue entry in a few words."""

    id: str
    code: int
    name: str | None


class NearEntry(Pointer):
    url: str


class CatalogueOut(ApiSchema):
    """Everything at once: ask again with If-None-Match, and get 304 until something changes."""

    version: str = Field(description="Content hash of the catalogue; the root of the ETag.")
    updated_at: datetime = Field(description="When the newest note changed, in UTC.")
    count: int
    categories: list[CategoryData]
    results: list[EntryOut]


class CodePolicy(ApiSchema):
    """When a request that met this error may be sent again."""

    id: str
    kind: Kind
    code: int
    name: str | None
    http_status: int | None
    severity: Severity
    retry: RetryOut


class RetryPolicy(ApiSchema):
    """The retry policy of every code in the vendor's order."""

    schema_: str = Field(alias="$schema", description="Address of the JSON Schema of this document.")
    version: str = Field(description="Content hash of the catalogue.")
    count: int
    only_by_a_person: list[str] = Field(
        description="Methods that pay out, move or close something. While their outcome is unknown, only a person may "
        "send them again."
    )
    policies: list[CodePolicy]


class Change(ApiSchema):
    id: str
    change: Literal["added", "changed", "removed"]
    fields: list[str] = Field(description="The fields that changed; empty for an entry that came or went.")
    url: str | None = Field(description="Null for an entry that is gone.")


class ReleaseOut(ApiSchema):
    """One version of the catalogue, and what it changed against the one before."""

    version: str
    recorded_at: datetime
    changes: list[Change]


class ChangeList(ApiSchema):
    count: int
    version: str = Field(description="The version that is served now.")
    results: list[ReleaseOut]
