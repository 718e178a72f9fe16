"""Measures the search: relevance per kind of query beside SQLite FTS5 over the same text, and growth with the catalogue.

Run from the project's folder: ``python -m bench.search``, or with ``--misses`` to see what is not answered as wanted
(of the tuning half only: the held half is scored and never looked into).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sqlite3
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from codes.core.catalogue import Catalogue
from codes.core.entry import Entry
from codes.core.search import Index, parse_query
from codes.core.search.fields import segments
from codes.loader import load_catalogue

QUERIES = Path(__file__).parent.parent / "tests" / "search" / "queries.jsonl"
SIZES = (89, 10_000, 100_000)
DEPTH = 10

Search = Callable[[str], Sequence[str]]
"""Text to the ids of the answers, best first."""


@dataclass(frozen=True)
class Asked:
    """One line of the query file; ``best`` are ids of which any is right, both lists are empty for a senseless query."""

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
    return lambda text: [hit.entry.id for hit in index.search(parse_query(text))[:DEPTH]]


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


def fts5_search(catalogue: Catalogue) -> Search:
    """Return SQLite's full-text search over the same fields: porter stems, accents folded, any word, bm25 by field."""
    base = sqlite3.connect(":memory:")
    base.execute(
        "CREATE VIRTUAL TABLE e USING fts5(code, name, said, description, prose, tokenize='porter unicode61 remove_diacritics 2')"
    )
    for row, entry in enumerate(catalogue.entries):
        texts: dict[str, list[str]] = {"name": [], "said": [], "description": [], "prose": []}
        for segment in segments(entry):
            column = {
                "name": "name",
                "description": "description",
                "alias": "said",
                "phrase": "said",
                "parameter": "said",
            }
            texts[column.get(segment.field, "prose")].append(segment.text.replace("_", " "))
        values = (str(entry.code), *(" ".join(texts[key]) for key in ("name", "said", "description", "prose")))
        base.execute(
            "INSERT INTO e(rowid, code, name, said, description, prose) VALUES (?, ?, ?, ?, ?, ?)", (row, *values)
        )

    def search(text: str) -> list[str]:
        words = re.findall(r"\w+", text.replace("_", " "))
        if not words:
            return []
        match = " OR ".join(f'"{word}"' for word in words)
        found = base.execute(
            "SELECT rowid FROM e WHERE e MATCH ? ORDER BY bm25(e, 10, 8, 6, 5, 1), rowid LIMIT ?", (match, DEPTH)
        )
        return [catalogue.entries[row].id for (row,) in found]

    return search


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
    """Print milliseconds at the median and the 95th percentile, the build's seconds and its memory, for each size."""
    print(
        f"\n{'entries':>8} {'median ms':>10} {'p95 ms':>8} {'x first':>8} {'FTS5 ms':>8} {'build s':>8} {'memory MB':>10}"
    )
    texts = [one.query for one in asked]
    first = 0.0
    for size in SIZES:
        made = generated(catalogue, size)
        started = time.perf_counter()
        index = Index(made)
        built = time.perf_counter() - started
        taken = timed(own_search(index), texts)
        beside = statistics.median(timed(fts5_search(made), texts))
        first = first or statistics.median(taken)
        del index
        tracemalloc.start()
        held = Index(made)
        memory = tracemalloc.get_traced_memory()[0] / 1e6
        tracemalloc.stop()
        del held
        median, late = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
        print(
            f"{size:>8} {median:>10.3f} {late:>8.2f} {median / first:>8.1f} {beside:>8.3f} {built:>8.2f} {memory:>10.1f}"
        )


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


def relevance(asked: Sequence[Asked], engines: dict[str, Search]) -> None:
    """Print the marks of every engine by kind and half."""
    print(f"{'kind':<11}{'half':<6}{'n':>4}  " + "  ".join(f"{name + ': MRR  s@1  r@10 none':<31}" for name in engines))
    kinds = [*dict.fromkeys(one.kind for one in asked)]
    for half in ("tune", "held"):
        for kind in [*kinds, "all but senseless"]:
            group = [
                o for o in asked if o.half == half and (o.kind == kind or (kind[:3] == "all" and o.kind != "senseless"))
            ]
            scores = [marks(group, search) for search in engines.values()]
            cells = "  ".join(
                f"{'':<6}{m.mrr:>6.3f} {m.success:.2f}  {m.recall:.2f} {m.nothing:.2f}   " for m in scores
            )
            print(f"{kind[:10]:<11}{half:<6}{len(group):>4}  {cells}")


def misses(asked: Iterable[Asked], search: Search) -> None:
    """Print the tuning half's queries that are not answered best first."""
    for one in asked:
        found = list(search(one.query))
        if one.half == "tune" and (found[:1] or [""])[0] not in (one.best or ("",)):
            print(
                f"{one.kind:<10} {one.query!r}: wanted {', '.join(one.best) or 'nothing'}; got {', '.join(found[:4]) or 'nothing'}"
            )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list the tuning half's misses")
    parser.add_argument("--no-growth", action="store_true", help="leave out the large catalogues")
    options = parser.parse_args()
    catalogue = load_catalogue()
    asked = load_queries()
    own = own_search(Index(catalogue))
    relevance(asked, {"own": own, "fts5": fts5_search(catalogue)})
    if options.misses:
        misses(asked, own)
    if not options.no_growth:
        growth(catalogue, asked)


if __name__ == "__main__":
    main()
