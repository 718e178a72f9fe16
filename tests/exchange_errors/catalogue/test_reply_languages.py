"""The languages of letters: each in its file, another one by its file alone, and what they lack is listed."""

from __future__ import annotations

import dataclasses
import shutil
import tomllib

import pytest

from exchange_errors import content
from exchange_errors.catalogue import reply_languages as languages
from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.lint_replies import glossary_doubts, reply_faults
from exchange_errors.catalogue.note import CustomerQuestion
from exchange_errors.catalogue.reply_gaps import all_reply_gaps, reply_gaps
from exchange_errors.catalogue.reply_languages import ReplyLanguage, english, read_language, reply_languages
from exchange_errors.language import person_language
from exchange_errors.report.explain import explain
from tests.shipped import CATALOGUE
from tools.replies import rendered

NEW = ReplyLanguage("eo", "Esperanto", "Esperanto", False, {})
PASTE = (
    "Saluton, miaj mendoj estas rifuzitaj kaj mi ne scias kial tio estas.\n"
    '{"id":1,"method":"private/create-order","code":306,"api_key":"a1B2c3D4e5F6g7H8"}\n'
    '{"id":2,"method":"private/create-order","code":40801}\n'
)
CACHED = (languages.reply_languages, languages._keys_by_text, person_language._filling, person_language._writing)
MARK = "eo: "


def forget():
    for cached in CACHED:
        cached.cache_clear()


def translated():
    """The file that a translator makes of the worksheet, whose every text begins with a mark."""
    table = tomllib.loads(rendered(NEW, CATALOGUE.entries, gaps_only=True))
    table["sentences"] = {
        key: text if key.startswith("list_") else MARK + text for key, text in table["sentences"].items()
    }
    table["sentences"]["list_and"] = "{items} kaj {last}"
    table["questions"] = {key: MARK + text for key, text in table["questions"].items()}
    for texts in table["entries"].values():
        texts["reply"] = [MARK + sentence for sentence in texts["reply"]]
        texts["headline"] = MARK + texts["headline"]
    return table


@pytest.fixture
def esperanto(tmp_path, monkeypatch):
    """The shipped content with a language that nobody ships."""
    for folder in content.CONTENT.iterdir():
        if folder.name in ("replies", "languages"):
            shutil.copytree(folder, tmp_path / folder.name)
        else:
            (tmp_path / folder.name).symlink_to(folder)
    text = rendered(read_language("eo", translated()), CATALOGUE.entries)
    (tmp_path / "replies" / "eo.toml").write_text(text, "utf-8")
    (tmp_path / "languages" / "eo.toml").write_text('function = "kaj mi ne estas kial tio miaj saluton"\n', "utf-8")
    monkeypatch.setattr(content, "CONTENT", tmp_path)
    forget()
    yield reply_languages()["eo"]
    forget()


def test_another_language_needs_a_file_and_nothing_else(esperanto):
    report = explain(PASTE, CATALOGUE, reply_in=("auto",))
    assert report.language == report.reply.letter.language == "eo"
    letter = report.reply.customer
    assert letter.startswith(f"{MARK}{english().sentence('greeting')} {MARK}")
    assert MARK + english().sentence("secret") in letter
    assert letter.replace(MARK, "") == report.reply.in_english.text
    assert all(question.startswith(MARK) for question in report.reply.ask_for)
    assert not reply_gaps(esperanto, CATALOGUE.entries)
    assert [fault for fault in reply_faults(CATALOGUE) if "eo" in fault.path] == []


def edited(entry_id, **changes):
    """The catalogue after an editor changed one note."""
    entry = CATALOGUE.get(entry_id)
    changed = dataclasses.replace(entry, note=dataclasses.replace(entry.note, **changes))
    return Catalogue([*(e for e in CATALOGUE.entries if e is not entry), changed], CATALOGUE.categories)


CHANGES = (
    {"customer_reply": "Error 306 means something else now. Please wait."},
    {"headline": "Something else"},
    {"questions": (CustomerQuestion("Something that nobody asked before."),)},
)


@pytest.mark.parametrize("changes", CHANGES, ids=lambda changes: next(iter(changes)))
def test_an_editors_change_turns_the_whole_letter_into_english_and_is_listed(esperanto, changes):
    catalogue = edited("306-INSUFFICIENT_AVAILABLE_BALANCE", **changes)
    report = explain(PASTE, catalogue, reply_in=("eo",))
    assert report.reply.letter == report.reply.in_english
    assert MARK not in report.reply.customer + "".join(report.reply.ask_for)
    gaps = all_reply_gaps(catalogue.entries)["eo"]
    assert [*gaps.missing, *gaps.stale] == [
        "Something that nobody asked before." if "questions" in changes else "306-INSUFFICIENT_AVAILABLE_BALANCE"
    ]


def test_a_missing_or_unstamped_text_is_no_fault_and_listed(esperanto):
    sentences = {key: text for key, text in esperanto.sentences.items() if key != "rest"}
    entries = {key: texts._replace(of="") if key == "ws-1006" else texts for key, texts in esperanto.entries.items()}
    gaps = reply_gaps(dataclasses.replace(esperanto, sentences=sentences, entries=entries), CATALOGUE.entries)
    assert gaps == (("rest",), ("ws-1006",))


def test_a_file_of_a_language_survives_being_written_and_read_again(esperanto):
    text = rendered(esperanto, CATALOGUE.entries)
    assert rendered(read_language("eo", tomllib.loads(text)), CATALOGUE.entries) == text
    assert tomllib.loads(rendered(esperanto, CATALOGUE.entries, gaps_only=True))["sentences"] == {}


@pytest.mark.parametrize(
    ("was", "becomes", "complaint"),
    [
        ("{instrument}", "{instrument} {instrument}", "placeholders"),
        ("[ on {instrument}]", " on {instrument}", "outside a clause"),
        ("{instrument}]", "{instrument}'s]", "ending on a placeholder"),
        ("306", "307", "numbers"),
        ("API", "programming", ""),
        ("order", "order `status`", "names in backticks"),
        ("spot", "SPOT_MARKET", ""),
        ("refused", "refused du", "'du' is no formal address"),
        ("refused", "refused duely", ""),
        ("refused", "refused, a fraudulo", "'fraud' says more than the English"),
    ],
)
def test_the_lint_names_what_a_translation_changed(esperanto, monkeypatch, was, becomes, complaint):
    key = "306-INSUFFICIENT_AVAILABLE_BALANCE"
    texts = esperanto.entries[key].texts
    spoilt = texts._replace(sentences=tuple(sentence.replace(was, becomes) for sentence in texts.sentences))
    assert spoilt != texts
    entries = {**esperanto.entries, key: esperanto.entries[key]._replace(texts=spoilt)}
    language = dataclasses.replace(esperanto, entries=entries, informal=("du",), sharp={"fraud": ("fraud",)})
    monkeypatch.setattr("exchange_errors.catalogue.lint_replies.reply_languages", lambda: {"eo": language})
    faults = [str(fault) for fault in reply_faults(CATALOGUE)]
    assert any(complaint in fault for fault in faults) if complaint else not faults


def test_the_lint_counts_sentences_and_knows_every_key(esperanto, monkeypatch):
    key = "306-INSUFFICIENT_AVAILABLE_BALANCE"
    stamped = esperanto.entries[key]
    short = stamped._replace(texts=stamped.texts._replace(sentences=stamped.texts.sentences[1:]))
    sentences = {**esperanto.sentences, "good_bye": languages.StampedText("")}
    entries = {**esperanto.entries, key: short, "999-NONE": stamped}
    language = dataclasses.replace(esperanto, entries=entries, sentences=sentences)
    monkeypatch.setattr("exchange_errors.catalogue.lint_replies.reply_languages", lambda: {"eo": language})
    faults = " ".join(map(str, reply_faults(CATALOGUE)))
    assert "no sentence is called good_bye" in faults
    assert "no entry is called 999-NONE" in faults
    assert f"entries.{key} has {len(short.texts.sentences)} sentences" in faults


def test_a_worksheet_that_nobody_translated_is_named(esperanto, monkeypatch):
    sheet = tomllib.loads(rendered(NEW, CATALOGUE.entries, gaps_only=True))
    stamped = tomllib.loads(rendered(read_language("eo", sheet), CATALOGUE.entries))
    language = read_language("eo", stamped)
    monkeypatch.setattr("exchange_errors.catalogue.lint_replies.reply_languages", lambda: {"eo": language})
    assert all("still in English" in str(fault) for fault in reply_faults(CATALOGUE))
    assert reply_faults(CATALOGUE)


def test_an_empty_file_is_a_language_without_texts(esperanto, tmp_path):
    (tmp_path / "replies" / "pl.toml").write_text("", "utf-8")
    forget()
    assert explain(PASTE, CATALOGUE, reply_in=("pl",)).reply.letter.language == "en"
    assert all_reply_gaps(CATALOGUE.entries)["pl"].missing


def test_a_term_that_is_not_the_glossarys_is_doubted(esperanto):
    language = dataclasses.replace(esperanto, glossary={"order": "mendo", "to refuse": "rifuzi"})
    doubts = list(glossary_doubts(language, CATALOGUE))
    assert doubts
    assert all("'order' is not 'mendo'" in doubt for doubt in doubts)


def test_every_shipped_letter_is_sound():
    assert list(map(str, reply_faults(CATALOGUE))) == []


@pytest.mark.parametrize("tag", reply_languages())
def test_every_entry_makes_a_whole_letter_in_every_language(tag):
    for entry in CATALOGUE.entries:
        paste = f'{{"id":1,"method":"private/create-order","code":{entry.code},"message":"{entry.name}"}}'
        reply = explain(paste, CATALOGUE, reply_in=(tag,)).reply
        assert not set("[]{}") & set(reply.customer), reply.customer
        assert "  " not in reply.customer
