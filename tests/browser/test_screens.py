"""Twelve key screens, kept in artefacts/ to be looked at; readme.png there is the README's picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow
ARTEFACTS = Path(__file__).parents[2] / "artefacts"
SIZES = {360: 780, 768: 1024, 1440: 900}
PAGES = {
    "home": "/",
    "search": "/?q=insufficient+balance",
    "code": "/codes/43005/",
    "two-meanings": "/codes/50001/",
    "paste": "/decode/",
    "compare": "/compare/?ref=204&ref=205&ref=40006",
    "map": "/map/",
    "guide": "/guides/retrying-safely/",
    "glossary": "/glossary/",
    "api": "/api/",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
def test_the_key_screens_are_drawn(page, site, width, scheme):
    page.set_viewport_size({"width": width, "height": SIZES[width]})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    for name, path in PAGES.items():
        page.goto(site + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.screenshot(path=ARTEFACTS / f"{name}-{width}-{scheme}.png")
    page.keyboard.press("Control+k")
    page.keyboard.type("retry")
    expect(page.get_by_role("option", name="Retrying safely")).to_be_visible()
    page.screenshot(path=ARTEFACTS / f"everything-{width}-{scheme}.png")
    page.goto(f"{site}/decode/")
    page.get_by_role("button", name="A log with several errors").click()
    expect(page.locator(".verdict")).to_be_visible()
    page.screenshot(path=ARTEFACTS / f"report-{width}-{scheme}.png")


def test_the_readmes_picture_is_drawn(page, site):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    page.goto(site)
    page.screenshot(path=ARTEFACTS / "readme.png")
    assert (ARTEFACTS / "readme.png").stat().st_size > 20_000
