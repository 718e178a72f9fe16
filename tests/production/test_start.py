"""A site that others can reach starts with sound settings only, and says in one sentence what is missing."""

import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.production.server import ROOT, SECRET, environment, manage

SOUND = {"SITE_URL": "https://codes.example.com", "SECRET_KEY": SECRET}


@pytest.fixture
def settings_with(monkeypatch, tmp_path):
    """Return a function that reads portal/settings.py as a process with these variables would."""

    def read(**variables):
        for name, value in {"STATE_DIR": str(tmp_path), **variables}.items():
            monkeypatch.setenv(name, value)
        spec = spec_from_file_location("portal.settings_of_a_test", ROOT / "portal" / "settings.py")
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        return vars(module)

    for name in ("SITE_URL", "SECRET_KEY", "DATABASE_URL", "HOST", "SNAPSHOT_POLL_SECONDS"):
        monkeypatch.delenv(name, raising=False)
    return read


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"SECRET_KEY": ""}, "Set SECRET_KEY"),
        ({"SECRET_KEY": "secret"}, "SECRET_KEY is too weak"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY is too weak"),
        ({"DEBUG": "1"}, "DEBUG is on"),
        ({"DEBUG": "ture"}, "DEBUG is 'ture'"),
        ({"SITE_URL": "", "ALLOWED_HOSTS": "codes.example.com"}, "Set SITE_URL"),
        ({"SITE_URL": "", "HOST": "0.0.0.0"}, "Set SITE_URL"),
        ({"SITE_URL": "codes.example.com"}, "SITE_URL is 'codes.example.com'"),
        ({"SITE_URL": "https://codes.example.com/portal"}, "use scheme and host"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS is *"),
        ({"TRUSTED_PROXIES": "proxy"}, "TRUSTED_PROXIES"),
        ({"SECRET_KEY": "", "SECRET_KEY_FILE": "/no/such/file"}, "SECRET_KEY_FILE is '/no/such/file'"),
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT is 'xml'"),
        ({"DECODE_RATE_LIMIT": "-1"}, "DECODE_RATE_LIMIT"),
        ({"SENTRY_DSN": "https://key@sentry.example.com/1"}, "sentry-sdk is not installed"),
    ],
    ids=lambda value: " ".join(f"{k}={v[:30]}" for k, v in value.items()) if isinstance(value, dict) else "",
)
def test_an_unsafe_start_is_refused_in_one_sentence(settings_with, monkeypatch, variables, sentence):
    monkeypatch.setitem(sys.modules, "sentry_sdk", None)  # as where it is not installed
    with pytest.raises(ImproperlyConfigured) as refused:
        settings_with(**{**SOUND, **variables})
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_sound_public_site_speaks_https_and_answers_to_its_own_name_only(settings_with):
    found = settings_with(**SOUND)
    assert found["ALLOWED_HOSTS"] == ["codes.example.com"]
    assert found["SECURE_SSL_REDIRECT"]
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SECURE_HSTS_SECONDS"] >= 180 * 86_400
    assert found["LOG_FORMAT"] == "json"


def test_a_process_looks_for_edits_often_enough_to_show_one_within_two_seconds(settings_with):
    assert 0 < settings_with(**SOUND)["SNAPSHOT_POLL_SECONDS"] <= 1


def test_this_machine_alone_needs_nothing_but_a_secret_file(settings_with, tmp_path):
    (tmp_path / "secret-key").write_text("short is fine here\n")
    found = settings_with()
    assert found["SECRET_KEY"] == "short is fine here"
    assert not found["PUBLIC"]
    assert not found["HTTPS"]
    assert "127.0.0.1" in found["ALLOWED_HOSTS"]


def test_a_secret_can_be_a_mounted_file(settings_with, tmp_path):
    file = tmp_path / "mounted"
    file.write_text("postgres://portal:pass@db/portal\n")
    found = settings_with(SECRET_KEY="x", DATABASE_URL_FILE=str(file))
    assert found["DATABASES"]["default"]["PASSWORD"] == "pass"


def test_debug_may_be_on_where_only_this_machine_sees_it(settings_with):
    assert settings_with(SECRET_KEY="x", DEBUG="1")["DEBUG"]


def test_postgresqls_connections_are_given_back_and_a_server_that_is_away_is_noticed_soon(settings_with):
    database = settings_with(**SOUND, DATABASE_URL="postgres://u:p@db/portal?sslmode=require")["DATABASES"]["default"]
    assert database["CONN_MAX_AGE"] == 0
    assert database["OPTIONS"] == {
        "sslmode": "require",
        "connect_timeout": 2,
        "application_name": "portal",
        "tcp_user_timeout": 5000,
        "options": "-c statement_timeout=30s -c lock_timeout=5s",
    }


def test_djangos_own_deployment_check_is_clean(tmp_path):
    done = manage("check", "--deploy", "--fail-level", "WARNING", env=environment(tmp_path, **SOUND), check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "command", [["manage.py", "check"], ["-m", "gunicorn", "portal.wsgi"]], ids=["manage", "gunicorn"]
)
def test_the_refusal_is_all_that_is_printed(tmp_path, command):
    env = environment(tmp_path, **{**SOUND, "DEBUG": "1"})
    done = subprocess.run([sys.executable, *command], cwd=ROOT, env=env, capture_output=True, text=True, timeout=30)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "The portal does not start: DEBUG is on, but codes.example.com is not this machine alone; set DEBUG=0."
    ]
