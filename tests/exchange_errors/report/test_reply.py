"""Letters are whole: filled with facts from the paste, or with the clause left out."""

from __future__ import annotations

import re

import pytest

from exchange_errors.catalogue.note import CustomerQuestion
from exchange_errors.catalogue.reply_languages import english
from exchange_errors.report.ask_for import merged, unanswered
from exchange_errors.report.explain import explain
from exchange_errors.report.placeholders import fill
from exchange_errors.report.reply import REVIEW, compose
from tests.exchange_errors.diagnosis.payloads import NOON, finding, order, sighting
from tests.shipped import CATALOGUE

ENTRIES = CATALOGUE.entries
FACTS = {"instrument": "CRO_USD", "method": "private/create-order", "parameter": "price", "order_id": "653"}


def found(entry, sent=None, **known):
    """A finding of one entry, with its request and whatever else is known."""
    known.setdefault("instrument", None)
    return finding(sighting(entry.code, sent, kind=entry.kind, name=entry.name, **known), id=entry.id)


def entry(ref):
    return CATALOGUE.get(ref)


@pytest.mark.parametrize(
    ("template", "filled", "bare"),
    [
        ("The order[ on {instrument}] failed.", "The order on CRO_USD failed.", "The order failed."),
        ("The request[ to {method}] failed.", "The request to private/create-order failed.", "The request failed."),
        ("The order[ {order_id}] was closed.", "The order 653 was closed.", "The order was closed."),
        ("It failed[ ({parameter})].", "It failed (price).", "It failed."),
        ("The value[ of `{parameter}`] is wrong.", "The value of `price` is wrong.", "The value is wrong."),
        ("It[ on {unheard_of}] failed [as said].", "It failed [as said].", "It failed [as said]."),
        ("Check {parameter}.", "Check price.", "Check the parameter."),
        ("Nothing to fill.", "Nothing to fill.", "Nothing to fill."),
    ],
)
def test_a_clause_is_filled_or_dropped(template, filled, bare):
    assert fill(template, FACTS) == filled
    assert fill(template, {}) == bare


def test_a_known_fact_stays_whole_where_others_are_missing():
    template = "Sent[ as {order_id}]. The request[ to {method}] failed[ on {instrument}]."
    assert fill(template, {"method": "a/b"}) == "Sent. The request to a/b failed."
    assert fill(template, {"order_id": "12", "instrument": "the"}) == "Sent as 12. The request failed on the."


@pytest.mark.parametrize("hostile", ["<script>", "{method}", "A\nB", "x" * 99, "", "Please pay 5 BTC to"])
def test_a_fact_that_is_no_name_is_left_out(hostile):
    assert fill("The order[ on {instrument}] was refused.", {"instrument": hostile}) == "The order was refused."


@pytest.mark.parametrize("sent", [None, order()], ids=["bare", "with request"])
def test_every_entry_makes_a_whole_letter(sent):
    for entry in ENTRIES:
        reply = compose([found(entry, sent, instrument="CRO_USD" if sent else None)], CATALOGUE)
        for text in (reply.customer, reply.internal):
            assert text
            prose = re.sub(r"`[^`]*`", "code", text)
            assert not re.search(r"[][{}]|  | [.,;:]|\b(on|for|to|of|with) [.,]|\bNone\b", prose), entry.id
        assert reply.customer.startswith(english().sentence("greeting"))
        assert reply.customer.count("Thank you") == 1


def test_several_findings_make_one_letter_without_repetition():
    codes = ("43005-POST_ONLY_REJ", "306-INSUFFICIENT_AVAILABLE_BALANCE", "213-INVALID_ORDERQTY")
    letter = compose([found(entry(code), order(), instrument="CRO_USD") for code in codes], CATALOGUE).customer
    assert letter.count("Thank you") == 1
    sentences = re.split(r"(?<=[.!?])\s+", letter)
    assert len(sentences) == len(set(sentences))
    paragraphs = letter.split("\n\n")[1:]
    assert [code in paragraph[:80] for code, paragraph in zip(("43005", "306", "213"), paragraphs, strict=True)] == [
        True
    ] * 3


def test_what_became_of_each_request_is_said_each_time():
    saying = [one.id for one in CATALOGUE.entries if "Nothing was traded. " in one.note.customer_reply][:2]
    both = [found(entry(entry_id)) for entry_id in saying]
    assert compose(both, CATALOGUE).customer.count("Nothing was traded.") == 2


@pytest.mark.parametrize(
    ("ref", "warning"),
    [
        ("40801-REQUEST_TIMEOUT", "Whether the request was carried out is"),
        ("204-DUPLICATE_CLORDID", "This request was not carried out, but what it was for may be done already"),
        ("0-SUCCESS", ""),
        ("213-INVALID_ORDERQTY", ""),
    ],
)
def test_the_internal_note_warns_of_an_open_outcome(ref, warning):
    internal = compose([found(entry(ref))], CATALOGUE).internal
    warnings = re.findall(
        "Whether the request was carried out is unknown|This request was not carried out, but.*", internal
    )
    assert [w[: len(warning)] for w in warnings] == ([warning] if warning else [])


@pytest.mark.parametrize(
    ("ref", "method", "look_up", "is_for_a_person"),
    [
        ("40801-REQUEST_TIMEOUT", "private/create-order", "`private/get-order-detail` by `client_oid`", False),
        ("204-DUPLICATE_CLORDID", "private/advanced/create-order", "`private/advanced/get-order-detail`", False),
        ("40801-REQUEST_TIMEOUT", "private/close-position", "`private/get-positions`", True),
        ("40801-REQUEST_TIMEOUT", "private/get-accounts", "", False),
        ("213-INVALID_ORDERQTY", "private/create-order", "", False),
    ],
)
def test_the_internal_note_says_how_the_outcome_is_looked_up(ref, method, look_up, is_for_a_person):
    internal = compose([found(entry(ref), method=method)], CATALOGUE).internal
    assert (f"Look it up with {look_up}" in internal) is bool(look_up)
    assert ("Only a person may send it again." in internal) is is_for_a_person


def test_a_letter_has_three_paragraphs_and_a_line_for_each_other_code():
    listed = ENTRIES[1:10]
    first, *paragraphs = compose([found(entry) for entry in listed], CATALOGUE).customer.split("\n\n")
    assert first.startswith("Thank you")
    assert len(paragraphs) == 4
    lines = paragraphs[3].split("\n")[1:]
    assert lines == [f"- {e.code}: {e.note.headline}" for e in listed[3:]]


def test_a_letter_on_very_many_codes_stays_short():
    findings = [finding(sighting(70000 + n), known=False) for n in range(500)]
    reply = compose(findings, CATALOGUE)
    assert "- And 485 more codes." in reply.customer
    assert len(reply.customer) < 3000
    assert len(reply.internal) < 10_000


def test_a_letter_begins_with_money_then_the_cause():
    codes = {"306": 1, "42901": 0, "213": 2, "40801": 3}
    log = "\n".join(
        f'2025-11-20T09:00:0{n}Z {{"id":{n},"method":"private/create-order","code":{code}}}'
        for code, n in codes.items()
    )
    paragraphs = explain(log, CATALOGUE).reply.customer.split("\n\n")[1:]
    assert [re.search(r"\d+", paragraph)[0] for paragraph in paragraphs] == ["40801", "42901", "306", "213"]


def test_the_first_questions_ask_about_every_error():
    names = ("213-INVALID_ORDERQTY", "40101-UNAUTHORIZED", "50001-ERR_INTERNAL", "306-INSUFFICIENT_AVAILABLE_BALANCE")
    first = {
        entry(name).note.questions[0].words for name in names if not entry(name).note.questions[0].is_of_one_object
    }
    asked = compose([found(entry(name)) for name in names], CATALOGUE).ask_for
    assert first <= set(asked[: len(names) + 1])


def test_the_same_entry_twice_is_written_once():
    twice = [found(entry("306-INSUFFICIENT_AVAILABLE_BALANCE"))] * 2
    once = compose(twice[:1], CATALOGUE)
    assert compose(twice, CATALOGUE).customer == once.customer


def test_a_code_on_the_state_of_an_account_adds_nothing_from_the_paste():
    for sensitive in [entry for entry in ENTRIES if entry.sensitive]:
        reply = compose([found(sensitive, order(), instrument="CRO_USD")], CATALOGUE)
        assert "CRO_USD" not in reply.customer, sensitive.id
        assert "private/create-order" not in reply.customer, sensitive.id
        assert REVIEW in reply.internal, sensitive.id


def test_facts_that_differ_are_not_told():
    several = finding(
        sighting(306, instrument="CRO_USD", name="INSUFFICIENT_AVAILABLE_BALANCE"),
        sighting(306, instrument="BTC_USD", name="INSUFFICIENT_AVAILABLE_BALANCE", line=2),
        id="306-INSUFFICIENT_AVAILABLE_BALANCE",
    )
    assert "_USD" not in compose([several], CATALOGUE).customer


def test_an_unknown_code_has_an_honest_letter():
    reply = compose([finding(sighting(99999, name="SOMETHING_NEW"), known=False)], CATALOGUE)
    assert "99999" in reply.customer
    assert "not in the catalogue" in reply.internal
    assert reply.ask_for


def test_successes_stand_back_behind_errors():
    reply = compose([found(entry("0-SUCCESS")), found(entry("306-INSUFFICIENT_AVAILABLE_BALANCE"))], CATALOGUE)
    assert reply.internal.startswith("306")
    assert compose([], CATALOGUE).customer == ""


SEEN = sighting(
    213,
    order(),
    response={"code": 213, "message": "INVALID_ORDERQTY"},
    at_ms=NOON,
    instrument="CRO_USD",
)


@pytest.mark.parametrize(
    "question",
    [
        CustomerQuestion(needs=("request",), fields=("instrument_name", "quantity")),
        CustomerQuestion("With its time.", needs=("request", "time"), fields=("method",)),
        CustomerQuestion(needs=("response",), fields=("code",), optional=("order_id",)),
        CustomerQuestion(needs=("time",)),
        CustomerQuestion("The method that failed, and the time.", needs=("method", "time")),
        CustomerQuestion("The value of `nonce` in the request.", fields=("nonce",)),
    ],
    ids=lambda question: question.words,
)
def test_what_the_paste_contains_is_not_asked_for(question):
    assert unanswered([question], [SEEN]) == []
    assert unanswered([question], [sighting(213)]) == [question]


@pytest.mark.parametrize(
    "question",
    [
        CustomerQuestion(needs=("request",), fields=("isolation_id",)),
        CustomerQuestion(needs=("response",), fields=("original",)),
        CustomerQuestion("The answer of `private/user-balance` from the same time."),
    ],
    ids=lambda question: question.words,
)
def test_what_the_paste_lacks_is_asked_for(question):
    assert unanswered([question], [SEEN]) == [question]


def test_questions_for_one_object_become_one():
    questions = [
        CustomerQuestion(needs=("request",), fields=("type",), optional=("price",)),
        CustomerQuestion(needs=("time",)),
        CustomerQuestion(needs=("request",), fields=("price", "side"), optional=("notional",)),
        CustomerQuestion(needs=("response",)),
        CustomerQuestion(needs=("response",), fields=("code",), optional=("order_id",)),
        CustomerQuestion("The full request, with its time.", needs=("request", "time")),
    ]
    assert [question.words for question in merged(questions)] == [
        "The full request, with `type`, `price`, `side` and `notional` if there is one. "
        "Remove the key and the signature first.",
        "The time of the request, with its time zone.",
        "The full response, with `code` and `order_id` if there is one.",
        "The full request, with its time.",
    ]


def test_merging_one_entrys_questions_loses_no_field():
    for entry in ENTRIES:
        kept = " ".join(question.words for question in merged(entry.note.questions))
        assert set(re.findall(r"`\w+`", " ".join(entry.note.ask_for))) == set(re.findall(r"`\w+`", kept)), entry.id


def test_a_question_is_asked_once():
    ask_for = compose([found(e) for e in ENTRIES], CATALOGUE).ask_for
    assert len(ask_for) == len({question.casefold() for question in ask_for})


def test_a_letter_on_an_unsure_reading_says_what_was_read():
    doubted = finding(sighting(401), id="401-ACCOUNT_DOES_NOT_EXIST", confidence="possible")
    reply = compose([doubted], CATALOGUE)
    assert "We read your details as 401 ACCOUNT_DOES_NOT_EXIST; please tell us" in reply.customer


def test_what_the_reader_doubts_stands_in_the_internal_note():
    known = finding(sighting(306), id="306-INSUFFICIENT_AVAILABLE_BALANCE", hint="The number and the name disagree.")
    assert "The number and the name disagree." in compose([known], CATALOGUE).internal


def test_a_close_code_without_an_entry_asks_for_the_log_and_not_for_a_request():
    reply = compose([finding(sighting(1012, kind="websocket"))], CATALOGUE)
    assert "closed with code 1012" in reply.customer
    assert "request" not in reply.customer + " ".join(reply.ask_for)


def test_an_older_name_of_a_known_number_is_named_in_the_letter():
    reply = compose([finding(sighting(40001, name="MG_INVALID_ACCOUNT_STATUS"))], CATALOGUE)
    assert "the code 40001 with the message MG_INVALID_ACCOUNT_STATUS" in reply.customer


def test_an_order_whose_id_is_in_the_paste_is_not_asked_for_its_id():
    wanted = "The `client_oid` or `client_wid` of the request."
    timeout = entry("40801-REQUEST_TIMEOUT")
    bare, sent = (compose([found(timeout, sent)], CATALOGUE).ask_for for sent in (None, order(client_oid="a1")))
    assert wanted in bare
    assert wanted not in sent


UNCERTAIN = ["50001-ERR_INTERNAL", "40801-REQUEST_TIMEOUT"]


@pytest.mark.parametrize("ref", UNCERTAIN)
@pytest.mark.parametrize(
    ("method", "of_orders", "of_payouts"),
    [
        ("private/create-order", True, False),
        ("private/create-withdrawal", False, True),
        ("private/close-position", False, True),
        (None, True, True),
    ],
)
def test_a_letter_speaks_of_the_calls_that_were_seen(ref, method, of_orders, of_payouts):
    letter = compose([found(entry(ref), method=method)], CATALOGUE).customer
    assert ("look up an order" in letter) is of_orders
    assert ("A withdrawal, transfer, conversion or close" in letter) is of_payouts


def test_a_letter_on_orders_and_a_payout_speaks_of_both():
    both = [sighting(50001, method=method) for method in ("private/create-order", "private/create-withdrawal")]
    letter = compose([finding(*both, id="50001-ERR_INTERNAL")], CATALOGUE).customer
    assert "look up an order" in letter
    assert "A withdrawal" in letter
