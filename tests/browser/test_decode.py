"""The workbench as a browser shows it: paste, file, samples, copies, and nothing secret on the wire."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from codes.core.redact.kinds import KINDS
from tests.core.test_redact_kinds import samples
from tests.web.test_decode import POST_ONLY, SECRET

KEY = "Control+Enter"


def box(page):
    return page.get_by_label("A response, a request with its answer, a rejected order, or a whole log")


def found(page, code="43005"):
    return page.locator("#report").get_by_role("link", name=re.compile(f"^{code} "))


def test_a_paste_is_decoded_beside_the_box(page, site):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site}/decode/")
    box(page).fill(POST_ONLY)
    page.keyboard.press(KEY)
    expect(found(page)).to_be_visible()
    expect(box(page)).to_have_value(POST_ONLY)
    expect(page.get_by_role("status")).to_have_text("1 error code found")
    assert page.url == f"{site}/decode/"
    assert found(page).bounding_box()["x"] > box(page).bounding_box()["x"] + 200


def test_secrets_are_masked_before_they_leave_the_browser(page, site):
    sent = []
    page.on("request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None)
    page.goto(f"{site}/decode/")
    box(page).fill(POST_ONLY + '\nAuthorization: "Bearer abcdefghijklmnop"\ntrader@example.com')
    page.keyboard.press(KEY)
    expect(found(page)).to_be_visible()
    assert not any(secret in "".join(sent) for secret in (SECRET, "abcdefghijklmnop", "trader@example.com"))
    line = page.get_by_text("Masked in this browser, before sending:")
    expect(line).to_contain_text("api_key × 1")
    expect(line).to_contain_text("email × 1")


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS if any(form.pattern for form in kind.forms)])
def test_the_browser_masks_by_the_registry(page, site, kind):
    page.goto(f"{site}/decode/")
    script = "(text) => mask(text, JSON.parse(document.querySelector('[data-mask-rules]').dataset.maskRules))"
    counted = [page.evaluate(script, re.sub("[«»]", "", text))[1] for name, text in samples("leaks") if name == kind]
    assert any(kind in counts for counts in counted)
    for name, text in samples("stays"):
        if name == kind:
            assert page.evaluate(script, text)[1].get(kind, 0) == 0


def test_a_file_is_decoded_as_soon_as_it_is_chosen(page, site):
    page.goto(f"{site}/decode/")
    file = {"name": "error.log", "mimeType": "text/plain", "buffer": POST_ONLY.encode()}
    page.get_by_label("or a file").set_input_files(file)
    expect(found(page)).to_be_visible()


def test_a_paste_anywhere_on_the_page_is_decoded(page, site):
    page.goto(f"{site}/decode/")
    page.evaluate(
        """(text) => {
            const data = new DataTransfer();
            data.setData("text", text);
            const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
            document.body.dispatchEvent(event);
        }""",
        POST_ONLY,
    )
    expect(found(page)).to_be_visible()


@pytest.mark.parametrize(
    ("sample", "code"),
    [("A refused post-only order", "43005"), ("A log with several errors", "42901"), ("A rejected order", "315")],
)
def test_each_sample_is_decoded(page, site, sample, code):
    page.goto(f"{site}/decode/")
    page.get_by_role("button", name=re.compile(sample)).click()
    expect(found(page, code)).to_be_visible()


def test_the_two_copies_cannot_be_mixed_up(page, site, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}/decode/")
    box(page).fill(POST_ONLY)
    page.keyboard.press(KEY)
    page.get_by_label("Reply to the customer").fill("Dear customer")
    page.get_by_role("button", name="Copy the reply").click()
    expect(page.get_by_role("status")).to_have_text("Copy the reply: Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "Dear customer"
    page.get_by_role("button", name="Copy the internal note").click()
    expect(page.get_by_role("status")).to_have_text("Copy the internal note: Copied")
    assert "Dear customer" not in page.evaluate("navigator.clipboard.readText()")


def test_a_marked_place_leads_to_its_finding(page, site):
    page.goto(f"{site}/decode/")
    box(page).fill(POST_ONLY)
    page.keyboard.press(KEY)
    page.locator(".spot").first.click()
    expect(page.locator("#finding-1")).to_be_in_viewport()


def test_a_large_file_is_refused_before_it_is_sent(page, site):
    page.goto(f"{site}/decode/")
    file = {"name": "huge.log", "mimeType": "text/plain", "buffer": b"x" * 5_000_001}
    page.get_by_label("or a file").set_input_files(file)
    expect(page.locator("#report")).to_have_text("At most 5 MB can be read at once.")


def test_a_failure_keeps_what_was_typed(page, site, trouble):
    page.route("**/decode/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.goto(f"{site}/decode/")
    box(page).fill(POST_ONLY)
    page.keyboard.press(KEY)
    expect(page.locator("#report")).to_contain_text("It is still in the box")
    expect(box(page)).to_have_value(POST_ONLY)
    trouble.clear()


def test_a_long_reading_can_be_stopped(page, site, trouble):
    held = []
    page.route("**/decode/", lambda r: held.append(r) if r.request.method == "POST" else r.continue_())
    page.goto(f"{site}/decode/")
    box(page).fill(POST_ONLY)
    page.keyboard.press(KEY)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    expect(box(page)).to_have_value(POST_ONLY)
    trouble.clear()


def test_it_decodes_without_javascript(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/decode/")
    box(page).fill(POST_ONLY)
    page.get_by_role("button", name="Decode", exact=True).click()
    expect(found(page)).to_be_visible()
    assert SECRET not in page.content()
    page.get_by_role("button", name="A log with several errors").click()
    expect(found(page, "42901")).to_be_visible()
    context.close()


def test_what_the_browser_masked_is_warned_of(page, site):
    page.goto(f"{site}/decode/")
    box(page).fill(POST_ONLY)
    page.keyboard.press(KEY)
    expect(page.locator(".masked-count")).to_have_text("1 secret masked: api_key")
    expect(page.locator(".notice-caution")).to_contain_text("An API key seems to be in this text")


def test_nothing_moves_while_a_paste_is_read(page, site, trouble):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.route("**/decode/", lambda r: None if r.request.method == "POST" else r.continue_())
    page.goto(f"{site}/decode/")
    before = page.locator("#paste-privacy").bounding_box()
    box(page).fill("code: 306")
    page.keyboard.press(KEY)
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    assert page.locator("#paste-privacy").bounding_box() == before
    trouble.clear()
