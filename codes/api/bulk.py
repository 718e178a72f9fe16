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
from . import entry_documents
from .answers import MARKDOWN, cacheable, negotiate
from .entry_documents import EntryDocuments
from .problem_schemas import ProblemOut
from .schemas import CatalogueOut, EntryOut

router = Router(tags=["Bulk"], by_alias=True)
NDJSON, CSV, JSON_SCHEMA = "application/x-ndjson", "text/csv", "application/schema+json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLAIN = ("id", "kind", "code", "name", "http_status", "description")
RETRY = ("advice", "outcome", "min_delay_ms", "max_attempts", "precondition")
# Last, so that a column keeps its place.
RETRY_ADDED = ("this_request", "evidence")
ADDED = ("headline", "impact", "sensitive")


def row(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the part of an entry that fits a spreadsheet, by column."""
    return {
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
        **{name: entry[name] for name in ADDED},
    }


def as_json(documents: EntryDocuments) -> bytes:
    categories = [
        {"slug": c.slug, "name": c.name, "kind": c.kind, "definition": c.definition}
        for c in documents.catalogue.categories
    ]
    head = {
        "version": documents.version,
        "updated_at": f"{documents.updated_at:%Y-%m-%dT%H:%M:%SZ}",
        "count": len(documents.catalogue.entries),
        "categories": categories,
    }
    return orjson.dumps(head)[:-1] + b',"results":[' + documents.joined(documents.catalogue.entries) + b"]}"


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
    title = (
        f"# Exchange Error Codes, catalogue {documents.version}\n\n{labels.SUBJECT}. {labels.INDEPENDENCE}\n\n"
        f"{len(documents.catalogue.entries)} entries.\n\n---\n\n"
    )
    return (title + documents.markdown_text(documents.catalogue.entries)).encode()


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
        response={200: CatalogueOut if media_type == JSON else None, 406: ProblemOut},
        operation_id=f"catalogue{suffix.capitalize()}",
        url_name=f"catalogue-{suffix}",
        summary=f"The whole catalogue as {suffix.upper() if suffix != 'md' else 'Markdown'}",
        description="One request holds everything. Ask again with `If-None-Match`: 304 until something changes.",
        openapi_extra={"responses": {200: {"content": {media_type: {"schema": schema}}}}},
    )
    def catalogue(request: HttpRequest) -> HttpResponse:
        negotiate(request, [media_type])
        documents = entry_documents.current()
        body = documents.body(f"catalogue.{suffix}", lambda: render(documents), media_type)
        return cacheable(request, body, documents.version, documents.updated_at)


for _suffix, (_media_type, _render) in FORMATS.items():
    _register(_suffix, _media_type, _render)


@router.get(
    "/schema/entry.json",
    response={200: None, 406: ProblemOut},
    operation_id="entrySchema",
    summary="JSON Schema of an entry",
    openapi_extra={"responses": {200: {"content": {JSON_SCHEMA: {"schema": {"type": "object"}}}}}},
)
def entry_schema(request: HttpRequest) -> HttpResponse:
    """The shape of one entry in JSON Schema 2020-12."""
    negotiate(request, [JSON_SCHEMA, JSON])
    documents = entry_documents.current()
    body = documents.body("schema/entry.json", _entry_schema, JSON_SCHEMA)
    return cacheable(request, body, documents.version, documents.updated_at)


def _entry_schema() -> bytes:
    schema = EntryOut.model_json_schema(mode="serialization")
    address = absolute("/api/v1/schema/entry.json")
    return orjson.dumps({"$schema": DIALECT, "$id": address, **schema})
