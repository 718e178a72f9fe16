"""A plain Django list and entry over the same table, by ORM and template: what the portal would be without its care."""

import os

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="bench",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.contenttypes", "simple_history", "codes"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["BENCH_DATABASE"]}},
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402  (the settings come first)
from django.http import HttpResponse, JsonResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.urls import path  # noqa: E402

from codes.models import Code  # noqa: E402

LIST = engines["django"].from_string(
    "<table>{% for c in codes %}<tr><td><a href='/codes/{{ c.code }}/'>{{ c.code }}</a><td>{{ c.name }}"
    "<td>{{ c.http_status }}<td>{{ c.category.name }}<td>{{ c.note.summary }}</tr>{% endfor %}</table>"
)


def catalogue(request):
    return HttpResponse(LIST.render({"codes": Code.objects.select_related("category", "note")}))


def entry(request, code):
    row = Code.objects.select_related("note").get(code=code)
    return JsonResponse({"id": row.id, "summary": row.note.summary, "causes": row.note.causes})


urlpatterns = [path("", catalogue), path("codes/<int:code>", entry)]
application = get_wsgi_application()
