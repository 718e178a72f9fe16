"""Where each part of the site begins."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("edit/", include("codes.editing.urls")),
    path("api/", include("codes.api.urls")),
    path("", include("codes.api.root_urls")),
    path("", include("codes.urls")),
]

handler500 = "ops.database_errors.answer_crash"
