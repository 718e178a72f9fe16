"""Without a script no page shows an element that would need one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.pages import public_paths

# A button that neither sends a form nor opens a popover does nothing on its own, nor does a field outside a form
# that has an address; from a text area one can still copy, and a radio button can choose what the styles show.
DEAD = (
    ":is(button[type=button]:not([popovertarget]), [data-copy], [data-copy-from], [data-copy-url],"
    " [data-needs-script], [hidden]):visible"
)
NO_FORM = ":is(input:not([type=radio]), select, button:not([popovertarget])):visible"  # tabs are shown by their styles


@pytest.fixture
def plain(browser: Any) -> Iterator[Any]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def dead(page: Any) -> list[str]:
    """Return what is shown of that kind on the page that is open."""
    found = [one.evaluate("(e) => e.outerHTML.slice(0, 120)") for one in page.locator(DEAD).all()]
    sent = "(e) => e.form && (e.form.hasAttribute('action') || e.form.method === 'dialog')"
    return found + [
        one.evaluate("(e) => e.outerHTML.slice(0, 120)")
        for one in page.locator(NO_FORM).all()
        if not one.evaluate(sent)
    ]


def test_no_page_shows_what_needs_a_script(plain, site):
    shown = {}
    for path in public_paths(plain, site):
        plain.goto(site + path)
        if found := dead(plain):
            shown[path] = found
    assert shown == {}


def test_no_report_shows_what_needs_a_script(plain, site):
    plain.goto(f"{site}/decode/")
    plain.get_by_role("button", name="A log with several errors").click()
    plain.get_by_text("Timeline", exact=True).click()
    expect(plain.locator(".verdict")).to_be_visible()
    assert dead(plain) == []
