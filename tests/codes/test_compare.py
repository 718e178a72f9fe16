"""Codes side by side."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from codes.views.compare import LIMIT, ROWS, ComparedFact
from tests.codes.conftest import outline

THREE = ["213-INVALID_ORDERQTY", "314-EXCEEDS_MAX_ORDER_SIZE", "415-BELOW_MIN_ORDER_SIZE"]


def columns(page):
    """Return the ids of the entries that stand side by side."""
    return [a["id"].removeprefix("remove-") for a in page.all("a") if a.get("class") == "remove"]


def refs(href):
    """Return what an address compares, and the id of the element that it leads to."""
    parts = urlsplit(href)
    assert parts.path == "/compare/"
    return parse_qs(parts.query).get("ref", []), parts.fragment


def compared(client, *ref, **more):
    return outline(client.get("/compare/", {"ref": ref, **more}))


@pytest.mark.parametrize(
    "typed",
    [
        "213, 314, 415",
        "213;314;415",
        "213 314\t415",
        "213, 314 and 415",
        "#213 / #314 / #415",
        "213\r\n314\r\n415\r\n",
        "- code 213\n- code 314\n- code 415",
        "213-314-415",
        "INVALID_ORDERQTY, exceeds max order size, 415-BELOW_MIN_ORDER_SIZE",
        "213, 314, 213, 415, invalid orderqty",
    ],
)
def test_a_list_in_any_form_is_a_column_each(client, typed):
    page = compared(client, typed)
    assert columns(page) == THREE
    assert "No code" not in page.text


def test_a_list_joins_the_columns_that_stand(client):
    assert columns(compared(client, THREE[1], "ws-1006 and 213")) == [THREE[1], "ws-1006", THREE[0]]


def test_an_unknown_name_keeps_the_columns_and_is_asked_about_at_the_field(client):
    page = compared(client, *THREE[:2], "41S")
    assert columns(page) == THREE[:2]
    assert "No code is called 41S" in page.text
    (field,) = page.all("input", id="ref")
    assert (field["value"], field["aria-invalid"]) == ("41S", "true")
    assert page.all("div", id=field["aria-describedby"].split()[1])
    offers = [refs(a["href"])[0] for a in page.all("a") if a.get("class") == "offer"]
    assert [*THREE[:2], THREE[2]] == offers[0]


def test_the_next_add_keeps_the_columns_and_drops_what_was_not_understood(client):
    page = compared(client, *THREE[:2], "41S")
    assert [field["value"] for field in page.all("input", type="hidden")] == THREE[:2]


def test_a_number_with_several_entries_offers_each_and_all(client, catalogue):
    both = [entry.id for entry in catalogue.numbered(50001)]
    page = compared(client, "213", "50001")
    assert columns(page) == [THREE[0]]
    offers = [refs(a["href"])[0] for a in page.all("a") if a.get("class") == "offer"]
    assert offers == [[THREE[0], both[0]], [THREE[0], both[1]], [THREE[0], *both]]
    rest = compared(client, both[0], "50001")
    assert [refs(a["href"])[0] for a in rest.all("a") if a.get("class") == "offer"] == [both]
    assert "names more than one" not in compared(client, *both, "50001").text


def test_a_column_can_be_taken_out_and_the_keyboard_goes_to_the_next(client):
    page = compared(client, *THREE)
    ways = [refs(a["href"]) for a in page.all("a") if a.get("class") == "remove"]
    assert ways == [
        ([THREE[1], THREE[2]], f"remove-{THREE[1]}"),
        ([THREE[0], THREE[2]], f"remove-{THREE[2]}"),
        ([THREE[0], THREE[1]], "ref"),
    ]
    assert refs(page.all("a", **{"class": "remove"})[0]["href"]) == ways[0]
    assert page.all("form", action="/compare/#ref")


def test_more_than_fit_wait_until_there_is_room(client, catalogue):
    many = [entry.id for entry in catalogue.entries[: LIMIT + 2]]
    page = compared(client, *many)
    assert columns(page) == many[:LIMIT]
    assert f"At most {LIMIT} codes" in page.text
    for entry in catalogue.entries[LIMIT : LIMIT + 2]:
        assert entry.title in page.text
    fewer, _ = refs(page.all("a", **{"class": "remove"})[0]["href"])
    assert fewer == many[1:]
    assert columns(compared(client, *fewer)) == many[1 : LIMIT + 1]


def test_only_differences_leaves_out_what_all_columns_share(client, catalogue):
    first, second = (catalogue.get(ref) for ref in THREE[:2])
    rows = [ComparedFact(label, tuple(str(cell(entry)) for entry in (first, second)), (1, 2)) for label, cell in ROWS]
    assert 0 < sum(row.is_same for row in rows) < len(rows)
    whole, part = compared(client, *THREE[:2]), compared(client, *THREE[:2], only="differences")
    assert len(whole.all("th", scope="row")) == len(rows)
    assert len(part.all("th", scope="row")) == sum(not row.is_same for row in rows)
    assert "Show only differences" in whole.text
    assert "Show all rows" in part.text
    for link in part.all("a"):
        if link.get("class") == "remove":
            assert "only=differences" in link["href"]


def test_a_row_that_all_share_stands_once_and_the_others_say_which_code_they_are_about(client, catalogue):
    page = compared(client, *THREE)
    whole = page.all("td", colspan=str(len(THREE)))
    differing = len(page.all("tr", **{"class": "row-differs"}))
    assert whole
    assert len(whole) + differing == len(ROWS)
    assert len(page.all("b", **{"class": "cell-code"})) == differing * len(THREE)


def test_htmx_gets_the_comparison_alone_with_its_title(client):
    answer = client.get("/compare/", {"ref": THREE}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "<title>213 · 314 · 415 compared" in text
    assert "<html" not in text
    assert "HX-Request" in answer["Vary"]


@pytest.mark.parametrize("typed", ["", " , ", "x" * 5000, "9 " * 3000, "<script>alert(1)</script>", "\x00'%", "and"])
def test_any_text_is_answered(client, typed):
    answer = client.get("/compare/", {"ref": [typed, THREE[0]]})
    page = outline(answer)
    assert "<script>alert" not in answer.content.decode()
    assert columns(page) == ([] if len(typed) > 4000 else THREE[:1])


def test_a_text_that_is_too_long_says_so(client):
    assert "too much text" in compared(client, "213, " * 2000).text


def test_without_references_it_asks_for_some(client):
    assert "Name two or more codes" in outline(client.get("/compare/")).text


def test_a_comparison_begins_with_a_pair_of_codes_that_are_easily_confused(client, catalogue):
    offers = [refs(a["href"])[0] for a in compared(client).all("a") if a.get("class") == "row-link"]
    assert offers
    for first, second in offers:
        assert second in [each.id for each in catalogue.get(first).note.related]


def test_one_code_is_offered_its_neighbours_and_marked_as_different_from_nothing(client, catalogue):
    page = compared(client, "306")
    offers = [refs(a["href"])[0] for a in page.all("a") if a.get("class") == "row-link"]
    related = [each.id for each in catalogue.named("306")[0].note.related]
    assert offers == [["306-INSUFFICIENT_AVAILABLE_BALANCE", other] for other in related[: len(offers)]]
    assert offers
    assert not page.all("tr", **{"class": "row-differs"})
    assert not [a for a in compared(client, "306", "213").all("a") if a.get("class") == "row-link"]
