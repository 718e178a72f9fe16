"""gunicorn's settings, each with its reason; what a deployment may change comes from the environment."""

import os
import tempfile

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"

# Threads wait for slow clients; workers use the cores. Sync views on gthread answered twice what the asgi worker did.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "64"))  # the ceiling for clients that drip; a buffering proxy belongs in front

# The master imports Django and builds the catalogue once; workers share those pages until they change.
preload_app = True

keepalive = 5  # seconds; longer than a page's second request, shorter than most proxies' own limit
timeout = 30  # a worker that does not answer the master for so long is replaced
graceful_timeout = 8  # stuck clients may hold a stopping worker no longer, so that SIGTERM ends in ten seconds
max_requests = 20_000  # a slow leak ends here; the jitter keeps the workers from leaving together
max_requests_jitter = 2_000

limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190

# A client on loopback must not be able to set SCRIPT_NAME or the like by sending headers.
forwarder_headers = ""
# gunicorn's access log would print whole request lines, query included; none is written.
accesslog = None
errorlog = "-"
# Heartbeat files belong in memory: a slow disk must not look like a stuck worker.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else tempfile.gettempdir()
# Two servers of one user would take the default socket from each other.
control_socket_disable = True


def when_ready(server):
    """Build the snapshot before the fork; a database connection must not cross it."""
    from django.db import connections

    from codes import snapshot

    snapshot.refresh()
    connections.close_all()
