"""Addresses of the editors' workplace."""

from django.urls import path

from . import bulk_edit, desk_advice, editor, file_conflicts, home, note_history, note_list, review_list, vendor

app_name = "edit"
urlpatterns = [
    path("", home.home, name="home"),
    path("done/", home.done, name="done"),
    path("notes/", note_list.notes, name="notes"),
    path("review/", review_list.review, name="review"),
    path("review/<int:pk>/", review_list.draft, name="draft"),
    path("bulk/", bulk_edit.bulk, name="bulk"),
    path("vendor/", vendor.vendor, name="vendor"),
    path("conflicts/", file_conflicts.conflicts, name="conflicts"),
    path("conflicts/<str:entry_id>/", file_conflicts.conflict, name="conflict"),
    path("<str:entry_id>/history/", note_history.history, name="history"),
    path("<str:entry_id>/desk/", desk_advice.desk, name="desk"),
    path("<str:entry_id>/", editor.editor, name="entry"),  # the last one: it takes any word
]
