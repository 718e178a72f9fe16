"""The admin lives where ADMIN_PATH says, and nowhere that another part of the site needs."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal import environment
from tests.production.server import environment as clean

ROOT = Path(__file__).parents[2]
LOOK = """
import django; django.setup()
from django.urls import reverse
from ops.metrics import part_of_site
import portal.wsgi as wsgi
path = reverse("admin:index")
print(path, part_of_site(path), part_of_site("/admin/"), path in "".join(wsgi.uncached))
"""


def started(tmp_path, value):
    env = {**clean(tmp_path), "DJANGO_SETTINGS_MODULE": "tests.settings", "ADMIN_PATH": value}
    return subprocess.run([sys.executable, "-c", LOOK], cwd=ROOT, env=env, capture_output=True, text=True)


def test_everything_that_names_the_admin_follows(tmp_path):
    assert started(tmp_path, "back-office/").stdout.split() == ["/back-office/", "admin", "page", "True"]


@pytest.mark.parametrize("taken", ["edit", "codes/admin", "static", "api/", "metrics", "healthz", "go"])
def test_a_place_that_is_taken_stops_the_start(tmp_path, taken):
    assert "ADMIN_PATH is" in started(tmp_path, taken).stderr


@pytest.mark.parametrize("value", ["Admin", "a b", "../x", "a//b", "ad?min", "<str:x>", "é", "-x"])
def test_an_odd_one_is_refused(monkeypatch, value):
    monkeypatch.setenv("ADMIN_PATH", value)
    with pytest.raises(ImproperlyConfigured, match="ADMIN_PATH"):
        environment.path("ADMIN_PATH", "admin/")


@pytest.mark.parametrize("value", ["back-office", "/back-office/", "back-office/"])
def test_slashes_around_it_do_not_matter(monkeypatch, value):
    monkeypatch.setenv("ADMIN_PATH", value)
    assert environment.path("ADMIN_PATH", "admin/") == "back-office/"
