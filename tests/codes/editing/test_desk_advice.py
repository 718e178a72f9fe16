"""A desk's own advice: beside the note, apart from it, and touched by nobody else."""

from django.contrib.auth.models import Permission
from django.test import Client

from codes.models import DeskNote
from codes.store import snapshot
from codes.store.sync import edited_here, sync
from tests.codes.conftest import outline
from tests.codes.editing.conftest import ENTRY, browser_of
from tests.shipped import CATEGORIES, ENTRIES

PATH = f"/edit/{ENTRY}/desk/"
TEXT = "Ask **Team Treasury** first. <script>alert(1)</script>"


def write(user, text=TEXT, **fields):
    browser = browser_of(user)
    page = outline(browser.get(PATH))
    [seen] = page.all("input", name="seen")
    return browser.post(PATH, {"text": text, "seen": seen["value"], **fields}, follow=True)


def page_of_entry():
    snapshot.refresh()
    return Client().get("/codes/306/").content.decode()


def test_it_is_for_those_who_log_in_until_the_desk_wants_it_public(author):
    write(author)
    assert "Team Treasury" in browser_of(author).get(PATH).content.decode()
    assert "Team Treasury" not in page_of_entry()
    write(author, is_public="on")
    page = page_of_entry()
    assert "<strong>Team Treasury</strong>" in page
    assert "From this site’s desk" in page
    assert "<script>alert(1)" not in page


def test_what_programs_fetch_is_the_catalogue_alone(author):
    write(author, is_public="on")
    snapshot.refresh()
    for path in ("/api/v1/codes/306", "/codes/306.md", "/codes/306.json", "/offline.html"):
        assert "Treasury" not in Client().get(path).content.decode()


def test_no_sync_and_no_export_touches_it(author):
    write(author, is_public="on")
    sync(ENTRIES, CATEGORIES)
    assert DeskNote.objects.get().text == TEXT
    assert edited_here().entries == []


def test_its_history_says_who_and_keeps_every_text(author, reviewer):
    write(author)
    write(reviewer, "Ask the night shift first.")
    write(author, "")
    page = outline(browser_of(author).get(PATH))
    assert not DeskNote.objects.exists()
    assert "removed" in page.text
    assert page.text.index("rob") < page.text.rindex("ann")
    assert "Team Treasury" in page.text


def test_two_at_once_the_second_is_told_and_keeps_their_text(author, reviewer):
    write(author)
    answer = browser_of(reviewer).post(PATH, {"text": "Mine.", "seen": ""})
    assert answer.status_code == 409
    assert "Mine." in answer.content.decode()
    assert DeskNote.objects.get().text == TEXT
    assert write(reviewer, "Mine.").status_code == 200
    assert DeskNote.objects.get().text == "Mine."


def test_it_is_bounded(author):
    assert write(author, "x" * 4001).status_code == 400
    assert write(author, "a\x00b").status_code == 400
    assert not DeskNote.objects.exists()


def test_saving_what_was_not_changed_writes_nothing(author):
    write(author)
    write(author)
    assert DeskNote.history.count() == 1


def test_only_who_may_change_it_does(person, author):
    reader = person("eve")
    reader.user_permissions.set(Permission.objects.filter(codename__in=["view_draft", "view_desknote"]))
    browser = browser_of(reader)
    assert browser.get(PATH).status_code == 200
    assert browser.post(PATH, {"text": "Mine.", "seen": ""}).status_code == 403
    assert browser_of(person("zoe")).get(PATH).status_code == 403
    assert not DeskNote.objects.exists()
