"""Every copy button of the site says what it did, on itself and in the live region, and then gets its label back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.pages import public_paths

BUTTONS = ":is([data-copy], [data-copy-from], [data-copy-url]):visible"


@pytest.fixture
def clipboard(context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])


def press_each(page):
    """Press every copy button of the page that is open and look at what it says."""
    for summary in page.locator("details:not([open], [name]) > summary:visible").element_handles():
        summary.click()
    for button in page.locator(BUTTONS).all():
        label = button.inner_text()
        assert label
        button.click()
        expect(button).to_have_text("Copied")
        expect(page.locator("#said")).to_have_text(f"{label}: Copied")
        assert page.evaluate("navigator.clipboard.readText()")
    page.clock.run_for(2000)
    for button in page.locator(BUTTONS).all():
        assert button.inner_text() not in ("Copied", "")


def test_every_copy_button_of_every_page(page, site, clipboard, trouble):
    seen = set()
    page.clock.install()
    for path in public_paths(page, site):
        page.goto(site + path)
        assert page.locator("[role=status]#said").count() == (path != "/offline.html")
        if page.locator(BUTTONS).count():
            press_each(page)
            seen.add(path)
    assert {"/api/", "/api/retry/", "/codes/ws-1006/"} <= seen
    trouble[:] = [line for line in trouble if "404" not in line]


def test_every_copy_button_of_a_report(page, site, clipboard):
    page.goto(f"{site}/decode/")
    page.get_by_role("button", name="A log with several errors").click()
    expect(page.locator(BUTTONS).first).to_be_visible()
    page.clock.install()
    for tab in page.locator(".tabs label:visible").all():
        tab.click()
        press_each(page)
