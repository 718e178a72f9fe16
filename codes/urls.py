"""Addresses of the pages."""

from django.urls import path, re_path

from .views import browse, decode, entry, glossary, guides

app_name = "codes"
urlpatterns = [
    path("", browse.browse, name="browse"),
    path("codes/<str:ref>/", entry.entry, name="entry"),
    path("go/", browse.go, name="go"),
    re_path(r"^go/(?P<text>[\s\S]+)$", browse.go, name="go-to"),
    path("decode/", decode.decode, name="decode"),
    path("guides/", guides.guides, name="guides"),
    path("guides/<slug:slug>/", guides.guide, name="guide"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("anatomy/", guides.anatomy, name="anatomy"),
    path("privacy/", guides.privacy, name="privacy"),
]
