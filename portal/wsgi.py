"""The WSGI entry that gunicorn serves: ready answers first, then the two direct operations, Django for all else."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

django_application = get_wsgi_application()

from codes import snapshot  # noqa: E402  (models need the set-up above)
from codes.api.direct import DECIDED, OPERATIONS  # noqa: E402

from .direct import Direct  # noqa: E402
from .observe import Observed  # noqa: E402
from .prepared import Prepared  # noqa: E402
from .proxies import TrustedProxies  # noqa: E402

# Static files are WhiteNoise's; the admin and the probes answer for one person or one moment.
direct = Direct(django_application, OPERATIONS, DECIDED)
prepared = Prepared(direct, snapshot.current, ("/static/", "/admin/", "/healthz", "/readyz"))
observed = Observed(prepared, log_requests=settings.LOG_REQUESTS, metrics_token=settings.METRICS_TOKEN)
application = TrustedProxies(observed, settings.TRUSTED_PROXIES, settings.SITE_HOST)
