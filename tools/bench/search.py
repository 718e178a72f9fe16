"""Measures the search: relevance per kind of query, and time in a catalogue of today's size and a large one.

Run from the project's folder: ``python -m tools.bench.search``, or with ``--misses`` to see what is not answered as
wanted (of the tuning half only: the held half is scored and never looked into).
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry
from exchange_errors.catalogue.loader import load_catalogue
from exchange_errors.search import Index, parse_query

QUERIES = Path(__file__).parents[2] / "tests" / "data" / "search" / "queries.jsonl"
LARGE = 5_000
DEPTH = 10
TIMED = 5  # one query in so many is timed
SENSELESS = "senseless"

Search = Callable[[str], Sequence[str]]
"""Text to the ids of the answers, best first."""


@dataclass(frozen=True)
class Asked:
    """One line of the query file; any of ``best`` is right as the first answer, a senseless query has none."""

    kind: str
    half: str
    query: str
    best: tuple[str, ...]
    relevant: tuple[str, ...]


@dataclass(frozen=True)
class Marks:
    """Means over a group of queries; ``nothing`` is the share answered with nothing."""

    count: int
    mrr: float
    success: float
    recall: float
    nothing: float


def load_queries(path: Path = QUERIES) -> list[Asked]:
    """Return the query file's lines."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [Asked(r["kind"], r["half"], r["query"], tuple(r["best"]), tuple(r["relevant"])) for r in rows]


def own_search(index: Index) -> Search:
    """Return the portal's search as the bench wants it."""
    return lambda text: [hit.entry.id for hit in index.search(parse_query(text)).close[:DEPTH]]


def marks(asked: Iterable[Asked], search: Search) -> Marks:
    """Score ``search``: mean reciprocal rank and recall in the first ten answers, and success at the first."""
    ranks, recalls, empty = [], [], []
    for one in asked:
        found = list(search(one.query))[:DEPTH]
        empty.append(not found)
        place = next((n for n, ref in enumerate(found, 1) if ref in one.best), 0)
        ranks.append(1 / place if place else 0.0)
        if one.relevant:
            recalls.append(len(set(found) & set(one.relevant)) / min(DEPTH, len(one.relevant)))
    mean = statistics.fmean
    return Marks(len(ranks), mean(ranks), mean(r == 1 for r in ranks), mean(recalls or [0.0]), mean(empty))


def generated(catalogue: Catalogue, size: int) -> Catalogue:
    """Return a catalogue of ``size`` entries: the real ones, then copies with names, codes and words of their own."""
    draw = random.Random(5)
    words = [word for entry in catalogue.entries if entry.name for word in entry.name.split("_")]
    made: list[Entry] = list(catalogue.entries[:size])
    models = [entry for entry in catalogue.entries if entry.kind == "response" and entry.name]
    for number in range(size - len(made)):
        model = draw.choice(models)
        name = "_".join([*draw.sample(words, draw.randint(2, 5)), f"X{number}"])
        description = f"{model.description} {' '.join(draw.sample(words, 3)).lower()}"
        made.append(replace(model, code=100_000 + number, name=name, description=description))
    return Catalogue(made, catalogue.categories)


def growth(catalogue: Catalogue, asked: Sequence[Asked]) -> None:
    """Print the milliseconds of a search at the median and the 95th percentile, for the catalogue and a large one."""
    texts = [one.query for one in asked][::TIMED]
    print(f"\n{'entries':>10}{'median ms':>12}{'p95 ms':>10}")
    for size in (len(catalogue.entries), LARGE):
        taken = timed(own_search(Index(generated(catalogue, size))), texts)
        print(f"{size:>10}{statistics.median(taken):>12.2f}{statistics.quantiles(taken, n=20)[-1]:>10.1f}")


def timed(search: Search, texts: Iterable[str]) -> list[float]:
    """Return the milliseconds that each text takes, the better of two runs."""
    taken = []
    for text in texts:
        runs = []
        for _ in range(2):
            started = time.perf_counter()
            search(text)
            runs.append((time.perf_counter() - started) * 1000)
        taken.append(min(runs))
    return taken


def relevance(asked: Sequence[Asked], search: Search) -> None:
    """Print the marks by kind and half."""
    print(f"{'kind':<10}{'half':<6}{'n':>4}{'MRR':>8}{'s@1':>6}{'r@10':>6}{'none':>6}")
    for half in ("tune", "held"):
        for kind, group in grouped(one for one in asked if one.half == half).items():
            m = marks(group, search)
            print(f"{kind:<10}{half:<6}{len(group):>4}{m.mrr:8.3f}{m.success:6.2f}{m.recall:6.2f}{m.nothing:6.2f}")


def grouped(asked: Iterable[Asked]) -> dict[str, list[Asked]]:
    """Return the queries by kind, and "all" that have an answer."""
    groups: dict[str, list[Asked]] = {}
    for one in asked:
        groups.setdefault(one.kind, []).append(one)
        if one.kind != SENSELESS:
            groups.setdefault("all", []).append(one)
    return groups


def misses(asked: Iterable[Asked], search: Search) -> None:
    """Print the tuning half's queries that are not answered best first."""
    for one in asked:
        found = list(search(one.query))[:4]
        if one.half == "tune" and (found[:1] or [""])[0] not in (one.best or ("",)):
            wanted, got = ", ".join(one.best) or "nothing", ", ".join(found) or "nothing"
            print(f"{one.kind:<10} {one.query!r}: wanted {wanted}; got {got}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list the tuning half's misses")
    parser.add_argument("--no-growth", action="store_true", help="leave out the large catalogues")
    options = parser.parse_args()
    catalogue = load_catalogue()
    asked = load_queries()
    own = own_search(Index(catalogue))
    relevance(asked, own)
    if options.misses:
        misses(asked, own)
    if not options.no_growth:
        growth(catalogue, asked)


if __name__ == "__main__":
    main()
