"""Whoever may not change something changes nothing, by any address of the editors' pages and any method."""

import pytest
from django.apps import apps
from django.contrib.admin.utils import quote
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from codes.models import NoteRow
from codes.store import snapshot
from tests.codes.store.browser import form_data
from tests.codes.store.conftest import address_of, log_in

ONE = "43005-POST_ONLY_REJ"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ROLES = {
    "anonymous": None,
    "plain": (),
    "staff": (),
    "viewer": ("view_noterow", "view_code", "view_categoryrow", "view_historicalnoterow", "view_historicalrelation"),
    "editor": ("change_noterow", "view_noterow"),
    "superuser": (),
}
MAY_CHANGE = {"codes.NoteRow", "codes.HistoricalNoteRow", "codes.Relation", "codes.HistoricalRelation"}
MAY_CHANGE |= {"codes.Revision", "admin.LogEntry"}  # what counts and records the changes above


def client_for(role):
    browser = Client(raise_request_exception=False)
    if ROLES[role] is None:
        return browser
    boss = role == "superuser"
    user = User.objects.create_user(role, password="a long pass phrase", is_staff=role != "plain", is_superuser=boss)
    user.user_permissions.set(Permission.objects.filter(codename__in=ROLES[role]))
    browser.force_login(user)
    return browser


def admin_patterns(resolver=None, prefix=()):
    """Yield every pattern below /admin/ as the list of its parts, from the URL configuration itself."""
    for part in (resolver or get_resolver()).url_patterns:
        here = (*prefix, part.pattern)
        if isinstance(part, URLResolver):
            yield from admin_patterns(part, here)
        elif isinstance(part, URLPattern) and str(here[0]) == "admin/":
            yield here, part


def admin_addresses():
    """Return every address of the editors' pages, for a row of each model where one is named."""
    found = set()
    for patterns, part in admin_patterns():
        model = next(
            (m for m in apps.get_models() if str(patterns[1]) == f"{m._meta.app_label}/{m._meta.model_name}/"), None
        )
        row = model._default_manager.order_by("pk").first() if model else None
        if model is NoteRow:
            row = NoteRow.objects.get(pk=ONE)
        keys = {quote(str(row.pk)), str(row.pk)} if row else {"1"}
        for key in keys:
            found.add(_fill(patterns, part, key, key))
            if part.name and part.name.endswith("_simple_history"):
                found.add(_fill(patterns, part, ONE, str(NoteRow.history.filter(code_id=ONE).first().pk)))
    return sorted(found)


def _fill(patterns, part, key, last):
    text = "/" + "".join(str(pattern) for pattern in patterns).replace("^", "").replace("$", "")
    values = [key, last]
    for hole in ("<path:object_id>", "<id>"):
        text = text.replace(hole, key)
    text = text.replace("<path:content_type_id>", "1")
    while "([^/]+)" in text:
        text = text.replace("([^/]+)", values.pop(0), 1)
    return text.replace("(?P<url>.*)", "nothing").replace("(?P<app_label>auth|codes)", "codes")


def everything_typed(browser):
    """What an attacker would send: the whole form, changed, and what deletes and runs actions."""
    data = form_data(browser, address_of(ONE), summary="Changed by somebody.", fix="Changed")
    extra = {
        "post": "yes",
        "action": "delete_selected",
        "_selected_action": [ONE],
        "_save": "Save",
        "_change_history": "1",
    }
    account = {
        "password1": "another pass phrase",
        "password2": "another pass phrase",
        "username": "new",
        "is_superuser": "on",
    }
    return {**data, **extra, **account, "name": "x", "description": "x", "http_status": "200", "definition": "x"}


@pytest.mark.parametrize("role", ["editor", *(pytest.param(r, marks=pytest.mark.slow) for r in ROLES if r != "editor")])
def test_no_address_and_no_method_changes_what_a_role_may_not(loaded, everything, role):
    root = log_in("root")
    NoteRow.objects.get(pk=ONE).save()  # a second version in the history
    browser, typed = client_for(role), everything_typed(root)
    addresses = admin_addresses()
    assert any("/history/" in address and not address.endswith("/history/") for address in addresses)
    assert len(addresses) > 20
    snapshot.current()  # records a release; a page would do it otherwise
    before = everything()
    for address in addresses:
        for method in METHODS:
            body = {"data": typed} if method == "POST" else {}
            answer = browser.generic(method, address) if method not in ("GET", "POST") else None
            answer = answer or getattr(browser, method.lower())(address, **body)
            assert answer.status_code < 500, (role, method, address)
            if address.endswith("/logout/") and ROLES[role] is not None:
                browser.force_login(User.objects.get(username=role))
                before["auth.User"] = everything()["auth.User"]  # when somebody logged in last
    after = everything()
    changed = {label for label in after if after[label] != before[label]}
    if role == "superuser":  # who may change accounts too; the vendor's facts nobody changes here
        assert {label for label in changed if label.startswith("codes.")} <= MAY_CHANGE
        return
    assert changed == (MAY_CHANGE - {"codes.Relation", "codes.HistoricalRelation"} if role == "editor" else set())
    if role == "editor":
        assert NoteRow.objects.get(pk=ONE).summary == "Changed by somebody."
        assert _others(after) == _others(before)


def _others(held):
    """The notes that no form was sent for."""
    return [row for row in held["codes.NoteRow"] if row["pk"] != ONE]


def test_an_old_version_is_restored_only_by_those_who_may_change_the_note(loaded):
    typed = everything_typed(log_in("root"))
    history = f"/admin/codes/noterow/{ONE}/history/{NoteRow.history.filter(code_id=ONE).first().pk}/"
    viewer = client_for("viewer")
    assert viewer.get(history).status_code == 200
    assert "Save" not in viewer.get(address_of(ONE)).content.decode()
    refused = viewer.post(history, typed)
    assert refused.status_code == 403
    assert "Your account may not do this" in refused.content.decode()
    assert client_for("editor").post(history, typed).status_code == 302
    assert NoteRow.objects.get(pk=ONE).summary == "Changed by somebody."


@pytest.mark.parametrize("version", ["0", "abc", "9" * 30, "1%00"])
def test_a_version_that_is_not_there_is_not_found(editor, version):
    assert editor.get(f"/admin/codes/noterow/{ONE}/history/{version}/").status_code == 404


def test_an_expired_form_says_what_to_do(loaded):
    browser = Client(enforce_csrf_checks=True)
    refused = browser.post("/admin/login/", {"username": "ed", "password": "x"})
    assert refused.status_code == 403
    assert "This form has expired" in refused.content.decode()
    assert "What you sent was not saved." in refused.content.decode()
