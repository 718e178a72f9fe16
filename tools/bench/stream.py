"""Measures ``exchange-errors decode`` on a long log, beside ``jq`` and ``grep`` on the same lines in the same run.

Run from the project's folder: ``python -m tools.bench.stream``; ``--lines N`` sets the length of the log. One line in
twenty is an error with its request. Prints lines a second of processor time, and the largest memory; exits 1 when the
memory is above MOST_MEMORY, or grows with the log.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen
from typing import NamedTuple

from .decode import answer

MOST_MEMORY = 150  # MB
MOST_GROWTH = 1.3  # from a tenth of the log to all of it
EVERY = 20  # lines
COMMAND = [sys.executable, "-c", "import sys; from exchange_errors.cli.main import main; sys.exit(main())"]
PROGRAMS = {
    "exchange-errors decode": [*COMMAND, "decode", "--json"],
    "jq (raw lines, one capture)": ["jq", "-R", 'capture("\\"code\\":(?<code>[0-9]+)").code'],
    "grep -c": ["grep", "-cE", '"code":[0-9]+'],
}


class Run(NamedTuple):
    """What one run of a program used: seconds of processor time, and MB (no less than this process has itself)."""

    seconds: float
    memory: float


def lines(count: int) -> Iterator[str]:
    for n in range(count):
        time = f"2026-11-23T{n // 3600 % 24:02}:{n // 60 % 60:02}:{n % 60:02}.{n % 1000:03}Z"
        if n % EVERY == 0:
            yield f"{time} ERROR bot {answer(n)}\n"
        else:
            yield f"{time} INFO bot placed BTC_USD qty=0.{n % 97:02} price={60_000 + n % 500}.0 took={n % 80}ms\n"


def measure(command: list[str], log: Path) -> Run:
    with log.with_suffix(".out").open("wb") as out:  # for /dev/null, grep would stop at its first match
        process = Popen([*command, str(log)], stdout=out)
        _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0  # it was waited for above
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def main(count: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        log, tenth = Path(folder, "whole.log"), Path(folder, "tenth.log")
        for path, length in ((log, count), (tenth, count // 10)):
            with path.open("w", encoding="utf-8") as file:
                file.writelines(lines(length))
        print(f"{count:,} lines, {log.stat().st_size / 1e6:.0f} MB")
        runs = {name: measure(command, log) for name, command in PROGRAMS.items() if shutil.which(command[0])}
        for name, run in runs.items():
            print(f"{name:<28} {count / run.seconds:>12,.0f} lines/s")
        ours = runs["exchange-errors decode"].memory
        growth = ours / measure(PROGRAMS["exchange-errors decode"], tenth).memory
    print(f"memory: {ours:.0f} MB (at most {MOST_MEMORY}), {growth:.2f} times that of a tenth (at most {MOST_GROWTH})")
    return 1 if ours > MOST_MEMORY or growth > MOST_GROWTH else 0


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--lines", type=int, default=1_000_000)
    sys.exit(main(arguments.parse_args().lines))
