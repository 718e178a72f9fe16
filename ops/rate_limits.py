"""How often one network address may do something: leaky buckets in the cache that all workers share."""

from __future__ import annotations

import ipaddress
import math
from typing import Any, cast

from django.conf import settings
from django.core.cache import cache


def take(what: str, address: str, seconds: float, most: float) -> int:
    """Fill ``seconds`` into the address's bucket for ``what``, which holds ``most`` and loses one each second.

    Return 0 or, where it does not fit and nothing was filled in, for how many seconds to wait.
    """
    wait: float = cast(Any, cache).take(f"{what}:{client_network(address)}", seconds, most)
    return math.ceil(wait)


def forget(what: str, address: str) -> None:
    """Empty the address's bucket for ``what``."""
    cache.delete(f"{what}:{client_network(address)}")


def decode_wait(address: str, decodes: float) -> int:
    """Count decodes for a client's network address; return 0, or for how many seconds it must wait instead.

    DECODE_RATE_LIMIT is how many a minute are sustained (0: no limit), DECODE_RATE_BURST how many at once. A request
    that costs more than a burst is answered when the bucket is empty.
    """
    if not settings.DECODE_RATE_LIMIT:
        return 0
    share = 60 / settings.DECODE_RATE_LIMIT
    most = share * max(1, settings.DECODE_RATE_BURST)
    return take("decode", address, min(share * decodes, most), most)


def client_network(address: str) -> str:
    """Return what is counted as one client: an IPv4 address, or the /64 that one IPv6 client has to itself."""
    try:
        client = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if client.version == 6 and (mapped := client.ipv4_mapped):
        client = mapped
    return str(ipaddress.ip_network((client, 64 if client.version == 6 else 32), strict=False))
