"""A report triages: few words, money first, and short whatever the paste holds."""

from __future__ import annotations

import json
import re

import pytest

from codes.views.chart import MOST_LANES
from codes.views.finding_card import line_ranges
from codes.views.report import OPEN_ROWS
from codes.views.secret_words import TO_ACT_ON, WORDS, leak_advice, masked_words
from exchange_errors.decoder.decoded import Possible
from exchange_errors.redaction import Redaction
from exchange_errors.redaction.kinds import kinds
from tests.codes.conftest import outline
from tests.codes.test_decode import MOST_BYTES, POST_ONLY, SECRET, paste, refused

FOURTEEN = (42901, 42901, 42901, 306, 213, 308, 43005, 40101, 40004, 204, 415, 50001, 40102, 212, 31999, 1006, 42901)
MOST_WORDS = {1: 35, 3: 50, 14: 65}
CODES = {1: (306,), 3: (42901, 306, 50001), 14: FOURTEEN}


def log(*codes):
    lines = [refused(second, code) for second, code in enumerate(codes, start=1) if code != 1006]
    closes = ["2025-11-20T09:00:30Z ws connection closed: code=1006 reason=''" for code in codes if code == 1006]
    return "\n".join(lines + closes)


def above_the_table(html):
    """Return the words that a reader sees between the text's own bar and the findings."""
    end = html.index('class="triage-head"') if "triage-head" in html else html.index('<dl class="facts">')
    part = html[html.index('<header class="verdict') : end]
    part = re.sub(r"<aside.*?</aside>", "", part, flags=re.DOTALL)
    part = re.sub(r'<span class="unseen">.*?</span>|<pre[^>]*hidden.*?</pre>', "", part, flags=re.DOTALL)
    return re.findall(r"\w[\w.,:'-]*", re.sub(r"<[^>]+>", "", part))


@pytest.mark.parametrize("number", CODES)
def test_few_words_stand_above_the_table(client, number):
    html = paste(client, log(*CODES[number])).content.decode()
    assert html.count('<details class="finding"') == (number if number > 1 else 0)
    assert 5 < len(above_the_table(html)) <= MOST_WORDS[number]


def rows(html):
    return re.findall(r'class="finding-code">.*?<b>(\d+)</b>', html, re.DOTALL)


def test_what_to_check_first_stands_first(client):
    html = paste(client, log(*FOURTEEN)).content.decode()
    assert rows(html)[:3] == ["50001", "204", "1006"]
    assert rows(html)[3] == "42901"
    assert "One order may exist." in outline(paste(client, log(*FOURTEEN))).text


def test_thousands_of_errors_stay_a_short_page(client):
    text = "\n".join(refused(n % 60, (42901, 306, 40102, 50001)[n % 4], oid=f"bot-{n}") for n in range(4000))
    answer = paste(client, text)
    html = answer.content.decode()
    assert len(answer.content) < MOST_BYTES
    assert rows(html) == ["50001", "42901", "306", "40102"]
    assert "data-skipped" in html
    assert html.count('class="log-line"') < 600


def test_thousands_of_codes_are_folded(client):
    text = "\n".join(f'{{"id": {n}, "method": "private/create-order", "code": {70000 + n}}}' for n in range(4000))
    answer = paste(client, text)
    html = answer.content.decode()
    assert len(answer.content) < MOST_BYTES
    assert OPEN_ROWS < len(rows(html)) < 100
    assert html.index('<details class="fold">') < html.index(f"<b>{70000 + OPEN_ROWS}</b>")
    assert "more codes are not shown" in html


@pytest.mark.parametrize("text", ["x" * 3_000_000, "\n" * 30_000 + POST_ONLY, POST_ONLY + " " * 3_000_000 + POST_ONLY])
def test_a_text_of_any_form_makes_a_short_page(client, text):
    answer = paste(client, text)
    assert len(answer.content) < MOST_BYTES
    assert SECRET not in answer.content.decode()


def test_the_text_keeps_its_lines_and_their_numbers(client):
    text = "first\n\n" + POST_ONLY
    html = paste(client, text).content.decode()
    lines = re.findall(r'<span class="log-line" data-line="(\d+)">(.*?)\n</span>', html, re.DOTALL)
    assert [number for number, _ in lines] == ["1", "2", "3"]
    assert lines[:2] == [("1", "first"), ("2", "")]
    assert '<a class="mark-refused" href="#finding-1">' in lines[2][1]
    assert '<span class="secret">[api_key:22]</span>' in lines[2][1]


def test_a_lane_is_drawn_for_each_code_and_leads_to_its_finding(client):
    html = paste(client, log(*FOURTEEN)).content.decode()
    lanes = re.findall(r'href="#(finding-\d+)" class="lanes-row"', html)
    assert len(lanes) == len(set(lanes)) <= MOST_LANES
    assert all(f'id="{lane}"' in html for lane in lanes)


def test_a_burst_is_marked(client):
    lines = [refused(1).replace("09:00:01Z", f"09:00:01.{n}00Z") for n in range(5)] + [refused(40, 306)]
    html = paste(client, "\n".join(lines)).content.decode()
    assert 'class="lanes-burst mark-wait"' in html
    assert "5 in 400 ms" in outline(paste(client, "\n".join(lines))).text


def test_the_texts_for_the_ticket_stand_in_tabs(client):
    page = outline(paste(client, log(*CODES[3])))
    tabs = [tab["id"] for tab in page.all("input", name="pane")]
    assert tabs == ["pane-findings", "pane-reply", "pane-internal", "pane-ask", "pane-timeline", "pane-text"]


def test_every_kind_of_secret_has_words():
    assert set(WORDS) == set(kinds())
    assert (
        masked_words([Redaction("sig", 2), Redaction("api_key", 1)]) == "3 secrets masked: 1 API key and 2 signatures"
    )
    assert masked_words([]) == ""


def test_what_to_do_about_secrets_begins_with_the_secret_and_ends_with_one_line_for_the_rest():
    advice = leak_advice([Redaction(kind, 2) for kind in ("email", "sig", "api_key", "secret")])
    assert [sentence[:12] for sentence in advice] == ["A secret or ", "An API key s", "Also in the "]
    assert "2 signatures and 2 emails" in advice[-1]
    assert set(TO_ACT_ON) < set(WORDS)


def test_without_a_script_the_reply_has_no_empty_bar(client):
    page = outline(client.post("/decode/", {"text": "code: 306"}))
    assert all("data-needs-script" in foot for foot in page.all("div", **{"class": "desk-foot"}))


@pytest.mark.parametrize(
    ("lines", "words"),
    [((17,), "17"), ((3, 4, 5, 9), "3 to 5, 9"), ((1, 2), "1, 2"), (range(1, 40, 2), "1, 3, 5, 7, 9, 11 and 14 more")],
)
def test_lines_are_named_in_ranges(lines, words):
    assert line_ranges(tuple(lines)) == words


def test_possible_codes_stand_apart(client, monkeypatch):
    from codes.views import decode as view

    read = view.decoded

    def with_possible(text, catalogue, reply_in):
        from dataclasses import replace

        item = Possible("response", 315, None, None, 20, "pool <315>", 1, "Nothing around it says so.")
        return replace(read(text, catalogue), possible=(item,))

    assert "Also in the text" not in outline(paste(client, POST_ONLY)).text
    monkeypatch.setattr(view, "decoded", with_possible)
    for text in (POST_ONLY, log(306, 213), "nothing here"):
        page = outline(paste(client, text)).text
        assert re.search(r"Also in the text ?315 ?Line 20, pool <315>. Nothing around it says so.", page)


def test_a_request_shows_its_faults_and_no_key(client):
    html = paste(client, POST_ONLY).content.decode()
    faults = re.findall(r'<span class="line line-fault">.*?</span>\n', html, re.DOTALL)
    assert len(faults) == 1
    assert "time_in_force" in faults[0]
    assert (
        "api_key" not in html[html.index('<pre class="diff"') : html.index("</pre>", html.index('<pre class="diff"'))]
    )


def test_an_answer_for_htmx_that_read_nothing_goes_beside_the_form(client):
    answer = paste(client, " ", **{"HX-Request": "true"})
    assert answer["HX-Retarget"] == "#notice"
    assert "HX-Retarget" not in paste(client, json.dumps({"code": 306}), **{"HX-Request": "true"})


def test_a_text_without_a_code_gets_the_closest_codes_and_a_reply_that_asks_for_the_response(client):
    page = outline(client.post("/decode/", {"text": "my post only order never shows up"}))
    assert "/codes/43005/" in [link["href"] for link in page.all("a")]
    assert "Please send us the full response with its code and message" in page.text


def test_a_mask_alone_comes_close_to_no_code(client):
    assert "comes closest" not in outline(client.post("/decode/", {"text": "[api_key:22]"})).text
