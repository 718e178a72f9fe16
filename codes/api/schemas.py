"""The contract of the JSON API: the shapes of the catalogue and of errors. Fields are only added: none is ever renamed,
removed or retyped.

Answers are written from prepared data and not through these models; tests hold every answer to them.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal, TypeAlias

from pydantic import Field

from exchange_errors.catalogue.entry import Kind
from exchange_errors.catalogue.note import Retry, Severity
from exchange_errors.exchange.evidence_levels import Evidence

from .record_schemas import ApiSchema as ApiSchema
from .record_schemas import CategoryRef, entry_shape, shape_of

if TYPE_CHECKING:
    EntryOut: TypeAlias = ApiSchema
    RetryOut: TypeAlias = ApiSchema
else:  # made from the catalogue's own records, when the program runs
    EntryOut, RetryOut = entry_shape(), shape_of(Retry)


class MatchOut(ApiSchema):
    field: str = Field(description="The part of the entry that the query matched best.")
    score: float = Field(ge=0, le=1, description="1 is an exact hit. Compare scores within one answer only.")
    weak: bool = Field(default=False, description="True for a result that is no close match; such are in nearest only.")


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
        description="Methods that pay out, move or close something. Only a person may send them again, whatever the "
        "code."
    )
    policies: list[CodePolicy]


class MethodOutcome(ApiSchema):
    """How to find out what became of a call of one method."""

    method: str
    look_up: list[str] = Field(description="The methods that show the result.")
    by: list[str] = Field(description="The fields to look for. Empty: compare with what was there before.")
    wait_ms: int | None = Field(
        ge=0, description="How long the look-up can miss what happened. Null where no source gives a figure."
    )
    may_a_program_repeat: bool = Field(
        description="Whether a program may send it again once the look-up shows that nothing happened. Our advice."
    )
    why: str = Field(description="The reason, one sentence of Markdown.")
    evidence: Evidence = Field(description="How well the look-up is founded.")


class OutcomeList(ApiSchema):
    """What is not in the list is left to a person."""

    count: int
    results: list[MethodOutcome]


class ChangedWords(ApiSchema):
    """A changed field as text, before and after; of a long one, what is around the change, with … for the rest."""

    field: str
    before: str
    after: str


class Change(ApiSchema):
    id: str
    change: Literal["added", "changed", "removed"]
    fields: list[str] = Field(description="The fields that changed; empty for an entry that came or went.")
    url: str | None = Field(description="Null for an entry that is gone.")
    words: list[ChangedWords] = Field(
        description="The words of changed fields. Old versions kept none, and a very large change not all."
    )


class ReleaseOut(ApiSchema):
    """One version of the catalogue, and what it changed against the one before."""

    version: str
    url: str = Field(description="Its page, which shows what changed word by word.")
    recorded_at: datetime
    changes: list[Change]


class ChangeList(ApiSchema):
    count: int
    version: str = Field(description="The version that is served now.")
    results: list[ReleaseOut]


class FieldError(ApiSchema):
    field: str
    message: str


class ProblemOut(ApiSchema):
    """An error, as RFC 9457 describes it. Which of the last members are there depends on the ``type``."""

    type: str = Field(description="Address of a page that explains this kind of error.")
    title: str
    status: int
    detail: str
    instance: str = Field(description="The path that was asked for.")


class NotFoundProblem(ProblemOut):
    nearest: list[NearEntry] | None = Field(default=None, description="Present for an unknown code.")


class InvalidProblem(ProblemOut):
    errors: list[FieldError]


class LimitProblem(ProblemOut):
    limit: int = Field(description="The limit that was passed.")
