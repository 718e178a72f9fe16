"""How the process uses memory, so that nothing of a paste stays in it: glibc's allocator and the collector."""

from __future__ import annotations

import ctypes
import gc

# glibc's numbers for mallopt (malloc.h), which every Linux with glibc shares.
M_MMAP_THRESHOLD, M_PERTURB, M_ARENA_MAX = -3, -6, -8

_libc = ctypes.CDLL(None)


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
