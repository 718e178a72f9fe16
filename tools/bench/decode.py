"""Measures the whole decoder beside ``json.loads`` on the same text, and how its time grows with hostile texts.

Run from the project's folder: ``python -m tools.bench.decode``; ``--hostile BYTES`` sets the size of hostile texts.
Prints times of the processor, and ratios, which depend little on the machine; exits 1 when one of FIGURES is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.loader import load_catalogue
from exchange_errors.report.explain import explain
from exchange_errors.report.report_data import report_data

#: Multiples of ``json.loads``, the time of a text over that of its half, and the seconds that any text takes.
FIGURES = {"one error": 150.0, "a log of 4,000 errors": 15.0, "growth": 2.2, "up to 500 kB": 1.0, "larger": 5.0}
LARGER = 500_000  # characters
HOSTILE = Path(__file__).with_name("hostile.json")
ORDER = {"method": "private/create-order", "params": {"exec_inst": ["POST_ONLY"], "time_in_force": "FILL_OR_KILL"}}
ERROR = json.dumps({"id": 7, "code": 43005, "message": "POST_ONLY_REJ", "original": json.dumps(ORDER)})
SMALLEST = 0.02  # seconds: below it, the clock's noise would decide a ratio


def answer(number: int) -> str:
    """Return one error of about 300 bytes, with the request that caused it."""
    params = {"instrument_name": "CRO_USD", "side": "BUY", "type": "LIMIT", "price": "0.1"}
    call = {"id": number, "method": "private/create-order"}
    original = compact({**call, "params": params, "nonce": 1_760_000_000_000 + number})
    return compact({**call, "code": 306, "message": "INSUFFICIENT_AVAILABLE_BALANCE", "original": original})


def compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def log(count: int) -> list[str]:
    return [f"2026-11-23T06:{n // 60 % 60:02}:{n % 60:02}.{n % 1000:03}Z {answer(n)}" for n in range(count)]


def hostile_texts() -> Iterator[tuple[str, Callable[[int], str]]]:
    """Yield each row of the file by name, as a maker of texts of about so many characters.

    A text is ``unit``, repeated, between ``before`` and ``after``; ``closing`` is repeated as often behind ``inside``.
    """
    for name, row in json.loads(HOSTILE.read_text("utf-8")).items():

        def make(size: int, row: dict[str, str] = row) -> str:
            closing = row.get("closing", "")
            times = size // len(row["unit"] + closing)
            before, inside, after = (row.get(key, "") for key in ("before", "inside", "after"))
            return before + row["unit"] * times + inside + closing * times + after

        yield name, make


def best(run: Callable[[], object], rounds: int = 5) -> float:
    """Return the shortest time of a few rounds, in seconds of this process, whatever else the machine does."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def api_answer(text: str, catalogue: Catalogue) -> bytes:
    """The whole path of ``POST /api/v1/decode``, less HTTP and the addresses of pages."""
    return orjson.dumps(report_data(explain(text, catalogue), catalogue, lambda entry: entry.id))


def one_error(catalogue: Catalogue) -> tuple[float, float]:
    """Return the seconds from one error to the bytes of its answer, also as a multiple of ``json.loads``."""
    repeat, text = range(200), ERROR
    took = best(lambda: [api_answer(text, catalogue) for _ in repeat])
    return took / len(repeat), took / best(lambda: [json.loads(text) for _ in repeat])


def log_of_errors(catalogue: Catalogue) -> tuple[float, float]:
    """Return the seconds to decode a log, also as a multiple of ``json.loads`` for the object on each of its lines."""
    lines = log(4_000)
    objects = [line[line.index("{") :] for line in lines]
    took = best(lambda: explain("\n".join(lines), catalogue))
    return took, took / best(lambda: [json.loads(text) for text in objects])


def growth(make: Callable[[int], str], size: int, catalogue: Catalogue) -> tuple[float, float]:
    """Return how time grows from half a text to all of it, and the seconds that a text of ``size`` takes.

    To tell the growth, the text is doubled until the half of it takes long enough to be measured, 5 MB at most.
    """

    def took(length: int) -> float:
        text = make(length)
        return best(lambda: explain(text, catalogue), 3)

    half, whole = took(size // 2), took(size)
    seconds = whole
    while half < SMALLEST and size < 5_000_000:
        size *= 2
        half, whole = whole, took(size)
    return whole / half, seconds


def main(size: int) -> int:
    catalogue = load_catalogue()
    explain("306", catalogue)  # the vocabulary is built once, by the first call
    missed = []
    for name, measure in (("one error", one_error), ("a log of 4,000 errors", log_of_errors)):
        seconds, ratio = measure(catalogue)
        print(f"{name}: {seconds * 1e6:,.0f} µs, {ratio:.1f} times json.loads (at most {FIGURES[name]:.0f})")
        missed += [name] if ratio > FIGURES[name] else []
    text = "\n".join(log(size // len(log(1)[0])))
    usual = best(lambda: explain(text, catalogue))
    print(f"\n{size:,} characters of hostile text, beside a log of that size ({usual * 1000:.0f} ms)")
    print(f"{'':<40} {'growth':>7} {'ms':>8} {'÷ log':>7}")
    for name, make in hostile_texts():
        ratio, took = growth(make, size, catalogue)
        print(f"{name:<40} {ratio:>7.2f} {took * 1000:>8.0f} {took / usual:>7.1f}", flush=True)
        most = FIGURES["larger" if size > LARGER else "up to 500 kB"]
        missed += [name] if ratio > FIGURES["growth"] or took > most else []
    print(f"missed: {', '.join(missed)}" if missed else "every figure reached")
    return 1 if missed else 0


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--hostile", type=int, default=500_000, help="characters of a hostile text")
    sys.exit(main(arguments.parse_args().hostile))
