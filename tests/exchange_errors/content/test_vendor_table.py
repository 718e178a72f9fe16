"""The catalogue's facts are the source document's, row for row."""

import re
from http import HTTPStatus
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "data" / "vendor" / "000_2a7e082fa71394cd.txt"


def vendor_rows() -> list[tuple[str, ...]]:
    """Every table row of the source document, with Markdown's backslash escapes undone."""
    rows = []
    for line in SOURCE.read_text("utf-8").splitlines():
        cells = [re.sub(r"\\(.)", r"\1", cell.strip()) for cell in line.strip().strip("|").split(" | ")]
        if cells[0].isdigit():
            rows.append(tuple(cells))
    return rows


ROWS = vendor_rows()


def test_the_source_document_has_86_response_rows_and_3_websocket_rows():
    assert sorted(len(row) for row in ROWS) == [2] * 3 + [4] * 86


def test_every_row_stands_in_the_catalogue_word_for_word_and_nothing_else_does(catalogue):
    ours = [
        (str(e.code), e.description)
        if e.kind == "websocket"
        else (str(e.code), str(e.http_status), e.name or "--", e.description)
        for e in catalogue.entries
    ]
    assert sorted(ours) == sorted(ROWS)


def test_http_status_counts_are_the_documents(catalogue):
    assert catalogue.counts["http_status"] == {"500": 42, "400": 36, "200": 3, "401": 3, "408": 1, "429": 1, "none": 3}


def test_50001_names_two_errors_and_no_other_number_does(catalogue):
    numbers = [e.code for e in catalogue.entries]
    assert {n for n in numbers if numbers.count(n) > 1} == {50001}
    assert [e.name for e in catalogue.named("50001")] == ["DW_CREDIT_LINE_NOT_MAINTAINED", "ERR_INTERNAL"]


def test_27_codes_look_like_http_statuses_and_none_of_them_has_that_status(catalogue):
    registered = {*HTTPStatus, 306}  # the registry keeps 306 as "(Unused)"; Python leaves it out
    alike = [e for e in catalogue.entries if e.kind == "response" and e.code in registered]
    assert len(alike) == 27
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
