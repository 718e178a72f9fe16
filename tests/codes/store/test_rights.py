"""Whoever may not change something changes nothing, by any address of the editors' pages and any method."""

import re

import pytest
from django.apps import apps
from django.contrib.admin.utils import quote
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from codes.store import snapshot
from tests.codes.editing.browser import form_data
from tests.codes.editing.conftest import address_of
from tests.codes.store.conftest import log_in

ONE = "43005-POST_ONLY_REJ"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
WORKPLACE = ("admin/", "edit/")
ROLES = {"anonymous": (), "plain": (), "staff": (), "author": ("Authors",), "reviewer": ("Reviewers",), "superuser": ()}
DRAFTS = {"codes.Draft", "codes.DraftComment", "codes.DeskNote", "codes.HistoricalDeskNote"}


def client_for(role):
    browser = Client(raise_request_exception=False)
    if role == "anonymous":
        return browser
    boss = role == "superuser"
    user = User.objects.create_user(role, password="a long pass phrase", is_staff=role != "plain", is_superuser=boss)
    user.groups.set(Group.objects.filter(name__in=ROLES[role]))
    browser.force_login(user)
    return browser


def patterns_of(resolver=None, prefix=()):
    """Yield every pattern of the editors' pages as the list of its parts, from the URL configuration itself."""
    for part in (resolver or get_resolver()).url_patterns:
        here = (*prefix, part.pattern)
        if isinstance(part, URLResolver):
            yield from patterns_of(part, here)
        elif isinstance(part, URLPattern) and str(here[0]) in WORKPLACE:
            yield here


def addresses():
    """Return every address of the editors' pages, for a row of each model where one is named."""
    found = set()
    for patterns in patterns_of():
        model = next(
            (m for m in apps.get_models() if str(patterns[1]) == f"{m._meta.app_label}/{m._meta.model_name}/"), None
        )
        row = model._default_manager.order_by("pk").first() if model else None
        found.add(_fill(patterns, quote(str(row.pk)) if row else "1"))
    return sorted(found)


def _fill(patterns, key):
    text = "/" + "".join(str(pattern) for pattern in patterns).replace("^", "").replace("$", "")
    text = text.replace("<entry_id:entry_id>", ONE)
    text = re.sub(r"<[^>]*>", key, text)
    return text.replace("(?P<url>.*)", "nothing").replace("(?P<app_label>auth|codes)", "auth")


def everything_typed(browser):
    """What an attacker would send: the whole form, changed, and what deletes and runs actions."""
    data = form_data(browser, address_of(ONE), **{"summary-0-text": "Changed by somebody.", "fix-0-text": "Changed"})
    extra = {"post": "yes", "action": "delete_selected", "_selected_action": [ONE], "_save": "Save"}
    account = {
        "password1": "another pass phrase",
        "password2": "another pass phrase",
        "username": "new",
        "is_superuser": "on",
    }
    return {**data, **extra, **account, "name": "x", "description": "x", "http_status": "200", "definition": "x"}


@pytest.mark.parametrize("role", ["author", *(pytest.param(r, marks=pytest.mark.slow) for r in ROLES if r != "author")])
def test_no_address_and_no_method_changes_what_a_role_may_not(loaded, everything, role):
    root = log_in("root")
    browser, typed = client_for(role), everything_typed(root)
    snapshot.current()  # records a release; a page would do it otherwise
    before = everything()
    for address in addresses():
        for method in METHODS:
            steps = ("save", "review", "publish") if method == "POST" else ("",)
            for step in steps:
                body = {"data": typed | {"do": step}} if method == "POST" else {}
                answer = browser.generic(method, address) if method not in ("GET", "POST") else None
                answer = answer or getattr(browser, method.lower())(address, **body)
                assert answer.status_code < 500, (role, method, address)
            if address.endswith("/logout/") and role != "anonymous":
                browser.force_login(User.objects.get(username=role))
                before["auth.User"] = everything()["auth.User"]  # when somebody logged in last
    after = everything()
    changed = {label for label in after if after[label] != before[label]}
    if role == "superuser":  # who may change accounts too; the vendor's facts and the notes nobody changes alone
        assert {label for label in changed if label.startswith("codes.")} <= DRAFTS
    else:
        assert changed <= (DRAFTS if role in ("author", "reviewer") else set())
        assert ("codes.Draft" in changed) == (role in ("author", "reviewer"))


def test_an_expired_form_says_what_to_do(loaded):
    browser = Client(enforce_csrf_checks=True)
    refused = browser.post("/admin/login/", {"username": "ed", "password": "x"})
    assert refused.status_code == 403
    assert "This form has expired" in refused.content.decode()
    assert "What you sent was not saved." in refused.content.decode()
