"""Addresses of the pages."""

from django.urls import path, re_path

from .views import (
    atlas,
    browse,
    changes_page,
    compare,
    decode,
    entry,
    glossary,
    guides,
    machines,
    offline,
    reader_feedback,
    search_everything,
    shared,
    styleguide,
)

app_name = "codes"
urlpatterns = [
    path("", browse.browse, name="browse"),
    path("codes/<str:ref>/", entry.entry, name="entry"),
    path("go/", browse.go, name="go"),
    re_path(r"^go/(?P<text>[\s\S]+)$", browse.go, name="go-to"),
    path("compare/", compare.compare, name="compare"),
    path("map/", atlas.atlas, name="atlas"),
    path("search/", search_everything.search_everything, name="search"),
    path("suggest/", machines.suggest, name="suggest"),
    path("opensearch.xml", machines.opensearch, name="opensearch"),
    path("decode/", decode.decode, name="decode"),
    path("decode/shared/", shared.shared, name="shared"),
    path("guides/", guides.guides, name="guides"),
    path("guides/<slug:slug>/", guides.guide, name="guide"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("anatomy/", guides.anatomy, name="anatomy"),
    path("changes/", changes_page.changes, name="changes"),
    path("changes/<int:revision>/", changes_page.version, name="version"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("manifest.webmanifest", machines.manifest, name="manifest"),
    path("offline.html", offline.offline, name="offline"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("feedback/", reader_feedback.feedback, name="feedback"),
    path("privacy/", guides.privacy, name="privacy"),
]
