"""The comparison as a browser shows it: focus and speech after each change, with and without a script, on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

BOTH = pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])


@pytest.fixture
def reader(browser: Any, scripted: bool) -> Iterator[Any]:
    context = browser.new_context(java_script_enabled=scripted, viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def field(page):
    return page.get_by_label("Numbers or names of codes to add")


@BOTH
def test_the_field_keeps_the_focus_after_adding(reader, site):
    reader.goto(f"{site}/compare/")
    field(reader).fill("213, 314")
    reader.get_by_role("button", name="Add").click()
    expect(reader.locator(".versus thead th")).to_have_count(2)
    expect(field(reader)).to_be_focused()
    expect(field(reader)).to_have_value("")
    reader.keyboard.type("415")
    reader.keyboard.press("Enter")
    expect(reader.locator(".versus thead th")).to_have_count(3)
    expect(field(reader)).to_be_focused()
    expect(reader).to_have_title(re.compile("^213 · 314 · 415 compared"))


@BOTH
def test_after_removing_the_next_remove_has_the_focus_and_after_the_last_the_field(reader, site):
    reader.goto(f"{site}/compare/?ref=213&ref=314&ref=415")
    reader.get_by_role("link", name="Remove 314").press("Enter")
    expect(reader.locator(".versus thead th")).to_have_count(2)
    expect(reader.get_by_role("link", name="Remove 415")).to_be_focused()
    reader.keyboard.press("Enter")
    expect(reader.locator(".versus thead th")).to_have_count(1)
    expect(field(reader)).to_be_focused()
    assert "ref=213" in reader.url
    assert "415" not in reader.url


@BOTH
def test_a_slip_is_corrected_by_a_click(reader, site):
    reader.goto(f"{site}/compare/?ref=213&ref=314")
    field(reader).fill("41S")
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("alert")).to_contain_text("No code is called")
    expect(reader.locator(".versus thead th")).to_have_count(2)
    expect(field(reader)).to_have_value("41S")
    reader.get_by_role("alert").get_by_role("link", name="415").click()
    expect(reader.locator(".versus thead th")).to_have_count(3)
    expect(reader.get_by_role("alert")).to_have_count(0)
    expect(field(reader)).to_be_focused()


def test_a_change_is_announced_and_back_undoes_it(page, site):
    page.goto(f"{site}/compare/?ref=213&ref=314")
    field(page).fill("415")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("3 codes side by side: 213, 314, 415.")
    page.get_by_role("link", name="Remove 213").click()
    expect(page.locator("#said")).to_have_text("2 codes side by side: 314, 415.")
    page.go_back()
    expect(page.locator(".versus thead th")).to_have_count(3)


def test_only_differences_and_back_to_all_rows(page, site):
    page.goto(f"{site}/compare/?ref=213&ref=314")
    rows = page.locator(".versus tbody tr")
    every = rows.count()
    page.get_by_role("link", name="Show only differences").click()
    expect(page.get_by_role("link", name="Show all rows")).to_be_focused()
    assert rows.count() < every
    page.get_by_role("link", name="Show all rows").click()
    expect(rows).to_have_count(every)


def test_a_page_of_a_code_opens_as_a_page(page, site):
    page.goto(f"{site}/compare/?ref=213&ref=314")
    page.locator(".versus .entry-link").first.click()
    expect(page).to_have_url(f"{site}/codes/213/")
    expect(page.locator("#comparison")).to_have_count(0)


def test_on_a_phone_each_answer_stands_below_the_code_that_it_is_about(page, site):
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{site}/compare/?ref=213&ref=314&ref=415")
    row = page.locator(".row-differs").first
    assert row.locator(".cell-code").all_inner_texts() == ["213", "314", "415"]
    tops = [cell.bounding_box()["y"] for cell in row.locator("td").all()]
    assert tops == sorted(set(tops))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_heads_stay_in_view_while_six_codes_are_read(page, site):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site}/compare/?ref=213&ref=314&ref=415&ref=306&ref=320&ref=321")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    page.evaluate("scrollTo(0, 900)")
    expect(page.locator(".versus thead .entry-link").first).to_be_in_viewport(ratio=1)
