"""``/llms.txt``: where a language model finds what it needs, in the form that llmstxt.org describes."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from exchange_errors.catalogue.entry import Entry
from exchange_errors.mcp.tools import TOOL_NAMES

from .. import labels
from ..links import absolute, page_path
from . import entry_documents
from .answers import cacheable
from .entry_documents import EntryDocuments


@csrf_exempt
@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    documents = entry_documents.current()
    body = documents.body("llms.txt", lambda: "\n".join(_lines(documents)).encode(), "text/plain")
    return cacheable(request, body, documents.catalogue)


def _lines(documents: EntryDocuments) -> Iterator[str]:
    yield "# Exchange Error Codes"
    yield ""
    yield "> Every error code of the Crypto.com Exchange API v1: causes, steps, who fixes it, whether to retry."
    yield f"> {labels.INDEPENDENCE}"
    yield ""
    yield "A code's number is no key: 50001 names two errors. HTTP statuses do not say whose fault an error is."
    yield ""
    yield "## Tools"
    yield ""
    yield f"- [MCP endpoint]({absolute('/mcp')}): streamable HTTP; {', '.join(TOOL_NAMES)}"
    yield "- The same tools over stdio, without this site: the command `exchange-errors mcp` of the Python package"
    yield f"- [OpenAPI 3.1]({absolute('/api/v1/openapi.json')}): the JSON API, with a decoder for payloads and logs"
    yield f"- [Everything as Markdown]({absolute('/api/v1/catalogue.md')}): all entries in one document"
    yield f"- [Retry policies]({absolute('/api/v1/retry-policy.json')}): may a request be sent again, code by code"
    yield f"- [Outcomes]({absolute('/api/v1/outcomes')}): what became of a call, method by method"
    grouped: dict[str, list[Entry]] = {}
    for entry in documents.catalogue.entries:
        grouped.setdefault(entry.category.slug, []).append(entry)
    for category in documents.catalogue.categories:
        yield ""
        yield f"## {category.name}"
        yield ""
        yield category.definition
        yield ""
        for entry in grouped.get(category.slug, []):
            address = absolute(page_path(entry, documents.catalogue).rstrip("/") + ".md")
            yield f"- [{entry.title}]({address}): {' '.join(entry.note.summary.split())}"
    yield ""
