"""`make code` begins a file that names everything still to be written."""

import pytest
from django.core.management import CommandError, call_command

from exchange_errors.catalogue.file_reader import parse_entry
from exchange_errors.catalogue.value_reader import ContentError


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "response").mkdir()
    return tmp_path


def test_a_new_file_has_every_heading_and_is_refused_until_it_is_filled_in(folder, capsys, catalogue):
    call_command("new_code", "229", "INVALID_X", dir=folder)
    text = (folder / "response" / "229-INVALID_X.md").read_text("utf-8")
    with pytest.raises(ContentError, match="category is ''"):
        parse_entry("229-INVALID_X.md", text, {c.slug: c for c in catalogue.categories})
    assert "## Customer reply" in text


def test_a_file_is_never_written_over(folder, capsys):
    call_command("new_code", "229", "INVALID_X", dir=folder)
    with pytest.raises(CommandError, match="exists already"):
        call_command("new_code", "229", "INVALID_X", dir=folder)


@pytest.mark.parametrize("name", ["../../x", "A B", "", "ÄÖ"])
def test_a_name_that_is_no_message_code_is_refused(folder, name):
    with pytest.raises(CommandError, match="letters, digits and underscores"):
        call_command("new_code", "229", name, dir=folder)
