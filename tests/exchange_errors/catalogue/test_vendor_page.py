"""The vendor's page in every form that people have it in; what is broken is refused by its line."""

from __future__ import annotations

import csv
import html
import io
import re
import time
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange_errors.catalogue.value_reader import ContentError, Fault
from exchange_errors.catalogue.vendor_page import VendorRow, read_page
from tests.vendor import PAGE

ROWS = read_page(PAGE)
HEADINGS = ("Code", "HTTP Status", "Message Code", "Description")
TABLE = "| Code | HTTP Status | Message Code | Description |\n| --- | --- | --- | --- |\n"
GOOD = "| 201 | 500 | NO\\_POSITION | No position |\n"


def cells(row: VendorRow) -> tuple[str, ...]:
    return str(row.code), str(row.http_status), row.name or "--", row.description


def as_html(rows: tuple[VendorRow, ...]) -> str:
    """The rows as the vendor's site prints them: typographic quotes and dashes, code as an element, ends left out."""

    def cell(text: str) -> str:
        text = re.sub(r"`([^`]*)`", r"<code class='prettyprint'>\1</code>", html.escape(text, quote=False))
        return f"<td style='a'>\n{text.replace('--', '&ndash;').replace(chr(39), '&rsquo;')}"

    responses = "".join(f"<tr>{''.join(map(cell, cells(row)))}</tr>\n" for row in rows if row.kind == "response")
    closes = "".join(f"<tr>{cell(str(row.code))}{cell(row.description)}\n" for row in rows if row.kind == "websocket")
    head = "".join(f"<th>{heading}</th>" for heading in HEADINGS)
    return (
        "<!DOCTYPE html><html><script>var a = '<table><tr><th>Code<th>Description';</script><!-- <table> -->"
        "<table><tr><th>Name<th>Type</tr><tr><td>id<td colspan=2>number</table>"
        f"<h2>Codes</h2><table><thead><tr>{head}</tr></thead><tbody>{responses}</tbody></table>"
        f"<TABLE><TR><TH>Code<TH>Description\n{closes}</TABLE>"
    )


def as_copied(rows: tuple[VendorRow, ...]) -> str:
    """The rows as a browser copies them: tabs, no code formatting, the page's prose around."""
    lines = ["Response and Reason Codes", "", "\t".join(HEADINGS)]
    lines += ["\t".join(cells(row)).replace("`", "") for row in rows if row.kind == "response"]
    lines += ["", "Websocket Termination Codes", "Code\tDescription"]
    lines += [f"{row.code}\t{row.description}" for row in rows if row.kind == "websocket"]
    return "\r\n".join([*lines, "", "Error Response Format"])


def as_csv(rows: tuple[VendorRow, ...]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    writer.writerows(cells(row) for row in rows if row.kind == "response")
    text.write("\nCode,Description\n")
    writer.writerows((row.code, row.description) for row in rows if row.kind == "websocket")
    return text.getvalue()


def plain(row: VendorRow) -> tuple[object, ...]:
    text = row.description.replace("`", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("\N{EN DASH}", "--")
    return row.kind, row.code, row.name, row.http_status, text


@pytest.mark.parametrize("form", [as_html, as_copied, as_csv])
def test_every_form_of_the_page_reads_alike(form: Callable[[tuple[VendorRow, ...]], str]) -> None:
    assert [plain(row) for row in read_page(form(ROWS))] == [plain(row) for row in ROWS]


def test_html_keeps_its_code_formatting() -> None:
    assert [row.description.count("`") for row in read_page(as_html(ROWS))] == [r.description.count("`") for r in ROWS]


@pytest.mark.parametrize(
    "table",
    [
        "| Description | Since | `Message Code` | HTTP status | CODE |\n|:--|--:|---|---|---|\n"
        "| No&nbsp;position | 2024 | **NO_POSITION** | `500` | 201 |",
        "Code|HTTP Status|Message Code|Description\n---|---|---|---\n201|500|<code>NO_POSITION</code>|No<br>position",
        TABLE + "| 201 | 500 | NO\\_POSITION | No\nposition |\n\n",
        "\ufeff" + TABLE + "| 201 | 500 | [NO\\_\u200bPOSITION](#no-position) |  No  position |\r\n|  |  |  |  |",
        "<table><tr><td>Code<td>HTTP Status<td>Message Code<td>Description<tr><td>201<td>500<td><b>NO_</b><wbr>POSITION"
        "<td><p>No</p><p>position</p><button>Copy</button></table>",
        'Code;HTTP Status;Message Code;Description\n201;500;NO_POSITION;"No\nposition"',
    ],
)
def test_the_same_row_however_it_is_set(table: str) -> None:
    assert read_page(table) == (VendorRow("response", 201, "NO_POSITION", 500, "No position"),)


@pytest.mark.parametrize(
    ("page", "line", "message"),
    [
        ("", 1, "no table"),
        ("Nothing here", 1, "no table"),
        (TABLE, 1, "no rows"),
        (TABLE + GOOD + "| 202 | 400 | A |\n", 4, "3 cells and the headings 4"),
        (TABLE + GOOD + "| 202 | 400 | A | B | C |\n", 4, "5 cells and the headings 4"),
        (TABLE + "| 2O2 | 400 | A | B |\n", 3, "the code is '2O2'"),
        (TABLE + "| 99999999999 | 400 | A | B |\n", 3, "the code is"),
        (TABLE + "| ٢ | 400 | A | B |\n", 3, "the code is"),
        (TABLE + "| 202 | OK | A | B |\n", 3, "the HTTP status is 'OK'"),
        (TABLE + "| 202 | 999 | A | B |\n", 3, "the HTTP status is '999'"),
        (TABLE + "| 202 | 400 | \\-- | B |\n", 3, "has no message code"),
        (TABLE + "| 202 | 400 | a name | B |\n", 3, "the message code is 'a name'"),
        (TABLE + "| 202 | 400 | A |  |\n", 3, "the description is empty"),
        (TABLE + "| 202 | 400 | A | \x07 |\n", 3, "U+0007"),
        (TABLE + f"| 202 | 400 | A | {'b' * 1001} |\n", 3, "1,001 characters"),
        (TABLE + GOOD + "\n| 202 | 400 | A | B |\n", 5, "outside of a table"),
        (TABLE.splitlines()[0] + "\n" + GOOD, 1, "no line of dashes"),
        (TABLE.replace("| --- |\n", "|\n") + GOOD, 2, "the line of dashes has"),
        ("| Code | Message Code | Description |\n|---|---|---|\n| 1 | A | B |", 1, "belong together"),
        ("| Code | Code | Description |\n|---|---|---|\n| 1 | 1 | B |", 1, "two columns"),
        ("| Code | Description |\n|---|---|\n| 201 | No position |", 3, "no close code"),
        ("x\n<table>\n<tr><th>Code<th>Description\n<tr><td>1000", 2, "no end"),
        ("<table>\n<tr><th>Code<th>Description\n<tr><td colspan=2>1000</table>", 3, "1 cells and the headings 2"),
        ('Code,Description\n1000,"a\n1001,b', 2, "cannot be read"),
        ('Code\tDescription\n1000\t"a" b\n', 2, "cannot be read"),
        ("Code\tDescription\n1000\ta\n\n1001\tb", 4, "outside of a table"),
        (TABLE + GOOD * 2001, 1, "more than 2,000 rows"),
        ("x" * 2_000_001, 1, "longer than"),
    ],
)
def test_a_broken_page_is_refused_with_its_line(page: str, line: int, message: str) -> None:
    with pytest.raises(ContentError, match=re.escape(message)) as refused:
        read_page(page)
    assert refused.value.faults[0].line == line


def test_every_broken_row_is_named_at_once_up_to_a_bound() -> None:
    with pytest.raises(ContentError) as refused:
        read_page(TABLE + "| x | 400 | A | B |\n" * 30)
    assert [fault.line for fault in refused.value.faults] == list(range(3, 23))


@pytest.mark.parametrize(
    "piece",
    ["<table", "<table>", "<tr><td>", "<table><!--", "<a ", "<td><code>", "|", "-|", "[a](", '"\t', "&#"],
)
def test_a_hostile_page_takes_no_longer_than_its_size(piece: str) -> None:
    page = f"Code\tDescription\n| Code | Description |\n|---|---|\n<table>{piece * (400_000 // len(piece))}"
    start = time.process_time()
    with pytest.raises(ContentError):
        read_page(page)
    assert time.process_time() - start < 5


@given(st.text(alphabet='|-`\\\n\t,;"<>/&#: tableCodeDscripinrh0159', max_size=300), st.integers(0, 400))
def test_any_text_is_read_or_refused(noise: str, place: int) -> None:
    for page in (PAGE[:400], as_html(ROWS[:2]), as_copied(ROWS[:3])):
        faults: Sequence[Fault] = ()
        try:
            assert read_page(page[:place] + noise + page[place:])
        except ContentError as refused:
            faults = refused.faults
        assert all(1 <= fault.line <= page.count("\n") + noise.count("\n") + 1 for fault in faults)
