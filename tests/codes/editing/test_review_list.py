"""What waits for a reviewer, a draft's page, and what each role may do there."""

import json

import pytest

from codes.editing import workflow
from codes.editing.published_notes import published_note
from codes.models import Draft, DraftComment
from tests.codes.conftest import outline
from tests.codes.editing.conftest import ENTRY, browser_of

OTHER = "43005-POST_ONLY_REJ"


def waiting(user, entry_id=ENTRY, **changes):
    draft = workflow.open_draft(entry_id, user)
    draft = workflow.save(draft, {**draft.note, **(changes or {"fix": "Add funds"})}, user, draft.version, "Shorter.")
    return workflow.send_to_review(draft, user)


def act(browser, draft, step, text=""):
    sent = {"do": step, "text": text, "version": draft.version}
    return browser.post(f"/edit/review/{draft.pk}/", sent, follow=True)


def test_the_longest_wait_comes_first_and_names_the_fields(author):
    first, second = waiting(author), waiting(author, OTHER, prevention="Look at the book first.")
    page = outline(browser_of(author).get("/edit/review/"))
    links = [a["href"] for a in page.all("a") if a.get("href", "").startswith("/edit/review/")]
    assert links == ["/edit/review/", f"/edit/review/{first.pk}/", f"/edit/review/{second.pk}/"]
    assert "Fix · Shorter." in page.text
    assert "Prevention" in page.text


def test_a_reviewer_sees_the_words_and_publishes(author, reviewer):
    draft = waiting(author)
    browser = browser_of(reviewer)
    page = outline(browser.get(f"/edit/review/{draft.pk}/"))
    assert "[removed: " in page.text
    assert page.all("button", value="publish")
    answer = act(browser, draft, "publish")
    assert "Published: readers see it now." in answer.content.decode()
    assert published_note(ENTRY)["fix"] == "Add funds"


def test_an_author_sees_it_without_the_buttons_and_cannot_press_them(author):
    draft = waiting(author)
    browser = browser_of(author)
    page = outline(browser.get(f"/edit/review/{draft.pk}/"))
    assert not page.all("button", value="publish")
    assert not page.all("button", value="send-back")
    assert "somebody else has to publish it" in page.text
    for step in ("publish", "send-back"):
        assert act(browser, draft, step, "Because.").status_code == 409
    assert Draft.objects.get(pk=draft.pk).state == "in_review"


def test_a_reviewer_does_not_publish_their_own(reviewer):
    draft = waiting(reviewer)
    browser = browser_of(reviewer)
    assert not outline(browser.get(f"/edit/review/{draft.pk}/")).all("button", value="publish")
    assert act(browser, draft, "publish").status_code == 409


def test_a_draft_is_sent_back_with_a_reason_that_its_author_reads(author, reviewer):
    draft = waiting(author)
    browser = browser_of(reviewer)
    assert act(browser, draft, "send-back").status_code == 400
    act(browser, draft, "send-back", "Name the step.")
    assert Draft.objects.get(pk=draft.pk).state == "draft"
    assert "Name the step." in browser_of(author).get(f"/edit/review/{draft.pk}/").content.decode()


def test_a_comment_is_bounded_escaped_and_kept_when_refused(author, reviewer):
    draft = waiting(author)
    browser = browser_of(author)
    act(browser, draft, "comment", "Is <script>alert(1)</script> right?")
    html = browser.get(f"/edit/review/{draft.pk}/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    long = "x" * 2001
    refused = act(browser, draft, "comment", long)
    assert refused.status_code == 400
    assert long in refused.content.decode()
    assert act(browser, draft, "comment", "a\x00b").status_code == 400
    assert DraftComment.objects.count() == 1


def test_a_draft_that_was_saved_since_it_was_read_is_not_published(author, reviewer):
    draft = waiting(author)
    workflow.save(Draft.objects.get(pk=draft.pk), {**draft.note, "fix": "Another"}, author, draft.version)
    answer = act(browser_of(reviewer), draft, "publish")
    assert answer.status_code == 409
    assert "after you opened it" in answer.content.decode()
    assert published_note(ENTRY)["fix"] != "Another"


def test_a_closed_draft_can_be_read_and_not_changed(author, reviewer):
    draft = waiting(author)
    workflow.publish(Draft.objects.get(pk=draft.pk), reviewer)
    browser = browser_of(reviewer)
    page = outline(browser.get(f"/edit/review/{draft.pk}/"))
    assert "Reviewed by rob." in page.text
    assert not page.all("button", name="do")
    for step in ("comment", "publish", "send-back"):
        assert act(browser, draft, step, "Words.").status_code == 409


@pytest.mark.parametrize("value", ["5", "[1]", '"x"', '{"fix": [[1]]}', '{"causes": 5, "retry": "x"}'])
def test_a_draft_that_other_programs_spoiled_can_be_read(author, value):
    draft = waiting(author)
    Draft.objects.filter(pk=draft.pk).update(note=json.loads(value), base=json.loads(value), facts=json.loads(value))
    browser = browser_of(author)
    assert browser.get("/edit/review/").status_code == 200
    assert browser.get(f"/edit/review/{draft.pk}/").status_code == 200


def test_strangers_see_nothing(person, client, author):
    draft = waiting(author)
    for path in ("/edit/review/", f"/edit/review/{draft.pk}/", "/edit/bulk/", "/edit/conflicts/"):
        assert client.get(path).status_code == 302
        assert browser_of(person(f"eve{path}")).get(path).status_code == 403
