"""Guides and glossary: every claim that a machine can check is checked."""

import json
import re

import pytest

from exchange_errors.catalogue.guide import guides_about, parse_glossary, parse_guide, spans_of
from exchange_errors.catalogue.lint import LONGEST_SENTENCE, sentences
from exchange_errors.catalogue.loader import load_glossary, load_guides
from exchange_errors.catalogue.value_reader import ContentError
from exchange_errors.exchange.methods import known_methods
from exchange_errors.exchange.outcomes import look_ups
from exchange_errors.exchange.signing import payload_string, signature

GUIDES = {guide.slug: guide for guide in load_guides()}
TERMS = load_glossary()
SECRET = "demo-secret"


def blocks(slug: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)\n```", GUIDES[slug].body, re.DOTALL)


def worked_examples() -> list[tuple[dict, str, str]]:
    """Each request of the signing guide, with the text and the signature printed below it."""
    requests = [json.loads(block) for block in blocks("signing-and-nonces", "json")]
    texts = blocks("signing-and-nonces", "text")
    return list(zip(requests, texts[::2], texts[1::2], strict=True))


@pytest.mark.parametrize(("request_", "text", "sig"), worked_examples(), ids=["create-order", "auth"])
def test_the_worked_examples_are_right(request_, text, sig):
    assert payload_string(request_, request_["api_key"]) == text
    assert signature(text, SECRET) == sig


@pytest.mark.parametrize(("request_", "text", "sig"), worked_examples(), ids=["create-order", "auth"])
def test_the_guides_python_signs_the_examples(request_, text, sig):
    (source,) = blocks("signing-and-nonces", "python")
    namespace: dict = {}
    exec(source, namespace)  # the reader will copy it: it must run as printed
    assert namespace["sign"](request_, SECRET) == sig


@pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES)
def test_a_guide_names_only_known_methods(guide):
    named = set(
        re.findall(r"\b(?:public|private)/[a-z]+(?:[/-][a-z]+)*", re.sub(r"```.*?```", "", guide.body, flags=re.S))
    )
    assert named <= set(known_methods())


def test_the_guide_on_reading_is_right_about_http_statuses(catalogue):
    body = GUIDES["reading-an-error"].body
    rows = [entry for entry in catalogue.entries if entry.kind == "response"]
    assert "About half of the rows in the vendor's table carry HTTP 500" in body
    assert 0.4 < sum(entry.http_status == 500 for entry in rows) / len(rows) < 0.6
    assert "None of them has that status" in body
    assert not any(entry.code == entry.http_status for entry in rows)
    examples = {200: r"Some failures, such as (.*?), carry", 401: r"HTTP 401\*\* comes with codes such as (.*?)\."}
    for status, sentence in examples.items():
        codes = re.findall(r"\d+", re.search(sentence, body)[1])
        assert {entry.http_status for code in codes for entry in catalogue.numbered(int(code))} == {status}


def test_the_guide_on_retrying_agrees_with_the_notes(catalogue):
    """The first wait of every row is the one that the notes of its codes give."""
    rows = re.findall(r"^\| (.*?) \| 1 second,.*\|$", GUIDES["retrying-safely"].body, re.MULTILINE)
    codes = [int(code) for row in rows for code in re.findall(r"\b\d{3,5}\b", row)]
    assert {205, 307, 40006, 40801, 42901, 50001, 207, 222, 604, 605, 1000, 1006, 1013} == set(codes)
    found = [e for code in codes for e in catalogue.numbered(code) if e.id != "50001-DW_CREDIT_LINE_NOT_MAINTAINED"]
    assert {entry.note.retry.min_delay_ms for entry in found} == {1000}


def methods_in(cell):
    return tuple(re.findall(r"`(private/[a-z/-]+)`", cell))


def rows_of(slug, columns):
    """The rows of the tables of a guide that have so many columns, as their cells."""
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in GUIDES[slug].body.splitlines()]
    return [row for row in rows if len(row) == columns]


def test_a_guide_tells_every_look_up():
    """Its table says of each method what the lint and the published policy hold."""
    told = {
        method: (call, again.startswith("**Yes.**"), again.partition("** ")[2])
        for sent, call, again in rows_of("what-happened-to-my-order", 3)
        for method in methods_in(sent)
    }
    rows = look_ups().values()
    assert told == {row.method: (row.call, row.may_a_program_repeat, row.why) for row in rows}


def test_a_guide_tells_every_rate_limit():
    told = {
        method: f"{rate} per {owner}".replace("\N{NO-BREAK SPACE}", " ")
        for rate, owner, methods in rows_of("rate-limits", 3)
        for method in methods.split("`")[1::2]
    }
    limits = {name: method.limit.words for name, method in known_methods().items() if method.limit}
    assert told == limits


def test_what_a_guide_names_for_its_codes_exists(catalogue):
    slugs = {category.slug for category in catalogue.categories}
    for guide in GUIDES.values():
        assert [code for code in guide.codes if catalogue.get(code) is None] == []
        assert set(guide.categories) <= slugs


def test_an_entry_with_an_unknown_outcome_names_the_guide_that_tells_it(catalogue):
    guide = GUIDES["what-happened-to-my-order"]
    unknown = [entry for entry in catalogue.entries if entry.note.retry.outcome == "unknown"]
    assert unknown
    assert all(guide in guides_about(entry, GUIDES.values()) for entry in unknown)


@pytest.mark.parametrize("rule", ['codes = ["ws-1006"]', 'categories = ["connection"]', 'outcomes = ["unknown"]'])
def test_each_rule_of_a_guide_names_entries(catalogue, rule):
    guide = parse_guide("guides/x.md", f'+++\ntitle = "X"\nsummary = "Y"\norder = 1\n{rule}\n+++\nText.')
    assert guide.is_about(catalogue.get("ws-1006"))
    assert not guide.is_about(catalogue.get("213-INVALID_ORDERQTY"))


@pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES)
def test_a_guide_is_plain(guide):
    prose = re.sub(r"```.*?```", "", guide.body, flags=re.DOTALL)
    assert [s for s in sentences(prose) if len(s.split()) > LONGEST_SENTENCE and "|" not in s] == []


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.slug)
def test_a_term_names_only_entries_that_exist(term, catalogue):
    assert [code for code in term.codes if catalogue.get(code) is None] == []


def test_a_code_span_means_one_term_only():
    assert len(spans_of(TERMS)) == sum(len(term.spans) for term in TERMS)


def test_faults_of_guides_and_terms_are_named():
    with pytest.raises(ContentError, match="order is missing"):
        parse_guide("guides/x.md", '+++\ntitle = "X"\nsummary = "Y"\n+++\nText.')
    with pytest.raises(ContentError, match="headings of the body begin with ##"):
        parse_guide("guides/x.md", '+++\ntitle = "X"\nsummary = "Y"\norder = 1\n+++\n# Again')
    front = '+++\ntitle = "X"\nsummary = "Y"\norder = 1\n'
    for mark in ("<!-- table: moons -->", "<!-- file: moons.sh -->"):
        with pytest.raises(ContentError, match=r"there is no (table|file) 'moons"):
            parse_guide("guides/x.md", f"{front}+++\n{mark}")
    with pytest.raises(ContentError, match="outcomes are among executed"):
        parse_guide("guides/x.md", f'{front}outcomes = ["perhaps"]\n+++\nText.')
    with pytest.raises(ContentError, match="term 'a' stands twice"):
        parse_glossary("g", '[[term]]\nslug = "a"\nname = "A"\ndefinition = "D"\nevidence = "inferred"\n' * 2)
