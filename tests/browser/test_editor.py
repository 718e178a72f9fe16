"""An editor's day in a real browser: what no test client sends, such as Origin, decides whether it works."""

from __future__ import annotations

import os
import shutil

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from codes.models import NoteRow
from codes.store import snapshot
from codes.store.sync import sync
from exchange_errors.catalogue.loader import load_entries
from tests.browser.conftest import watch
from tests.browser.proxy import proxy
from tests.browser.test_access import COLOURS, TAGS, faults
from tests.production.server import COLLECT, EDITOR, Portal, environment, fill, free_port
from tests.production.server import PASSWORD as SHARED_PASSWORD

PASSWORD = "a long pass phrase"
ONE = "43005-POST_ONLY_REJ"
SUMMARY = "Words that an editor typed in a browser."


@pytest.fixture
def editors_site(live_server, fresh_snapshot):
    """The address of a running site whose database holds the notes and one editor."""
    sync(*load_entries())
    User.objects.create_superuser("ed", password=PASSWORD)
    return live_server.url


def log_in(page, site, name="ed", password=PASSWORD):
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def edit_the_summary(page, text):
    """From the index to the saved note, the way an editor clicks."""
    page.get_by_role("link", name="Notes", exact=True).first.click()
    page.get_by_role("link", name=ONE).click()
    page.get_by_label("Summary").fill(text)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()


def test_an_editor_logs_in_edits_sees_it_live_reads_the_history_and_logs_out(page, editors_site):
    log_in(page, editors_site)
    edit_the_summary(page, SUMMARY)
    snapshot.refresh()  # what the watch does twice a second
    page.goto(f"{editors_site}/codes/43005/")
    expect(page.locator("main").get_by_text(SUMMARY, exact=True).locator("visible=true").first).to_be_visible()
    page.goto(f"{editors_site}/admin/codes/noterow/{ONE.replace('_', '_5F')}/history/")
    expect(page.get_by_role("row", name="Changed").get_by_text("ed", exact=True)).to_be_visible()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_text("Logged out")).to_be_visible()
    page.goto(f"{editors_site}/admin/codes/noterow/")
    expect(page.get_by_label("Password")).to_be_visible()
    assert NoteRow.objects.get(pk=ONE).summary == SUMMARY


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
    edit_the_summary(page, SUMMARY)
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


def test_an_untouched_save_in_a_browser_changes_nothing(page, editors_site):
    before = list(NoteRow.objects.order_by("pk").values())
    log_in(page, editors_site)
    for entry_id in (ONE, "306-INSUFFICIENT_AVAILABLE_BALANCE"):
        page.goto(f"{editors_site}/admin/codes/noterow/{entry_id.replace('_', '_5F')}/change/")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("Nothing was changed.", exact=True)).to_be_visible()
    assert list(NoteRow.objects.order_by("pk").values()) == before
    assert NoteRow.history.count() == len(before)


def test_the_second_of_two_editors_sees_both_texts_and_decides(page, editors_site):
    log_in(page, editors_site)
    page.goto(f"{editors_site}/admin/codes/noterow/{ONE.replace('_', '_5F')}/change/")
    row = NoteRow.objects.get(pk=ONE)
    row.summary = "Saved meanwhile, by somebody else."
    row.save()
    page.get_by_label("Summary").fill(SUMMARY)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Somebody else saved this note after you opened it")).to_be_visible()
    expect(page.locator(".meanwhile").get_by_text("Saved meanwhile, by somebody else.")).to_be_visible()
    expect(page.get_by_label("Summary")).to_have_value(SUMMARY)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_editors_pages(page, editors_site, scheme, trouble):
    page.emulate_media(color_scheme=scheme)
    rules = TAGS if scheme == "light" else COLOURS
    page.goto(f"{editors_site}/admin/login/")
    assert faults(page, rules) == []
    log_in(page, editors_site)
    note = f"/admin/codes/noterow/{ONE.replace('_', '_5F')}"
    for path in ("/admin/", "/admin/codes/noterow/", f"{note}/change/", f"{note}/history/"):
        page.goto(editors_site + path)
        assert (path, faults(page, rules)) == (path, [])
        trouble[:] = [
            line for line in trouble if "inline style" not in line
        ]  # axe adds styles to pages that import some
