"""A crash report says what broke and where, and holds nothing that was sent."""

import json
import sys
import types

from ops.sentry import report_to_sentry, scrubbed

SECRET = "SECRETsecret0123456789"
EVENT = {
    "level": "error",
    "transaction": f"/go/{SECRET}",
    "request": {
        "url": f"https://codes.example.com/go/{SECRET}",
        "query_string": f"q={SECRET}",
        "method": "POST",
        "data": {"text": SECRET},
        "headers": {"Authorization": SECRET},
        "cookies": {"sessionid": SECRET},
        "env": {"REMOTE_ADDR": "203.0.113.5"},
    },
    "user": {"ip_address": "203.0.113.5"},
    "breadcrumbs": {"values": [{"message": SECRET}]},
    "extra": {"paste": SECRET},
    "logentry": {"message": "failed on %s", "params": [SECRET], "formatted": f"failed on {SECRET}"},
    "contexts": {"runtime": {"name": "CPython"}, "response": {"body": SECRET}},
    "exception": {
        "values": [
            {
                "type": "ValueError",
                "value": f"cannot read {SECRET}",
                "stacktrace": {
                    "frames": [{"filename": "codes/views/decode.py", "lineno": 5, "vars": {"text": SECRET}}]
                },
            }
        ]
    },
}


def test_what_was_sent_is_gone_and_what_broke_is_left():
    told = json.dumps(scrubbed(json.loads(json.dumps(EVENT)), {}))
    assert SECRET not in told
    assert "203.0.113.5" not in told
    assert "ValueError" in told
    assert "codes/views/decode.py" in told
    assert '"method": "POST"' in told


def test_an_event_without_any_of_it_passes():
    assert scrubbed({"level": "error"}, {})["level"] == "error"


def test_the_reporter_is_told_to_collect_as_little_as_it_can(monkeypatch):
    given = {}
    monkeypatch.setitem(sys.modules, "sentry_sdk", types.SimpleNamespace(init=lambda **options: given.update(options)))
    report_to_sentry("https://key@sentry.example.com/1", "codes.example.com")
    assert given["before_send"] is scrubbed
    assert given["send_default_pii"] is False
    assert given["include_local_variables"] is False
    assert given["max_request_body_size"] == "never"
