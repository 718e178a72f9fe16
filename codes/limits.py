"""How often one network address may decode: a leaky bucket on Django's cache, shared where the cache is shared.

The cache keeps one number an address: the time, in milliseconds, at which its bucket will be empty again. Each request
adds its share with one atomic ``incr``.
"""

from __future__ import annotations

import ipaddress
import time

from django.conf import settings
from django.core.cache import cache

FORGET_SECONDS = 3600


def decode_wait(address: str) -> int:
    """Count one decode for a client's network address; return 0, or for how many seconds it must wait instead.

    DECODE_RATE_LIMIT is how many a minute may go on for ever (0: no limit), DECODE_RATE_BURST how many at once.
    """
    if not settings.DECODE_RATE_LIMIT:
        return 0
    share = max(1, round(60_000 / settings.DECODE_RATE_LIMIT))
    wait_ms = _wait_ms(f"decode-rate:{client_network(address)}", share, share * max(1, settings.DECODE_RATE_BURST))
    return -(-wait_ms // 1000)


def _wait_ms(key: str, share: int, capacity: int) -> int:
    """Add one share to the bucket; return for how long to wait where it does not fit, and take it back then."""
    now = time.time_ns() // 1_000_000
    cache.add(key, now, FORGET_SECONDS)
    try:
        empty_at = cache.incr(key, share)
    except ValueError:  # dropped in between
        cache.set(key, now + share, FORGET_SECONDS)
        return 0
    if empty_at < now + share:  # it ran empty some time ago
        cache.set(key, now + share, FORGET_SECONDS)
        return 0
    if empty_at > now + capacity:
        cache.incr(key, -share)
        return empty_at - now - capacity
    return 0


def client_network(address: str) -> str:
    """Return what is counted as one client: an IPv4 address, or the /64 that one IPv6 client has to itself."""
    try:
        client = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if client.version == 6 and (mapped := client.ipv4_mapped):
        client = mapped
    return str(ipaddress.ip_network((client, 64 if client.version == 6 else 32), strict=False))
