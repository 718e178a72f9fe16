"""The colours of the design language can be read on each other: WCAG 2.2, 4.5 to 1 for text, 3 to 1 for edges."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static/css"
TOKENS = (CSS / "tokens.css").read_text("utf-8")
GROUNDS = ("ground", "paper", "sunken")
WHO = tuple(f"who-{who}" for who in ("integrator", "trader", "account_admin", "support", "nobody"))
TEXT = [
    *[(ink, ground) for ink in ("ink", "ink-soft", "accent") for ground in (*GROUNDS, "accent-weak")],
    *[(who, ground) for who in WHO for ground in ("ground", "paper", "accent-weak")],
    *[("on-who", who) for who in WHO],
    *[("ink", f"{state}-weak") for state in ("danger", "caution", "good")],
    *[(state, f"{state}-weak") for state in ("danger", "caution", "good")],
    *[(state, ground) for state in ("danger", "caution", "good") for ground in ("ground", "paper")],
    ("on-accent", "accent"),
    ("on-mark", "mark"),
    ("on-diff", "removed"),
    ("on-diff", "added"),
]
EDGES = [(edge, ground) for edge in ("edge", "accent") for ground in ("ground", "paper", "sunken")]


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


LIGHT = colours(TOKENS.split("@media (prefers-color-scheme: dark)")[0])
DARK = LIGHT | colours(TOKENS.split("@media (prefers-color-scheme: dark)")[1])


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (EDGES, 3.0)], ids=["text", "edges"])
def test_colours_can_be_told_apart(theme, pairs, least):
    low = {pair: round(contrast(theme[pair[0]], theme[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < least} == {}


def test_styles_use_colours_of_the_design_language_only():
    rules = (CSS / "portal.css").read_text("utf-8").split("@media print")[0]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)|rgb\(|hsl\(", rules) == []
    used = set(re.findall(r"var\(--([\w-]+)", rules))
    known = set(re.findall(r"--([\w-]+):", TOKENS + rules))
    assert used - known == set()
