"""Leaky buckets that all workers of a machine share, configured as a Django cache.

If each worker counted for itself, a limit would multiply by the workers. The table lives in memory that the workers
inherit from gunicorn's master. It needs no file and no server, survives the end of any worker, and never grows. With
several machines, REDIS_URL moves the buckets to a server that all of them ask.

Keys are kept as keyed digests, so that nobody can choose which counters share a place, or read an address.
"""

from __future__ import annotations

import fcntl
import hashlib
import logging
import mmap
import os
import struct
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.conf import settings
from django.core.cache.backends.base import BaseCache

log = logging.getLogger(__name__)

SLOT = struct.Struct("=16sd")  # digest of the key, time at which its bucket will be empty
WAYS = 8  # slots that one key may stand in; the bucket that is empty soonest makes room
BUCKETS = 16_384  # 3 MB for 131,072 counters; memory is used as slots are

ALONE_SECONDS = 5  # until a server that did not answer is asked again

# By the server's clock, so that machines need not agree on the time.
TAKE = """
local clock = redis.call('TIME')
local now, most = clock[1] + clock[2] / 1000000, tonumber(ARGV[2])
local held = (tonumber(redis.call('GET', KEYS[1])) or 0) - now
local level = math.min(math.max(held, 0), most) + ARGV[1]
if level > most then return tostring(level - most) end
redis.call('SET', KEYS[1], string.format('%.6f', now + level), 'PX', math.ceil(level * 1000) + 1)
return '0'
"""


class SharedCounters(BaseCache):
    """A fixed table of buckets; of a Django cache it has only ``delete`` and ``clear``."""

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._table, self._file, self._threads = _table(name)

    def take(self, key: str, seconds: float, most: float) -> float:
        """Fill ``seconds`` into the key's bucket, which holds ``most`` and loses one each second.

        Return 0 or, where it does not fit and nothing was filled in, for how many seconds to wait.
        """
        digest = self._digest(key)
        with self._slot(digest) as (offset, until):
            now = time.monotonic()  # the same for all processes of a machine, and never set back
            level = min(max(until - now, 0.0), most) + seconds
            if level > most:
                return level - most
            SLOT.pack_into(self._table, offset, digest, now + level)
            return 0.0

    def delete(self, key: str, version: int | None = None) -> bool:
        with self._slot(self._digest(key)) as (offset, until):
            if until:
                SLOT.pack_into(self._table, offset, bytes(16), 0.0)
            return until > 0

    def clear(self) -> None:
        with self._threads:
            for offset in range(0, len(self._table), mmap.PAGESIZE):
                self._table[offset : offset + mmap.PAGESIZE] = bytes(mmap.PAGESIZE)

    def _digest(self, key: str) -> bytes:
        return hashlib.blake2b(key.encode(), digest_size=16, key=_secret()).digest()

    @contextmanager
    def _slot(self, digest: bytes) -> Iterator[tuple[int, float]]:
        """Hold the key's place; yield the slot's offset and when its bucket will be empty: 0 for a new key."""
        bucket = int.from_bytes(digest[:4], "big") % BUCKETS * WAYS * SLOT.size
        offsets = range(bucket, bucket + WAYS * SLOT.size, SLOT.size)
        with self._threads:
            # The kernel drops this lock with the process that holds it, so a killed worker blocks nobody.
            fcntl.lockf(self._file, fcntl.LOCK_EX, WAYS * SLOT.size, bucket)
            try:
                slots = [(*SLOT.unpack_from(self._table, offset), offset) for offset in offsets]
                own = next(((offset, until) for key, until, offset in slots if key == digest), None)
                yield own or (min(slots, key=lambda slot: slot[1])[2], 0.0)
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN, WAYS * SLOT.size, bucket)


@cache
def _secret() -> bytes:
    return hashlib.blake2b(settings.SECRET_KEY.encode()).digest()


@cache
def _table(name: str) -> tuple[mmap.mmap, int, threading.Lock]:
    """Return the memory, its file descriptor and its lock. Every thread has its own cache object; all share these."""
    if hasattr(os, "memfd_create"):
        file = os.memfd_create(f"counters-{name}")
    else:
        file, path = tempfile.mkstemp(prefix="portal-counters-")
        os.unlink(path)
    size = BUCKETS * WAYS * SLOT.size
    os.ftruncate(file, size)
    return mmap.mmap(file, size), file, threading.Lock()


class RedisCounters(SharedCounters):
    """Buckets in Redis or Valkey. While it does not answer, each machine counts alone: nobody is shut out."""

    alone_until = 0.0  # of all threads of the process

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__("alone", params)
        self._server = _server(server, **params.get("OPTIONS", {}))

    def take(self, key: str, seconds: float, most: float) -> float:
        wait = self._ask("eval", TAKE, 1, self._name(key), seconds, most)
        return super().take(key, seconds, most) if wait is None else float(wait)

    def delete(self, key: str, version: int | None = None) -> bool:
        gone = self._ask("delete", self._name(key))
        return super().delete(key) if gone is None else bool(gone)

    def _name(self, key: str) -> str:
        return f"{self.key_prefix}:{self._digest(key).hex()}"

    def _ask(self, command: str, *arguments: Any) -> Any:
        """Return the server's answer, None where there is none."""
        from redis import RedisError  # imported where a server is configured only

        if time.monotonic() < RedisCounters.alone_until:
            return None
        try:
            return getattr(self._server, command)(*arguments)
        except RedisError as error:
            RedisCounters.alone_until = time.monotonic() + ALONE_SECONDS
            log.warning("the shared counters do not answer (%s); this machine counts alone", type(error).__name__)
            return None


@cache
def _server(url: str, **options: float) -> Any:
    from redis import Redis

    return Redis.from_url(url, **options)
