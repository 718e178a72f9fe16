"""A letter in any language says what the English one says, sentence by sentence."""

from __future__ import annotations

import json

import pytest

from exchange_errors.catalogue.reply_languages import english
from exchange_errors.report.explain import explain
from exchange_errors.report.letter import entry_letter
from exchange_errors.report.merged import MergedReport
from exchange_errors.report.ticket_note import report_markdown
from tests.shipped import CATALOGUE

OPEN, SAFE, SECRET = (english().sentence(key) for key in ("money_open", "money_safe", "secret"))
KEY = "a1B2c3D4e5F6g7H8"


def answers(*codes, method="private/create-order", **more):
    return "\n".join(json.dumps({"id": n, "method": method, "code": code, **more}) for n, code in enumerate(codes))


def letter(text, *reply_in):
    return explain(text, CATALOGUE, reply_in=reply_in).reply.customer


@pytest.mark.parametrize(
    ("codes", "sentence"),
    [
        ((306, 213), SAFE),
        ((306, 40801), OPEN),
        ((306, 99999), OPEN),
        ((306,), ""),
        ((40801,), ""),
        ((40801, 40801), ""),
    ],
)
def test_a_letter_on_several_findings_says_whether_the_money_is_safe(codes, sentence):
    assert [text for text in (OPEN, SAFE) if text in letter(answers(*codes))] == [sentence] * bool(sentence)


def test_money_is_called_safe_only_on_what_is_documented_or_seen():
    inferred = next(
        entry
        for entry in CATALOGUE.entries
        if entry.note.retry.outcome == "not_executed" and entry.note.retry.evidence == "inferred"
    )
    text = letter(answers(306, inferred.code, message=""))
    assert str(inferred.code) in text
    assert SAFE not in text
    assert OPEN not in text


@pytest.mark.parametrize(
    ("paste", "is_told"),
    [
        (answers(306, api_key=KEY), True),
        (answers(306) + "\nmy password: Tr0ub4dor&3", True),
        (answers(306, api_key="[api_key:22]"), True),  # as a browser masks it
        (answers(306) + "\nme@example.org", False),
        (answers(306) + "\n[email:14]", False),
        (answers(306), False),
    ],
)
def test_a_customer_who_sent_a_secret_is_told_to_replace_it(paste, is_told):
    assert (SECRET in letter(paste)) is is_told


def test_the_merged_report_of_a_long_text_writes_the_same_letter():
    merged = MergedReport(CATALOGUE, ("auto",))
    for piece in ("Hola, mis órdenes fueron rechazadas y no sé por qué.", answers(306, api_key=KEY), answers(213)):
        merged.add(explain(piece, CATALOGUE))
    report = merged.report()
    assert report.language == report.reply.letter.language == "es"
    assert SECRET in report.reply.in_english.text


@pytest.mark.parametrize(
    ("wishes", "words", "tag"),
    [
        ((), "Bonjour, mon ordre ne passe pas et je ne sais pas pourquoi.", "en"),
        (("auto",), "Bonjour, mon ordre ne passe pas et je ne sais pas pourquoi.", "fr"),
        (("auto",), "Olá, a minha ordem foi recusada e não sei por quê.", "pt-BR"),
        (("de",), "Bonjour, mon ordre ne passe pas et je ne sais pas pourquoi.", "de"),
        (("auto", "es"), "", "es"),
        (("auto", "es"), "moje zlecenie wraca z 306 i nie wiem dlaczego", "en"),
        (("auto", "es"), "Hello, my order is refused and I do not know why.", "en"),
        (("xx", "auto"), "", "en"),
    ],
)
def test_a_letter_is_in_the_first_language_of_the_wishes_that_there_is(wishes, words, tag):
    reply = explain(f"{words}\n{answers(306)}", CATALOGUE, reply_in=wishes).reply
    assert reply.letter.language == tag
    assert (reply.letter == reply.in_english) is (tag == "en")


def test_what_only_english_says_is_left_out_of_other_languages():
    request = {
        "method": "private/create-order",
        "params": {"exec_inst": ["POST_ONLY"], "time_in_force": "FILL_OR_KILL"},
    }
    paste = answers(43005, original=json.dumps(request))
    assert "What we saw" in letter(paste)
    assert "FILL_OR_KILL" not in letter(paste, "de")
    assert "time_in_force is FILL_OR_KILL" in explain(paste, CATALOGUE, reply_in=("de",)).reply.internal


def test_a_letter_is_one_language_from_its_first_to_its_last_word():
    codes = [entry.code for entry in CATALOGUE.entries if entry.kind == "response" and entry.code][:20]
    german, english_too = (letter(answers(*codes, 140001, 99999), *wishes) for wishes in (("de",), ()))
    lines = {line for line in english_too.splitlines() if line}
    assert lines.isdisjoint(german.splitlines())
    assert len(german.split("\n\n")) == len(english_too.split("\n\n"))


def test_the_ticket_note_names_the_language_and_says_that_nobody_reviewed_it():
    note = report_markdown(explain(answers(306), CATALOGUE, reply_in=("de",)), CATALOGUE)
    assert "### Reply to the customer in German, not yet reviewed by a speaker\n\nVielen Dank" in note
    assert "- The full request, with" in note
    assert "### Reply to the customer" not in report_markdown(explain(answers(306), CATALOGUE), CATALOGUE)


def test_the_reply_of_an_entry_needs_no_paste():
    entry = CATALOGUE.get("40801-REQUEST_TIMEOUT")
    reply = entry_letter(entry, english())
    assert english().sentence("look_up_payout") in reply.text
    assert "{" not in reply.text
    assert reply.ask_for == entry.note.ask_for
