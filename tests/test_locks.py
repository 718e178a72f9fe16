"""The two lock files belong together: what the portal is tested with is what it runs on."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
OPTIONAL = {"sentry_sdk", "shtab"}  # for SENTRY_DSN, and for the completion of the command
PACKAGES = ("exchange_errors", "codes", "ops", "portal")


def pins(lock: str) -> set[tuple[str, str]]:
    """Return name and version of each package that a lock file pins, without its extras."""
    return set(re.findall(r"^([a-z0-9-]+)(?:\[.*?\])?==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE))


def test_the_tests_run_with_the_packages_that_the_portal_runs_on():
    assert "django" in dict(pins("requirements.txt"))
    assert pins("requirements.txt") <= pins("dev.txt")


def imported() -> set[str]:
    """Return the name of every package that the portal imports, inside functions too."""
    names: set[str] = set()
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    names |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and not node.level:
                    names.add(str(node.module).partition(".")[0])
    return names - set(sys.stdlib_module_names) - set(PACKAGES)


def test_what_the_portal_imports_is_installed_where_it_runs():
    wanted, distributions = dict(pins("requirements.txt")), packages_distributions()
    missing = [
        name
        for name in sorted(imported() - OPTIONAL)
        if not {re.sub(r"[._]", "-", each).lower() for each in distributions.get(name, ())} & wanted.keys()
    ]
    assert not missing, f"name {missing} in requirements.in, with the reason, and run make lock"
