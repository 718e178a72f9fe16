"""Addresses of the editors' workplace."""

from django.urls import path

from . import editor, home, note_list

app_name = "edit"
urlpatterns = [
    path("", home.home, name="home"),
    path("done/", home.done, name="done"),
    path("notes/", note_list.notes, name="notes"),
    path("<str:entry_id>/", editor.editor, name="entry"),  # the last one: it takes any word
]
