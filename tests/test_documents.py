"""What the documents name is there: paths, targets of the Makefile, commands of manage.py."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).parents[1]
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
CURRENT = [path for path in DOCUMENTS if path.name != "CHANGELOG.md"]  # which speaks of what was
FOLDERS = "codes|content|deploy|docs|exchange_errors|ops|portal|scripts|static|templates|tests|tools"
PATH = re.compile(rf"`((?:{FOLDERS})/[\w./-]+)`")
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
TARGET = re.compile(r"(?:`|^)make ([a-z][a-z-]*)", re.MULTILINE)
COMMAND = re.compile(r"\bmanage\.py ([a-z_]+)")
FROM_A_READER = {"content/response/231-INVALID_CONDITION.md", "deploy/secrets/"}


@pytest.mark.parametrize("document", CURRENT, ids=lambda path: path.name)
def test_every_path_that_a_document_names_exists(document):
    text = document.read_text("utf-8")
    paths = {*(ROOT / path for path in set(PATH.findall(text)) - FROM_A_READER)}
    paths |= {document.parent / link for link in LINK.findall(text)}
    assert [str(path) for path in paths if not path.exists()] == []


@pytest.mark.parametrize("document", CURRENT, ids=lambda path: path.name)
def test_every_command_that_a_document_names_exists(document):
    text = document.read_text("utf-8")
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(TARGET.findall(text)) - set(targets) == set()
    assert set(COMMAND.findall(text)) - set(get_commands()) == set()
