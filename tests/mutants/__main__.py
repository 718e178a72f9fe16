"""``python -m tests.mutants [WORD …]``: make each mistake of the list, and fail when the named tests do not notice it.

With words, only the mutants whose line holds one of them.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Sequence

from hypothesis import settings

from . import mutant
from .mutant import Mutant
from .recognisers import RECOGNISERS
from .redaction import REDACTION

WORKERS = 2
LIMIT = 120  # seconds for one mutant: some mistakes never end
MUTANTS = (*RECOGNISERS, *REDACTION)


def main(words: Sequence[str]) -> int:
    began = time.monotonic()
    settings.load_profile("ci")  # the same examples each time, and no deadline
    chosen = [one for one in MUTANTS if not words or any(word in str(one) for word in words)]
    # one task a process: each has to import the core anew
    with multiprocessing.get_context("fork").Pool(WORKERS, maxtasksperchild=1) as pool:
        sound = [(tests, pool.apply_async(mutant.exit_code, (tests,))) for tests in _files(chosen)]
        made = [(one, pool.apply_async(mutant.judged, (one,))) for one in chosen]
        failed = [f"{tests} fails as the code stands" for tests, result in sound if _end(result)]
        failed += [f"{one}\n    {wrong}" for one, result in made if (wrong := _end(result))]
    for line in failed:
        print(line)
    took = time.monotonic() - began
    print(f"mutants: {len(chosen)} made in {took:.0f} s; {len(failed)} faults")
    return 1 if failed or not chosen else 0


def _files(mutants: Sequence[Mutant]) -> list[str]:
    """Return the test files named, each once: they have to pass over the code as it stands, or they prove nothing."""
    return sorted({one.tests.split()[0].partition("::")[0] for one in mutants})


def _end(result: multiprocessing.pool.AsyncResult[int | str]) -> int | str:
    try:
        return result.get(LIMIT)
    except multiprocessing.TimeoutError:
        return f"did not end within {LIMIT} seconds: choose a mistake that ends"


if __name__ == "__main__":
    os.chdir(mutant.ROOT)
    sys.exit(main(sys.argv[1:]))
