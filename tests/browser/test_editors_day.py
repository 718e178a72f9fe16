"""The editors' day on two instances: the weakest note is edited, refused, mended, reviewed, seen live, taken back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import watch
from tests.production.server import COLLECT, PASSWORD, Portal, environment, fill, wait_for

WEAKEST = "306-INSUFFICIENT_AVAILABLE_BALANCE"
TOO_LONG = "Your account has not got enough balance for it"
HEADLINE = "The balance does not cover this order"
LIVE = 30  # seconds; on a free machine it is two, which a test on a busy one cannot hold
MOST_TABS = 400
PEOPLE = f"""
import datetime
from django.contrib.auth.models import Group
from codes.models import AnswerCount
for name, group in (("ann", "Authors"), ("rob", "Reviewers")):
    User.objects.create_user(name, password={PASSWORD!r}).groups.add(Group.objects.get(name=group))
AnswerCount.objects.create(
    entry_id={WEAKEST!r}, place="entry", answer="unclear", week=datetime.date.today(), count=9)
"""


class Keyboard:
    """Uses a page with Tab, Enter and letters only."""

    size = (1440, 900)

    def press(self, target, *, backwards=False):
        self.reach(target, backwards)
        target.page.keyboard.press("Enter")

    def write(self, target, text):
        self.reach(target)
        target.page.keyboard.press("Control+A")
        target.page.keyboard.type(text)

    def reach(self, target, backwards=False):
        expect(target).to_be_visible()
        for _ in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                return
            target.page.keyboard.press("Shift+Tab" if backwards else "Tab")
        raise AssertionError(f"Tab never reaches {target}")


class Finger:
    """Uses a page on a phone."""

    size = (360, 740)

    def press(self, target, *, backwards=False):
        target.tap()

    def write(self, target, text):
        target.tap()
        target.fill(text)


@pytest.fixture(scope="module")
def instances(tmp_path_factory):
    """Two portals on one database, each with a folder of its own."""
    shared = tmp_path_factory.mktemp("shared")
    settings = {
        "DATABASE_URL": f"sqlite:///{shared / 'portal.sqlite3'}",
        "STATIC_ROOT": str(shared / "static"),
        "EDITORS_PUBLISH_OWN": "0",
        "WEB_CONCURRENCY": "1",
    }
    folders = [tmp_path_factory.mktemp("instance") for _ in range(2)]
    fill(environment(folders[0], **settings), then=PEOPLE + COLLECT)
    first, second = (Portal(environment(folder, **settings), folder / "log") for folder in folders)
    with first, second:
        yield first, second


@pytest.fixture
def enter(browser, trouble):
    """Return a function that logs somebody in, in a browser of their own, and gives the page of their home."""
    contexts = []

    def entered(portal, hand, name):
        width, height = hand.size
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, has_touch=True))
        page = contexts[-1].new_page()
        watch(page, trouble)
        page.goto(f"http://127.0.0.1:{portal.port}/edit/")
        hand.write(page.get_by_label("Username"), name)
        hand.write(page.get_by_label("Password"), PASSWORD)
        hand.press(page.get_by_role("button", name="Log in"))
        expect(page.get_by_role("heading", name="What needs an editor")).to_be_visible()
        return page

    yield entered
    for context in contexts:
        context.close()


def headline_on(portal):
    return portal.get(f"/api/v1/codes/{WEAKEST}").json()["headline"]


def publish_as_reviewer(page, hand):
    hand.press(page.get_by_role("link", name="Home", exact=True))
    hand.press(page.locator("#waits").get_by_role("link", name=WEAKEST))
    hand.press(page.get_by_role("button", name="Publish"))
    expect(page.get_by_text("Published: readers see it now.")).to_be_visible()


@pytest.mark.parametrize("hand", [Keyboard(), Finger()], ids=["by keyboard", "on a phone"])
def test_a_note_is_edited_refused_mended_reviewed_live_and_taken_back(instances, enter, hand, trouble):
    first, second = instances
    before = headline_on(first)
    author = enter(first, hand, "ann")
    hand.press(author.locator("#weakest li a").first)
    expect(author.get_by_role("heading", name="Edit 306")).to_be_visible()

    headline, send = author.locator("#headline-0-text"), author.get_by_role("button", name="Send to review")
    hand.write(headline, TOO_LONG)
    expect(author.locator("#preview h1")).to_contain_text(TOO_LONG)
    hand.press(send, backwards=True)
    expect(author.get_by_role("alert")).to_have_text("One problem has to be fixed first.")
    expect(author.locator("#problems-headline")).to_contain_text("at most 8")
    hand.write(headline, HEADLINE)
    expect(author.locator("#problems-headline")).to_be_empty()
    expect(author.locator("#preview h1")).to_contain_text(HEADLINE)
    hand.press(send, backwards=True)
    expect(author.get_by_text("Sent to review.")).to_be_visible()
    assert [headline_on(each) for each in instances] == [before, before]

    reviewer = enter(second, hand, "rob")
    publish_as_reviewer(reviewer, hand)
    wait_for(lambda: [headline_on(each) for each in instances] == [HEADLINE, HEADLINE], LIVE)
    hand.press(author.get_by_role("link", name="View", exact=True), backwards=True)
    expect(author.locator("main h1")).to_contain_text(HEADLINE)

    author.go_back()
    hand.press(author.get_by_role("link", name="History", exact=True), backwards=True)
    hand.press(author.get_by_role("button", name="Back to this text").first)
    expect(author.get_by_text("The old text is a draft now, and waits for a reviewer.")).to_be_visible()
    publish_as_reviewer(reviewer, hand)
    wait_for(lambda: [headline_on(each) for each in instances] == [before, before], LIVE)
    assert len(trouble) == 1
    assert "409" in trouble.pop()  # what the browser prints of the refusal
