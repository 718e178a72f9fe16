"""Addresses that programs read outside ``/api/``; included at the root, before the pages."""

from django.urls import path, re_path

from . import entry_files, health, llms, pages
from .mcp import mcp

urlpatterns = [
    path("healthz", health.live, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    re_path(r"^codes/(?P<ref>[^/]+)\.json$", entry_files.entry_json, name="entry-json"),
    re_path(r"^codes/(?P<ref>[^/]+)\.md$", entry_files.entry_markdown, name="entry-markdown"),
    path("llms.txt", llms.llms, name="llms"),
    path("mcp", mcp, name="mcp"),
    path("problems/<slug:slug>/", pages.problem, name="problem"),
]
