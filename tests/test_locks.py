"""The two lock files belong together: what the portal is tested with is what it runs on."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def pins(lock: str) -> set[tuple[str, str]]:
    """Return name and version of each package that a lock file pins, without its extras."""
    return set(re.findall(r"^([a-z0-9-]+)(?:\[.*?\])?==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE))


def test_the_tests_run_with_the_packages_that_the_portal_runs_on():
    assert "django" in dict(pins("requirements.txt"))
    assert pins("requirements.txt") <= pins("dev.txt")
