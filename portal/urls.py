"""Where each part of the site begins."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ImproperlyConfigured
from django.urls import include, path

from ops import metrics

urlpatterns = [
    path("edit/", include("codes.editing.urls")),
    path("api/", include("codes.api.urls")),
    path("", include("codes.api.root_urls")),
    path("", include("codes.urls")),
]


def first_words(patterns: Iterable[Any]) -> Iterator[str]:
    """Yield the first word of every address."""
    for each in patterns:
        address = str(each.pattern).lstrip("^")
        yield from (
            first_words(each.url_patterns)
            if not address and hasattr(each, "url_patterns")
            else [address.partition("/")[0]]
        )


taken = {*first_words(urlpatterns), settings.STATIC_URL.strip("/"), metrics.PATH.strip("/")}
if settings.ADMIN_PATH.partition("/")[0] in taken:
    raise ImproperlyConfigured(f"ADMIN_PATH is {settings.ADMIN_PATH!r}, but another part of the site lives there.")
urlpatterns.insert(0, path(settings.ADMIN_PATH, admin.site.urls))

handler500 = "ops.database_errors.answer_crash"
