"""A client that keeps a copy asks what changed since the version that it holds; people read it as a feed."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from html import unescape

import pytest

from codes.api.schemas import ChangeList
from codes.links import page_path
from codes.models import NoteRow, Release, Revision
from codes.store import releases, snapshot
from tests.api.conftest import assert_problem
from tests.shipped import ENTRIES
from tests.vendor import ROWS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_snapshot")]
ONE, TWO = "306-INSUFFICIENT_AVAILABLE_BALANCE", "43005-POST_ONLY_REJ"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def first(loaded):
    """The version of the shipped files, in the database."""
    return snapshot.current().catalogue.version


def edit(entry_id, text):
    row = NoteRow.objects.get(pk=entry_id)
    row.summary = text
    row.save()
    snapshot.refresh()
    return snapshot.current().catalogue.version


def summary_of(entry_id):
    """The summary of the shipped file."""
    return next(entry.note.summary for entry in ENTRIES if entry.id == entry_id)


def changes(client, **query):
    answer = client.get("/api/v1/changes", query)
    assert answer.status_code == 200, answer.content
    ChangeList.model_validate_json(answer.content)
    return answer.json()


def test_the_first_version_adds_every_entry(client, first):
    [release] = changes(client)["results"]
    assert release["version"] == first
    assert {change["change"] for change in release["changes"]} == {"added"}
    assert len(release["changes"]) == len(ROWS)


def test_an_edit_is_the_newest_change_and_names_the_field(client, first):
    second = edit(ONE, "Edited.")
    body = changes(client)
    assert [release["version"] for release in body["results"]] == [second, first]
    assert body["version"] == second
    [change] = body["results"][0]["changes"]
    words = change.pop("words")
    assert change == {"id": ONE, "change": "changed", "fields": ["summary"], "url": "http://testserver/codes/306/"}
    assert words == [{"field": "summary", "before": summary_of(ONE), "after": "Edited."}]
    assert client.get(body["results"][0]["url"]).status_code == 200


def test_since_leaves_what_came_after_it(client, first):
    second = edit(ONE, "Edited.")
    third = edit(TWO, "Edited too.")
    assert [r["version"] for r in changes(client, since=first)["results"]] == [third, second]
    assert [r["version"] for r in changes(client, since=second)["results"]] == [third]
    assert changes(client, since=third)["results"] == []


def test_an_edit_that_is_taken_back_is_two_changes(client, first):
    summary = NoteRow.objects.get(pk=ONE).summary
    edit(ONE, "Edited.")
    assert edit(ONE, summary) == first
    assert changes(client)["count"] == 3
    assert changes(client, since=first)["results"] == []  # the newest time that it was served


@pytest.mark.parametrize("since", ["nonsense", "0000000000000000", "\0"])
def test_an_unknown_version_is_refused(client, first, since):
    assert_problem(client.get("/api/v1/changes", {"since": since}), 404, "unknown-version")


def test_bad_parameters_are_refused(client, first):
    assert_problem(client.get("/api/v1/changes", {"since": "x" * 65}), 422, "invalid-parameters")
    assert_problem(client.get("/api/v1/changes", {"sinc": first}), 422, "invalid-parameters")


def test_a_site_that_serves_the_shipped_files_has_no_history(client):
    body = changes(client)
    assert (body["count"], body["results"]) == (0, [])
    assert changes(client, since=body["version"])["results"] == []


def test_asking_makes_no_query(client, first, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/api/v1/changes")
        client.get("/api/v1/changes.atom")


def test_an_answer_changes_its_etag_with_the_history(client, first):
    tag = client.get("/api/v1/changes")["ETag"]
    assert client.get("/api/v1/changes", headers={"If-None-Match": tag}).status_code == 304
    edit(ONE, "Edited.")
    assert client.get("/api/v1/changes", headers={"If-None-Match": tag}).status_code == 200


def test_the_feed_has_an_item_for_every_version(client, first):
    edit(ONE, "Edited <b>boldly</b>.")
    answer = client.get("/api/v1/changes.atom")
    assert answer["Content-Type"] == "application/atom+xml"
    feed = ElementTree.fromstring(answer.content)
    items = feed.findall(f"{ATOM}entry")
    assert [item.find(f"{ATOM}title").text for item in items] == ["1 entry changed", f"{len(ROWS)} entries changed"]
    html = items[0].find(f"{ATOM}summary").text
    assert html.startswith(f"<p>{ONE} changed (summary)</p><p><b>summary</b>: ")
    assert "<ins>" in html
    assert "&lt;b&gt;" in html
    assert len({item.find(f"{ATOM}id").text for item in items}) == 2
    assert client.get(items[0].find(f"{ATOM}link").get("href")).status_code == 200
    assert feed.find(f"{ATOM}link[@rel='self']").get("href") == "http://testserver/api/v1/changes.atom"


def test_a_release_is_recorded_once_however_many_processes_see_it(first):
    releases.record(snapshot.current().catalogue, snapshot.current().revision)
    releases.record(snapshot.current().catalogue, snapshot.current().revision + 1)
    assert Release.objects.count() == 1


def test_only_the_newest_release_keeps_all_texts(client, first):
    edit(ONE, "Edited.")
    newest, older = Release.objects.order_by("-revision")
    assert newest.texts[ONE]["summary"] == "Edited."
    assert older.texts == {}


def test_a_release_from_before_there_were_texts_names_fields_only(client, first):
    Release.objects.update(texts={})
    edit(ONE, "Edited.")
    [change] = changes(client)["results"][0]["changes"]
    assert (change["fields"], change["words"]) == (["summary"], [])


def test_of_a_long_text_only_what_is_around_the_change_is_kept(client, first):
    long = "A word. " * 1000
    edit(ONE, f"{long}Old {long}")
    edit(ONE, f"{long}New {long}")
    [change] = changes(client)["results"][0]["changes"]
    [words] = change["words"]
    assert len(words["before"]) < 1000
    assert (words["before"][0], words["before"][-1]) == ("…", "…")
    assert words["after"] == words["before"].replace("Old", "New")


def test_the_words_of_one_release_are_bounded(first):
    before = {f"{number}-X": {"summary": "a" * 2000} for number in range(100)}
    after = {key: {"summary": "b" * 2000} for key in before}
    listed = releases.difference(before, after)
    releases.add_words(listed, before, after)
    kept = [len(row["before"]) + len(row["after"]) for change in listed for row in change["words"]]
    assert 0 < sum(kept) <= releases.MOST


HOSTILE = [5, "x", [5], [{}], [{"field": 1, "before": "a", "after": "b"}], [{"field": "summary", "before": None}]]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_that_other_programs_spoiled_cost_nothing_else(client, first, words):
    edit(ONE, "Edited.")
    newest = Release.objects.order_by("-revision")[0]
    newest.changes[0]["words"] = words
    newest.save()
    Revision.bump()
    snapshot.refresh()
    assert changes(client)["results"][0]["changes"][0]["words"] == []
    assert client.get("/changes/").status_code == 200
    assert client.get(f"/changes/{newest.pk}/").status_code == 200


def test_an_entry_that_is_gone_is_named():
    assert releases.difference({"a": {"x": "1"}}, {"b": {"x": "1"}}) == [
        {"id": "a", "change": "removed", "fields": []},
        {"id": "b", "change": "added", "fields": []},
    ]


def test_the_page_lists_them_in_the_order_of_the_codes_and_tells_twins_apart(client, first):
    page = unescape(client.get("/changes/").content.decode())
    shown = re.findall(r'<a href="([^"]+)"><b>\d+</b><span>([^<]+)</span>', page)
    entries = snapshot.current().catalogue.entries
    assert shown == [(page_path(entry), entry.note.headline) for entry in entries]
    assert len(set(shown)) == len(entries)
