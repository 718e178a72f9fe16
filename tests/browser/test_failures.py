"""A request that fails says so where its results would stand, can be tried again, and is forgotten after a success."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.vendor import ROWS

SEARCH = "Search the error codes"


def refuse(route):
    route.abort("internetdisconnected")


def break_down(route):
    route.fulfill(status=503, content_type="text/html", body="<h1>Not available</h1>")


def block(page, kind):
    """Let every request of htmx fail, and no other."""
    page.route(
        "**/*", lambda route: (kind if "hx-request" in route.request.headers else lambda r: r.continue_())(route)
    )


@pytest.fixture
def offline(trouble):
    """How a request fails without a network; what the browser prints of it is no complaint."""
    yield refuse
    trouble[:] = [
        line for line in trouble if not re.search("503|ERR_INTERNET_DISCONNECTED|htmx:|Response Status", line)
    ]


@pytest.fixture(params=[refuse, break_down], ids=["offline", "503"])
def failure(request, offline):
    return request.param


def test_a_search_that_fails_says_so_and_can_be_tried_again(page, site, failure):
    page.goto(site)
    block(page, failure)
    page.get_by_label(SEARCH).fill("nonce")
    notice = page.locator("#results").get_by_role("alert")
    expect(notice).to_contain_text("The server did not answer")
    expect(page.locator("#results")).to_have_class(re.compile("stale"))
    expect(page.locator("#results .codes tbody tr")).to_have_count(len(ROWS))
    page.get_by_role("button", name="Try again").click()
    expect(notice).to_have_count(1)
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".codes tbody tr").first).to_contain_text("40102")
    expect(notice).to_have_count(0)
    expect(page.locator("#results")).not_to_have_class(re.compile("stale"))
    expect(page.get_by_label(SEARCH)).to_be_focused()
    expect(page).to_have_url(re.compile("q=nonce"))


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_covers_the_notice(page, site, offline, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site)
    block(page, offline)
    page.get_by_label(SEARCH).fill("nonce")
    box = page.locator(".request-failed").bounding_box()
    right, bottom = box["x"] + box["width"] - 5, box["y"] + box["height"] - 5
    corners = [[box["x"] + 5, box["y"] + 5], [right, box["y"] + 5], [right, bottom]]
    inside = "(notice, points) => points.every(([x, y]) => notice.contains(document.elementFromPoint(x, y)))"
    assert page.locator(".request-failed").evaluate(inside, corners)


def test_the_next_success_clears_a_failed_filter(page, site, offline):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(site)
    block(page, offline)
    page.get_by_label("200 OK").check()
    notice = page.locator("#results").get_by_role("alert")
    expect(notice).to_be_visible()
    page.unroute_all()
    page.get_by_label("401 Unauthorized").check()
    expect(page.locator("#found")).to_have_text(re.compile(r"^\d codes"))
    expect(notice).to_have_count(0)


def test_try_again_asks_for_what_is_typed_now(page, site, offline):
    page.goto(site)
    block(page, offline)
    page.get_by_label(SEARCH).fill("nonce")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    page.get_by_label(SEARCH).evaluate("(box) => { box.value = '42901'; }")
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".codes tbody tr").first).to_contain_text("42901")


def test_a_server_that_never_answers_is_given_up(page, site, trouble):
    page.goto(site)
    page.evaluate("document.getElementById('find').dataset.hxRequest = '{\"timeout\": 200}'")
    page.route("**/*q=nonce*", lambda route: None)
    page.get_by_label(SEARCH).fill("nonce")
    expect(page.locator("#results").get_by_role("alert")).to_be_visible()
    trouble[:] = [line for line in trouble if not line.startswith("htmx:")]


def test_a_comparison_that_fails_keeps_its_columns(page, site, offline):
    page.goto(f"{site}/compare/?ref=213&ref=314")
    block(page, offline)
    page.get_by_role("link", name="Remove 213").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("The server did not answer")
    expect(page.locator(".versus thead th")).to_have_count(2)
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".versus thead th")).to_have_count(1)
    expect(page.get_by_role("link", name="Remove 314")).to_be_focused()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_search_without_an_answer_is_spoken(page, site):
    page.goto(site)
    page.get_by_label(SEARCH).fill("zzzqqq")
    expect(page.get_by_role("status")).to_have_text(re.compile("No close match for.*zzzqqq.*0 codes"))


def test_the_order_and_the_title_follow_the_search(page, site):
    page.goto(site)
    order = page.get_by_label("Sort by")
    expect(order.locator("option:checked")).to_have_text("By code")
    page.get_by_label(SEARCH).fill("nonce")
    expect(order.locator("option:checked")).to_have_text("Best match")
    expect(page).to_have_title(re.compile("^“nonce” – [1-9][0-9]* codes"))
    order.select_option("By name")
    expect(page).to_have_url(re.compile("sort=name"))
    expect(order.locator("option:checked")).to_have_text("By name")
    page.get_by_label(SEARCH).fill("")
    expect(page).to_have_title(re.compile("^Crypto.com Exchange"))
    expect(order.locator("option:checked")).to_have_text("By name")
    expect(order.locator("option", has_text="Best match")).to_have_count(0)
