"""Addresses of the editors' workplace."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from . import (
    account_pages,
    audit_page,
    bulk_edit,
    desk_advice,
    editor,
    file_conflicts,
    home,
    note_history,
    note_list,
    review_list,
    second_factor_pages,
    vendor,
)


class EntryIdConverter(StringConverter):
    """One part of a path without a NUL byte, which PostgreSQL refuses to look for."""

    regex = r"[^/\x00]+"


register_converter(EntryIdConverter, "entry_id")

app_name = "edit"
urlpatterns = [
    path("", home.home, name="home"),
    path("done/", home.done, name="done"),
    path("log-in/", account_pages.log_in, name="log-in"),
    path("log-in/code/", account_pages.log_in_code, name="log-in-code"),
    path("log-out/", account_pages.log_out, name="log-out"),
    path("password/", account_pages.password, name="password"),
    path("second-factor/", second_factor_pages.second_factor, name="second-factor"),
    path("audit/", audit_page.audit, name="audit"),
    path("notes/", note_list.notes, name="notes"),
    path("review/", review_list.review, name="review"),
    path("review/<int:pk>/", review_list.draft, name="draft"),
    path("bulk/", bulk_edit.bulk, name="bulk"),
    path("vendor/", vendor.vendor, name="vendor"),
    path("conflicts/", file_conflicts.conflicts, name="conflicts"),
    path("conflicts/<entry_id:entry_id>/", file_conflicts.conflict, name="conflict"),
    path("<entry_id:entry_id>/history/", note_history.history, name="history"),
    path("<entry_id:entry_id>/desk/", desk_advice.desk, name="desk"),
    path("<entry_id:entry_id>/", editor.editor, name="entry"),  # the last one: it takes any word
]
