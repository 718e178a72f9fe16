"""Counters that all workers of a machine share, as a Django cache for whole numbers.

A limit that each worker counted for itself would multiply by the workers.
The table lives in memory that the workers inherit from gunicorn's master. It needs no file and no server, survives the
end of any worker, and never grows. With several machines, REDIS_URL puts the counters where all of them see them.
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
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.redis import RedisCache

log = logging.getLogger(__name__)

SLOT = struct.Struct("=16sqd")  # digest of the key, value, time at which it is forgotten
WAYS = 8  # slots that one key may stand in; the one that is forgotten soonest makes room
BUCKETS = 16_384  # 4 MB for 131,072 counters; memory is used as slots are
NOBODY = bytes(16)
FOR_EVER = float("inf")

ALONE_SECONDS = 5  # for which a server that did not answer is not asked again


class SharedCounters(BaseCache):
    """A fixed table of counters. Holds integers only; anything else is a TypeError."""

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._table, self._file, self._threads = _table(name)

    def add(self, key: str, value: int, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        with self._slot(key, version) as (offset, held):
            if held is None:
                self._write(offset, key, version, value, timeout)
            return held is None

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        with self._slot(key, version) as (_, held):
            return default if held is None else held[1]

    def set(self, key: str, value: int, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        with self._slot(key, version) as (offset, _):
            self._write(offset, key, version, value, timeout)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        with self._slot(key, version) as (offset, held):
            if held is None:
                raise ValueError(f"Key {key!r} not found")
            SLOT.pack_into(self._table, offset, held[0], held[1] + delta, held[2])
            return held[1] + delta

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        with self._slot(key, version) as (offset, held):
            if held is not None:
                self._write(offset, key, version, held[1], timeout)
            return held is not None

    def delete(self, key: str, version: int | None = None) -> bool:
        with self._slot(key, version) as (offset, held):
            if held is not None:
                SLOT.pack_into(self._table, offset, NOBODY, 0, 0.0)
            return held is not None

    def clear(self) -> None:
        with self._threads:
            for offset in range(0, len(self._table), mmap.PAGESIZE):
                self._table[offset : offset + mmap.PAGESIZE] = bytes(mmap.PAGESIZE)

    def _write(self, offset: int, key: str, version: int | None, value: int, timeout: Any) -> None:
        if type(value) is not int:
            raise TypeError(f"counters hold whole numbers, not {type(value).__name__}")
        until = self.get_backend_timeout(timeout)
        SLOT.pack_into(self._table, offset, self._digest(key, version), value, FOR_EVER if until is None else until)

    def _digest(self, key: str, version: int | None) -> bytes:
        return hashlib.blake2b(self.make_key(key, version=version).encode(), digest_size=16).digest()

    @contextmanager
    def _slot(self, key: str, version: int | None) -> Iterator[tuple[int, tuple[bytes, int, float] | None]]:
        """Hold the key's bucket; yield the slot's offset and what it holds, None where the key is not in the table."""
        digest = self._digest(key, version)
        bucket = int.from_bytes(digest[:4], "big") % BUCKETS * WAYS * SLOT.size
        offsets = range(bucket, bucket + WAYS * SLOT.size, SLOT.size)
        now = time.time()
        with self._threads:
            # The kernel drops this lock with the process that holds it, so a killed worker blocks nobody.
            fcntl.lockf(self._file, fcntl.LOCK_EX, WAYS * SLOT.size, bucket)
            try:
                slots = [(SLOT.unpack_from(self._table, offset), offset) for offset in offsets]
                held, offset = next(
                    ((slot, offset) for slot, offset in slots if slot[0] == digest and slot[2] > now), (None, -1)
                )
                if held is None:
                    _, offset = min(slots, key=lambda pair: pair[0][2])
                yield offset, held
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN, WAYS * SLOT.size, bucket)


_tables: dict[str, tuple[mmap.mmap, int, threading.Lock]] = {}


def _table(name: str) -> tuple[mmap.mmap, int, threading.Lock]:
    """Return the memory, its file descriptor and its lock. Every thread has its own cache object; all share these."""
    if name not in _tables:
        size = BUCKETS * WAYS * SLOT.size
        if hasattr(os, "memfd_create"):
            file = os.memfd_create(f"counters-{name}")
        else:
            handle, path = tempfile.mkstemp(prefix="portal-counters-")
            os.unlink(path)
            file = handle
        os.ftruncate(file, size)
        _tables[name] = mmap.mmap(file, size), file, threading.Lock()
    return _tables[name]


class RedisCounters(RedisCache):
    """Counters in Redis or Valkey. While it does not answer, each machine counts alone: nobody is shut out."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._alone = SharedCounters("alone", params)
        self._alone_until = 0.0

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._ask("add", *args, **kwargs))

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._ask("set", *args, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> int:
        return int(self._ask("incr", *args, **kwargs))

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._ask("delete", *args, **kwargs))

    def _ask(self, method: str, *args: Any, **kwargs: Any) -> Any:
        from redis import RedisError  # imported where a server is configured only

        if time.monotonic() >= self._alone_until:
            try:
                return getattr(super(), method)(*args, **kwargs)
            except RedisError as error:
                self._alone_until = time.monotonic() + ALONE_SECONDS
                log.warning("the shared counters do not answer (%s); this machine counts alone", type(error).__name__)
        return getattr(self._alone, method)(*args, **kwargs)
