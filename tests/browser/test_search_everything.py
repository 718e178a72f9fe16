"""The dialog that searches everything: over every page, by keyboard, with what was opened before."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_access import COLOURS, TAGS, faults
from tests.browser.test_browse import ANSWER, PASTED


def opened(page, site, path="/privacy/"):
    page.goto(site + path)
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name="Search everything")
    expect(dialog.get_by_role("option").first).to_be_visible()
    return dialog


@pytest.mark.parametrize("path", ["/", "/codes/306/", "/api/"])
def test_the_keys_open_it_over_any_page_and_escape_closes_it(page, site, path):
    dialog = opened(page, site, path)
    expect(dialog.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_the_slash_and_the_head_open_it_too(page, site):
    page.goto(f"{site}/privacy/")
    page.keyboard.press("/")
    expect(page.get_by_role("dialog", name="Search everything")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Search everything").click()
    expect(page.get_by_role("dialog", name="Search everything")).to_be_visible()
    expect(page).to_have_url(re.compile("/privacy/$"))


def test_enter_opens_the_first_answer(page, site):
    dialog = opened(page, site)
    page.keyboard.type("invalid nonce")
    expect(dialog.get_by_role("option").first).to_contain_text("40102")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/codes/40102/$"))


def test_enter_waits_for_the_answer_to_what_was_typed(page, site):
    opened(page, site)
    page.keyboard.insert_text("40102")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/codes/40102/$"))


def test_arrows_choose_and_go_round(page, site):
    dialog = opened(page, site)
    with page.expect_response(re.compile(r"q=retry(\+|%20)safely")):
        page.keyboard.type("retry safely")
    guide = dialog.get_by_role("option", name="Retrying safely")
    expect(guide).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(dialog.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    while guide.get_attribute("aria-selected") != "true":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/guides/retrying-safely/$"))


def test_what_was_opened_stands_first_until_it_is_cleared(page, site):
    opened(page, site).get_by_role("option", name="Reading an error").click()
    expect(page).to_have_url(re.compile("/guides/reading-an-error/$"))
    dialog = opened(page, site, "/map/")
    expect(dialog.get_by_role("group", name="Recent").get_by_role("option")).to_have_text("Reading an error")
    dialog.get_by_role("button", name="Clear recent").click()
    expect(dialog.get_by_role("group", name="Recent")).to_be_hidden()
    assert page.evaluate("localStorage.getItem('recent')") == "[]"


@pytest.mark.parametrize("typed", [False, True], ids=["pasted", "typed"])
def test_a_paste_is_offered_to_the_decoder_and_stays_out_of_every_address(page, site, typed):
    dialog = opened(page, site)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    if typed:
        page.keyboard.insert_text(ANSWER)
    else:
        page.evaluate(PASTED, ANSWER)
    offer = dialog.get_by_role("button", name="Decode this text")
    expect(offer).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".verdict")).to_be_visible()
    assert not [url for url in asked if "306" in url.removeprefix(site) or "api_key" in url]


def test_nothing_found_and_a_failed_search_say_so(page, site, trouble):
    dialog = opened(page, site)
    page.keyboard.type("zzzqqq")
    expect(dialog.get_by_role("status")).to_contain_text("Nothing found for")
    page.route("**/search/*", lambda route: route.fulfill(status=503))
    page.get_by_role("combobox").fill("nonce")
    expect(dialog.get_by_role("status")).to_contain_text("did not answer")
    page.unroute("**/search/*")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("option").first).to_contain_text("40102")
    trouble.clear()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_it(page, site, scheme):
    page.emulate_media(color_scheme=scheme)
    opened(page, site)
    page.keyboard.type("retry")
    expect(page.get_by_role("option", name="Retrying safely")).to_be_visible()
    assert faults(page, TAGS if scheme == "light" else COLOURS) == []


def test_without_a_script_it_is_a_page_with_a_form(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/privacy/")
    page.get_by_role("link", name="Search everything").click()
    page.get_by_role("searchbox", name="Search everything").fill("retry")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Retrying safely").click()
    expect(page).to_have_url(re.compile("/guides/retrying-safely/$"))
    context.close()
