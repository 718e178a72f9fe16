"""Readers answer in place, by keyboard, and without a script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from codes.models import AnswerCount, ReaderText

PASTE = '{"id": 1, "method": "private/create-order", "code": 306}'


@pytest.fixture(autouse=True)
def empty_limits() -> None:
    cache.clear()


@pytest.fixture
def plain(browser: Any) -> Iterator[Any]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_yes_is_thanked_for_in_place(page, site):
    page.goto(f"{site}/codes/306/")
    page.get_by_role("button", name="Yes", exact=True).click()
    expect(page.locator(".solved")).to_contain_text("Thank you")
    expect(page.locator("#said")).to_contain_text("Thank you")
    assert page.url == f"{site}/codes/306/"
    assert AnswerCount.objects.get().answer == "yes"


def test_no_with_a_reason_works_by_keyboard_on_a_report(page, site):
    page.goto(f"{site}/decode/")
    page.get_by_label("Text to decode").fill(PASTE)
    page.get_by_role("button", name="Decode", exact=False).last.click()
    page.locator(".solved summary").focus()
    for key in ("Enter", "Tab", "Space", "ArrowDown", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("It was the wrong wallet.")
    page.get_by_role("button", name="Send", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".solved")).to_contain_text("Thank you")
    row = ReaderText.objects.get()
    assert (row.place, row.answer, row.text) == ("report", "steps_failed", "It was the wrong wallet.")


def test_what_was_not_taken_stays_in_the_form(page, site, trouble):
    page.goto(f"{site}/codes/306/")
    page.locator(".solved summary").click()
    page.get_by_text("Something else").click()
    page.evaluate("document.querySelector('.solved [name=text]').removeAttribute('maxlength')")
    page.locator("#solved-text").fill("x" * 501)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("alert").first).to_contain_text("At most 500 characters")
    assert page.locator("#solved-text").input_value() == "x" * 501
    page.locator("#solved-text").fill("Shorter.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".solved")).to_contain_text("Thank you")
    trouble.clear()  # the browser notes the refusal


def test_without_a_script_the_answer_is_a_page(plain, site):
    plain.goto(f"{site}/codes/306/")
    plain.locator(".solved summary").click()
    plain.get_by_text("I did not understand it").click()
    plain.get_by_role("button", name="Send", exact=True).click()
    expect(plain.get_by_role("main")).to_contain_text("Thank you")
    plain.goto(f"{site}/codes/306/")
    plain.get_by_role("link", name="Report a mistake").click()
    plain.get_by_label("What is wrong").fill("The third step.")
    plain.get_by_role("button", name="Send", exact=True).click()
    plain.get_by_role("link", name="Back to the page").click()
    assert plain.url == f"{site}/codes/306/"
    assert {row.answer for row in AnswerCount.objects.all()} == {"unclear", "mistake"}
