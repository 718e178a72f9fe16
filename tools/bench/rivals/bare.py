"""A WSGI application that answers fixed bytes: the ceiling of gunicorn itself. BARE_BYTES names the size."""

import os

BODY = b"x" * int(os.environ.get("BARE_BYTES", "5000"))
HEADERS = [("Content-Type", "application/json"), ("Content-Length", str(len(BODY)))]


def application(environ, start_response):
    if environ["REQUEST_METHOD"] == "POST":
        environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    start_response("200 OK", list(HEADERS))
    return [BODY]
