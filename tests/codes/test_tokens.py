"""The colours of the design language can be read on each other: WCAG 2.2, 4.5 to 1 for text, 3 to 1 for edges."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static/css"
TOKENS = (CSS / "tokens.css").read_text("utf-8")
GROUNDS = ("ground", "paper", "raised", "sunken")
IMPACTS = ("funds", "refused", "wait", "fine")
TEXT = [
    *[(ink, ground) for ink in ("ink", "ink-2", "ink-3", "accent") for ground in (*GROUNDS, "hover")],
    *[(ink, ground) for ink in ("ink", "ink-2", "accent") for ground in ("accent-weak", "code-ground")],
    *[(impact, ground) for impact in IMPACTS for ground in (*GROUNDS, f"{impact}-weak")],
    *[("ink", f"{impact}-weak") for impact in IMPACTS],
    *[(ink, "pane") for ink in ("pane-ink", "pane-ink-2", "pane-accent")],
    ("accent-ink", "accent"),
    ("accent-ink", "accent-hover"),
    ("tile-ink", "tile"),
]
EDGES = [
    *[(edge, ground) for edge in ("edge", "accent", "focus") for ground in GROUNDS],
    *[(f"{impact}-shape", ground) for impact in IMPACTS for ground in (*GROUNDS, "hover", "accent-weak")],
]


def colours(scheme: int) -> dict[str, str]:
    """Return the colours of the light (0) or the dark (1) scheme."""
    both = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", TOKENS)
    always = re.findall(r"--([\w-]+): (#[0-9a-f]{6});", TOKENS)
    return dict(always) | {name: pair[scheme] for name, *pair in both}


LIGHT, DARK = colours(0), colours(1)


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


@pytest.mark.parametrize("name", ["portal.css", "pages.css", "workplace.css"])
def test_styles_use_colours_of_the_design_language_only(name):
    rules = (CSS / name).read_text("utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)|rgb\(|hsl\(", rules) == []
    used = set(re.findall(r"var\(--([\w-]+)", rules))
    known = set(re.findall(r"--([\w-]+):", TOKENS + rules))
    assert used - known == set()


@pytest.mark.parametrize("copy", ["templates/base.html", "codes/views/machines.py", "static/img/mark.svg"])
def test_the_accent_is_the_same_where_no_style_sheet_reaches(copy):
    assert colours(0)["accent"] in (CSS.parents[1] / copy).read_text("utf-8")
