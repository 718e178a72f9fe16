"""A change goes from draft to review to readers; each step asks for its right and for the text that was seen."""

import pytest
from django.utils import timezone

from codes.editing import workflow
from codes.editing.published_notes import published_note
from codes.editing.workflow import RefusedChange
from codes.models import Code, Draft, DraftComment, NoteRow, Relation, Revision
from codes.store.sync import is_edited
from tests.codes.editing.conftest import ENTRY

FIX = "Add funds, or place a smaller order"


def draft_of(user, **changes):
    """Save a draft with these changes of the published note."""
    draft = workflow.open_draft(ENTRY, user)
    return workflow.save(draft, {**draft.note, **(changes or {"fix": FIX})}, user, draft.version, "Shorter.")


def test_a_published_draft_is_what_readers_see_and_the_history_says_who_when_and_why(author, reviewer):
    before = Revision.current()
    draft = workflow.send_to_review(draft_of(author), author)
    draft = workflow.publish(draft, reviewer)
    row = NoteRow.objects.get(pk=ENTRY)
    last = row.history.latest()
    assert (row.fix, row.note().fix, is_edited(row)) == (FIX, FIX, True)
    assert (last.history_user, last.history_change_reason, last.fix) == (reviewer, "Shorter.", FIX)
    assert row.updated_at == last.history_date == draft.changed_at
    assert (draft.state, draft.author, draft.reviewer) == ("published", author, reviewer)
    assert Revision.current() > before


def test_fields_that_the_draft_leaves_alone_stay_as_they_are_stored(author, reviewer):
    NoteRow.objects.filter(pk=ENTRY).update(prevention="  two spaces \r\n and a carriage return ")
    before = {name: value for name, value in vars(NoteRow.objects.get(pk=ENTRY)).items() if name != "_state"}
    relations = list(Relation.objects.values())
    workflow.publish(draft_of(author), reviewer)
    after = {name: value for name, value in vars(NoteRow.objects.get(pk=ENTRY)).items() if name != "_state"}
    assert {name for name in after if after[name] != before[name]} == {"fix", "updated_at"}
    assert list(Relation.objects.values()) == relations


def test_relations_are_changed_with_the_same_history(author, reviewer):
    related = published_note(ENTRY)["related"]
    related = [{**related[1], "why": "It is often met first."}, related[0]]
    workflow.publish(draft_of(author, related=related), reviewer)
    assert published_note(ENTRY)["related"] == related
    assert Relation.history.latest().history_user == reviewer


def test_an_entry_has_one_open_draft_that_all_editors_share(author, reviewer):
    draft = draft_of(author)
    assert workflow.open_draft(ENTRY, reviewer) == draft
    assert Draft.objects.open().count() == 1


def test_a_save_with_an_older_version_is_refused_and_both_texts_are_there(author, reviewer):
    mine = workflow.open_draft(ENTRY, author)
    draft_of(reviewer)
    with pytest.raises(RefusedChange, match="rob saved this draft"):
        workflow.save(mine, mine.note | {"fix": "Mine"}, author, mine.version)
    assert Draft.objects.get().note["fix"] == FIX


def test_a_text_saved_during_review_leaves_the_review(author, reviewer):
    draft = workflow.send_to_review(draft_of(author), author)
    draft = workflow.save(draft, draft.note | {"fix": "Another"}, author, draft.version)
    assert draft.state == "draft"


@pytest.mark.parametrize("step", ["send_to_review", "publish", "send_back", "discard"])
def test_no_step_is_taken_for_a_text_that_was_not_seen(author, reviewer, step):
    seen = draft_of(author)
    if step == "send_back":
        seen = workflow.send_to_review(seen, author)
    newer = workflow.save(seen, seen.note | {"fix": "Another"}, author, seen.version)
    if step == "send_back":
        newer = workflow.send_to_review(newer, author)
    with pytest.raises(RefusedChange, match="ann saved this draft"):
        getattr(workflow, step)(seen, reviewer)
    assert Draft.objects.get().state == newer.state


def test_nobody_publishes_what_they_began_or_saved_last(author, reviewer, person, settings):
    second = person("sue", "Reviewers")
    draft = draft_of(reviewer)
    draft = workflow.save(draft, draft.note | {"fix": "Another"}, second, draft.version)
    for who in (reviewer, second):
        with pytest.raises(RefusedChange, match="somebody else has to publish"):
            workflow.publish(draft, who)
    settings.EDITORS_PUBLISH_OWN = True
    assert workflow.publish(draft, reviewer).state == "published"


def test_each_step_asks_for_its_right(author, reviewer, person):
    stranger = person("sam")
    with pytest.raises(RefusedChange, match="may not see"):
        workflow.open_draft(ENTRY, stranger)
    draft = workflow.open_draft(ENTRY, author)
    with pytest.raises(RefusedChange, match="may not change"):
        workflow.save(draft, draft.note, stranger, 0)
    draft = draft_of(author)
    for step in (workflow.send_to_review, workflow.discard, workflow.publish, workflow.send_back):
        with pytest.raises(RefusedChange):
            step(draft, stranger)
    for step in (workflow.publish, workflow.send_back):
        with pytest.raises(RefusedChange, match="Only a reviewer"):
            step(draft, author)
    assert Draft.objects.get().state == "draft"


def test_a_reviewer_sends_a_draft_back_with_a_comment(author, reviewer):
    draft = workflow.send_back(workflow.send_to_review(draft_of(author), author), reviewer, " Too short. ")
    assert (draft.state, draft.reviewer, DraftComment.objects.get().text) == ("draft", reviewer, "Too short.")


def test_a_draft_that_is_closed_takes_no_more_steps(author, reviewer):
    draft = workflow.discard(draft_of(author), author)
    for step in (workflow.send_to_review, workflow.publish, workflow.discard):
        with pytest.raises(RefusedChange, match="This draft is discarded"):
            step(draft, reviewer)
    with pytest.raises(RefusedChange, match="This draft is discarded"):
        workflow.save(draft, draft.note, author, draft.version)
    assert published_note(ENTRY)["fix"] != FIX


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"headline": "one two three four five six seven eight nine"}, "headline has 9 words"),
        ({"severity": "terrible"}, "severity is 'terrible'"),
        ({"causes": "none"}, "causes must be a list of tables"),
        ({"steps": [{"text": "Call `private/get-open-order`.", "for": "integrator"}]}, "unknown method"),
    ],
)
def test_what_the_format_or_the_lint_refuses_is_saved_as_a_draft_and_goes_no_further(author, reviewer, changes, fault):
    draft = draft_of(author, **changes)
    for step, user in ((workflow.send_to_review, author), (workflow.publish, reviewer)):
        with pytest.raises(RefusedChange, match="fixed first") as refused:
            step(draft, user)
        assert any(fault in each.message for each in refused.value.faults)


def test_a_note_published_meanwhile_is_not_overwritten(author, reviewer):
    draft = draft_of(author)
    NoteRow.objects.filter(pk=ENTRY).update(summary="A newer file.")
    with pytest.raises(RefusedChange, match="changed after this draft was begun"):
        workflow.publish(draft, reviewer)
    draft = workflow.save(draft, draft.note, author, draft.version, base=published_note(ENTRY))
    assert workflow.publish(draft, reviewer).state == "published"
    assert NoteRow.objects.get(pk=ENTRY).summary == draft.note["summary"]


def test_a_draft_that_changes_nothing_is_not_published(author, reviewer):
    with pytest.raises(RefusedChange, match="changes nothing"):
        workflow.publish(draft_of(author, fix=published_note(ENTRY)["fix"]), reviewer)


def test_a_new_code_is_published_with_its_facts(author, reviewer):
    now = timezone.now()
    row = NoteRow.objects.get(pk=ENTRY)
    facts = {key: getattr(row.code, key) for key in ("kind", "http_status", "description", "sensitive", "only_by")}
    facts |= {"code": 999001, "name": "MADE_FOR_THIS_TEST", "category": row.code.category_id}
    note = published_note(ENTRY) | {"headline": "A new one", "summary": "Only here.", "fix": "Wait for the next test"}
    note["customer_reply"] = "This is error 999001. It is made for a test."
    new = Draft(entry_id="999001-MADE_FOR_THIS_TEST", version=0, created_at=now, changed_at=now)
    draft = workflow.save(new, note, author, 0, "New in the vendor's table.", facts=facts)
    workflow.publish(draft, reviewer)
    assert Code.objects.get(pk=new.entry_id).code == 999001
    assert NoteRow.objects.get(pk=new.entry_id).entry().note.headline == "A new one"
