"""The WSGI application that gunicorn serves. A request passes these layers, and then MIDDLEWARE in ``settings``:

1. TrustedProxies: the client's address and scheme, which every other layer relies on.
2. RequestLog: id, log line and metrics; outside the cache, so that kept answers are counted too.
3. ResponseCache: public answers of the current catalogue.
4. Handler: Django.
"""

import os

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

django.setup(set_prefix=False)

from codes import catalogue_metrics, radar_watch, retention  # noqa: E402
from codes.store import snapshot  # noqa: E402  (models need the set-up above)
from ops import metrics  # noqa: E402
from ops.proxies import TrustedProxies  # noqa: E402
from ops.request_log import RequestLog  # noqa: E402
from ops.response_cache import ResponseCache  # noqa: E402
from ops.wsgi_handler import Handler  # noqa: E402
from portal import urls  # noqa: E402, F401  (an ADMIN_PATH that is taken stops the start)

metrics.before_each_count(catalogue_metrics.update)
snapshot.at_each_look(radar_watch.write_waiting)
snapshot.at_each_look(retention.forget_hourly)

# Static files are WhiteNoise's; the editors' pages and the probes answer one person or one moment.
uncached = ("/static/", f"/{settings.ADMIN_PATH}", "/edit/", "/healthz", "/readyz")
cached = ResponseCache(Handler(), snapshot.current, uncached)
logged = RequestLog(cached, log_requests=settings.LOG_REQUESTS, metrics_token=settings.METRICS_TOKEN)
application = TrustedProxies(logged, settings.TRUSTED_PROXIES, settings.SITE_HOST)
