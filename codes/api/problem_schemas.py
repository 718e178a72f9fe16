"""The shapes of an error."""

from __future__ import annotations

from pydantic import Field

from .schemas import ApiSchema, NearEntry


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
