"""One change to many entries: seen first, a draft for each, and nobody's open draft touched."""

from django.contrib.auth.models import Permission

from codes.editing import workflow
from codes.editing.bulk_change import FIELDS, changed
from codes.editing.published_notes import published_note
from codes.models import Draft
from tests.codes.conftest import outline
from tests.codes.editing.conftest import ENTRY, browser_of

OTHER, THIRD = "43005-POST_ONLY_REJ", "308-INVALID_PRICE"


def send(browser, do, **fields):
    data = {"field": "retry.evidence", "value": "observed", "reason": "Seen by the desk.", "entries": [ENTRY, OTHER]}
    return browser.post("/edit/bulk/", {**data, "do": do, **fields}, follow=True)


def test_the_preview_shows_the_words_and_changes_nothing(author):
    page = outline(send(browser_of(author), "preview", value="library"))
    assert "2 entries change" in page.text
    assert "[added: Libraries]" in page.text
    assert not Draft.objects.exists()


def test_confirming_makes_a_draft_for_each_with_the_reason(author):
    before = {key: published_note(key) for key in (ENTRY, OTHER)}
    send(browser_of(author), "confirm", value="library")
    drafts = {draft.entry_id: draft for draft in Draft.objects.open()}
    assert drafts.keys() == {ENTRY, OTHER}
    assert {draft.reason for draft in drafts.values()} == {"Seen by the desk."}
    for key, draft in drafts.items():
        assert draft.note == {**before[key], "retry": {**before[key]["retry"], "evidence": "library"}}
        assert published_note(key) == before[key]


def test_what_meets_the_standard_goes_to_review_and_the_rest_stays_a_draft(author):
    answer = send(browser_of(author), "confirm", field="owner", how="only", value="nobody", entries=[THIRD])
    assert Draft.objects.get(entry_id=THIRD).state == "draft"
    assert "problems to fix first" in answer.content.decode()


def test_an_entry_with_an_open_draft_is_named_and_left_alone(author, reviewer):
    draft = workflow.open_draft(OTHER, reviewer)
    mine = workflow.save(draft, {**draft.note, "fix": "Mine"}, reviewer, draft.version)
    browser = browser_of(author)
    assert "it has an open draft" in send(browser, "preview", value="library").content.decode()
    send(browser, "confirm", value="library")
    kept = Draft.objects.get(pk=mine.pk)
    assert (kept.note, kept.version) == (mine.note, mine.version)
    assert Draft.objects.open().count() == 2


def test_a_category_stands_for_its_entries(author):
    send(browser_of(author), "confirm", value="library", entries=[], category=["matching"])
    assert {draft.entry_id.partition("-")[0] for draft in Draft.objects.open()} >= {"43003", "43004"}


def test_what_is_chosen_wrongly_is_refused_in_words(author):
    browser = browser_of(author)
    assert "Choose at least one entry." in send(browser, "confirm", entries=[]).content.decode()
    for fields in ({"value": "nonsense"}, {"reason": ""}, {"entries": ["1-NO"]}, {"field": "category"}):
        assert send(browser, "confirm", **fields).status_code == 400
    assert not Draft.objects.exists()


def test_facts_are_no_field_of_it():
    assert not {"category", "code", "name", "http_status", "description"} & FIELDS.keys()


def test_a_person_is_put_first_added_or_removed():
    note = {"owner": ["trader", "integrator"]}
    ways = {how: changed(note, "owner", how, "integrator")["owner"] for how in ("first", "add", "remove", "only")}
    assert ways == {
        "first": ["integrator", "trader"],
        "add": ["trader", "integrator"],
        "remove": ["trader"],
        "only": ["integrator"],
    }


def test_who_may_only_look_makes_no_draft(person):
    reader = person("eve")
    reader.user_permissions.add(Permission.objects.get(codename="view_draft"))
    assert send(browser_of(reader), "confirm").status_code == 403
    assert not Draft.objects.exists()
