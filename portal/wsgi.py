"""The WSGI entry that gunicorn serves: ready answers first, then the two direct operations, Django for all else."""

import os

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

django.setup(set_prefix=False)

from codes import snapshot  # noqa: E402  (models need the set-up above)
from codes.api.direct import DECIDED, OPERATIONS  # noqa: E402

from .direct import Direct  # noqa: E402
from .memory import Handler  # noqa: E402
from .observe import Observed  # noqa: E402
from .prepared import Prepared  # noqa: E402
from .proxies import TrustedProxies  # noqa: E402

# Static files are WhiteNoise's; the admin and the probes answer for one person or one moment.
direct = Direct(Handler(), OPERATIONS, DECIDED)
prepared = Prepared(direct, snapshot.current, ("/static/", "/admin/", "/healthz", "/readyz"))
observed = Observed(prepared, log_requests=settings.LOG_REQUESTS, metrics_token=settings.METRICS_TOKEN)
application = TrustedProxies(observed, settings.TRUSTED_PROXIES, settings.SITE_HOST)
