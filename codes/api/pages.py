"""Pages for people about the API: the documentation, retrying in code, and what each kind of problem means.

None of them has a form, so none asks for a form's token: a wrong method is 405 and not a refusal of forgery.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from exchange_errors.decoder import LIMIT_BYTES
from ops.problems import KINDS

from .. import labels
from ..links import absolute
from ..partials import public
from . import entry_documents
from .openapi import rendered
from .recipes import desk_snippets, recipes, retry_snippets


@csrf_exempt
@require_safe
@public
def documentation(request: HttpRequest) -> HttpResponse:
    """What the API offers: every operation of the OpenAPI document, with examples that a test runs."""
    spec = orjson.loads(rendered(entry_documents.current()).content)
    context = {
        "section": "api",
        "operations": list(_operations(spec)),
        "recipes": recipes(),
        "desk": desk_snippets(),
        "kinds": KINDS.values(),
        "site": settings.SITE_URL,
        "limits": {
            "decode_bytes": LIMIT_BYTES,
            "rate": settings.DECODE_RATE_LIMIT,
            "burst": settings.DECODE_RATE_BURST,
        },
    }
    return render(request, "codes/api.html", context)


@csrf_exempt
@require_safe
def version_root(request: HttpRequest) -> HttpResponse:
    """Redirect to the documentation, with a link to what describes the version (RFC 8631)."""
    answer = redirect("api:documentation")
    answer.headers["Link"] = f'<{absolute("/api/v1/openapi.json")}>; rel="service-desc"'
    return answer


@csrf_exempt
@require_safe
@public
def retrying(request: HttpRequest) -> HttpResponse:
    """The retry policy of every code as data, and reference code that obeys it."""
    counts = entry_documents.current().catalogue.counts["retry"]
    words = labels.RETRY_SENTENCE.items()
    advice = [{"slug": slug, "meaning": meaning, "count": counts.get(slug, 0)} for slug, meaning in words]
    return render(request, "codes/api_retry.html", {"section": "api", "snippets": retry_snippets(), "advice": advice})


@csrf_exempt
@require_safe
@public
def problem(request: HttpRequest, slug: str) -> HttpResponse:
    """What one kind of problem means and what to do about it: the page that a problem's ``type`` opens."""
    if slug not in KINDS:
        raise Http404(f"No problem is called {slug!r}.")
    return render(request, "codes/problem.html", {"section": "api", "kind": KINDS[slug], "kinds": KINDS.values()})


def _operations(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the operations as the page prints them."""
    for path, item in spec["paths"].items():
        for method, operation in item.items():
            yield {
                "id": operation["operationId"],
                "method": method.upper(),
                "path": path,
                "summary": operation["summary"],
                "description": operation["description"],
                "parameters": [_parameter(parameter) for parameter in operation.get("parameters", ())],
                "answers": [
                    {"status": status, "types": list(answer.get("content", {}))}
                    for status, answer in operation["responses"].items()
                ],
            }


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    schema = parameter["schema"]
    values = schema.get("items", schema).get("enum", [])
    bounds = [f"{word} {schema[key]}" for word, key in (("from", "minimum"), ("to", "maximum")) if key in schema]
    return {
        "name": parameter["name"],
        "place": parameter["in"],
        "required": parameter["required"],
        "description": parameter["description"],
        "takes": " ".join(bounds) or ", ".join(values) or schema["type"],
    }
