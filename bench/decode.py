"""Measures the whole decoder beside ``json.loads`` and a plain regex pass over the same text, and how time grows.

Run from the project's folder: ``python -m bench.decode``; with ``--hostile BYTES`` to choose the size of hostile texts.
Prints ratios, which depend little on the machine, and exits 1 when a figure of FIGURES is missed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable
from functools import partial

from codes.core.catalogue import Catalogue
from codes.core.explain import explain
from codes.loader import load_catalogue

from .hostile import HOSTILE

FIGURES = {"one error": 200.0, "a log of 4,000 errors": 20.0, "growth": 2.3}
SIZES = (10_000, 100_000, 1_000_000, 5_000_000)
ERRORS = 4_000
PASS = re.compile(r"[A-Z]+")
SMALLEST = 0.02  # seconds: below it, the clock's noise would decide a ratio


def answer(number: int) -> str:
    """Return one error of about 300 bytes, with the request that caused it."""
    original = {
        "id": number,
        "method": "private/create-order",
        "params": {"instrument_name": "CRO_USD", "side": "BUY", "type": "LIMIT", "price": "0.1"},
        "nonce": 1_760_000_000_000 + number,
    }
    error = {"id": number, "method": "private/create-order", "code": 306, "message": "INSUFFICIENT_AVAILABLE_BALANCE"}
    return json.dumps({**error, "original": json.dumps(original, separators=(",", ":"))}, separators=(",", ":"))


def log(count: int) -> list[str]:
    return [f"2026-11-23T06:{n // 60 % 60:02}:{n % 60:02}.{n % 1000:03}Z {answer(n)}" for n in range(count)]


def best(run: Callable[[], object], rounds: int = 5) -> float:
    """Return the shortest time of a few rounds, in seconds of this process, whatever else the machine does."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def one_error(catalogue: Catalogue) -> float:
    """Return the time to decode one error, as a multiple of ``json.loads``."""
    text = answer(7)
    repeat = range(200)
    parsed = best(lambda: [json.loads(text) for _ in repeat])
    return best(lambda: [explain(text, catalogue) for _ in repeat]) / parsed


def log_of_errors(catalogue: Catalogue) -> float:
    """Return the time to decode a log, as a multiple of ``json.loads`` for the object on each of its lines."""
    lines = log(ERRORS)
    objects = [line[line.index("{") :] for line in lines]
    text = "\n".join(lines)
    return best(lambda: explain(text, catalogue)) / best(lambda: parse_all(objects))


def parse_all(objects: list[str]) -> list[object]:
    return [json.loads(one) for one in objects]


def growth(make: Callable[[int], str], size: int, catalogue: Catalogue) -> tuple[float, float]:
    """Return how time grows when a text doubles, and the seconds that the doubled one takes.

    The text is doubled until the smaller of the two takes long enough to be measured, 5 MB at most.
    """

    def took(length: int) -> float:
        text = make(length)
        return best(lambda: explain(text, catalogue), 3)

    shorter = took(size)
    while shorter < SMALLEST and size < 2_500_000:
        size *= 2
        shorter = took(size)
    longer = took(2 * size)
    return longer / shorter, longer


def sizes(catalogue: Catalogue) -> None:
    line = len(log(1)[0]) + 1
    print(f"{'log':>10} {'seconds':>9} {'MB/s':>6} {'x json.loads':>13} {'x regex pass':>13}")
    for size in SIZES:
        lines = log(size // line)
        objects, text = [one[one.index("{") :] for one in lines], "\n".join(lines)
        took = best(partial(explain, text, catalogue), 3)
        parsed = best(partial(parse_all, objects), 3)
        passed = best(partial(PASS.findall, text), 3)
        print(f"{size:>10,} {took:>9.4f} {size / took / 1e6:>6.1f} {took / parsed:>13.1f} {took / passed:>13.1f}")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--hostile", type=int, default=100_000, help="characters of the shorter hostile text")
    size = arguments.parse_args().hostile
    catalogue = load_catalogue()
    explain("306", catalogue)  # the vocabulary is built once, by the first call
    missed = []
    for name, measure in (("one error", one_error), ("a log of 4,000 errors", log_of_errors)):
        ratio = measure(catalogue)
        print(f"{name}: {ratio:.1f} times json.loads (at most {FIGURES[name]:.0f})")
        missed += [name] if ratio > FIGURES[name] else []
    sizes(catalogue)
    print(f"{'hostile text':<40} {'growth':>7} {'seconds':>8}")
    for name, make in HOSTILE.items():
        ratio, took = growth(make, size, catalogue)
        print(f"{name:<40} {ratio:>7.2f} {took:>8.3f}", flush=True)
        missed += [name] if ratio > FIGURES["growth"] else []
    print(f"missed: {', '.join(missed)}" if missed else "every figure reached")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
