"""The WSGI entry that gunicorn serves: kept answers first, Django for all else."""

import os

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

django.setup(set_prefix=False)

from codes import catalogue_metrics  # noqa: E402
from codes.store import snapshot  # noqa: E402  (models need the set-up above)
from ops import metrics  # noqa: E402
from ops.proxies import TrustedProxies  # noqa: E402
from ops.request_log import Observed  # noqa: E402
from ops.response_cache import ResponseCache  # noqa: E402
from ops.wsgi_handler import Handler  # noqa: E402

# Static files are WhiteNoise's; the admin and the probes answer for one person or one moment.
prepared = ResponseCache(Handler(), snapshot.current, ("/static/", "/admin/", "/healthz", "/readyz"))
metrics.before_each_count(catalogue_metrics.update)
observed = Observed(prepared, log_requests=settings.LOG_REQUESTS, metrics_token=settings.METRICS_TOKEN)
application = TrustedProxies(observed, settings.TRUSTED_PROXIES, settings.SITE_HOST)
