"""gunicorn's settings, each with its reason; what a deployment may change comes from the environment.

gunicorn finds this file by itself, so no way of starting the site can forget it.
"""

import gc
import os
import shutil
import sys
import tempfile

from django.core.exceptions import ImproperlyConfigured

from portal import environment as env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
try:  # an unsafe or mistyped setting ends the start with one sentence, before a socket is bound
    from ops import memory
    from portal import settings

    bind = f"{env.text('HOST', '127.0.0.1')}:{env.whole('PORT', 8000, least=1)}"
    # Workers use the cores, and each holds the interpreter's lock for itself; the second one also answers while the
    # first is replaced.
    workers = env.whole("WEB_CONCURRENCY", max(2, min(os.cpu_count() or 2, 8)), least=1)
    # Threads wait for slow clients. They are the ceiling for clients that drip: 2 x 16 stood still under 60 of them,
    # 2 x 64 answered the others. A buffering proxy belongs in front (deploy/).
    threads = settings.WEB_THREADS
except ImproperlyConfigured as error:
    sys.exit(f"The portal does not start: {error}")

memory.settle()  # before there is a second thread

# gthread, with errors of our own shape: sync views answered twice as often as under the asgi worker.
worker_class = "ops.gunicorn_worker.Worker"

# The master imports Django and builds the catalogue once; workers share those pages until they change.
preload_app = True

keepalive = 5  # seconds; longer than a page's second request, shorter than most proxies' own limit
timeout = 30  # a worker that does not answer the master for so long is replaced
graceful_timeout = 8  # stuck clients may hold a stopping worker no longer, so that SIGTERM ends in ten seconds
max_requests = 1_000_000  # a slow leak ends here, at about a worker's busy hour; none is known
max_requests_jitter = 100_000  # keeps the workers from leaving together

limit_request_line = 8190
limit_request_fields = 60
limit_request_field_size = 8190

# Whose forwarding headers are believed is decided in one place, ops/proxies.py; gunicorn believes none. By default
# it would take scheme and SCRIPT_NAME from anything on loopback.
secure_scheme_headers = {}
forwarder_headers = ""

# gunicorn's access log would print whole request lines, query included. ops/request_log.py writes a line that does not,
# and gunicorn's own messages go through the formatter that leaves request lines out.
accesslog = None
logger_class = "ops.gunicorn_worker.ErrorsOnly"
errorlog = "-"
logconfig_dict = settings.LOGGING

# Heartbeat files belong in memory: a slow disk must not look like a stuck worker.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else tempfile.gettempdir()
# Two servers of one user would take the default socket from each other.
control_socket_disable = True

if settings.METRICS_TOKEN:  # read by prometheus_client when it is imported
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="portal-metrics-", dir=worker_tmp_dir)


def when_ready(server):
    """Build what the workers share before the first fork; a database connection must not cross it."""
    from django.core.cache import cache
    from django.db import connections
    from django.urls import reverse

    from codes.store import snapshot

    if settings.HTTPS and settings.SECURE_SSL_REDIRECT and not settings.TRUSTED_PROXIES:
        server.log.warning("SITE_URL is https and TRUSTED_PROXIES is empty: every request will be redirected to itself")
    snapshot.refresh()
    reverse("codes:browse")  # imports every view: half a second that no reader waits for
    cache.make_key("")  # makes the table that all workers inherit
    connections.close_all()
    # What is built by now lives on: the collector need not walk it, which would also copy its pages into each worker.
    gc.collect()
    gc.freeze()
    # A large paste makes a million objects at once and hardly a cycle: looking for one at every 700 took a tenth of
    # the time, a quarter of some. What a request held is freed without the collector (ops/memory.py).
    gc.set_threshold(20_000, 10, 10)


def post_worker_init(worker):
    """A worker that replaces another inherits the master's catalogue, which may be old: look before answering."""
    from django.db import connections

    from codes.store import snapshot

    # A thread that was waiting for the network gets the interpreter back within half a millisecond, not five, while
    # another decodes: a reader's request waits for it several times.
    sys.setswitchinterval(0.0005)
    snapshot.refresh()
    connections.close_all()  # this thread asks no more


def child_exit(server, worker):
    if settings.METRICS_TOKEN:
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)


def on_exit(server):
    if settings.METRICS_TOKEN:
        shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
