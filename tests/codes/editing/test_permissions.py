"""Every address of the workplace, asked by everybody: who is let in, who is sent to the log-in, who is refused."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from codes.editing import urls, workflow
from codes.models import Draft
from tests.codes.editing.conftest import ENTRY, browser_of

ROLES = {
    "stranger": None,
    "no group": (),
    "author": ("Authors",),
    "reviewer": ("Reviewers",),
    "lead": ("Lead reviewers",),
    "superuser": (),
}
# Of each address, the status that GET and an empty POST get, for the roles in their order. 302 of a stranger leads to
# the log-in. A POST without a step is shown again (200), refused as unreadable (400), or is not offered (405).
READ = ("302 403 200 200 200 200", "302 403 405 405 405 405")
TABLE = {
    "home": READ,
    "notes": READ,
    "review": READ,
    "conflicts": READ,
    "audit": ("302 403 403 403 200 200", "302 403 403 403 405 405"),
    "done": ("302 403 405 405 405 405", "302 403 302 302 302 302"),
    "draft": ("302 403 200 200 200 200", "302 403 400 400 400 400"),
    "bulk": ("302 403 200 200 200 200", "302 403 400 400 400 400"),
    "vendor": ("302 403 200 200 200 200", "302 403 403 422 422 422"),
    "conflict": ("302 403 404 404 404 404", "302 403 404 404 404 404"),
    "history": ("302 403 200 200 200 200", "302 403 404 404 404 404"),
    "desk": ("302 403 200 200 200 200", "302 403 302 302 302 302"),
    "entry": ("302 403 200 200 200 200", "302 403 200 200 200 200"),
    "log-in": ("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "log-in-code": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "log-out": ("405 405 405 405 405 405", "302 302 302 302 302 302"),
    "password": ("302 200 200 200 200 200", "302 200 200 200 200 200"),
    "second-factor": ("302 200 200 200 200 200", "302 200 200 200 200 200"),
}
OPEN = ("log-in", "log-in-code", "log-out")  # to strangers


def browser_for(role):
    if ROLES[role] is None:
        return Client()
    user = get_user_model().objects.create_user(role, is_superuser=role == "superuser")
    user.groups.set(Group.objects.filter(name__in=ROLES[role]))
    return browser_of(user)


def address(name):
    holes = next(each.pattern.converters for each in urls.urlpatterns if each.name == name)
    return reverse(f"edit:{name}", kwargs={hole: Draft.objects.get().pk if hole == "pk" else ENTRY for hole in holes})


@pytest.fixture
def draft(author):
    draft = workflow.open_draft(ENTRY, author)
    return workflow.save(draft, {**draft.note, "fix": "Add funds"}, author, 0)


def test_every_address_has_a_rule():
    assert {each.name for each in urls.urlpatterns} == set(TABLE)


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_answered_as_the_table_says(role):
    at = list(ROLES).index(role)
    wrong = {}
    for name, (gets, posts) in TABLE.items():
        browser = browser_for(role)
        answers = [browser.get(address(name)), browser.post(address(name))]
        statuses = [answer.status_code for answer in answers]
        if statuses != [int(gets.split()[at]), int(posts.split()[at])]:
            wrong[name] = statuses
        if role == "stranger" and name not in OPEN:
            assert all(answer["Location"].startswith(reverse("edit:log-in")) for answer in answers)
        assert all("no-store" in answer["Cache-Control"] for answer in answers if answer.status_code < 400), name
        get_user_model().objects.filter(username=role).delete()
    assert not wrong


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize("role", [role for role in ROLES if role != "stranger"])
@pytest.mark.parametrize("step", ["publish", "send-back", "comment"])
def test_a_step_is_taken_by_those_who_may_only(role, step):
    draft = Draft.objects.get()
    workflow.send_to_review(draft, draft.author)
    browser_for(role).post(address("draft"), {"do": step, "text": "Because.", "version": draft.version})
    may = role != "no group" if step == "comment" else role in ("reviewer", "lead", "superuser")
    after = Draft.objects.get()
    assert may == (after.state != "in_review" if step != "comment" else after.comments.exists())


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize("role", ["author", "reviewer", "lead", "superuser"])
def test_where_a_second_factor_is_demanded_nobody_who_publishes_gets_in_without(settings, role):
    settings.EDITORS_NEED_SECOND_FACTOR = True
    browser = browser_for(role)
    own = (*OPEN, "password", "second-factor")
    led = {
        name
        for name in TABLE
        if name not in own
        and browser.post(address(name)).get("Location")
        == browser.get(address(name)).get("Location")
        == reverse("edit:second-factor")
    }
    assert led == (set() if role == "author" else set(TABLE) - set(own))
    assert browser.get(reverse("edit:second-factor")).status_code == 200
