"""The audit trail: everything that matters is in it, nothing that is private is, and nobody changes it."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from codes.editing import workflow
from codes.models import AuditEvent, UnchangeableError
from tests.codes.editing.conftest import ENTRY, browser_of
from tests.codes.editing.test_account_pages import OTHER, PASSWORD, log_in


@pytest.fixture(autouse=True)
def ann(db):
    cache.clear()
    yield get_user_model().objects.create_user("ann", password=PASSWORD)
    cache.clear()


@pytest.fixture
def rob(loaded):
    user = get_user_model().objects.create_user("rob")
    user.groups.add(Group.objects.get(name="Reviewers"))
    return user


@pytest.fixture
def abe(loaded):
    user = get_user_model().objects.create_user("abe")
    user.groups.add(Group.objects.get(name="Authors"))
    return user


def trail(kind):
    return [(each.person, each.subject) for each in AuditEvent.objects.filter(kind=kind).order_by("id")]


def old_event():
    return AuditEvent.objects.create(moment=timezone.now() - timedelta(days=400), kind="log_in", person="ann")


def test_log_ins_log_outs_and_passwords_are_in_it():
    browser = Client()
    log_in(browser, password="wrong")
    log_in(browser)
    browser.post("/edit/password/", {"old_password": PASSWORD, "new_password1": OTHER, "new_password2": OTHER})
    browser.post("/edit/log-out/")
    assert trail("log_in_failed") == [("", "ann")]
    assert trail("log_in") == [("ann", "")]
    assert trail("password") == [("ann", "ann")]
    assert trail("log_out") == [("ann", "")]


def test_a_lock_out_is_written_once_however_often_it_is_met():
    for _ in range(14):
        log_in(password="wrong")
    assert trail("locked_out") == [("", "ann")]
    assert len(trail("log_in_failed")) == 10


def test_what_is_typed_in_place_of_a_name_is_not_kept():
    log_in(name="hunter2 is my password", password="x")
    assert trail("log_in_failed") == [("", "(no such account)")]


def test_a_flood_of_strangers_does_not_fill_it(monkeypatch):
    monkeypatch.setattr("codes.audit_trail.FAILURES_AN_HOUR", 3)
    for number in range(8):
        Client(REMOTE_ADDR=f"198.51.100.{number}").post("/edit/log-in/", {"username": "a", "password": "b"})
    assert len(trail("log_in_failed")) == 3


def test_addresses_are_kept_as_keyed_hashes_only(settings):
    for address in ("203.0.113.5", "203.0.113.5", "198.51.100.7"):
        Client(REMOTE_ADDR=address).post("/edit/log-in/", {"username": "ann", "password": PASSWORD})
    settings.SECRET_KEY = "another key, another hash"
    Client(REMOTE_ADDR="203.0.113.5").post("/edit/log-in/", {"username": "ann", "password": PASSWORD})
    first, second, other, rekeyed = (
        AuditEvent.objects.filter(kind="log_in").order_by("id").values_list("network", flat=True)
    )
    assert first == second
    assert len({first, other, rekeyed}) == 3
    assert "203" not in first[:3]


def test_rights_are_in_it_with_who_gave_them(ann):
    root = get_user_model().objects.create_superuser("root")
    sent = {"username": "ann", "is_active": "on", "is_staff": "on", "groups": [Group.objects.get(name="Authors").pk]}
    sent |= {"date_joined_0": "2026-01-01", "date_joined_1": "00:00:00"}
    assert browser_of(root).post(f"/admin/auth/user/{ann.pk}/change/", sent).status_code == 302
    assert ("root", "ann") in trail("account")
    assert ("root", "ann") in trail("rights")
    assert "Authors" in AuditEvent.objects.filter(kind="rights").latest("id").words


def test_rights_of_groups_are_in_it():
    group = Group.objects.create(name="Guests")
    group.permissions.add(Permission.objects.get(codename="publish_draft"))
    group.permissions.clear()
    group.delete()
    words = list(
        AuditEvent.objects.filter(kind="rights", subject="group Guests").order_by("id").values_list("words", flat=True)
    )
    assert words == ["made", "given publish_draft", "all taken away", "deleted"]


def test_publications_and_what_was_sent_back_are_in_it(abe, rob):
    draft = workflow.open_draft(ENTRY, abe)
    draft = workflow.send_to_review(workflow.save(draft, {**draft.note, "fix": "Add funds"}, abe, 0, "Shorter."), abe)
    draft = workflow.send_to_review(workflow.send_back(draft, rob), abe)
    workflow.publish(draft, rob)
    assert trail("sent_back") == trail("publication") == [("rob", ENTRY)]
    assert AuditEvent.objects.get(kind="publication").words == "Shorter."


def test_what_is_undone_is_not_in_it(abe, rob):
    draft = workflow.open_draft(ENTRY, abe)
    draft = workflow.save(draft, {**draft.note, "fix": "Add funds"}, abe, 0)
    with transaction.atomic():
        workflow.publish(draft, rob)
        transaction.set_rollback(True)
    assert trail("publication") == []


@pytest.mark.parametrize(
    "change",
    [
        lambda event: event.save(),
        lambda event: event.delete(),
        lambda event: AuditEvent.objects.update(person="eve"),
        lambda event: AuditEvent.objects.all().delete(),
        lambda event: AuditEvent.objects.bulk_update([event], ["person"]),
    ],
)
def test_code_of_the_site_cannot_change_it(change):
    event = old_event()
    event.person = "eve"
    with pytest.raises(UnchangeableError):
        change(event)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE codes_auditevent SET person = 'eve'",
        "DELETE FROM codes_auditevent",
        pytest.param(
            "TRUNCATE codes_auditevent",
            marks=pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL's own"),
        ),
    ],
)
def test_the_database_refuses_too(statement):
    log_in()
    with pytest.raises(DatabaseError, match="audit trail"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert trail("log_in") == [("ann", "")]


def test_only_the_command_prunes_it_and_nothing_younger_than_a_year(capsys):
    old_event()
    log_in()
    with pytest.raises(CommandError, match="a year"):
        call_command("prune_audit_trail", days=30)
    call_command("prune_audit_trail", days=366)
    assert AuditEvent.objects.filter(kind="log_in").count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEvent.objects.prune(timezone.now() + timedelta(days=1))


def test_no_account_holds_a_right_to_change_it():
    rights = Permission.objects.filter(content_type__model="auditevent").values_list("codename", flat=True)
    assert list(rights) == ["view_auditevent"]


def test_its_page_shows_and_narrows_it(loaded):
    log_in(password="wrong")
    lead = get_user_model().objects.create_user("lea")
    lead.groups.add(Group.objects.get(name="Lead reviewers"))
    browser = browser_of(lead)
    page = browser.get("/edit/audit/").content.decode()
    assert "Log-in failed" in page
    shown = browser.get("/edit/audit/?kind=log_in&person=lea").context["page"]
    assert {(each.kind, each.person) for each in shown} == {("log_in", "lea")}
    assert browser.get("/edit/audit/?kind=%00&person=%00&page=zz").status_code == 200
