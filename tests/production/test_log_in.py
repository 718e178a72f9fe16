"""The editors' log-in: ten attempts for one name from one address, counted over all workers; others go on."""

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from ops import counters
from ops.log_in import ATTEMPTS, ATTEMPTS_OF_ADDRESS
from ops.rate_limits import decode_wait
from tests.production.server import SECRET, Editor

PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def editor(db):
    cache.clear()
    yield User.objects.create_superuser("editor", password=PASSWORD)
    cache.clear()


def log_in(name="editor", password="wrong", address="203.0.113.5"):
    return Client(REMOTE_ADDR=address).post("/edit/log-in/", {"username": name, "password": password})


def test_the_eleventh_attempt_is_refused_even_with_the_right_password():
    assert [log_in().status_code for _ in range(ATTEMPTS)] == [200] * ATTEMPTS
    refused = log_in(password=PASSWORD)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert "Too many attempts" in refused.content.decode()


def test_the_editor_elsewhere_is_not_locked_out_by_a_stranger():
    for _ in range(ATTEMPTS + 5):
        log_in()
    assert log_in(password=PASSWORD, address="198.51.100.7").status_code == 302


def test_the_spelling_of_a_name_is_no_way_round():
    for number in range(ATTEMPTS):
        log_in(name="Editor" if number % 2 else "EDITOR")
    assert log_in().status_code == 429


def test_one_address_cannot_try_one_password_on_many_names():
    statuses = [log_in(name=f"name{number}").status_code for number in range(ATTEMPTS_OF_ADDRESS + 1)]
    assert statuses == [200] * ATTEMPTS_OF_ADDRESS + [429]


@pytest.mark.usefixtures("clock")
def test_no_choice_of_names_makes_an_attempt_forgotten():
    for number in range(ATTEMPTS_OF_ADDRESS):
        log_in(name=f"name{number}")
    assert {log_in(name=f"other{number}").status_code for number in range(60)} == {429}
    assert log_in(password=PASSWORD).status_code == 429


def test_decodes_of_many_networks_push_out_no_attempt(settings, monkeypatch):
    settings.DECODE_RATE_LIMIT = 60
    monkeypatch.setattr(counters, "BUCKETS", 1)
    for _ in range(ATTEMPTS):
        log_in()
    for number in range(100):
        decode_wait(f"198.51.100.{number}", 1)
    assert log_in(password=PASSWORD).status_code == 429


def test_one_ipv6_client_is_one_however_many_addresses_it_has():
    for number in range(ATTEMPTS):
        log_in(address=f"2001:db8:1:2::{number + 1:x}")
    assert log_in(address="2001:db8:1:2:ffff::1").status_code == 429
    assert log_in(address="2001:db8:1:3::1").status_code == 200


def test_an_editors_slips_are_forgotten_once_the_password_was_right():
    for _ in range(ATTEMPTS - 1):
        log_in()
    assert log_in(password=PASSWORD).status_code == 302
    assert log_in().status_code == 200


def test_all_workers_count_together(start):
    portal = start(WEB_CONCURRENCY="3", TRUSTED_PROXIES="127.0.0.1", SECRET_KEY=SECRET)
    stranger = [Editor(portal, {"X-Forwarded-For": "203.0.113.5"}) for _ in range(ATTEMPTS + 8)]
    statuses = [browser.log_in(password="wrong").status for browser in stranger]
    assert statuses == [200] * ATTEMPTS + [429] * 8
    assert Editor(portal, {"X-Forwarded-For": "198.51.100.7"}).log_in().status == 302
