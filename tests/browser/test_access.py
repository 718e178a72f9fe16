"""WCAG 2.2 AA as far as a machine can tell: axe finds nothing, targets are large enough, the order makes sense."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import widen

PATHS = [
    "/",
    "/?q=balance&owner=trader",
    "/?q=429999",
    "/codes/43005/",
    "/codes/ws-1006/",
    "/codes/140001/",
    "/codes/50001/",
    "/compare/?ref=204&ref=205",
    "/map/",
    "/decode/",
    "/decode/shared/?f=43005-POST_ONLY_REJ~private/create-order~post-only-needs-gtc",
    "/guides/",
    "/guides/retrying-safely/",
    "/glossary/",
    "/anatomy/",
    "/privacy/",
    "/offline.html",
    "/api/",
    "/api/retry/",
    "/problems/unknown-code/",
    "/search/?q=retry",
    "/changes/",
    "/feedback/?page=/codes/306/",
    "/codes/777/",
    "/?q=nonce&http_status=abc",
]
TAGS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}  # all that dark changes
LEAST = 24  # pixels, WCAG 2.2 target size


def faults(page, rules=TAGS):
    """Return what axe objects to, with the elements; nothing is measured halfway through a motion."""
    page.emulate_media(reduced_motion="reduce")
    found = Axe().run(page, options=rules).response["violations"]
    return [(fault["id"], [node["html"][:120] for node in fault["nodes"]][:4]) for fault in found]


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(page, site, path, trouble):
    page.emulate_media(color_scheme="light")
    page.goto(site + path)
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert faults(page, COLOURS) == []
    trouble[:] = [line for line in trouble if "status of 40" not in line]


@pytest.mark.parametrize(
    "path",
    [
        "/guides/signing-and-nonces/",
        "/compare/?ref=204&ref=205&ref=41S",
        "/nowhere/",
        "/codes/40101/",
        "/codes/50001/",
        "/map/",
        "/?sort=category",
        "/api/",
        "/changes/",
    ],
)
def test_axe_finds_nothing_on_a_phone(page, site, path, trouble):
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(site + path)
    assert faults(page) == []
    trouble[:] = [line for line in trouble if "status of 404" not in line]


def test_axe_finds_nothing_beside_a_failed_search(page, site, trouble):
    page.goto(site)
    page.route("**/*q=nonce*", lambda route: route.fulfill(status=503))
    page.get_by_label("Search the error codes").fill("nonce")
    expect(page.get_by_role("alert")).to_be_visible()
    assert faults(page) == []
    trouble.clear()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_report(page, site, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site}/decode/")
    page.get_by_role("button", name="A log with several errors").click()
    expect(page.locator(".verdict")).to_be_visible()
    assert faults(page) == []


@pytest.mark.parametrize("width", [320, 1440])
def test_axe_finds_nothing_in_any_tab_of_a_report(page, site, width):
    page.set_viewport_size({"width": width, "height": 780})
    page.goto(f"{site}/decode/")
    page.get_by_role("button", name="A log with several errors").click()
    page.locator(".finding summary").first.click() if width > 1000 else page.locator(".verdict").wait_for()
    for tab in page.locator(".tabs label:visible").all():
        tab.click()
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_nothing_in_the_filters_of_a_phone(page, site):
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(site)
    page.get_by_role("button", name="Filters").click()
    assert faults(page) == []


def test_axe_finds_nothing_in_the_list_of_keys(page, site):
    page.goto(f"{site}/privacy/")
    page.keyboard.press("?")
    assert faults(page) == []


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("path", ["/?owner=trader", "/codes/43005/", "/decode/"])
def test_targets_are_large_enough(page, site, path, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site + path)
    small = page.evaluate(
        """(least) => [...document.querySelectorAll("a, button, input, select, summary, textarea")]
            .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest("p, li, dd, td, .skip"))
            .filter((e) => getComputedStyle(e).pointerEvents !== "none")
            .map((e) => [e.closest("label") ?? e, e.outerHTML.slice(0, 90)])
            .map(([e, html]) => [e.getBoundingClientRect(), html])
            .filter(([box]) => box.height < least - 0.5 || box.width < least - 0.5)
            .map(([box, html]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`)""",
        LEAST,
    )
    assert small == []


def test_the_skip_link_comes_first_and_leads_to_the_content(page, site):
    page.goto(f"{site}/codes/306/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_page_at_double_size_keeps_everything_in_reach(page, site):
    page.set_viewport_size({"width": 640, "height": 400})  # 1280 pixels at 200% zoom
    page.goto(f"{site}/codes/43005/")
    widen(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


@pytest.mark.parametrize("path", ["/", "/codes/43005/"])
def test_axe_finds_nothing_in_forced_colours(page, site, path):
    page.emulate_media(forced_colors="active")
    page.goto(site + path)
    assert faults(page) == []


def test_less_motion_is_respected(page, site):
    page.emulate_media(reduced_motion="reduce")
    page.goto(site)
    assert page.locator("#results").evaluate("(e) => getComputedStyle(e).transitionDuration") == "0s"
    assert page.evaluate("document.getAnimations().length") == 0


def test_a_code_prints_without_the_sites_furniture(page, site):
    page.goto(f"{site}/codes/43005/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="What to do")).to_be_visible()
    for furniture in (".masthead", ".foot", ".actions", ".contents", ".beside"):
        expect(page.locator(furniture).first).to_be_hidden()
