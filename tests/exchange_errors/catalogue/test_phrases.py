"""What people say of an error has a file for each language; a language that is missing is no fault."""

from __future__ import annotations

import dataclasses
import shutil

import pytest

from exchange_errors.catalogue.loader import content_files, folded_phrases, load_entries, phrase_files
from exchange_errors.catalogue.phrases import parse_phrases, render_phrases
from exchange_errors.catalogue.value_reader import ContentError
from exchange_errors.content import CONTENT

FIRST, SECOND = "ws-1000", "ws-1006"


@pytest.fixture
def folder(tmp_path):
    """A content folder of the websocket codes, with German phrases for one of them."""
    shutil.copytree(CONTENT / "websocket", tmp_path / "websocket")
    shutil.copy(CONTENT / "categories.toml", tmp_path)
    for path in content_files(tmp_path):  # related entries lie outside this folder
        text = path.read_text("utf-8")
        path.write_text(text.split("[[related]]")[0] + "+++" + text.split("+++", 2)[2], "utf-8")
    write(tmp_path, "de", {FIRST: ("sauber getrennt",)})
    return tmp_path


def write(folder, tag, phrases):
    path = folder / "search" / "phrases" / f"{tag}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_phrases(phrases), "utf-8")


def loaded(folder):
    return {entry.id: entry for entry in load_entries(folder)[0]}


def saying(entry, **phrases):
    return dataclasses.replace(entry, note=dataclasses.replace(entry.note, phrases=phrases))


def test_each_entry_gets_its_phrases(folder):
    write(folder, "en", {FIRST: ("it closed by itself",), SECOND: ("the line went dead",)})
    entries = loaded(folder)
    assert entries[FIRST].note.phrases == {"en": ("it closed by itself",), "de": ("sauber getrennt",)}
    assert entries[SECOND].note.phrases == {"en": ("the line went dead",)}


def test_without_any_file_nobody_says_anything(folder):
    shutil.rmtree(folder / "search")
    assert all(entry.note.phrases == {} for entry in loaded(folder).values())


def test_phrases_of_no_entry_are_a_fault_with_file_and_line(folder):
    write(folder, "de", {FIRST: ("sauber getrennt",), "999-NO_SUCH": ("x",)})
    with pytest.raises(ContentError, match=r"search/phrases/de.toml:\d+: the file has an unknown key '999-NO_SUCH'"):
        loaded(folder)


def test_an_edit_is_folded_into_the_files_of_its_languages_and_no_other_byte_changes(folder):
    write(folder, "fr", {SECOND: ("coupé",)})
    edited = saying(loaded(folder)[SECOND], de=("abgerissen",), fr=("coupé",), tr=("koptu",))
    folded = {path.stem: text for path, text in folded_phrases([edited], folder)}
    assert set(folded) == {"de", "tr"}
    assert parse_phrases("de.toml", folded["de"], [FIRST, SECOND]) == (
        {FIRST: ("sauber getrennt",), SECOND: ("abgerissen",)},
        [],
    )


def test_phrases_that_an_editor_removed_are_gone(folder):
    folded = dict(folded_phrases([saying(loaded(folder)[FIRST])], folder))
    assert list(folded.values()) == [""]


@pytest.mark.parametrize("path", phrase_files(), ids=lambda path: path.stem)
def test_the_shipped_files_are_written_as_an_export_writes_them(path):
    text = path.read_text("utf-8")
    phrases, faults = parse_phrases(path.name, text, [entry.stem for entry in content_files()])
    assert not faults
    assert render_phrases(phrases) == text
