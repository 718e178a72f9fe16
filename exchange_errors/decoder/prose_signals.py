"""Signals of numbers and names in plain text: what the place calls itself, what it is, and what is said besides.

They stand in one module, however long, so that "why does this number speak, or not?" has one place to look.
"""

from __future__ import annotations

import re

from .asked_search import WordsFind
from .candidate_names import COUNTED
from .code_candidate import BARE, CodeCandidate
from .everyday_numbers import ENUM_NAMES, LONG
from .method_mentions import any_method
from .signals import Row, Signals, Test

ZERO_BEFORE = re.compile(
    r"(?<![\w.])0[\"'`]?(?:,| but|;)*\s(?:is|was|got|received|returned|actual(?:ly)?)\W{1,3}$", re.IGNORECASE
)
ZERO_BEHIND = re.compile(
    r"[\"'`]?(?:,| but|;| instead of| rather than)*(?: expected| want(?:ed)?)?\W{1,3}(?:code )?0(?![\w.])"
)
STATUS_BEFORE = re.compile(r"(?:HTTP/\S{1,4} |\b)[1-5]\d\d[ :-]{1,3}(?:(?:Client|Server) Error: )?$")
#: Signals of the line, for numbers and names alike.
LINE: tuple[Row[CodeCandidate], ...] = (
    ("source_code", "The line is source code, or a row of a list of codes.",
     lambda c: c.source_kind == "plain"),
    ("access_log", "The line is one of a web server's log.", lambda c: c.line.is_access),
    ("another_exchange", "Another exchange is named beside it, and this one is not.",
     lambda c: c.line.is_foreign or c.is_said_by_others or (c.is_close and c.line.is_anothers_connection)),
    ("in_a_link", "It is part of a link.", lambda c: c.is_in_link),
)  # fmt: skip
#: What stands right before or behind a number: the side, what it is, and the signal with its reason.
BESIDE = (
    ("left", "error", "error_word_before", "A word for an error stands right before it."),
    ("left", "field", "code_field", "It is the value of a field that holds an error's code."),
    ("left", "getting", "verb_before", "It follows a verb of receiving, seeing or saying."),
    ("left", "failing", "failure_before", "It follows a word for failing."),
    ("left", "question", "question_before", "It is what a question asks for."),
    ("left", "start", "starts_clause", "It begins a sentence or a part of one."),
    ("left", "function", "filler_before", "Only words that fill a sentence stand before it."),
    ("right", "error", "error_word_behind", "A word for an error stands right behind it."),
    ("right", "getting", "verb_behind", "A verb of receiving, meaning or saying follows it."),
)  # fmt: skip
#: What is said around a number: it speaks for it unless a word beside it makes it something else's.
AROUND: tuple[Row[CodeCandidate], ...] = (
    ("failure_near", "The message says that something failed or was refused.",
     lambda c: c.slot.left != "failing" and c.message.has("failing")),
    ("asks_a_question", "The message asks a question.", lambda c: c.message.asks),
    ("close_codes_near", "It is a close code, and another one stands near it.", lambda c: c.has_close_sibling),
    ("code_near", "Another code of this exchange is found in the text.", lambda c: c.page.near_code),
)  # fmt: skip
PLACE: tuple[Row[CodeCandidate], ...] = (
    ("code_word_before", "A word for a code stands right before it, or for a close code.",
     lambda c: c.slot.left == "code" or (c.is_close and c.slot.left == "status" and c.message.has("closing"))),
    ("label_before", "A label stands before it that names something else.", lambda c: c.slot.left == "label"),
    ("trade_words_near", "The message speaks of trading.",
     lambda c: not c.counts_something and c.message.has("trade", "asset")),
    ("names_the_exchange", "The text names this exchange, one of its methods, hosts or instruments.",
     lambda c: not c.counts_something and c.is_ours),
    ("arrow_before", "An arrow behind a method of this exchange leads to it.",
     lambda c: c.slot.left == "arrow" and any_method().search(c.line.whole) is not None),
    ("trade_word_before", "The last word before it that says something is a trader's: its number, amount or price.",
     lambda c: c.slot.left in ("trade", "trade_before")
      and not (c.is_told or c.is_one_of_long_codes or c.has_own_word_before)),
    ("measure_before", "A preposition of amounts, prices and places stands right before it.",
     lambda c: c.slot.left in ("measure", "between") and not c.is_compared),
    ("sibling_near", "Another code of the same hundred and five digits is in the text, and one is found.",
     lambda c: c.has_sibling),
    ("trade_word_behind", "A trader's word behind it names what it may count.",
     lambda c: c.slot.right == "trade" and c.slot.left not in ("error", "field")
      and not c.is_one_of_long_codes),
    ("compared", "It is asked what tells it from another code.", lambda c: c.is_compared),
    ("owned_elsewhere", "The text has the same number as an amount or a thing's as well.",
     lambda c: c.slot.left in BARE and not c.is_owned and c.is_owned_elsewhere),
    ("said_by_a_thing", "What says it, or failed with it, is called by a word for a thing.",
     lambda c: bool(c.slot.subject) and c.slot.left != "measure"),
    ("thing_before", "The last word before it that says something names a thing.",
     lambda c: c.slot.left == "strange_before"),
    ("closing_beside", "It is a close code, and a word for the end of a connection stands right beside it.",
     lambda c: c.is_close and (c.slot.left in ("closing", "status", "with") or c.is_closing_behind)),
    ("times_counted", "How often it was seen is said behind it.", lambda c: COUNTED.match(c.after) is not None),
    ("belongs_to_a_thing", "The word right before it names a thing, so the number is most likely that thing's.",
     lambda c: c.belongs_to_thing),
    ("code_of_a_thing", "It is called the code of something else.",
     lambda c: c.slot.left in ("other_code", "other_field")
      and not (c.is_beside_named or c.is_held_as_code or c.is_compared_with_code)),
    ("called_a_status", "It is called an HTTP status, or a number of the connection.",
     lambda c: (c.slot.left == "status" and not c.is_close) or c.is_before_answer),
    ("counts_errors", "It counts errors: as the value of a field in the plural, or in a row of counted things.",
     lambda c: c.is_count),
    ("beside_another_number", "Another number stands right beside it, and nothing lists the two.",
     lambda c: c.slot.left == "number"
      or (c.slot.right == "number" and not (c.slot.left == "field" or c.begins_row))),
    ("error_of_a_thing", "The error is called that of something which is nothing of this exchange.",
     lambda c: c.slot.left in ("error", "code", "field") and bool(c.slot.owner)
      and not (c.is_ours and len(c.slot.owner) == 1)),
    ("thing_behind", "A word behind it names a thing that it may count.",
     lambda c: c.has_thing_behind),
    ("is_an_amount", "A unit or a currency stands beside it, or it is part of a longer number.",
     lambda c: c.is_amount),
    ("foreign_text_behind", "The text behind it is nothing that this exchange says with this number.",
     lambda c: c.has_foreign_text),
    ("instead_of_success", "It came where 0, the code of success, was to come.",
     lambda c: ZERO_BEFORE.search(c.before) is not None or ZERO_BEHIND.match(c.after) is not None),
    ("five_digits", "It has five digits or more, as few counts and no HTTP statuses have.",
     lambda c: c.number >= LONG),
    ("long_and_free", "It has five digits or more, and no word beside it makes it a number of something else.",
     lambda c: c.number >= LONG and c.is_free),
    ("http_near", "HTTP is spoken of, and the number may be a status.", lambda c: c.is_near_http),
    ("unknown_number", "The number is in no list of this exchange's codes.",
     lambda c: not c.words.is_number(c.number) and not c.is_close),
    ("close_code", "It is a close code of the websocket, and a round number.", lambda c: c.is_close),
    ("connection_near", "It is a close code and no amount, and the message speaks of a connection's end.",
     lambda c: c.is_close and not c.is_counted and c.message.has("closing")),
    ("connection_spoken_of", "It is a close code and no amount, and the message names a connection.",
     lambda c: c.is_close and not c.is_counted and c.message.has("connection")),
    ("own_name_beside", "Its own name or sentence stands beside it.",
     lambda c: c.has_own_name and not c.is_named_row),
    ("telling_words_beside", "Words of its own name stand right beside it.", lambda c: c.has_telling_words),
    ("begins_row", "It begins one of several rows that each count or explain a code.", lambda c: c.begins_row),
    ("listed_with_codes", "It stands in a list of numbers that are all codes of this exchange.",
     lambda c: c.is_all_codes),
    ("nothing_to_own_it", "The message is short and names no other thing that the number could belong to.",
     lambda c: c.message.is_short and c.message.has_words and c.message.strange == 0 and c.is_free
      and not c.is_near_http),
    ("named_alone", "It is called an error, and its sentence names nothing that is not this exchange's.",
     lambda c: c.is_named and c.message.strange_near == 0),
    ("error_among_strange_words", "It is called an error, among words for things that are nothing of this exchange.",
     lambda c: c.is_named and c.message.strange_near > 2),
    ("vouched_in_source", "Source code compares it with a code, or declares it, and it is likely this exchange's.",
     lambda c: c.source_kind == "vouched"),
    ("named_in_source", "Source code declares it under its own name, as a table of codes does.",
     lambda c: c.source_kind == "named"),
    ("compared_with_code", "A program that trades compares it with a field that is called a code.",
     lambda c: c.is_compared_with_code and c.is_of_trading),
    ("among_settings", "It is a field among fields that no answer of this exchange has.",
     lambda c: c.is_among_settings),
    ("only_numbers", "The text holds no word at all, but another number, or it is a value of an object.",
     lambda c: not c.message.has_words and c.named is None
      and (c.line.count_numbers > 1 or c.page.page.outer is not None)),
    ("respelt_number", "Its digits are written with letters that look alike, or with a separator.",
     lambda c: c.is_respelt),
)  # fmt: skip
#: What other codes of the text, or its length together with the search, say of a number.
TOGETHER: tuple[Row[CodeCandidate], ...] = (
    ("long_and_found", "It has five digits or more, and the words around it find this code first in the search.",
     lambda c: c.number >= LONG and c.found is not None and c.found.is_first),
    ("search_finds_others", "The words around it find nothing in the search, or only codes that are not in the text.",
     lambda c: c.is_foreign_to_search),
    ("free_codes_near", "Another number of this exchange that no word owns stands in a short message about trading.",
     lambda c: (c.is_free or c.is_compared_with_code) and c.message.has("trade") and c.has_free_sibling),
)  # fmt: skip
#: What the search answers to the words around a number.
SEARCHED: tuple[Row[WordsFind], ...] = (
    ("search_finds_it_first", "The words around it find this code first in the search.", lambda f: f.is_first),
    ("search_finds_it_well", "The words around it find this code in the search, with a high score.",
     lambda f: f.is_good),
    ("search_finds_it", "The words around it find this code in the search, among the first three.",
     lambda f: f.rank is not None and f.rank < 3 and not f.is_good),
)  # fmt: skip
#: Signals of names and sentences that stand without a number.
NAMES: tuple[Row[CodeCandidate], ...] = (
    ("written_name", "It is written as the exchange writes a name.", lambda c: c.style == "snake"),
    ("long_sentence", "It is a sentence of the exchange of three words or more.",
     lambda c: c.style == "words" and len(c.written.split()) > 2),
    ("everyday_words", "Other programs say the same every day.", lambda c: c.is_everyday),
    ("option_of_an_order", "It is also what an order may ask for.",
     lambda c: c.name in ENUM_NAMES and not c.is_keyed),
    ("unlisted_name", "The name is not in the catalogue.",
     lambda c: c.named is not None and not c.named.what.is_listed),
    ("message_field", "It is the value of a field that holds a message.", lambda c: c.is_keyed),
    ("error_spoken_of", "The line says that something went wrong.", lambda c: c.line.speaks_of_error(c.written)),
    ("exchange_named", "The text names this exchange, one of its methods, hosts or instruments.",
     lambda c: c.is_ours),
    ("reason_phrase", "It is the reason phrase of an HTTP status before it.",
     lambda c: STATUS_BEFORE.search(c.before[-32:]) is not None and (c.style != "snake" or c.is_everyday)),
    ("name_received", "It follows a verb of receiving or saying, or a word for an error.",
     lambda c: c.is_named or c.slot.left == "getting"),
    ("only_names_said", "The message is short and speaks of nothing else.",
     lambda c: c.message.is_short and c.message.strange == 0),
)  # fmt: skip


def _stands_beside(side: str, kind: str) -> Test[CodeCandidate]:
    """Return the test for a word beside a number, which its own name is not: ``POST_ONLY_REJ = 43005``."""
    is_own = side == "left" and kind in ("error", "field")
    return lambda c: getattr(c.slot, side) == kind and not (is_own and c.is_named_row)


def _when_asked(test: Test[WordsFind]) -> Test[CodeCandidate]:
    return lambda c: c.found is not None and test(c.found)


def _unless_owned(test: Test[CodeCandidate]) -> Test[CodeCandidate]:
    return lambda c: not c.is_owned and test(c)


number_signals = Signals((
    *((name, reason, _unless_owned(test)) for name, reason, test in AROUND),
    *((name, reason, _stands_beside(side, kind)) for side, kind, name, reason in BESIDE),
    *LINE, *PLACE, *TOGETHER,
    *((name, reason, _when_asked(test)) for name, reason, test in SEARCHED),
))  # fmt: skip
name_signals = Signals((*LINE, *NAMES))
