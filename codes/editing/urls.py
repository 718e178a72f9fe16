"""Addresses of the editors' workplace."""

from django.urls import path

from . import editor

app_name = "edit"
urlpatterns = [
    path("<str:entry_id>/", editor.editor, name="entry"),  # the last one: it takes any word
]
