"""Throws broken, hostile and wrapped texts at the decoder: any text must give a report, and no secret may survive.

    python -m tools.fuzz.fuzz_decode [SECONDS] [SEED]

Prints the text that broke a promise, shortened to what still breaks it, and exits 1; runs a minute by default.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.loader import load_catalogue
from exchange_errors.redaction import mask
from exchange_errors.report.explain import explain
from exchange_errors.report.report_data import report_data, report_markdown
from tests.exchange_errors.decoder.wrappings import WRAPPINGS

SAMPLES = Path(__file__).resolve().parents[2] / "tests" / "data" / "samples"
SECRET = "xHgT9JpnRK2vUkT6dn9MKp"
PLANTED = f'{{"id":7,"method":"private/create-order","api_key":"{SECRET}","code":306}}'
SEEDS = tuple(path.read_text("utf-8") for path in sorted(SAMPLES.rglob("*.txt")))
PIECES = (
    *"\"'\\{}[]()<>:,;=|`#%&+-./@\n\t\r \x00\x1b\u200b\u201c\ud800\uffff", "\\u0022", "&quot;", "%7B%22",
    "original", "code", "306", "{\"code\":", "\\\\\"", "HTTP/1.1 500", "eyJ", "None", "=>", "map[",
    "2026-11-23T06:17:01Z", "private/create-order", "//", "/*",
)  # fmt: skip
MAX_CHARACTERS = 4_000


def texts(rng: random.Random) -> Iterator[str]:
    """Yield random bytes, mutated samples, and samples in random wrappings, without end."""
    while True:
        seed = rng.choice(SEEDS)[:MAX_CHARACTERS]
        encoding, errors = rng.choice(
            (("utf-8", "replace"), ("utf-8", "surrogateescape"), ("latin-1", "strict"), ("utf-16", "replace"))
        )
        yield rng.randbytes(rng.randrange(400)).decode(encoding, errors)
        yield "".join(rng.choices(PIECES, k=rng.randrange(1, 80)))
        yield mutated(seed, rng)
        wrapped = in_wrappings(seed, rng, rng.randrange(1, 4))
        yield mutated(wrapped, rng) if rng.random() < 0.5 else wrapped


def in_wrappings(text: str, rng: random.Random, depth: int) -> str:
    for name in rng.sample(sorted(WRAPPINGS), depth):
        text = WRAPPINGS[name](text.encode("utf-8", "replace").decode())[: 8 * MAX_CHARACTERS]
    return text


def mutated(text: str, rng: random.Random) -> str:
    """Cut, double, splice and sprinkle a text a few times."""
    for _ in range(rng.randrange(1, 6)):
        place = rng.randrange(len(text) + 1)
        match rng.randrange(4):
            case 0:
                text = text[:place] + text[place + rng.randrange(20) :]
            case 1:
                text = text[:place] + rng.choice(PIECES) * rng.randrange(1, 4) + text[place:]
            case 2:
                text = text[:place] + text[max(0, place - 30) : place] + text[place:]
            case _:
                text = text[place:] + text[:place]
    return text[:MAX_CHARACTERS]


def promises(catalogue: Catalogue, rng: random.Random) -> dict[str, Callable[[str], bool]]:
    """Return what must hold for every text, by the sentence that says it."""
    return {
        "any text gives a report": lambda text: _reads(text, catalogue),
        "a key stays masked in any wrapping": lambda text: _stays_masked(text, rng),
    }


def _stays_masked(text: str, rng: random.Random) -> bool:
    line = text[:200].replace("\n", " ")
    return SECRET not in mask(in_wrappings(f"{PLANTED}\n{line}", rng, 1)).text


def _reads(text: str, catalogue: Catalogue) -> bool:
    report = explain(text, catalogue)
    json.dumps(report_data(report, catalogue, lambda entry: entry.id))
    report_markdown(report, catalogue)
    spans = [sighting.span for finding in report.findings for sighting in finding.sightings]
    return all(0 <= start <= end <= len(report.masked) for start, end in spans)


def holds(promise: Callable[[str], bool], text: str) -> bool:
    try:
        return promise(text)
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return False


def shrunk(promise: Callable[[str], bool], text: str) -> str:
    """Return a shorter text that breaks the same promise: halves, quarters and so on go while it still does."""
    size = len(text) // 2
    while size:
        place = 0
        while place < len(text):
            shorter = text[:place] + text[place + size :]
            if holds(promise, shorter):
                place += size
            else:
                text = shorter
        size //= 2
    return text


def main(seconds: float, seed: int) -> int:
    rng, end, count = random.Random(seed), time.monotonic() + seconds, 0
    checks = promises(load_catalogue(), rng)
    for text in texts(rng):
        for sentence, promise in checks.items():
            if not holds(promise, text):
                print(f"broken: {sentence}\nseed {seed}, text {count}:\n{shrunk(promise, text)!r}")
                return 1
        count += 1
        if time.monotonic() > end:
            break
    print(f"{count} texts, seed {seed}: every promise held")
    return 0


def seconds_and_seed(description: str | None) -> tuple[float, int]:
    """Return what the command line of a fuzzer says: for how long to run, and the seed of what it makes."""
    arguments = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("seconds", nargs="?", type=float, default=60.0)
    arguments.add_argument("seed", nargs="?", type=int, default=random.SystemRandom().randrange(10**9))
    chosen = arguments.parse_args()
    return chosen.seconds, chosen.seed


if __name__ == "__main__":
    sys.exit(main(*seconds_and_seed(__doc__)))
