"""An editor's day in a real browser: what no test client sends, such as Origin, decides whether it works."""

from __future__ import annotations

import os
import shutil

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from codes.editing import workflow
from codes.models import Draft, NoteRow
from codes.store import snapshot
from tests.browser.conftest import watch, widen
from tests.browser.proxy import proxy
from tests.browser.test_access import COLOURS, TAGS, faults
from tests.production.server import COLLECT, EDITOR, Portal, environment, fill, free_port
from tests.production.server import PASSWORD as SHARED_PASSWORD

PASSWORD = "a long pass phrase"
ONE = "43005-POST_ONLY_REJ"
SUMMARY = "Words that an editor typed in a browser."


@pytest.fixture
def editors_site(live_server, loaded):
    """The address of a running site whose database holds the notes and one editor."""
    User.objects.create_superuser("ed", password=PASSWORD)
    return live_server.url


def log_in(page, site, name="ed", password=PASSWORD):
    """Go to the editor of the entry, by way of the log-in."""
    page.goto(f"{site}/edit/{ONE}/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Edit 43005")).to_be_visible()


def publish_a_summary(page, text):
    page.get_by_role("textbox", name="Summary", exact=True).fill(text)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published: readers see it now.")).to_be_visible()


def test_an_editor_logs_in_publishes_and_sees_it_live(page, editors_site, settings):
    settings.EDITORS_PUBLISH_OWN = True
    log_in(page, editors_site)
    publish_a_summary(page, SUMMARY)
    snapshot.refresh()  # what the watch does twice a second
    page.get_by_role("link", name="View", exact=True).click()
    expect(page.locator("main").get_by_text(SUMMARY, exact=True).locator("visible=true").first).to_be_visible()
    assert NoteRow.objects.get(pk=ONE).history.latest().history_user.username == "ed"


def test_rows_are_edited_by_keyboard_and_the_preview_follows(page, editors_site):
    log_in(page, editors_site)
    steps = page.locator("#part-steps")
    before = steps.locator("textarea").count()
    page.locator("#steps-add").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#steps-{before}-text")).to_be_focused()
    page.keyboard.type("Call `private/get-open-order` at once.")
    preview = page.locator("#preview .steps li").last
    expect(preview).to_contain_text("Call private/get-open-order at once.")
    expect(page.locator(f"#problems-steps-{before}")).to_contain_text("did you mean private/get-open-orders?")
    page.locator(f"#steps-{before}-up").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#steps-{before - 1}-up")).to_be_focused()
    expect(page.locator("#said")).to_have_text(f"Step {before + 1} is step {before} now.")
    expect(page.locator("#preview .steps li").nth(before - 1)).to_contain_text("get-open-order at once")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # remove
    expect(page.locator(f"#steps-{before - 1}-remove")).to_be_focused()
    expect(page.locator("#editor-state")).to_contain_text("No changes")
    page.get_by_role("textbox", name="Fix", exact=True).fill("Set the price right")
    page.keyboard.press("Control+s")
    expect(page.locator("#said")).to_have_text("Draft saved.")
    expect(page.get_by_role("textbox", name="Fix", exact=True)).to_be_focused()
    assert Draft.objects.get().note["fix"] == "Set the price right"
    page.reload()  # nothing unsaved keeps the reader here


def test_what_cannot_be_shown_leaves_the_last_preview(page, editors_site):
    log_in(page, editors_site)
    page.get_by_role("textbox", name="Headline", exact=True).fill("A headline that can be shown")
    expect(page.locator("#preview h1")).to_contain_text("A headline that can be shown")
    page.get_by_role("textbox", name="Fix", exact=True).fill("x" * 121)
    expect(page.locator("#preview-state")).to_contain_text("the last version that could")
    expect(page.locator("#preview h1")).to_contain_text("A headline that can be shown")
    page.get_by_role("button", name="Save draft").last.click()
    expect(page.locator("#said")).to_have_text("Draft saved.")


@pytest.fixture
def site_behind_proxy(tmp_path):
    """The address of the production server behind the shipped proxy, which speaks TLS."""
    if not shutil.which("nginx", path="/usr/sbin:/usr/bin") or not shutil.which("openssl"):
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no nginx or no openssl on this machine")
    port = free_port()
    address = f"https://localhost:{port}"
    env = environment(tmp_path, STATIC_ROOT=str(tmp_path / "static"), SITE_URL=address, TRUSTED_PROXIES="127.0.0.1")
    fill(env, then=COLLECT)
    with Portal(env, tmp_path / "log") as portal, proxy(tmp_path, port, portal.port):
        yield address


@pytest.mark.slow
def test_the_same_day_behind_a_proxy_that_speaks_tls(browser, site_behind_proxy, trouble):
    page = browser.new_context(ignore_https_errors=True).new_page()
    watch(page, trouble)
    log_in(page, site_behind_proxy, EDITOR, SHARED_PASSWORD)
    publish_a_summary(page, SUMMARY)
    shown = page.locator("main").get_by_text(SUMMARY, exact=True).locator("visible=true").first
    for _ in range(20):  # the watch of each worker looks twice a second
        page.goto(f"{site_behind_proxy}/codes/43005/")
        if shown.is_visible():
            break
        page.wait_for_timeout(500)
    expect(shown).to_be_visible()
    page.goto(f"{site_behind_proxy}/admin/")
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_text("Logged out")).to_be_visible()
    assert not trouble


def test_the_second_of_two_editors_sees_both_texts_and_decides(page, editors_site, trouble):
    log_in(page, editors_site)
    other = User.objects.create_superuser("other")
    draft = workflow.open_draft(ONE, other)
    workflow.save(draft, draft.note | {"summary": "Saved meanwhile, by somebody else."}, other, 0)
    page.get_by_role("textbox", name="Summary", exact=True).fill(SUMMARY)
    page.keyboard.press("Control+s")
    expect(page.get_by_role("alert")).to_contain_text("other saved this draft after you opened it")
    expect(page.locator(".meanwhile").get_by_text("Saved meanwhile, by somebody else.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Summary", exact=True)).to_have_value(SUMMARY)
    page.keyboard.press("Control+s")
    expect(page.locator("#said")).to_have_text("Draft saved.")
    assert Draft.objects.get().note["summary"] == SUMMARY
    assert len(trouble) == 1
    assert "409" in trouble.pop()  # what the browser prints of the first answer


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_the_editor_fits_every_screen(page, editors_site, width):
    page.set_viewport_size({"width": width, "height": 900})
    log_in(page, editors_site)
    widen(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_editors_pages(page, editors_site, scheme, trouble):
    page.emulate_media(color_scheme=scheme)
    rules = TAGS if scheme == "light" else COLOURS
    page.goto(f"{editors_site}/admin/login/")
    assert faults(page, rules) == []
    log_in(page, editors_site)
    for path in ("/admin/", f"/edit/{ONE}/"):
        page.goto(editors_site + path)
        assert (path, faults(page, rules)) == (path, [])
        trouble[:] = [
            line for line in trouble if "inline style" not in line
        ]  # axe adds styles to pages that import some
