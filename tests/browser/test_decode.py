"""The workbench as a browser shows it: paste, file, samples, copies, and nothing secret on the wire."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from exchange_errors.redaction.kinds import kinds
from tests.codes.test_decode import POST_ONLY, SECRET, refused
from tests.exchange_errors.redaction.test_kinds import samples

KEY = "Control+Enter"


def box(page):
    return page.get_by_label("Text to decode")


def found(page, code="43005"):
    return page.locator("#report").locator(".entry-id b, .finding-code b").get_by_text(code, exact=True)


def edit(page):
    page.get_by_role("link", name="Edit").click()


def test_a_paste_is_decoded_in_place(page, site):
    page.goto(f"{site}/decode/")
    box(page).fill(POST_ONLY)
    page.keyboard.press(KEY)
    expect(found(page)).to_be_visible()
    expect(page.locator("#said")).to_have_text(re.compile("^43005: "))
    assert page.url == f"{site}/decode/#report"
    expect(box(page)).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page).to_have_title(re.compile("^43005: .+ – Exchange Error Codes$"))
    edit(page)
    expect(box(page)).to_be_visible()


def test_the_tab_is_named_for_what_it_shows(page, site):
    page.goto(f"{site}/decode/")
    box(page).fill(POST_ONLY)
    page.keyboard.press(KEY)
    expect(found(page)).to_be_visible()
    page.goto(f"{site}/codes/306/")
    page.go_back()
    expect(page).to_have_title(re.compile("^43005: "))
    edit(page)
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page).to_have_title("Decode a paste – Exchange Error Codes")
    page.get_by_role("button", name="Undo").click()
    expect(page).to_have_title(re.compile("^43005: "))


def test_secrets_are_masked_before_they_leave_the_browser(page, site):
    sent = []
    page.on("request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None)
    page.goto(f"{site}/decode/")
    box(page).fill(POST_ONLY + '\nAuthorization: "Bearer abcdefghijklmnop"\ntrader@example.com')
    page.keyboard.press(KEY)
    expect(found(page)).to_be_visible()
    assert not any(secret in "".join(sent) for secret in (SECRET, "abcdefghijklmnop", "trader@example.com"))


@pytest.mark.parametrize("kind", [kind.name for kind in kinds().values() if any(form.pattern for form in kind.forms)])
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
    page.get_by_label("Choose a file").set_input_files(file)
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
    expect(page.locator("#said")).to_have_text("Copy the reply: Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "Dear customer"
    tab(page, "Internal").check(force=True)
    page.get_by_role("button", name="Copy the internal note").click()
    expect(page.locator("#said")).to_have_text("Copy the internal note: Copied")
    assert "Dear customer" not in page.evaluate("navigator.clipboard.readText()")


def tab(page, name):
    return page.get_by_role("radio", name=re.compile(f"^{name}"))


@pytest.mark.parametrize("width", [1440, 360])
@pytest.mark.parametrize("way", ["text", "timeline"])
def test_a_marked_place_and_a_lane_lead_to_their_finding(page, site, width, way):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}/decode/")
    decode(page, LOG)
    expect(page.locator("#finding-2")).to_be_hidden()
    tab(page, way.capitalize()).check(force=True)
    page.locator(f".panel-{way} a[href='#finding-2']").first.click()
    expect(page.locator("#finding-2")).to_be_visible()
    expect(page.locator("#finding-2")).to_be_in_viewport()


@pytest.mark.parametrize(("width", "height", "first"), [(1440, 900, "findings"), (768, 1024, "reply")])
def test_the_texts_are_reachable_without_scrolling(page, site, width, height, first):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{site}/decode/")
    decode(page, LOG)
    for name in (first, "internal", "ask", "timeline", "text"):
        label = page.locator(f".tabs label:has(#pane-{name})")
        expect(label).to_be_in_viewport(ratio=1)
        label.click()
        panel = name.replace("findings", "reply")
        expect(page.locator(f".panel-{panel}")).to_be_in_viewport()


@pytest.mark.parametrize("width", [1440, 768])
def test_the_tabs_are_walked_by_arrows(page, site, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}/decode/")
    decode(page, LOG)
    page.locator("#pane-findings").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".panel-text")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".panel-text")).to_be_hidden()
    expect(page.locator(".findings")).to_be_visible()


def test_a_large_file_is_refused_before_it_is_sent(page, site):
    page.goto(f"{site}/decode/")
    file = {"name": "huge.log", "mimeType": "text/plain", "buffer": b"x" * 5_000_001}
    page.get_by_label("Choose a file").set_input_files(file)
    expect(alert(page)).to_contain_text("At most 5 MB can be read at once.")


def test_a_failure_keeps_what_was_typed(page, site, trouble):
    page.route("**/decode/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.goto(f"{site}/decode/")
    box(page).fill(POST_ONLY)
    page.keyboard.press(KEY)
    expect(alert(page)).to_contain_text("still in the box")
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
    expect(page.locator("#notice").get_by_role("status")).to_have_text("Stopped. The text is still in the box.")
    expect(box(page)).to_have_value(POST_ONLY)
    trouble.clear()


def test_it_decodes_without_javascript(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/decode/")
    box(page).fill(POST_ONLY)
    page.get_by_role("button", name="Decode").click()
    expect(found(page)).to_be_visible()
    assert SECRET not in page.content()
    edit(page)
    expect(box(page)).to_have_value(re.compile(r"\[api_key:22\]"))
    box(page).fill(LOG)
    page.get_by_role("button", name="Decode").click()
    page.get_by_text("Timeline", exact=True).click()
    page.locator(".lanes-row").first.click()
    expect(page.locator(".finding-body:visible")).to_have_count(1)
    context.close()


def test_what_the_browser_masked_is_warned_of(page, site):
    page.goto(f"{site}/decode/")
    box(page).fill(POST_ONLY)
    page.keyboard.press(KEY)
    expect(page.locator(".masked")).to_contain_text("1 secret masked: 1 API key.")
    page.get_by_role("button", name="What to do").click()
    expect(page.locator("#secrets")).to_contain_text("An API key seems to be in this text")
    expect(page.locator("#secrets")).to_be_visible()


def test_nothing_moves_while_a_paste_is_read(page, site, trouble):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.route("**/decode/", lambda r: None if r.request.method == "POST" else r.continue_())
    page.goto(f"{site}/decode/")
    before = page.locator("#privacy").bounding_box()
    box(page).fill("code: 306")
    page.keyboard.press(KEY)
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    assert page.locator("#privacy").bounding_box() == before
    trouble.clear()


RAW = POST_ONLY + "\ntrader@example.com"
LOG = "\n".join([*(refused(n) for n in range(1, 6)), refused(9, 306), refused(40, 213)])


def decode(page, text):
    box(page).fill(text)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press(KEY)
    expect(page.locator(".verdict")).to_be_visible()
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    expect(box(page)).to_have_value(page.locator(".log code").text_content().removesuffix("\n"))


def stored(page):
    return page.evaluate("JSON.stringify({ ...sessionStorage }) + JSON.stringify({ ...localStorage })")


def alert(page):
    return page.locator("#notice").get_by_role("alert")


def test_after_an_answer_the_box_holds_the_masked_text(page, site):
    page.goto(f"{site}/decode/")
    decode(page, RAW)
    expect(box(page)).to_have_value(re.compile(r"\[api_key:22\].*\n\[email:18\]$", re.DOTALL))
    assert SECRET not in page.content()
    edit(page)
    page.get_by_role("button", name="Show what I pasted").click()
    expect(box(page)).to_have_value(RAW)
    page.get_by_role("button", name="Show the masked text").click()
    expect(box(page)).not_to_have_value(RAW)


def test_what_is_written_while_an_answer_comes_stays(page, site):
    held = []
    page.route("**/decode/", lambda r: held.append(r) if r.request.method == "POST" else r.continue_())
    page.goto(f"{site}/decode/")
    box(page).fill(RAW)
    page.keyboard.press(KEY)
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    box(page).fill("something else")
    held[0].continue_()
    expect(found(page)).to_be_visible()
    expect(box(page)).to_be_visible()
    expect(box(page)).to_have_value("something else")


def test_a_text_without_secrets_needs_no_second_view(page, site):
    page.goto(f"{site}/decode/")
    decode(page, "code: 306")
    expect(page.get_by_role("button", name="Show what I pasted")).to_be_hidden()


@pytest.mark.parametrize("way", ["back", "link"])
def test_paste_and_report_are_there_again_after_a_look_at_a_code(page, site, way):
    page.goto(f"{site}/decode/")
    decode(page, RAW)
    edit(page)
    page.get_by_role("button", name="Show what I pasted").click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="All about 43005").click()
    expect(opened.value).to_have_url(re.compile("/codes/43005/"))
    opened.value.close()
    page.get_by_role("link", name="Codes", exact=True).first.click()
    expect(page).to_have_url(f"{site}/")
    if way == "back":
        page.go_back()
    else:
        page.get_by_role("link", name="Decode a paste").click()
    expect(found(page)).to_be_visible()
    expect(box(page)).to_have_value(re.compile(r"\[email:18\]"))
    expect(page.get_by_role("button", name="Show what I pasted")).to_be_hidden()
    assert SECRET not in page.content()


def test_the_paste_itself_is_never_stored(page, site):
    page.goto(f"{site}/decode/")
    for text in (RAW, f"password: {SECRET}\ncode 306", "nothing here, trader@example.com"):
        decode(page, text)
        edit(page)
        page.get_by_role("button", name="Show what I pasted").click()
        assert "43005" in stored(page) or "306" in stored(page) or "nothing here" in stored(page)
        assert "trader@example.com" not in stored(page)
        assert SECRET not in stored(page)


def test_clear_empties_the_box_the_report_and_the_tab(page, site):
    page.goto(f"{site}/decode/")
    decode(page, RAW)
    edit(page)
    page.get_by_role("button", name="Clear").click()
    expect(box(page)).to_have_value("")
    expect(box(page)).to_be_focused()
    expect(page.get_by_role("heading", name="What you get")).to_be_visible()
    expect(page.locator("#notice").get_by_role("status")).to_contain_text("Cleared")
    assert "43005" not in stored(page)
    page.reload()
    expect(page.get_by_role("heading", name="What you get")).to_be_visible()


def test_clear_can_be_undone(page, site):
    page.goto(f"{site}/decode/")
    decode(page, RAW)
    edit(page)
    page.get_by_role("button", name="Clear").click()
    page.get_by_role("button", name="Undo").click()
    expect(found(page)).to_be_visible()
    expect(box(page)).to_have_value(re.compile(r"\[email:18\]"))
    assert "43005" in stored(page)
    assert SECRET not in stored(page)
    page.get_by_role("button", name="Show what I pasted").click()
    expect(box(page)).to_have_value(RAW)


def test_what_was_cleared_is_gone_with_the_next_text(page, site):
    page.goto(f"{site}/decode/")
    decode(page, RAW)
    edit(page)
    page.get_by_role("button", name="Clear").click()
    decode(page, "code: 306")
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_a_frame_shows_where_to_drop(page, site):
    page.goto(f"{site}/decode/")
    expect(page.get_by_text("Drop it here")).to_be_hidden()
    page.evaluate("document.body.dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true }))")
    expect(page.get_by_text("Drop it here")).to_be_visible()
    expect(page.get_by_text("Drop it here")).to_be_hidden()


def test_another_tab_starts_empty(page, site, context):
    page.goto(f"{site}/decode/")
    decode(page, RAW)
    other = context.new_page()
    other.goto(f"{site}/decode/")
    expect(box(other)).to_have_value("")


def test_storage_that_is_refused_or_spoilt_does_no_harm(page, site):
    page.add_init_script("sessionStorage.setItem('decode', '{broken')")
    page.goto(f"{site}/decode/")
    decode(page, RAW)
    page.add_init_script(
        "Storage.prototype.setItem = Storage.prototype.getItem = () => { throw new Error('refused'); }"
    )
    page.goto(f"{site}/decode/")
    decode(page, RAW)
    edit(page)
    page.get_by_role("button", name="Clear").click()
    expect(box(page)).to_have_value("")


def test_a_print_shows_the_report_and_no_raw_text(page, site):
    page.goto(f"{site}/decode/")
    decode(page, RAW)
    edit(page)
    page.get_by_role("button", name="Show what I pasted").click()
    page.emulate_media(media="print")
    for hidden in (box(page), page.locator(".samples"), page.get_by_role("button", name="Copy the reply")):
        expect(hidden).to_be_hidden()
    expect(found(page)).to_be_visible()
    expect(page.locator(".log")).to_be_visible()
    expect(page.locator(".log")).to_contain_text("[api_key:22]")
    assert SECRET not in page.locator("main").inner_text()


def test_an_empty_box_is_announced(page, site):
    page.goto(f"{site}/decode/")
    page.get_by_role("button", name="Decode").click()
    expect(alert(page)).to_contain_text("There was no text in the box")


ANSWERS = {
    "a problem": (503, "application/problem+json", '{"title": "All decoders are busy", "detail": "Try again in 3 s."}'),
    "a page": (500, "text/html", "<html><main><h1>It broke</h1><p>We were told.</p></main></html>"),
    "a proxy's page": (502, "text/html", "<html><head></head><body><center><h1>502 Bad Gateway</h1></center></body>"),
    "a proxy's limit": (413, "text/html", "<html><body><h1>413 Request Entity Too Large</h1></body></html>"),
    "our own part": (503, "text/html", '\n<div class="notice notice-bad" role="alert"><h2>Busy now</h2></div>'),
    "too often": (429, "application/problem+json", '{"title": "Too many requests", "detail": "Wait 5 seconds."}'),
    "nothing": (500, "text/plain", ""),
}
SAID = {
    "a problem": ["All decoders are busy", "Try again in 3 s.", "still in the box"],
    "a page": ["It broke", "We were told.", "still in the box"],
    "a proxy's page": ["502 Bad Gateway", "still in the box"],
    "a proxy's limit": ["That is too much text", "At most 5 MB"],
    "our own part": ["Busy now"],
    "too often": ["Too many requests", "Wait 5 seconds."],
    "nothing": ["The text could not be read", "still in the box"],
}


@pytest.mark.parametrize("case", ANSWERS)
def test_a_refusal_is_said_in_a_box_that_is_announced(page, site, trouble, case):
    status, kind, body = ANSWERS[case]

    def answer(route):
        if route.request.method != "POST":
            return route.continue_()
        return route.fulfill(status=status, content_type=kind, body=body)

    page.route("**/decode/", answer)
    page.goto(f"{site}/decode/")
    box(page).fill(RAW)
    page.keyboard.press(KEY)
    for words in SAID[case]:
        expect(alert(page)).to_contain_text(words)
    expect(page.locator("#notice .notice")).to_be_visible()
    expect(box(page)).to_have_value(RAW)
    assert "43005" not in stored(page)
    trouble.clear()


def test_what_was_sent_is_said_to_be_read(page, site, trouble):
    page.route("**/decode/", lambda r: None if r.request.method == "POST" else r.continue_())
    page.goto(f"{site}/decode/")
    box(page).fill("code: 306")
    page.keyboard.press(KEY)
    expect(page.get_by_text("Sending …")).to_be_visible()
    page.evaluate("document.getElementById('paste').dispatchEvent(new CustomEvent('htmx:xhr:loadend'))")
    expect(page.locator(".working-text")).to_have_text("Sent. Reading …")
    assert page.locator("#sent").get_attribute("value") is None
    expect(page.locator("#said")).to_have_text("Sent. Reading …")
    trouble.clear()


def test_the_verdict_is_the_last_word(page, site):
    page.clock.install()
    page.goto(f"{site}/decode/")
    decode(page, LOG)
    page.clock.run_for(3000)
    expect(page.locator("#said")).to_have_text(re.compile("requests were refused"))


def test_without_javascript_a_phone_lands_at_the_result(browser, site):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{site}/decode/")
    box(page).fill(RAW)
    page.get_by_role("button", name="Decode").click()
    expect(page.locator(".verdict h1")).to_be_in_viewport()
    expect(page.get_by_text("This tab keeps the masked text")).to_be_hidden()
    context.close()


def test_an_answer_to_a_form_of_another_page_is_kept_too(page, site):
    page.goto(site)
    page.evaluate(
        """(text) => {
            const form = document.querySelector("[data-as-paste]").closest("form");
            const button = form.querySelector("[data-as-paste] button");
            button.value = text;
            form.q.required = false;
            form.requestSubmit(button);
        }""",
        RAW,
    )
    expect(found(page)).to_be_visible()
    page.goto(f"{site}/codes/43005/")
    page.go_back()
    expect(found(page)).to_be_visible()
    assert SECRET not in page.content()
