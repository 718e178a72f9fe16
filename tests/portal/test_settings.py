"""Every setting that a deployment may change is in docs/operations.md, and everything there is read."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal import environment

ROOT = Path(__file__).parents[2]
READERS = {name for name, value in vars(environment).items() if callable(value) and not name.startswith("_")}
PACKAGES = ("exchange_errors", "codes", "ops", "portal")
SOURCES = [*(path for package in PACKAGES for path in (ROOT / package).rglob("*.py")), ROOT / "gunicorn.conf.py"]
NOT_OURS = {"NO_COLOR", "TERM"}  # what every terminal understands


def read_by(path: Path) -> set[str]:
    """Return the names that a module passes to the functions of ``portal/environment.py``, or to the environment."""
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call) and node.args)
    return {
        call.args[0].value
        for call in calls
        if (ast.unparse(call.func) == "os.environ.get" or ast.unparse(call.func).removeprefix("env.") in READERS)
        and isinstance(call.args[0], ast.Constant)
        and str(call.args[0].value).isupper()
    }


def documented() -> set[str]:
    """Return the names in the first column of the table of settings."""
    section = (ROOT / "docs/operations.md").read_text("utf-8").partition("## Configuration")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


def test_every_setting_is_documented_and_every_documented_one_is_read():
    # The C library reads GLIBC_TUNABLES before Python starts, so scripts/run sets it.
    read = set().union(*map(read_by, SOURCES)) - NOT_OURS | {"GLIBC_TUNABLES"}
    assert "SITE_URL" in read
    assert sorted(read - documented()) == [], "add these to the table in docs/operations.md"
    assert sorted(documented() - read) == [], "nothing reads these"


@pytest.mark.parametrize(("value", "number"), [("3", 3), ("", 5), ("0", 0)])
def test_a_whole_number_is_read(monkeypatch, value, number):
    monkeypatch.setenv("SOME_NUMBER", value)
    assert environment.whole("SOME_NUMBER", 5) == number


@pytest.mark.parametrize("value", ["2.5", "-1", "many", "inf", "nan"])
def test_what_is_no_whole_number_stops_the_start_with_its_name(monkeypatch, value):
    monkeypatch.setenv("SOME_NUMBER", value)
    with pytest.raises(ImproperlyConfigured, match="SOME_NUMBER"):
        environment.whole("SOME_NUMBER", 5)
