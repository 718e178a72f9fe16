"""Editors' screens: notes are edited here, facts are read only, and every change is kept with its author."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from simple_history.admin import SimpleHistoryAdmin

from .core.content import note_from_data, parse_tables
from .core.content_text import toml_tables
from .core.entry import AUDIENCES, EVIDENCE, OWNERS
from .core.reader import ContentError
from .models import PLAIN, RETRY, CategoryRow, Code, NoteRow, Relation
from .sync import is_edited

READ_ONLY = "The vendor's facts come from the content files; change the file and run sync_codes."


class Lines(forms.Field):
    """A list of strings, one to a line."""

    widget = forms.Textarea(attrs={"rows": 6})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> list[str]:
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]


class Tables(forms.Field):
    """Records such as causes, as ``[[causes]]`` tables in TOML: what the content files hold."""

    widget = forms.Textarea(attrs={"rows": 14})

    def __init__(self, *, key: str, **options: Any) -> None:
        self.key = key
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return toml_tables(self.key, value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> list[dict[str, Any]]:
        try:
            return parse_tables(str(value or ""), self.key)
        except ContentError as error:
            raise forms.ValidationError([f"Line {f.line}: {f.message}" for f in error.faults]) from error


class NoteForm(forms.ModelForm):
    """One note. What the content format refuses is refused here, with the format's own words."""

    owner = forms.MultipleChoiceField(choices=[(o, o.replace("_", " ")) for o in OWNERS])
    causes = Tables(key="causes", help_text=f"text, tell and evidence ({', '.join(EVIDENCE)}) of each cause.")
    steps = Tables(key="steps", help_text=f"text and for ({', '.join(AUDIENCES)}) of each step.")
    sources = Tables(key="sources", required=False)
    parameters = Lines(required=False, help_text="One to a line.")
    methods = Lines(required=False, help_text="One to a line.")
    aliases = Lines(required=False, help_text="How people say it; one to a line.")
    ask_for = Lines(required=False, help_text="What to request when it is missing, never a secret; one to a line.")

    class Meta:
        model = NoteRow
        fields = (*PLAIN, *(f"retry_{key}" for key in RETRY))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        data = {key: cleaned[key] for key in PLAIN if key in cleaned}
        retry = {key: cleaned[f"retry_{key}"] for key in RETRY}
        try:
            note_from_data({**data, "retry": retry}, "note")
        except ContentError as error:
            raise forms.ValidationError([fault.message for fault in error.faults]) from error
        return cleaned


class RelationInline(admin.TabularInline):
    model = Relation
    fk_name = "note"
    extra = 0
    autocomplete_fields = ("target",)
    fields = ("target", "why", "position")


class Facts(admin.ModelAdmin):
    """Shows rows that only the content files may change."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(CategoryRow)
class CategoryAdmin(Facts):
    list_display = ("name", "kind", "definition")


@admin.register(Code)
class CodeAdmin(Facts):
    list_display = ("id", "http_status", "description", "category")
    list_filter = ("kind", "category", "http_status")
    search_fields = ("id", "description")


@admin.register(NoteRow)
class NoteAdmin(SimpleHistoryAdmin):
    """The editors' main screen."""

    form = NoteForm
    inlines = (RelationInline,)
    list_display = ("code_id", "summary", "severity", "retry_advice", "edited_here", "updated_at")
    list_filter = ("code__category", "severity", "retry_advice")
    search_fields = ("code__id", "summary")
    history_list_display = ("summary",)
    readonly_fields = ("code", "vendor_description", "vendor_http_status", "updated_at")
    fieldsets = (
        ("The vendor's facts", {"fields": readonly_fields, "description": READ_ONLY}),
        ("Answer", {"fields": ("summary", "fix", "causes", "steps", "prevention")}),
        ("Retry", {"fields": ("owner", "severity", *(f"retry_{key}" for key in RETRY))}),
        ("Support", {"fields": ("customer_reply", "internal_note", "ask_for")}),
        ("Finding", {"fields": ("parameters", "methods", "aliases", "phrases")}),
        ("Proof", {"fields": ("example", "libraries", "sources")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[NoteRow]:
        return super().get_queryset(request).select_related("code__category").prefetch_related("relations")

    @admin.display(description="Description")
    def vendor_description(self, row: NoteRow) -> str:
        return row.code.description

    @admin.display(description="HTTP status")
    def vendor_http_status(self, row: NoteRow) -> str:
        return str(row.code.http_status or "none")

    @admin.display(boolean=True, description="Edited here")
    def edited_here(self, row: NoteRow) -> bool:
        return is_edited(row)

    def save_model(self, request: HttpRequest, obj: NoteRow, form: forms.ModelForm, change: bool) -> None:
        obj.updated_at = timezone.now()
        super().save_model(request, obj, form, change)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # a new code is a new content file

    def has_delete_permission(self, request: HttpRequest, obj: NoteRow | None = None) -> bool:
        return False
