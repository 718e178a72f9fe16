"""Editors' screens: notes are edited here, facts are read only, and every change is kept with its author."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import quote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from simple_history.admin import SimpleHistoryAdmin

from exchange_errors.catalogue.file_writer import toml_tables

from .editing.note_form import FIELDS, RETRY_FIELDS, NoteForm
from .models import CategoryRow, Code, NoteRow
from .store import row_reader
from .store.sync import is_edited

READ_ONLY = "The vendor's facts come from the content files; change the file and run sync_codes."


GROUPS = {
    "Answer": ("headline", "summary", "fix", "causes", "steps", "prevention"),
    "Retry": ("owner", "severity", *RETRY_FIELDS),
    "Support": ("customer_reply", "internal_note", "ask_for"),
    "Finding": ("parameters", "methods", "aliases", "phrases", "related"),
    "Proof": ("example", "libraries", "sources"),
}
GROUPS["Other"] = tuple(name for name in FIELDS if not any(name in group for group in GROUPS.values()))


@cache
def as_stored(name: str) -> Callable[[models.Model], str]:
    """Return how a column of numbers is shown: SQLite keeps any text in one, and Django formats numbers only."""

    @admin.display(description=name.replace("_", " ").capitalize(), ordering=name)
    def stored(row: models.Model) -> str:
        value = getattr(row, name)
        return "-" if value is None else str(value)

    return stored


class FactsAdmin(admin.ModelAdmin):
    """Shows rows that only the content files may change."""

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        columns = self.opts.concrete_fields
        return [as_stored(c.name) if isinstance(c, models.IntegerField) else c.name for c in columns]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return self.get_fields(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(CategoryRow)
class CategoryAdmin(FactsAdmin):
    list_display = ("name", "kind", "definition")


@admin.register(Code)
class CodeAdmin(FactsAdmin):
    list_display = ("id", as_stored("http_status"), "description", "category")
    list_filter = ("kind", "category", "http_status")
    search_fields = ("id", "description")


class NoteList(ChangeList):
    """The list of notes. Each is read beside it, so that one that cannot be read has its line like all others."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[NoteRow]:
        return super().get_queryset(request, exclude_parameters).only("summary", "severity", "retry_advice")

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        shown = list(self.result_list)
        read = dict(row_reader.read_rows(row_reader.all_rows().filter(pk__in=[row.pk for row in shown])))
        for row in shown:
            row.as_read = read.get(row.pk)
        self.result_list = shown


@admin.register(NoteRow)
class NoteAdmin(SimpleHistoryAdmin):
    """The editors' main screen."""

    form = NoteForm
    object_history_list_template = "admin/codes/noterow/history_list.html"  # simple_history's has inline styles
    object_history_form_template = "admin/codes/noterow/history_form.html"
    list_display = ("code_id", "summary", "severity", "retry_advice", "edited_here", "changed_at", "trouble")
    list_filter = ("code__category", "severity", "retry_advice")
    search_fields = ("code__id", "summary")
    readonly_fields = ("code", "vendor_description", "vendor_http_status")
    fieldsets = (
        ("The vendor's facts", {"fields": readonly_fields, "description": READ_ONLY}),
        *((title, {"fields": fields}) for title, fields in GROUPS.items()),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[NoteRow]:
        return super().get_queryset(request).defer("updated_at")  # SQLite may hold there what is no date

    def get_changelist(self, request: HttpRequest, **options: Any) -> type[ChangeList]:
        return NoteList

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> NoteRow | None:
        return None if "\x00" in object_id else super().get_object(request, object_id, from_field)

    @admin.display(description="Description")
    def vendor_description(self, row: NoteRow) -> str:
        return row.code.description

    @admin.display(description="HTTP status")
    def vendor_http_status(self, row: NoteRow) -> str:
        return str(row.code.http_status or "none")

    @admin.display(description="Related")
    def related(self, row: NoteRow) -> str:
        """The relations as those read them who may only look."""
        return toml_tables("related", [{"id": r.target_id, "why": r.why} for r in row.relations.all()])

    @admin.display(boolean=True, description="Edited here")
    def edited_here(self, row: Any) -> bool | None:
        return None if row_reader.trouble(row.as_read) else is_edited(row.as_read)

    @admin.display(description="Updated", ordering="updated_at")
    def changed_at(self, row: Any) -> Any:
        return getattr(row.as_read, "updated_at", None)

    @admin.display(description="Trouble")
    def trouble(self, row: Any) -> str:
        reason = row_reader.trouble(row.as_read)
        return f"Cannot be read, the shipped note is shown: {reason}" if reason else ""

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **options: Any) -> HttpResponse:
        """Say above the form what is wrong with a note that readers do not see."""
        row = options.get("obj")
        if row is not None:
            context["trouble"] = row_reader.trouble(row_reader.fetch(row_reader.all_rows(), row.pk))
        return super().render_change_form(request, context, **options)

    def save_model(self, request: HttpRequest, obj: NoteRow, form: forms.ModelForm, change: bool) -> None:
        if form.changed_data:
            obj.updated_at = timezone.now()
            super().save_model(request, obj, form, change)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Keep a line of log for what was changed only."""
        obj.was_changed = bool(message)
        return super().log_change(request, obj, message) if message else None

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if obj.was_changed:
            return super().response_change(request, obj)
        self.message_user(request, "Nothing was changed.", messages.INFO)
        return self.response_post_save_change(request, obj)

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """An old version as a form. Sending it is a change of the note like any other, with the rights it needs.

        simple_history 3.13 would save it for everybody who may look.
        """
        if not version_id.isdecimal() or "\x00" in object_id:
            raise Http404
        if request.method != "POST":
            return super().history_form_view(request, object_id, version_id, extra_context)
        if not self.has_change_permission(request):
            raise PermissionDenied
        return self.change_view(request, quote(object_id))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # a new code is a new content file

    def has_delete_permission(self, request: HttpRequest, obj: NoteRow | None = None) -> bool:
        return False
