"""Addresses below ``/api/``: the documentation page and the versions of the JSON API."""

from django.urls import path

from .openapi import api

app_name = "api"
urlpatterns = [
    path("v1/", api.urls),
]
