"""Every promise in SECURITY.md names files that test it, and they are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAD = "| Promise | How | Tested by |"
TABLE = (ROOT / "SECURITY.md").read_text("utf-8").partition(HEAD)[2].split("\n\n")[0]
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TABLE.strip().splitlines()[1:]]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_promise_names_the_files_that_hold_it_to_account(row):
    files = re.findall(r"`([^`]+)`", row[2])
    assert files
    for file in files:
        assert (ROOT / file).is_file(), file
