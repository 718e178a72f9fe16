"""What a request leaves in memory: nothing of its body, and little else.

Django ties a request into cycles (htmx, messages, CSP nonce), which only the collector frees. A paste must not wait for
it, so a finished request lets go of all that it holds.
"""

from __future__ import annotations

import ctypes
import gc

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

LARGE_DIGITS = 6  # of a body's length: from 100 kB on, collecting and trimming costs little beside reading it
# glibc's numbers for mallopt (malloc.h), which every Linux with glibc shares.
M_MMAP_THRESHOLD, M_PERTURB, M_ARENA_MAX = -3, -6, -8

_libc = ctypes.CDLL(None)


class Request(WSGIRequest):
    """A request that is empty once its answer was sent."""

    def close(self) -> None:
        super().close()
        large = len(self.__dict__.get("META", {}).get("CONTENT_LENGTH") or "") >= LARGE_DIGITS
        for name in ("_post", "GET"):  # a form may still hold them
            dict.clear(self.__dict__.get(name, {}))
        self.__dict__.clear()
        if large:
            give_back()


class Handler(WSGIHandler):
    request_class = Request


def settle() -> None:
    """Set glibc's allocator up for a server of many threads and large, short-lived texts.

    By default it keeps many arenas and, after the first large text, takes all later ones from them: what was freed
    stays with the process, and readable. What it keeps ready for each thread can only be turned off by GLIBC_TUNABLES
    before the start (scripts/run, Dockerfile). Does nothing where the C library is another.
    """
    if hasattr(_libc, "mallopt"):
        _libc.mallopt(M_ARENA_MAX, 2)
        _libc.mallopt(M_MMAP_THRESHOLD, 128 * 1024)
        _libc.mallopt(M_PERTURB, 0xFF)  # freed memory is overwritten


def give_back() -> None:
    """Collect cycles now, and return freed memory to the system."""
    gc.collect()
    if hasattr(_libc, "malloc_trim"):
        _libc.malloc_trim(0)
