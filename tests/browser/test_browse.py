"""The list as a browser shows it: typing, filters, Back, the keyboard, and all of it without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import widen
from tests.vendor import ROWS


def test_typing_narrows_the_list_and_the_address_keeps_up(page, site):
    page.goto(site)
    page.get_by_label("Search the error codes").press_sequentially("invalid nonce")
    expect(page.locator(".codes tbody tr").first).to_contain_text("40102")
    expect(page).to_have_url(re.compile(r"\?q=invalid\+nonce$"))
    expect(page.get_by_label("Search the error codes")).to_be_focused()


def test_a_filter_updates_counts_and_back_takes_it_away(page, site):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(site)
    page.get_by_label("401 Unauthorized").check()
    expect(page.locator("#found")).to_have_text(re.compile(r"^\d codes"))
    expect(page.locator("#n-category-funds")).to_have_text("0")
    expect(page.get_by_label("401 Unauthorized")).to_be_focused()
    page.go_back()
    expect(page.locator("#found")).to_have_text(f"All {len(ROWS)} codes")
    expect(page.get_by_label("401 Unauthorized")).not_to_be_checked()


def test_a_chip_takes_its_filter_away(page, site):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{site}/?owner=support&http_status=429")
    page.get_by_role("link", name=re.compile("Remove filter HTTP status")).click()
    expect(page.get_by_label("429 Too Many Requests")).not_to_be_checked()
    expect(page).to_have_url(re.compile(r"\?owner=support$"))


def test_enter_on_an_exact_code_opens_it_and_back_returns_to_the_search(page, site):
    page.goto(site)
    page.get_by_label("Search the error codes").fill("306")
    expect(page).to_have_url(re.compile("q=306"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/codes/306/$"))
    page.go_back()
    expect(page.get_by_label("Search the error codes")).to_have_value("306")


def test_the_slash_goes_to_the_search_box(page, site):
    page.goto(site)
    page.keyboard.press("/")
    expect(page.get_by_label("Search the error codes")).to_be_focused()


def test_everything_works_without_javascript(browser, site):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(site)
    page.get_by_role("button", name="Filters").click()
    page.get_by_text("Show 2 more").last.click()
    page.get_by_label("429 Too Many Requests").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.locator("#found")).to_have_text("1 code")
    page.get_by_label("Search the error codes").fill("too fast")
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name="42901").get_by_role("link")).to_be_visible()
    context.close()


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/codes/43005/", "/codes/50001/", "/decode/", "/codes/777/", "/search/?q=retry"),
        *("/guides/retrying-safely/", "/glossary/", "/api/", "/api/retry/", "/changes/"),
    ],
)
def test_no_page_is_wider_than_the_screen(page, site, path, trouble):
    page.goto(site + path)
    for width in (1440, 768, 360, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    if path == "/codes/777/":
        trouble[:] = [line for line in trouble if "404" not in line]


def test_arrows_walk_the_list_and_escape_returns(page, site):
    page.goto(site)
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("row", name="201 ").get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Search the error codes")).to_be_focused()
    page.keyboard.type("nonce")
    page.keyboard.press("Escape")
    expect(page.get_by_label("Search the error codes")).to_have_value("")
    expect(page.locator("#found")).to_have_text(f"All {len(ROWS)} codes")


def test_the_number_of_hits_is_said_politely(page, site):
    page.goto(site)
    page.get_by_label("Search the error codes").fill("http 429")
    expect(page.get_by_role("status")).to_have_text("1 code")


def test_the_keys_are_listed_and_can_be_switched_off(page, site):
    page.goto(f"{site}/codes/306/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_label("Single-key shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("/")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Search everything")).to_be_visible()


PASTED = """(text) => {
    const data = new DataTransfer();
    data.setData("text", text);
    document.activeElement.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
ANSWER = '{"id": 7, "method": "private/create-order", "code": 306, "original": "{\\"api_key\\":\\"AbCdEfGhIjKlMn\\"}"}'


PASTES = {
    "a key": ANSWER,
    "an object": '{"code":306}',
    "too long": "order rejected, code: 306\n" + "then the next order went through " * 20,
}


@pytest.mark.parametrize("text", PASTES.values(), ids=PASTES)
@pytest.mark.parametrize("path", ["/", "/nowhere/"])
def test_a_response_in_a_search_box_is_offered_to_the_decoder(page, site, path, text, trouble):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + path)
    page.keyboard.press("/")
    page.evaluate(PASTED, text)
    page.get_by_role("button", name="Decode this text").press("Enter")
    expect(page.locator("#report .entry-id")).to_contain_text("306")
    assert [url for url in asked if "306" in url.removeprefix(site) or "AbCd" in url] == []
    trouble[:] = [line for line in trouble if "status of 404" not in line]


def test_an_ordinary_text_is_searched_for_when_it_is_pasted(page, site):
    page.goto(site)
    page.keyboard.press("/")
    page.evaluate(PASTED, "sig mismatch")
    expect(page.get_by_role("button", name="Decode this text")).to_be_hidden()


def test_codes_are_ticked_and_compared_on_a_phone(page, site):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(site)
    for code in ("201", "202"):
        page.get_by_label(f"Compare {code}", exact=True).check()
    bar = page.locator("#compare")
    expect(bar).to_be_in_viewport(ratio=1)
    widen(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    bar.get_by_role("button", name="Compare").click()
    expect(page.locator(".versus thead th")).to_have_count(2)


def test_the_whole_row_leads_to_its_code(page, site):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{site}/?q=42901")
    cell = page.locator(".codes tbody tr").first.locator(".col-retry").bounding_box()
    page.mouse.click(cell["x"] + 5, cell["y"] + 5)
    expect(page).to_have_url(re.compile("/codes/42901/$"))


def test_ticked_codes_are_compared_wherever_the_list_has_gone(page, site):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(site)
    expect(page.locator("#compare")).to_be_hidden()
    for code in ("213", "314"):
        page.get_by_label(f"Compare {code}", exact=True).check()
    page.get_by_label("Search the error codes").fill("nonce")
    expect(page.locator("#found")).not_to_have_text(re.compile("^All"))
    page.get_by_label("Compare 40102", exact=True).check()
    page.locator("#compare").get_by_role("button", name="Compare").click()
    expect(page).to_have_url(re.compile(r"/compare/\?.*ref="))
    for code in ("213", "314", "40102"):
        expect(page.locator(".versus thead")).to_contain_text(code)


def test_the_selection_can_be_cleared(page, site):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(site)
    page.get_by_label("Compare 213", exact=True).check()
    page.get_by_role("button", name="Clear the selection").click()
    expect(page.locator("#compare")).to_be_hidden()
    expect(page.get_by_label("Compare 213", exact=True)).not_to_be_checked()


def test_codes_are_compared_without_javascript(browser, site):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(site)
    for code in ("213", "314"):
        page.get_by_label(f"Compare {code}", exact=True).check()
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator(".versus thead")).to_contain_text("314")
    context.close()


def test_a_phone_sees_what_its_filters_leave_before_the_sheet_closes(page, site):
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(site)
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("401 Unauthorized").check()
    page.get_by_role("button", name=re.compile(r"^Show \d codes$")).click()
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.get_by_role("button", name="Filters 1")).to_be_visible()


@pytest.mark.parametrize("choice", ["Light", "Dark"])
def test_the_theme_is_kept_in_the_browser(page, site, choice):
    page.emulate_media(color_scheme="dark" if choice == "Light" else "light")
    page.goto(f"{site}/privacy/")
    page.get_by_text(choice, exact=True).click()
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.goto(f"{site}/codes/306/")
    assert page.evaluate("document.documentElement.dataset.theme") == choice.lower()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == ground
    expect(page.get_by_label(choice, exact=True)).to_be_checked()
    page.get_by_text("System", exact=True).click()
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != ground
