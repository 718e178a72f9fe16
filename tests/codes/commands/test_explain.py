"""manage.py explain: text for people, JSON for tools."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from codes.api.schemas import EntryOut
from codes.models import NoteRow
from codes.store.sync import sync
from tests.shipped import CATEGORIES, ENTRIES

pytestmark = pytest.mark.django_db


def explain(*ref, **options):
    out = io.StringIO()
    call_command("explain", *ref, stdout=out, **options)
    return out.getvalue()


@pytest.mark.parametrize("ref", [["306"], ["insufficient_available_balance"], ["insufficient", "available", "balance"]])
def test_a_code_is_explained_by_number_and_by_name(ref, catalogue):
    [entry] = catalogue.named("306")
    text = explain(*ref)
    assert text.startswith("306 INSUFFICIENT_AVAILABLE_BALANCE\n")
    assert entry.note.summary in text
    assert all(step.text in text for step in entry.note.steps)


def test_a_number_with_two_meanings_shows_both():
    text = explain("50001")
    assert "ERR_INTERNAL" in text
    assert "DW_CREDIT_LINE_NOT_MAINTAINED" in text


def test_json_is_what_the_api_answers(client):
    printed = json.loads(explain("306", json=True))
    EntryOut.model_validate(printed)
    assert printed == client.get("/api/v1/codes/306").json()
    assert json.loads(explain("50001", json=True))["choices"] == client.get("/api/v1/codes/50001").json()["choices"]


def test_an_unknown_code_fails_and_names_near_ones():
    with pytest.raises(CommandError, match=r"No error code is called '40199'\. Nearest: .+"):
        explain("40199")


def test_there_are_colours_only_when_they_are_wanted():
    assert "\x1b[" not in explain("306")
    assert "\x1b[" in explain("306", force_color=True)


@pytest.mark.usefixtures("fresh_snapshot")
def test_an_editors_change_is_explained():
    sync(ENTRIES, CATEGORIES)
    row = NoteRow.objects.get(pk="306-INSUFFICIENT_AVAILABLE_BALANCE")
    row.summary = "Edited on the site."
    row.save()
    assert "Edited on the site." in explain("306")
