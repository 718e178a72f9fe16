"""A second factor: switched on with a code, asked for at every log-in, never taken twice, off with proof only."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.codes.conftest import outline
from tests.codes.editing.conftest import browser_of

PASSWORD = "correct horse battery staple"
LOG_IN, CODE, PAGE = "/edit/log-in/", "/edit/log-in/code/", "/edit/second-factor/"


@pytest.fixture(autouse=True)
def root(db, clock):
    """Who may enter everything; their clock and the app's stand still."""
    cache.clear()
    yield get_user_model().objects.create_superuser("root", password=PASSWORD)
    cache.clear()


@pytest.fixture
def device(root):
    return TOTPDevice.objects.create(user=root, name="app", confirmed=True)


@pytest.fixture
def later(clock):
    """Return a function that lets half a minute pass, and django-otp forget a wrong code."""

    def pass_by():
        clock.advance(30)
        moment = {"throttling_failure_timestamp": None, "throttling_failure_count": 0}
        TOTPDevice.objects.update(**moment), StaticDevice.objects.update(**moment)

    return pass_by


def code_of(device, clock):
    totp = TOTP(device.bin_key)
    totp.time = clock.now
    return f"{totp.token():06}"


def with_password(**more):
    browser = Client()
    answer = browser.post(LOG_IN, {"username": "root", "password": PASSWORD, **more})
    assert answer["Location"] == CODE
    return browser


def typed_into(answer):
    return [each["name"] for each in outline(answer).all("input", required="")]


def is_in(browser, path="/edit/"):
    return browser.get(path).status_code == 200


def test_it_is_switched_on_with_password_and_code_and_shows_recovery_codes_once(root, clock):
    browser, elsewhere = browser_of(root), browser_of(root)
    assert typed_into(browser.get(PAGE)) == ["password"]
    assert browser.post(PAGE, {"do": "begin", "password": "wrong"}).context.get("qr") is None
    shown = browser.post(PAGE, {"do": "begin", "password": PASSWORD})
    assert "<svg" in shown.content.decode()
    assert typed_into(shown) == ["code"]
    assert not re.search(r"<svg[^>]*style=|<script(?! src)", shown.context["qr"])
    device = TOTPDevice.objects.get()
    assert not device.confirmed
    assert is_in(elsewhere)
    done = browser.post(PAGE, {"do": "confirm", "code": code_of(device, clock)})
    codes = done.context["codes"]
    assert len(set(codes)) == 10
    assert all(code in done.content.decode() for code in codes)
    assert codes[0] not in browser.get(PAGE).content.decode()
    assert typed_into(browser.get(PAGE)) == ["password", "code"]
    assert is_in(browser)
    assert not is_in(elsewhere)  # it has shown no code


def test_a_wrong_code_switches_nothing_on(root, clock):
    browser = browser_of(root)
    browser.post(PAGE, {"do": "begin", "password": PASSWORD})
    wrong = f"{(int(code_of(TOTPDevice.objects.get(), clock)) + 1) % 1_000_000:06}"
    assert "This code is wrong" in browser.post(PAGE, {"do": "confirm", "code": wrong}).content.decode()
    assert not TOTPDevice.objects.filter(confirmed=True).exists()


def test_a_secret_that_another_browser_was_shown_cannot_be_confirmed_here(root, clock):
    thief = browser_of(root)
    browser_of(root).post(PAGE, {"do": "begin", "password": PASSWORD})
    thief.post(PAGE, {"do": "confirm", "code": code_of(TOTPDevice.objects.get(), clock)})
    assert not TOTPDevice.objects.filter(confirmed=True).exists()


@pytest.mark.parametrize("path", ["/edit/", "/admin/"])
def test_the_password_alone_opens_nothing(device, path):
    browser = with_password(next=path)
    assert not is_in(browser, path)
    assert browser.get("/edit/password/").status_code == 302


@pytest.mark.parametrize("path", ["/edit/review/", "/admin/"])
def test_password_and_code_lead_on(device, clock, path):
    browser = with_password(next=path)
    answer = browser.post(CODE, {"code": code_of(device, clock)})
    assert (answer.status_code, answer["Location"]) == (302, path)
    assert is_in(browser, path)


def test_the_admins_log_in_asks_for_it_too(device):
    answer = Client().post("/admin/login/?next=/admin/", {"username": "root", "password": PASSWORD})
    assert answer["Location"] == CODE


def test_a_code_is_taken_once(device, clock):
    code = code_of(device, clock)
    assert with_password().post(CODE, {"code": code}).status_code == 302
    again = with_password()
    assert again.post(CODE, {"code": code}).status_code == 200
    assert not is_in(again)


def test_the_same_code_of_two_moments_is_still_old(device, clock, later):
    code = code_of(device, clock)
    with_password().post(CODE, {"code": code})
    later()
    browser = with_password()
    assert browser.post(CODE, {"code": code}).status_code == 200
    later()
    assert browser.post(CODE, {"code": code_of(device, clock)}).status_code == 302


def test_who_guesses_has_to_wait(device, clock):
    browser = with_password()
    wrong = f"{(int(code_of(device, clock)) + 1) % 1_000_000:06}"
    assert browser.post(CODE, {"code": wrong}).status_code == 200
    refused = browser.post(CODE, {"code": code_of(device, clock)})
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert not is_in(browser)


def test_guessing_from_other_addresses_has_to_wait_too(device, clock):
    for number in range(3):
        TOTPDevice.objects.update(throttling_failure_count=number)
        browser = Client(REMOTE_ADDR=f"198.51.100.{number}")
        browser.post(LOG_IN, {"username": "root", "password": PASSWORD})
        browser.post(CODE, {"code": "000000"})
    device.refresh_from_db()
    assert not device.verify_is_allowed()[0]


def test_a_recovery_code_works_once_and_its_wrong_ones_hold_no_code_of_the_app_up(device, clock, later):
    token = StaticToken.objects.create(device=StaticDevice.objects.create(user=device.user), token="abcd2345").token
    assert with_password().post(CODE, {"code": "zzzz2345"}).status_code == 200
    assert with_password().post(CODE, {"code": code_of(device, clock)}).status_code == 302
    later()
    assert with_password().post(CODE, {"code": f" {token.upper()} "}).status_code == 302
    assert with_password().post(CODE, {"code": token}).status_code == 200


def test_the_code_is_asked_for_soon_after_the_password_or_not_at_all(device, clock):
    browser = with_password()
    clock.advance(301)
    assert browser.post(CODE, {"code": code_of(device, clock)})["Location"] == LOG_IN
    assert not is_in(browser)


def test_a_new_password_ends_a_log_in_that_waits_for_its_code(device, root, clock):
    browser = with_password()
    root.set_password("nine purple lamps sing")
    root.save()
    assert browser.post(CODE, {"code": code_of(device, clock)})["Location"] == LOG_IN
    assert not is_in(browser)


def test_nobody_confirms_for_another(device, clock):
    get_user_model().objects.create_user("ann", password=PASSWORD)
    browser = Client()
    browser.post(LOG_IN, {"username": "ann", "password": PASSWORD})
    assert browser.post(CODE, {"code": code_of(device, clock)})["Location"] == LOG_IN


@pytest.mark.parametrize(
    ("password", "is_code_right", "is_off"), [("x", True, False), (PASSWORD, False, False), (PASSWORD, True, True)]
)
def test_it_is_switched_off_with_password_and_code_only(device, clock, later, password, is_code_right, is_off):
    browser = with_password()
    browser.post(CODE, {"code": code_of(device, clock)})
    later()
    code = code_of(device, clock) if is_code_right else "000000"
    browser.post(PAGE, {"do": "off", "password": password, "code": code})
    assert TOTPDevice.objects.exists() != is_off
    assert is_in(browser)


def test_new_recovery_codes_replace_the_old_ones(device, clock, later):
    StaticToken.objects.create(device=StaticDevice.objects.create(user=device.user), token="abcd2345")
    browser = with_password()
    browser.post(CODE, {"code": code_of(device, clock)})
    later()
    answer = browser.post(PAGE, {"do": "codes", "password": PASSWORD, "code": code_of(device, clock)})
    assert set(answer.context["codes"]) == set(StaticToken.objects.values_list("token", flat=True))
    assert not StaticToken.objects.filter(token="abcd2345").exists()


def test_the_operator_switches_it_off_for_who_lost_everything(device, capsys):
    call_command("reset_second_factor", "root")
    assert not TOTPDevice.objects.exists()
    assert Client().post(LOG_IN, {"username": "root", "password": PASSWORD})["Location"] == "/edit/"


def test_the_admin_shows_nobodys_secret(root):
    page = browser_of(root).get("/admin/")
    shown = page.content.decode().replace(str(page.context["csrf_token"]), "")  # random letters
    assert "csrfmiddlewaretoken" in shown
    assert 'value=""' in shown
    assert not re.search("otp|audit", shown, re.I)


def test_where_it_is_demanded_the_admin_lets_nobody_in_without(settings, root):
    settings.EDITORS_NEED_SECOND_FACTOR = True
    browser = browser_of(root)
    assert browser.get("/admin/", follow=True).redirect_chain[-1][0] == PAGE
    assert browser.post("/admin/auth/user/add/").status_code == 302


def test_the_page_works_with_password_managers_and_without_script(device):
    page = outline(with_password().get(CODE))
    assert page.all("input", name="code")[0]["autocomplete"] == "one-time-code"
