"""The reply in the customer's language: preset by their words, picked by the agent, remembered in the browser only."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.test_decode import KEY, box, edit

REFUSED = '{"id":1,"method":"private/create-order","code":306,"message":"INSUFFICIENT_AVAILABLE_BALANCE"}'
SPANISH = f"Hola, mi orden fue rechazada y no sé por qué.\n{REFUSED}"
LETTER = "#reply-customer"


def decode(page, site, text):
    page.goto(f"{site}/decode/")
    if not box(page).is_visible():  # the tab kept the report before
        edit(page)
    box(page).fill(text)
    page.keyboard.press(KEY)
    expect(page.locator(LETTER)).to_be_visible()


def pick(page, name):
    page.get_by_role("button", name="Language of the reply:").click()
    page.get_by_role("button", name=name, exact=True).click()


def test_the_customers_words_preset_the_language_and_the_agent_sees_the_english(page, site):
    decode(page, site, SPANISH)
    expect(page.locator(LETTER)).to_have_attribute("lang", "es")
    agent = page.locator(".panel-reply .for-agent")
    expect(agent).to_contain_text("No speaker of Spanish has reviewed this translation yet.")
    agent.get_by_text("The same in English").click()
    expect(agent).to_contain_text("Thank you for the details.")
    assert "Thank you" not in page.locator(LETTER).input_value()
    assert agent.get_by_role("button").count() == 0  # nothing there can be copied for the letter


def test_a_picked_language_is_kept_in_the_browser_for_texts_that_tell_none(page, site):
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    decode(page, site, REFUSED)
    expect(page.locator(LETTER)).to_have_attribute("lang", "en")
    pick(page, "Deutsch")
    expect(page.locator(LETTER)).to_have_attribute("lang", "de")
    decode(page, site, REFUSED.replace("1", "2", 1))
    expect(page.locator(LETTER)).to_have_attribute("lang", "de")
    decode(page, site, SPANISH)
    expect(page.locator(LETTER)).to_have_attribute("lang", "es")
    assert page.context.cookies() == []
    assert not [url for url in sent if "306" in url or "reply=" in url]


def test_a_language_can_be_picked_again_after_the_page_came_back(page, site):
    decode(page, site, SPANISH)
    page.reload()
    pick(page, "Français")
    expect(page.locator(LETTER)).to_have_attribute("lang", "fr")
    assert "306" in page.locator(LETTER).input_value()
