"""An entry as a file at the address of its page: ``/codes/306.json`` and ``/codes/306.md``."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from ops.problems import ProblemError, problem

from . import entry_documents
from .answers import MARKDOWN, Body, cacheable
from .entries import entries_named, entry_answer


def answers_problems(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view outside the API's router raise ProblemError."""

    @wraps(view)
    def answered(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except ProblemError as error:
            return problem(request, error)

    return answered


@csrf_exempt
@require_safe
@answers_problems
def entry_json(request: HttpRequest, ref: str) -> HttpResponse:
    """The same as ``/api/v1/codes/<ref>``."""
    return entry_answer(request, ref)


@csrf_exempt
@require_safe
@answers_problems
def entry_markdown(request: HttpRequest, ref: str) -> HttpResponse:
    """The entry as one Markdown document; the entries one below the other where several share the number."""
    documents = entry_documents.current()
    entries = entries_named(documents.site, ref)
    return cacheable(request, Body(documents.markdown(entries).encode(), MARKDOWN), documents.catalogue)
