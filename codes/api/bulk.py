"""The whole catalogue in one request, in four formats, and the JSON Schema of an entry; rendered once a version."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Router

from ops.problems import JSON

from .. import labels
from ..links import absolute
from .answers import MARKDOWN
from .entries import category_data
from .entry_documents import EntryDocuments, prepared
from .schemas import ApiSchema, CatalogueOut, EntryOut

router = Router(tags=["Bulk"], by_alias=True)
NDJSON, CSV, JSON_SCHEMA = "application/x-ndjson", "text/csv", "application/schema+json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLAIN = ("id", "kind", "code", "name", "http_status", "description")
RETRY = ("advice", "outcome", "min_delay_ms", "max_attempts", "precondition")
# After the first columns, so that those keep their place. Fields that were added later follow on their own.
RETRY_ADDED = ("this_request", "evidence")
LEFT_OUT = ("prevention", "internal_note", "api_url")  # too long for a cell, or derived from url


def row(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the part of an entry that fits a spreadsheet, by column."""
    columns = {
        **{name: entry[name] for name in PLAIN},
        "category": entry["category"]["slug"],
        "summary": entry["summary"],
        "fix": entry["fix"],
        "owner": " ".join(entry["owner"]),
        "severity": entry["severity"],
        **{f"retry_{name}": entry["retry"][name] for name in RETRY},
        "steps": "\n".join(step["text"] for step in entry["steps"]),
        "customer_reply": entry["customer_reply"],
        "url": entry["url"],
        "updated_at": entry["updated_at"],
        **{f"retry_{name}": entry["retry"][name] for name in RETRY_ADDED},
    }
    later = {
        name: value for name, value in entry.items() if name not in LEFT_OUT and not isinstance(value, dict | list)
    }
    return columns | {name: value for name, value in later.items() if name not in columns}


def as_json(documents: EntryDocuments) -> bytes:
    catalogue = documents.catalogue
    head = {
        "version": catalogue.version,
        "updated_at": f"{catalogue.updated_at:%Y-%m-%dT%H:%M:%SZ}",
        "count": len(catalogue.entries),
        "categories": [category_data(category) for category in catalogue.categories],
    }
    return orjson.dumps(head)[:-1] + b',"results":[' + documents.joined(catalogue.entries) + b"]}"


def as_ndjson(documents: EntryDocuments) -> bytes:
    return b"".join(documents.fragments[entry.id] + b"\n" for entry in documents.catalogue.entries)


def as_csv(documents: EntryDocuments) -> bytes:
    """Return one row an entry, as RFC 4180 has it; a null is an empty cell."""
    rows = [row(documents.data[entry.id]) for entry in documents.catalogue.entries]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0] if rows else [])
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_markdown(documents: EntryDocuments) -> bytes:
    catalogue = documents.catalogue
    title = (
        f"# Exchange Error Codes, catalogue {catalogue.version}\n\n{labels.SUBJECT}. {labels.INDEPENDENCE}\n\n"
        f"{len(catalogue.entries)} entries.\n\n---\n\n"
    )
    return (title + documents.markdown(catalogue.entries)).encode()


FORMATS: dict[str, tuple[str, Callable[[EntryDocuments], bytes]]] = {
    "json": (JSON, as_json),
    "ndjson": (NDJSON, as_ndjson),
    "csv": (CSV, as_csv),
    "md": (MARKDOWN, as_markdown),
}


def _register(suffix: str, media_type: str, render: Callable[[EntryDocuments], bytes]) -> None:
    schema = {"$ref": "#/components/schemas/Catalogue"} if media_type == JSON else {"type": "string"}

    @router.get(
        f"/catalogue.{suffix}",
        response={200: CatalogueOut if media_type == JSON else None},
        operation_id=f"catalogue{suffix.capitalize()}",
        url_name=f"catalogue-{suffix}",
        summary=f"The whole catalogue as {suffix.upper() if suffix != 'md' else 'Markdown'}",
        description="One request holds everything. Ask again with `If-None-Match`: 304 until something changes.",
        openapi_extra={"responses": {200: {"content": {media_type: {"schema": schema}}}}},
    )
    def catalogue(request: HttpRequest) -> HttpResponse:
        return prepared(request, f"catalogue.{suffix}", render, [media_type])


for _suffix, (_media_type, _render) in FORMATS.items():
    _register(_suffix, _media_type, _render)


@router.get(
    "/schema/entry.json",
    response={200: None},
    operation_id="entrySchema",
    summary="JSON Schema of an entry",
    openapi_extra={"responses": {200: {"content": {JSON_SCHEMA: {"schema": {"type": "object"}}}}}},
)
def entry_schema(request: HttpRequest) -> HttpResponse:
    """The shape of one entry in JSON Schema 2020-12."""
    return prepared(request, "schema/entry.json", lambda _: json_schema(EntryOut, "entry"), [JSON_SCHEMA, JSON])


def json_schema(shape: type[ApiSchema], name: str) -> bytes:
    """Return the JSON Schema of a shape, as it is published under ``name``."""
    head = {"$schema": DIALECT, "$id": absolute(f"/api/v1/schema/{name}.json")}
    return orjson.dumps(head | shape.model_json_schema(mode="serialization"))
