"""Addresses of the editors' workplace."""

from django.urls import URLPattern

app_name = "edit"
urlpatterns: list[URLPattern] = []
