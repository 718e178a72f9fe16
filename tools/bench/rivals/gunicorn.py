"""The portal's own gunicorn settings for what is measured beside it, less the steps that build its catalogue."""

import runpy

NAMES = (
    "worker_class",
    "threads",
    "preload_app",
    "keepalive",
    "timeout",
    "limit_request_line",
    "control_socket_disable",
)
PORTAL = runpy.run_path("gunicorn.conf.py")
globals().update({name: PORTAL[name] for name in (*NAMES, "worker_tmp_dir", "forwarder_headers")})
