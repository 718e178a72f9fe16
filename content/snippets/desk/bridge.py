"""A stateless bridge from a help desk to the decoder, as one WSGI application.

It takes a form with the field ``text``, as a Slack slash command sends it, or JSON with the member ``text``, and
answers with the ticket note as JSON: ``{"response_type": "ephemeral", "text": "..."}``. It stores nothing.
"""

import hashlib
import hmac
import json
import os
import time
from urllib.error import URLError
from urllib.parse import parse_qs
from urllib.request import Request, urlopen

DECODE = "https://site.example/api/v1/decode"
SECRET = os.environ.get("SLACK_SIGNING_SECRET", "")  # empty: the bridge is reached by your own systems only
LARGEST = 1_000_000


def application(environ, start_response):
    body = environ["wsgi.input"].read(min(int(environ.get("CONTENT_LENGTH") or 0), LARGEST))
    if SECRET and not signed(environ, body):
        status, text = "401 Unauthorized", "The signature does not fit."
    else:
        status, text = "200 OK", note(text_of(environ.get("CONTENT_TYPE", ""), body))
    answer = json.dumps({"response_type": "ephemeral", "text": text}).encode()
    start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(answer)))])
    return [answer]


def signed(environ, body):
    """Check Slack's signature: HMAC-SHA256 over version, time and body; older than five minutes counts as replayed."""
    stamp = environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", "")
    if not stamp.isdigit() or abs(time.time() - int(stamp)) > 300:
        return False
    wanted = "v0=" + hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(wanted, environ.get("HTTP_X_SLACK_SIGNATURE", ""))


def text_of(content_type, body):
    if content_type.startswith("application/json"):
        return str(json.loads(body).get("text", ""))
    return parse_qs(body.decode("utf-8", "replace")).get("text", [""])[0]


def note(text):
    request = Request(DECODE, text.encode(), {"Content-Type": "text/plain", "Accept": "text/markdown"})
    try:
        with urlopen(request, timeout=2.5) as answer:  # Slack waits three seconds
            return answer.read().decode()
    except URLError as error:
        return f"The decoder did not answer: {error}"
