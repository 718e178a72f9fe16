"""The page of a code as a browser shows it: copies, the answer above the fold, one page of paper, the offline pack."""

from __future__ import annotations

import json
import re
import unicodedata
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import widen

SHEET = {"top": "10mm", "bottom": "10mm", "left": "12mm", "right": "12mm"}
PRINTABLE = {"width": 702, "height": 1046}  # pixels, 96 an inch, of A4 within those margins


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ("Copy link", r"/codes/306/$"),
        ("Ticket note", r"^306 INSUFFICIENT_AVAILABLE_BALANCE: (.|\n)*1\. (.|\n)*/codes/306/$"),
        ("Code and name", r"^306 INSUFFICIENT_AVAILABLE_BALANCE$"),
        ("As Markdown", r"^# 306"),
        ("As JSON", r'^\{(.|\n)*"code": ?306'),
        ("Copy", r'^\{\n  "id"(.|\n)*\}$'),
        ("Copy reply", r"^[A-Z][^{}]*\.$"),
    ],
)
def test_each_copy_button_copies_what_it_says(page, site, context, button, expected):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}/codes/306/")
    if button in ("Code and name", "As Markdown", "As JSON"):
        page.get_by_role("button", name="More formats").click()
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator("#said")).to_have_text(f"{button}: Copied")
    assert re.search(expected, page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize("ref", ["306", "40101", "43005", "ws-1006"])
def test_what_to_do_is_above_the_fold(page, site, ref):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site}/codes/{ref}/")
    expect(page.locator(".steps li").first).to_be_in_viewport(ratio=1)
    widen(page)
    expect(page.locator(".steps li").first).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("ref", ["0", "306", "40101", "43005", "50001-ERR_INTERNAL", "ws-1006"])
def test_on_a_phone_the_fix_and_the_facts_are_above_the_fold(page, site, ref):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site}/codes/{ref}/")
    expect(page.locator(".fix")).to_be_in_viewport(ratio=1)
    widen(page)
    expect(page.locator(".fix-words")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])
def test_steps_and_support_texts_are_chosen_without_a_script(browser, site, scripted):
    context = browser.new_context(java_script_enabled=scripted)
    page = context.new_page()
    page.goto(f"{site}/codes/306/")
    other, own = page.locator(".steps .for-trader").first, page.locator(".steps .for-integrator").first
    before = other.evaluate("(step) => getComputedStyle(step).color")
    page.get_by_label("Developer", exact=True).check(force=True)
    expect(other).not_to_have_css("color", before)
    expect(own).to_have_css("color", before)
    expect(page.locator(".panel-reply")).to_be_visible()
    page.get_by_label("Internal note").check(force=True)
    expect(page.locator(".panel-reply")).to_be_hidden()
    expect(page.locator(".panel-internal")).to_contain_text("Not for the customer")
    context.close()


def test_the_contents_mark_the_part_that_is_read(page, site):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site}/codes/306/")
    current = page.locator(".contents [aria-current]")
    expect(current).to_have_count(1)
    page.get_by_role("link", name="Example", exact=True).click()
    expect(current).to_have_text("Example")
    expect(page.locator("#example h2")).to_be_in_viewport()
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(current).to_have_text("Sources")


def test_a_badge_of_evidence_says_what_it_means(page, site):
    page.goto(f"{site}/codes/306/")
    page.get_by_role("button", name="Observed").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#evidence")).to_contain_text("Seen in recorded answers")
    page.keyboard.press("Escape")
    expect(page.locator("#evidence")).to_be_hidden()


@pytest.mark.parametrize("path", ["/codes/40101/", "/codes/50001/", "/map/", "/compare/?ref=213&ref=314&ref=306"])
def test_nothing_is_cut_off_at_320_pixels(page, site, path):
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 by 1024 at 400% zoom
    page.goto(site + path)
    widen(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def squeezed(text: str) -> str:
    """Return the letters alone: a PDF keeps neither spaces nor places where a word may break."""
    return re.sub(r"[\s\u200b\xad-]", "", unicodedata.normalize("NFKC", text))


def printed(page) -> list[str]:
    """Return the letters of each sheet of A4."""
    return [squeezed(sheet.extract_text()) for sheet in PdfReader(BytesIO(page.pdf(format="A4", margin=SHEET))).pages]


@pytest.mark.parametrize("ref", ["306", "40101", "43005", "50001-ERR_INTERNAL", "ws-1000"])
def test_a_code_prints_whole_with_what_to_do_on_the_first_sheet(page, site, ref):
    page.set_viewport_size(PRINTABLE)
    page.goto(f"{site}/codes/{ref}/")
    widen(page)
    page.emulate_media(media="print")
    answer = page.locator(".entry h1, .fix-words, .facts dd, .steps p").all_inner_texts()
    everything = page.locator("main :is(p, li, dt, dd, td, th, h1, h2, h3):visible").all_inner_texts()
    assert page.evaluate("document.documentElement.scrollWidth") <= PRINTABLE["width"]
    sheets = printed(page)
    assert [text for text in answer if squeezed(text) not in sheets[0]] == []
    assert [text for text in everything if squeezed(text) not in "".join(sheets)] == []
    assert all(sheets), "a sheet is blank"
    assert len(sheets) <= 2


def test_nothing_moves_while_a_page_loads(page, site):
    page.add_init_script(
        """window.moved = 0;
        new PerformanceObserver((list) => { for (const e of list.getEntries()) window.moved += e.value; })
            .observe({ type: "layout-shift", buffered: true });"""
    )
    for path in ("/", "/codes/43005/", "/decode/"):
        page.goto(site + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.moved") < 0.01, path


def test_the_offline_pack_searches_without_a_server(page, site, tmp_path):
    page.goto(f"{site}/offline.html")
    pack = tmp_path / "pack.html"
    pack.write_text(page.evaluate("document.documentElement.outerHTML"), "utf-8")
    page.goto(pack.as_uri())
    page.get_by_label("Search the error codes").fill("too many requests")
    expect(page.locator("details:visible").first).to_contain_text("42901")
    page.get_by_label("Search the error codes").fill("306")
    expect(page.locator("details[open]")).to_contain_text("INSUFFICIENT_AVAILABLE_BALANCE")


def test_copying_the_diff_gives_the_corrected_request(page, site, context, catalogue):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}/codes/306/")
    page.locator(".diff code").evaluate("(code) => getSelection().selectAllChildren(code)")
    page.keyboard.press("Control+c")
    copied = json.loads(page.evaluate("navigator.clipboard.readText()"))
    assert copied == catalogue.get("306-INSUFFICIENT_AVAILABLE_BALANCE").note.example["corrected_request"]
