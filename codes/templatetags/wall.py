"""The wall of codes: a picture drawn with the codes of the catalogue; and the codes that people look up most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from exchange_errors.catalogue.entry import Entry

from ..store import snapshot

register = template.Library()

# "#" is lit, a digit is lit in that step of the one motion, and "0" is the place of code 0.
PICTURES = {
    "not-zero": (
        *("....9..##.", "...8..#..#", "###7#.#..#", "..6...#..#", "..5...#0.#"),
        *("..4...#..#", "#3###.#..#", ".2....#..#", "1......##."),
    ),
    "404": (
        *("...........", "#.#.###.#.#", "#.#.#.#.#.#", "###.#.#.###"),
        *("..#.#.#...#", "..#.###...#", "..........."),
    ),
}
CLASSES = {".": "", "#": "lit", "0": "zero"}
POPULAR = (
    ("306", _("balance")),
    ("40101", _("signature")),
    ("42901", _("rate limit")),
    ("40102", _("clock")),
    ("213", _("quantity")),
    ("50001", _("unknown")),
)


@register.inclusion_tag("codes/_wall.html")
def wall(picture: str) -> dict[str, Any]:
    """Draw ``picture`` with the entries in the order of their codes; it takes as many as it has places for."""
    entries = sorted(snapshot.current().catalogue.entries, key=lambda entry: entry.code)
    tiles = list(_tiles("".join(PICTURES[picture]), entries))
    return {"tiles": tiles, "wide": len(PICTURES[picture][0]) > 10}


def _tiles(places: str, entries: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
    """Yield each entry with the classes of its tile."""
    success = next((entry for entry in entries if entry.code == 0), None)
    others = iter([entry for entry in entries if entry is not success or "0" not in places])
    for place in places:
        if entry := success if place == "0" else next(others, None):
            yield entry, CLASSES.get(place, f"strike step-{place}")


@register.inclusion_tag("codes/_popular.html")
def popular() -> dict[str, Any]:
    catalogue = snapshot.current().catalogue
    return {"codes": [(f"/codes/{ref}/", ref, word) for ref, word in POPULAR if catalogue.named(ref)]}


@register.simple_tag
def others() -> int:
    """Return how many codes are errors: all but code 0."""
    return sum(entry.code != 0 for entry in snapshot.current().catalogue.entries)
