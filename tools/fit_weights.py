"""Fits the weights of the decoder's signals on the training half of the pastes; prints how well both halves are read.

``python -m tools.fit_weights`` writes content/decoder/weights.toml; with ``--check`` it only prints the figures.
The fit is a logistic regression that is pulled towards the ``prior`` that somebody gave each signal in that file, and
in which a signal keeps its side: so a signal that the pastes hardly show keeps about the weight that it was given.
"""

from __future__ import annotations

import argparse
import json
import math
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from exchange_errors.catalogue.loader import load_catalogue
from exchange_errors.decoder import decode
from exchange_errors.decoder.code_names import code_names
from exchange_errors.decoder.pasted_lines import Page
from exchange_errors.decoder.prose_page import ProsePage
from exchange_errors.decoder.prose_signals import name_signals, number_signals
from exchange_errors.decoder.scan import scan
from exchange_errors.decoder.shapes import TEXT_SHAPES
from exchange_errors.decoder.shapes.prose import SURE, candidates, weigh
from exchange_errors.decoder.weights import weights
from exchange_errors.redaction import mask

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "tests" / "data"
FILE = ROOT / "content" / "decoder" / "weights.toml"
CATALOGUE = load_catalogue()
CLASSES = {"five digits": 43012, "three digits": 320, "also HTTP": 408}
STEPS, RATE, PULL = 400, 0.5, 0.02
STEPS_OF_BANDS = [step / 20 for step in range(-60, 80)]
SILENT_COUNTS = 3.0  # a wrong finding is worse than a missed one
PRECISION = 0.98  # of the training half's findings
HARDEST = 20  # that are shown
LEAST = 0.5  # that a finding needs, whatever the training half would allow
SILENT = 0.98  # share of the training half's silent pastes without a finding
QUIET = 0.915  # share of the training half's silent pastes without a possible code


class Paste(NamedTuple):
    """``codes`` have to be found; ``allowed`` may be."""

    kind: str
    text: str
    codes: frozenset[int]
    allowed: frozenset[int] = frozenset()


class Example(NamedTuple):
    """One candidate of a paste: which signals hold, and whether it is a code."""

    signals: tuple[str, ...]
    is_name: bool
    is_code: bool
    paste: int


def people(half: str) -> Iterator[Paste]:
    """Yield the pastes in people's words of one half: ``train`` or ``held``."""
    kind = ""
    for line in (DATA / "decoder" / f"people_{half}.txt").read_text("utf-8").split("\n"):
        kind = line[2:] if line.startswith("# ") else kind
        expected, tab, text = line.partition("\t")
        if tab:
            parts = expected.split(",")
            yield Paste(
                kind, text.replace("\\n", "\n"), frozenset(int(part) for part in parts if part.isdigit()),
                frozenset(int(part[1:]) for part in parts if part[0] == "?"),
            )  # fmt: skip


def forms(half: str) -> Iterator[Paste]:
    """Yield every question of one half with each class of number."""
    for language, halves in tomllib.loads((DATA / "decoder" / "forms.toml").read_text("utf-8")).items():
        for form in halves[half]:
            for name, code in CLASSES.items():
                yield Paste(f"{language}, {name}", form.replace("N", str(code), 1), frozenset({code}))


def samples() -> Iterator[Paste]:
    """Yield the recorded samples, which are part of the training half."""
    for path in sorted((DATA / "samples").rglob("*.txt")):
        recorded = json.loads(path.with_suffix(".json").read_text("utf-8"))
        codes = frozenset(finding["code"] for finding in recorded["findings"])
        allowed = frozenset(recorded.get("possible", ()))
        yield Paste(path.parent.name, path.read_bytes().decode(), codes, allowed)


def examples(number: int, paste: Paste) -> Iterator[Example]:
    """Yield the candidates that the shapes before the weighing leave."""
    text = mask(paste.text).text
    _, outside, _ = scan(text)
    page = ProsePage(Page(text, code_names(CATALOGUE)), outside)
    for shape in TEXT_SHAPES[:-1]:
        list(shape(page))
    is_near_code = any(finding.confidence == "certain" for finding in decode(paste.text, CATALOGUE).findings)
    page.asks_search = page.page.outer is None
    found = [candidate for candidate in candidates(page) if weigh(candidate).total >= weights().likely + SURE]
    for candidate in candidates(page):
        if candidate.number in paste.allowed:
            continue
        if candidate.named and not candidate.is_name:
            page.take(candidate.named.start, candidate.named.end)
        page.near_code = is_near_code or any(other.start != candidate.start for other in found)
        tested = name_signals if candidate.is_name else number_signals
        is_code = candidate.number in paste.codes
        yield Example(tuple(tested.holding(candidate)), candidate.is_name, is_code, number)


def fit(rows: list[Example], start: dict[str, float]) -> dict[str, float]:
    """Return the weights that explain ``rows`` best, near ``start`` and on the same side of zero."""
    fitted = dict(start)
    for _ in range(STEPS):
        slope = {name: PULL * len(rows) * (start[name] - value) / 10 for name, value in fitted.items()}
        for row in rows:
            names = (*row.signals, "name" if row.is_name else "number")
            odds = sum(fitted[name] for name in names)
            miss = (row.is_code - 1 / (1 + math.exp(-odds))) * (1.0 if row.is_code else SILENT_COUNTS)
            for name in names:
                slope[name] += miss
        for name, value in slope.items():
            moved = fitted[name] + RATE * value / (20 + len(rows) / 20)
            fitted[name] = (
                moved if name in ("name", "number") or moved * start[name] > 0 else math.copysign(0.05, start[name])
            )
    return fitted


def total(row: Example, fitted: dict[str, float]) -> float:
    """Return the sum of a candidate's weights."""
    return sum(fitted[name] for name in (*row.signals, "name" if row.is_name else "number"))


def bands(rows: list[Example], pastes: list[Paste], fitted: dict[str, float]) -> tuple[float, float]:
    """Return from which sum on a candidate is a finding, and from which it may be a code."""
    wrong = [total(row, fitted) for row in rows if not row.is_code]
    right = [total(row, fitted) for row in rows if row.is_code]
    exact = [s for s in STEPS_OF_BANDS if sum(t >= s for t in wrong) <= (1 - PRECISION) * sum(t >= s for t in right)]
    loudest = loudest_of_silent(rows, pastes, fitted)
    return max(min(exact), quantile(loudest, SILENT), LEAST), quantile(loudest, QUIET)


def loudest_of_silent(rows: list[Example], pastes: list[Paste], fitted: dict[str, float]) -> list[float]:
    """Return the highest sum in each paste that has to stay silent."""
    loudest = {number: -99.0 for number, paste in enumerate(pastes) if not paste.codes}
    for row in rows:
        if row.paste in loudest:
            loudest[row.paste] = max(loudest[row.paste], total(row, fitted))
    return list(loudest.values())


def quantile(sums: list[float], share: float) -> float:
    """Return the lowest band that at least this share of the sums stays below."""
    return min(step for step in STEPS_OF_BANDS if sum(t < step for t in sums) >= share * len(sums))


def show_hardest(rows: list[Example], pastes: list[Paste], fitted: dict[str, float]) -> None:
    """Print the candidates that are no codes and weigh the most."""
    wrong = sorted((row for row in rows if not row.is_code), key=lambda row: -total(row, fitted))
    for row in wrong[:HARDEST]:
        print(f"    {total(row, fitted):.2f} {pastes[row.paste].text[:80]!r} {' '.join(row.signals)}")


def write(priors: dict[str, float], fitted: dict[str, float], likely: float, possible: float) -> None:
    """Write the table as the decoder reads it."""
    lines = [
        "# Log-odds. `prior` is set by hand, the rest is written by tools/fit_weights.py (make fit). A finding needs a",
        "# sum of `likely`, a possible code one of `possible`; `number` and `name` are where a candidate starts from.",
        "# `certain`, of an object's code, is set by hand as the priors are.",
        "[bands]", f"likely = {likely:.2f}", f"possible = {possible:.2f}", f"certain = {weights().certain:.2f}", "",
        "[signals]",
    ]  # fmt: skip
    lines += [f"{name} = {{ prior = {priors[name]}, weight = {value:.2f} }}" for name, value in fitted.items()]
    FILE.write_text("\n".join(lines) + "\n", "utf-8")
    weights.cache_clear()


class Score:
    """Counts of one kind of paste."""

    def __init__(self) -> None:
        self.right = self.wrong = self.missed = self.unsure = self.silent = self.quiet = self.hushed = 0

    def add(self, paste: Paste, *, show: bool) -> None:
        report = decode(paste.text, CATALOGUE)
        codes = {finding.code for finding in report.findings if not finding.is_success}
        maybe = {row.code for row in report.possible}
        wrong = codes - paste.codes - paste.allowed
        self.right += len(codes & paste.codes)
        self.wrong += len(wrong)
        self.missed += len(paste.codes - codes)
        self.unsure += len((paste.codes - codes) & maybe)
        if not paste.codes:
            self.silent += 1
            self.quiet += not wrong
            self.hushed += not wrong and not maybe - paste.allowed
        if show and (wrong or paste.codes - codes):
            print(f"    {sorted(paste.codes)} read as {sorted(codes)}, possible {sorted(maybe)}: {paste.text!r}")

    def __str__(self) -> str:
        found, due = self.right + self.wrong, self.right + self.missed
        parts = [f"precision {self.right / found:.3f}" if found else "precision -"]
        parts += [f"recall {self.right / due:.3f}, with possible {(self.right + self.unsure) / due:.3f}"] if due else []
        parts += [f"silent {self.quiet}/{self.silent}, nor possible {self.hushed}/{self.silent}"] if self.silent else []
        return "; ".join(parts)


def print_scores(half: str, pastes: list[Paste], *, show: bool) -> None:
    """Print precision and recall of every kind, and of all."""
    scores: dict[str, Score] = {}
    for paste in pastes:
        for kind in (paste.kind, "all"):
            scores.setdefault(kind, Score()).add(paste, show=show and kind != "all")
    print(f"{half} half")
    for kind, score in scores.items():
        print(f"  {kind}: {score}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="print the figures and write nothing")
    parser.add_argument("--show", action="store_true", help="print each training paste that is misread")
    options = parser.parse_args()
    training = [*samples(), *people("train"), *forms("train")]
    if not options.check:
        rows = [row for number, paste in enumerate(training) for row in examples(number, paste)]
        table = tomllib.loads(FILE.read_text("utf-8"))["signals"]
        priors = {name: row["prior"] for name, row in table.items()}
        fitted = fit(rows, priors)
        write(priors, fitted, *bands(rows, training, fitted))
        if options.show:
            show_hardest(rows, training, fitted)
    print_scores("training", [*people("train"), *forms("train")], show=options.show)
    print_scores("held", [*people("held"), *forms("held")], show=False)


if __name__ == "__main__":
    main()
