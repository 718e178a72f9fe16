"""Two editors with one note open: the second is told, both texts are shown, and nothing is lost."""

import html

import pytest

from codes.models import NoteRow
from tests.codes.store.browser import form_data
from tests.codes.store.conftest import address_of, log_in

ONE = "43005-POST_ONLY_REJ"


@pytest.fixture
def second(loaded):
    return log_in("second")


@pytest.fixture
def address():
    return address_of(ONE)


def field(name):
    return getattr(NoteRow.objects.get(pk=ONE), name)


def test_the_second_of_two_editors_is_told_and_nothing_is_overwritten(editor, second, address):
    mine = form_data(second, address, summary="Second's words.")
    assert editor.post(address, form_data(editor, address, summary="First's words.")).status_code == 302
    answer = second.post(address, mine)
    assert answer.status_code == 200
    text = html.unescape(answer.content.decode())
    assert "Somebody else saved this note" in text
    assert "<pre>First's words.</pre>" in text
    assert "<pre>Second's words.</pre>" in text
    assert answer.context["adminform"].form["summary"].value() == "Second's words."
    assert field("summary") == "First's words."


def test_saving_once_more_after_having_seen_both_replaces_the_text(editor, second, address):
    mine = form_data(second, address, summary="Second's words.")
    editor.post(address, form_data(editor, address, summary="First's words."))
    told = second.post(address, mine)
    again = mine | {"loaded": told.context["adminform"].form["loaded"].value()}
    assert second.post(address, again).status_code == 302
    assert field("summary") == "Second's words."


def test_a_third_save_in_between_is_told_of_too(editor, second, address):
    mine = form_data(second, address, summary="Second's words.")
    editor.post(address, form_data(editor, address, summary="First's words."))
    told = second.post(address, mine)
    editor.post(address, form_data(editor, address, summary="First's other words."))
    again = second.post(address, mine | {"loaded": told.context["adminform"].form["loaded"].value()})
    assert "<pre>First's other words.</pre>" in html.unescape(again.content.decode())
    assert field("summary") == "First's other words."


def test_a_field_that_only_the_first_changed_keeps_the_first_ones_text(editor, second, address):
    mine = form_data(second, address, prevention="Second's prevention.")
    editor.post(address, form_data(editor, address, fix="First's cure", owner_0="support"))
    told = second.post(address, mine)
    form = told.context["adminform"].form
    assert (form["fix"].value(), form["prevention"].value()) == ("First's cure", "Second's prevention.")
    assert field("prevention") != "Second's prevention."
    shown = {name: value for name, value in form.data.items() if name != "csrfmiddlewaretoken"}
    assert second.post(address, shown).status_code == 302
    assert (field("fix"), field("prevention")) == ("First's cure", "Second's prevention.")
    assert field("owner")[0] == "support"


def test_relations_saved_meanwhile_are_not_lost_either(editor, second, address):
    mine = form_data(second, address, related="")
    theirs = '[[related]]\nid = "0-SUCCESS"\nwhy = "So."'
    editor.post(address, form_data(editor, address, related=theirs))
    told = second.post(address, mine)
    assert theirs in html.unescape(told.content.decode())
    assert [r.target_id for r in NoteRow.objects.get(pk=ONE).relations.all()] == ["0-SUCCESS"]


def test_two_editors_who_typed_the_same_do_not_disagree(editor, second, address):
    mine = form_data(second, address, summary="The same words.")
    editor.post(address, form_data(editor, address, summary="The same words."))
    assert second.post(address, mine).status_code == 302


@pytest.mark.parametrize("version", ["", "junk", "summary:0", "\x00", "a:" * 10_000])
def test_a_form_without_its_versions_overwrites_nothing_unseen(editor, address, version):
    before = field("summary")
    answer = editor.post(address, form_data(editor, address, summary="New.") | {"loaded": version})
    assert answer.status_code == 200
    assert field("summary") == before


def test_an_old_version_is_restored_as_a_change_like_any_other(editor, second, address):
    old = field("summary")
    editor.post(address, form_data(editor, address, summary="First's words."))
    version = NoteRow.history.filter(code_id=ONE).earliest().pk
    history = f"/admin/codes/noterow/{ONE}/history/{version}/"
    stale = form_data(second, history, "historicalnoterow_form")
    editor.post(address, form_data(editor, address, summary="First's other words."))
    told = second.post(history, stale)
    assert "Somebody else saved this note" in told.content.decode()
    assert second.post(history, form_data(second, history, "historicalnoterow_form")).status_code == 302
    assert field("summary") == old
    assert NoteRow.history.filter(code_id=ONE).latest().history_user.username == "second"
