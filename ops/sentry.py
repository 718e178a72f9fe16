"""Reports crashes to Sentry, where SENTRY_DSN names a project, without anything that a reader sent."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from .log_format import request_id

# All that a report keeps of a request; query, body, headers, cookies and address stay here.
KEPT_OF_REQUEST = ("method",)
DROPPED = ("transaction", "user", "breadcrumbs", "extra", "modules", "server_name", "transaction_info")


def report_to_sentry(dsn: str, environment: str) -> None:
    """Start the reports. Raises ImproperlyConfigured where the package is missing: it is not installed by default."""
    try:
        import sentry_sdk  # type: ignore[import-not-found,unused-ignore]  # not installed by default
    except ImportError:
        raise ImproperlyConfigured(
            "SENTRY_DSN is set, but sentry-sdk is not installed; add it to requirements.in, then make lock, make setup."
        ) from None
    sentry_sdk.init(
        dsn=dsn,
        environment=environment,
        send_default_pii=False,
        include_local_variables=False,  # they hold the paste
        max_request_body_size="never",
        max_breadcrumbs=0,
        traces_sample_rate=0,
        before_send=scrubbed,
    )


def scrubbed(event: dict[str, Any], hint: dict[str, Any]) -> dict[str, Any]:
    """Return the event with the error's class and its places in the code, without anything that was sent."""
    for name in DROPPED:
        event.pop(name, None)
    event["request"] = {name: value for name, value in (event.get("request") or {}).items() if name in KEPT_OF_REQUEST}
    for error in (event.get("exception") or {}).get("values", ()):
        error["value"] = ""  # its words may quote what was sent
        for frame in (error.get("stacktrace") or {}).get("frames", ()):
            frame.pop("vars", None)
    for name in ("logentry", "message"):
        if name in event:
            event[name] = {"message": "see the log"} if name == "logentry" else "see the log"
    event["tags"] = {"request_id": request_id.get()}  # its line in the log says what was asked for
    contexts = event.get("contexts") or {}
    event["contexts"] = {name: contexts[name] for name in ("runtime", "trace") if name in contexts}
    return event
