"""Addresses below ``/api/``: the documentation page and the versions of the JSON API."""

from django.urls import path

from . import pages
from .openapi import api

app_name = "api"
urlpatterns = [
    path("", pages.documentation, name="documentation"),
    path("retry/", pages.retrying, name="retrying"),
    path("v1/", pages.version_root, name="version"),
    path("v1/", api.urls),
]
