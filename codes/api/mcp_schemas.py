"""What the tools of ``/mcp`` give back, as the JSON Schemas that describe them to a client."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel, Field

from .report_schemas import DecodeResult
from .schemas import ApiSchema, EntryOut, OutcomeList, Pointer


class ExplainedOut(ApiSchema):
    """The entries that a reference names; two where a number has two meanings."""

    count: int
    entries: list[EntryOut]


class FoundCode(Pointer):
    http_status: int | None
    headline: str
    summary: str
    fix: str
    retry: str
    url: str
    score: float


class FoundCodes(ApiSchema):
    count: int = Field(description="How many match in all.")
    results: list[FoundCode]
    nearest: list[FoundCode] = Field(default=[], description="Weak matches, where there is no close one.")


GIVES: dict[str, type[BaseModel]] = {
    "explain_code": ExplainedOut,
    "search_codes": FoundCodes,
    "decode_error": DecodeResult,
    "find_outcome": OutcomeList,
}


@cache
def output_schemas() -> dict[str, dict[str, Any]]:
    return {name: shape.model_json_schema(mode="serialization") for name, shape in GIVES.items()}
