"""Whether a client holds an answer already, by the tags that it sends."""

from __future__ import annotations

from django.utils.http import parse_etags


def is_held(if_none_match: str, etag: str) -> bool:
    """Say whether If-None-Match names this ETag, by the weak comparison that RFC 9110 (13.1.2) asks for there."""
    if if_none_match == etag:
        return True
    held = parse_etags(if_none_match)
    return held == ["*"] or etag.removeprefix("W/") in {tag.removeprefix("W/") for tag in held}
