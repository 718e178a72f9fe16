"""The WSGI entry that gunicorn serves: ready answers first, Django for everything else."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

django_application = get_wsgi_application()

from codes import snapshot  # noqa: E402  (models need the set-up above)

from .observe import Observed  # noqa: E402
from .prepared import Prepared  # noqa: E402
from .proxies import TrustedProxies  # noqa: E402

# Static files are WhiteNoise's; the admin and the probes answer for one person or one moment.
prepared = Prepared(django_application, snapshot.current, ("/static/", "/admin/", "/healthz", "/readyz"))
observed = Observed(prepared, log_requests=settings.LOG_REQUESTS, metrics_token=settings.METRICS_TOKEN)
application = TrustedProxies(observed, settings.TRUSTED_PROXIES, settings.SITE_HOST)
