"""Pages to read: how an error is built, and what this site does with a paste."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    return render(request, "codes/guides.html", {"section": "guides"})


@require_safe
def anatomy(request: HttpRequest) -> HttpResponse:
    return render(request, "codes/anatomy.html", {"section": "guides"})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "codes/privacy.html", {"section": ""})
