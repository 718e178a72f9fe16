"""Measures the whole decoder beside ``json.loads`` and a plain regex pass over the same text, and how time grows.

Run from the project's folder: ``python -m tools.bench.decode``; ``--hostile BYTES`` sets the size of hostile texts.
Prints times, and ratios, which depend little on the machine; exits 1 when one of the ratios in FIGURES is missed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable
from functools import partial

import orjson

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.loader import load_catalogue
from exchange_errors.report.explain import explain
from exchange_errors.report.report_data import report_data
from tools.bench.hostile import HOSTILE
from tools.bench.http import ERROR

FIGURES = {"one error": 110.0, "a log of 4,000 errors": 13.0, "growth": 2.3, "hostile": 60.0}
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


def one_error(catalogue: Catalogue) -> tuple[float, float]:
    """Return the seconds from one error to the bytes of its answer, also as a multiple of ``json.loads``."""
    repeat = range(200)
    parsed = best(lambda: [json.loads(ERROR) for _ in repeat])
    took = best(lambda: [api_answer(ERROR, catalogue) for _ in repeat])
    return took / len(repeat), took / parsed


def api_answer(text: str, catalogue: Catalogue) -> bytes:
    """The whole path of ``POST /api/v1/decode``, less HTTP and the addresses of pages."""
    return orjson.dumps(report_data(explain(text, catalogue), catalogue, lambda entry: entry.id))


def log_of_errors(catalogue: Catalogue) -> tuple[float, float]:
    """Return the seconds to decode a log, also as a multiple of ``json.loads`` for the object on each of its lines."""
    lines = log(ERRORS)
    objects = [line[line.index("{") :] for line in lines]
    text = "\n".join(lines)
    took = best(lambda: explain(text, catalogue))
    return took, took / best(lambda: parse_all(objects))


def log_of_200_kb(catalogue: Catalogue) -> float:
    """Return the 95th percentile of the seconds from a log of 200 kB to the bytes of its answer."""
    text = "\n".join(log(200_000 // (len(log(1)[0]) + 1)))
    return sorted(best(lambda: api_answer(text, catalogue), 1) for _ in range(40))[37]


def parse_all(objects: list[str]) -> list[object]:
    return [json.loads(one) for one in objects]


def growth(make: Callable[[int], str], size: int, catalogue: Catalogue) -> tuple[float, float]:
    """Return how time grows from half a text to all of it, and the seconds that a text of ``size`` takes.

    To tell the growth, the text is doubled until the half of it takes long enough to be measured, 5 MB at most.
    """

    def took(length: int) -> float:
        text = make(length)
        return best(lambda: explain(text, catalogue), 3)

    half, all_of_it = took(size // 2), took(size)
    seconds = all_of_it
    while half < SMALLEST and size < 5_000_000:
        size *= 2
        half, all_of_it = all_of_it, took(size)
    return all_of_it / half, seconds


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
    arguments.add_argument("--hostile", type=int, default=500_000, help="characters of a hostile text")
    size = arguments.parse_args().hostile
    catalogue = load_catalogue()
    explain("306", catalogue)  # the vocabulary is built once, by the first call
    missed = []
    for name, measure in (("one error", one_error), ("a log of 4,000 errors", log_of_errors)):
        seconds, ratio = measure(catalogue)
        print(f"{name}: {seconds * 1e6:,.0f} µs, {ratio:.1f} times json.loads (at most {FIGURES[name]:.0f})")
        missed += [name] if ratio > FIGURES[name] else []
    print(f"a log of 200 kB: {log_of_200_kb(catalogue) * 1000:.0f} ms (95 of 100)")
    sizes(catalogue)
    text = "\n".join(log(size // (len(log(1)[0]) + 1)))
    usual = best(lambda: explain(text, catalogue))
    print(f"\n{size:,} characters of hostile text, beside a log of that size ({usual * 1000:.0f} ms)")
    print(f"{'':<40} {'growth':>7} {'ms':>8} {'÷ log':>7}")
    for name, make in HOSTILE.items():
        ratio, took = growth(make, size, catalogue)
        print(f"{name:<40} {ratio:>7.2f} {took * 1000:>8.0f} {took / usual:>7.1f}", flush=True)
        missed += [name] if ratio > FIGURES["growth"] or took / usual > FIGURES["hostile"] else []
    print(f"missed: {', '.join(missed)}" if missed else "every figure reached")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
