"""What a reader needs is never cut off, and pages share one edge, at every width."""

from __future__ import annotations

import pytest

CUT = """() => [...document.querySelectorAll("main *")].filter((one) => {
    const style = getComputedStyle(one);
    const isCut = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
    return isCut && one.clientWidth > 1 && style.display !== "inline" && style.overflowX === "hidden";
}).map((one) => `${one.tagName}.${one.className}: ${one.textContent.trim().slice(0, 40)}`)"""
SHARED = "/decode/shared/?f=1006&f=42901~create-order~3&f=306~create-order"
PAGES = ("/", "/?q=insufficient+balance", "/search/?q=balance", "/compare/?ref=204&ref=205&ref=40006", SHARED)


@pytest.mark.parametrize("width", [320, 768, 1024, 1440])
def test_nothing_is_cut(page, site, width):
    page.set_viewport_size({"width": width, "height": 900})
    for path in PAGES:
        page.goto(site + path)
        assert page.evaluate(CUT) == [], path
    page.goto(f"{site}/decode/")
    page.get_by_role("button", name="A log with several errors").click()
    page.get_by_role("heading", name="Findings").wait_for()
    assert page.evaluate(CUT) == []
    tabs = page.locator(".pane .tabs")
    assert tabs.evaluate("tabs => tabs.scrollWidth <= tabs.clientWidth")


def test_a_report_says_who_fixes_it_at_every_width(page, site):
    page.goto(f"{site}/decode/")
    page.get_by_role("button", name="A log with several errors").click()
    row = page.locator(".finding summary").filter(has_text="42901")
    row.wait_for()
    for width in (320, 768, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert row.get_by_text("Developer").is_visible()
        assert row.get_by_text("Stop for 1 second").is_visible()


def test_pages_begin_at_one_edge(page, site):
    page.set_viewport_size({"width": 1440, "height": 900})
    edges = set()
    for path in (*PAGES, "/decode/", "/api/", "/changes/", "/map/", "/codes/306/"):
        page.goto(site + path)
        edges.add(page.locator(".wordmark").bounding_box()["x"])
        if path not in ("/api/",):  # its list of operations stands there
            edges.add(page.get_by_role("heading", level=1).bounding_box()["x"])
    assert len(edges) == 1
