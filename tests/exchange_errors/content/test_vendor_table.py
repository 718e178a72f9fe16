"""The catalogue's facts are the source document's, row for row."""

import re
from http import HTTPStatus

import pytest

from tests.vendor import CLOSES, PAGE, RESPONSES, ROWS, SOURCE, STATUSES


def test_every_row_of_the_source_document_is_read():
    assert len(ROWS) == len(re.findall(r"^\| \d", PAGE, re.MULTILINE))
    assert min(len(RESPONSES), len(CLOSES)) > 1


def test_every_row_stands_in_the_catalogue_word_for_word_and_nothing_else_does(catalogue):
    ours = [
        (str(e.code), e.description)
        if e.kind == "websocket"
        else (str(e.code), str(e.http_status), e.name or "--", e.description)
        for e in catalogue.entries
    ]
    assert sorted(set(ours) - set(ROWS)) == [], f"the vendor's copy lacks these rows: add them to {SOURCE}"
    assert sorted(set(ROWS) - set(ours)) == [], "these rows have no file in content/"
    assert len(ours) == len(ROWS)


def test_http_status_counts_are_the_documents(catalogue):
    assert catalogue.counts["http_status"] == STATUSES


def test_50001_names_two_errors(catalogue):
    assert [e.name for e in catalogue.named("50001")] == ["DW_CREDIT_LINE_NOT_MAINTAINED", "ERR_INTERNAL"]


def test_no_code_that_looks_like_an_http_status_has_that_status(catalogue):
    registered = {*HTTPStatus, 306}  # the registry keeps 306 as "(Unused)"; Python leaves it out
    alike = [e for e in catalogue.entries if e.kind == "response" and e.code in registered]
    assert len(alike) > 1
    assert not [e.id for e in alike if e.code == e.http_status]


@pytest.mark.parametrize("code", [40401, 43012])
def test_a_failure_with_http_200_is_no_success(catalogue, code):
    (entry,) = catalogue.numbered(code)
    assert entry.http_status == 200
    assert entry.category.slug != "success"


def test_the_categories_are_few_and_each_has_a_definition(catalogue):
    kinds = [c.kind for c in catalogue.categories]
    assert kinds.count("response") <= 10
    assert kinds.count("websocket") == 1
    assert all(c.definition.endswith(".") for c in catalogue.categories)
    assert set(catalogue.counts["category"]) == {c.slug for c in catalogue.categories}
