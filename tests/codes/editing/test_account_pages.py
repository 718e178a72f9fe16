"""Log-in, log-out and one's own password."""

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from tests.codes.conftest import outline
from tests.codes.editing.conftest import browser_of

PASSWORD, OTHER = "correct horse battery staple", "nine purple lamps sing"
LOG_IN = "/edit/log-in/"


@pytest.fixture(autouse=True)
def ann(db):
    cache.clear()
    yield get_user_model().objects.create_user("ann", email="ann@example.com", password=PASSWORD)
    cache.clear()


def log_in(browser=None, name="ann", password=PASSWORD, **more):
    return (browser or Client()).post(LOG_IN, {"username": name, "password": password, **more})


def is_in(browser):
    return browser.get("/edit/password/").status_code == 200


def test_the_right_password_opens_the_workplace_and_log_out_closes_it():
    browser = Client()
    answer = log_in(browser)
    assert (answer.status_code, answer["Location"]) == (302, "/edit/")
    assert is_in(browser)
    assert browser.post("/edit/log-out/")["Location"] == LOG_IN
    assert not is_in(browser)


def test_the_page_is_the_portals_own_and_asks_no_script():
    page = outline(Client().get(f"{LOG_IN}?next=/edit/review/"))
    assert [each["autocomplete"] for each in page.all("input", required="")] == ["username", "current-password"]
    assert page.all("input", name="next")[0]["value"] == "/edit/review/"


def test_wrong_names_wrong_passwords_and_closed_accounts_read_the_same():
    get_user_model().objects.create_user("gone", password=PASSWORD, is_active=False)
    answers = [log_in(name="nobody"), log_in(password="wrong"), log_in(name="gone")]
    assert {answer.status_code for answer in answers} == {200}
    words = {str(answer.context["form"].non_field_errors()) for answer in answers}
    assert len(words) == 1


@pytest.mark.parametrize("path", ["/edit/review/", "/codes/306/?from=mail"])
def test_it_leads_on_within_the_site(path):
    assert log_in(next=path)["Location"] == path


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example/",
        "//evil.example",
        r"/\evil.example",
        "javascript:alert(1)",
        "evil",
        "/\t/evil",
        "http:///x",
    ],
)
def test_it_leads_nowhere_else(path):
    assert log_in(next=path)["Location"] == "/edit/"


def test_the_session_is_a_new_one_after_the_log_in():
    browser = Client()
    log_in(browser)
    first = browser.cookies["sessionid"]
    assert (first["httponly"], first["samesite"]) == (True, "Lax")
    before = first.value
    log_in(browser)
    assert browser.cookies["sessionid"].value != before


@pytest.mark.parametrize("address", [LOG_IN, "/admin/login/"])
def test_attempts_are_counted_for_both_addresses_together(address):
    for number in range(10):
        Client().post((LOG_IN, "/admin/login/")[number % 2], {"username": "Ann", "password": "x"})
    refused = Client().post(address, {"username": "ann", "password": PASSWORD})
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert "Too many attempts" in refused.content.decode()


def test_a_new_password_ends_every_other_session_and_keeps_this_one():
    here, elsewhere = Client(), Client()
    log_in(here), log_in(elsewhere)
    key = here.cookies["sessionid"].value
    changed = here.post("/edit/password/", {"old_password": PASSWORD, "new_password1": OTHER, "new_password2": OTHER})
    assert changed.status_code == 302
    assert is_in(here)
    assert here.cookies["sessionid"].value != key
    assert not is_in(elsewhere)
    assert log_in(password=PASSWORD).status_code == 200
    assert log_in(password=OTHER).status_code == 302


@pytest.mark.parametrize("weak", ["short pass", "q1w2e3r4t5y6", "908172635401927", "ann@example.com1"])
def test_a_weak_password_is_refused(ann, weak):
    browser = browser_of(ann)
    refused = browser.post("/edit/password/", {"old_password": PASSWORD, "new_password1": weak, "new_password2": weak})
    assert refused.context["form"].errors["new_password2"]
    assert log_in().status_code == 302


def test_the_old_password_cannot_be_guessed_on_the_password_page(ann):
    browser = browser_of(ann)
    sent = {"old_password": "wrong", "new_password1": OTHER, "new_password2": OTHER}
    assert [browser.post("/edit/password/", sent).status_code for _ in range(11)] == [200] * 10 + [429]
    assert browser.post("/edit/password/", sent | {"old_password": PASSWORD}).status_code == 429


def test_an_account_without_the_right_is_not_sent_round_in_circles(ann):
    browser = browser_of(ann)
    page = browser.get("/admin/", follow=True)
    assert page.status_code == 200
    assert "You are logged in as" in page.content.decode()


def test_the_admins_password_page_is_the_workplaces():
    root = get_user_model().objects.create_superuser("root")
    assert browser_of(root).get("/admin/password_change/")["Location"] == "/edit/password/"
