"""The list of codes: search box, filters with live counts, order, address, and the short way to one code."""

from __future__ import annotations

import re

import pytest

from codes import links
from codes.views.highlight import highlight, shares_a_word
from tests.codes.conftest import outline
from tests.vendor import CLOSES, ROWS, STATUSES

HTMX = {"HX-Request": "true"}


def codes(response, status=200):
    """Return the codes of the rows, in their order."""
    page = outline(response, status)
    return [row["href"].split("/")[2] for row in page.all("a") if row.get("class") == "row-link"]


def count(response, key):
    """Return the live count beside one filter."""
    return int(re.search(rf'id="n-{key}"[^>]*>(\d+)<', response.content.decode())[1])


def offered(page):
    """Return the button that hands a text over to the decoder; one that waits for a paste has no text yet."""
    return next(button for button in page.all("button", name="text") if "value" in button)


def test_every_entry_is_on_the_first_page(client, catalogue):
    shown = codes(client.get("/"))
    assert len(shown) == len(catalogue.entries) == len(ROWS)
    assert shown[0] == "0"
    assert shown[-1] == f"ws-{CLOSES[-1][0]}"


def test_a_row_shows_the_fix(client, catalogue):
    fix = catalogue.get("42901-TOO_MANY_REQUESTS").note.fix.replace("`", "")
    assert fix in outline(client.get("/")).text


def test_the_counts_are_those_of_the_source_document(client):
    answer = client.get("/")
    assert {status: count(answer, f"http_status-{status}") for status in STATUSES} == STATUSES


def test_values_of_one_filter_are_alternatives_and_filters_narrow_each_other(client, catalogue):
    answer = client.get("/", {"http_status": ["401", "429"], "owner": "integrator"})
    wanted = [str(e.code) for e in catalogue.entries if e.http_status in (401, 429) and "integrator" in e.note.owner]
    assert codes(answer) == wanted


def test_a_filters_count_ignores_its_own_choice_and_obeys_the_others(client, catalogue):
    answer = client.get("/", {"http_status": "401", "category": "authentication"})
    authentication = [e for e in catalogue.entries if e.category.slug == "authentication"]
    assert count(answer, "http_status-400") == sum(e.http_status == 400 for e in authentication)
    assert count(answer, "category-funds") == 0


def test_an_impossible_combination_says_so_and_keeps_its_filters(client):
    answer = client.get("/", {"http_status": "429", "category": "funds"})
    page = outline(answer)
    assert codes(answer) == []
    assert "No code has all of these together" in page.text
    assert page.all("input", id="f-category-funds")[0].keys() >= {"checked"}


def test_each_chosen_filter_has_a_chip_that_leads_to_the_list_without_it(client):
    answer = client.get("/", {"q": "order", "http_status": ["400", "500"], "sort": "name"})
    chips = [a["href"] for a in outline(answer).all("a") if a.get("data-uncheck")]
    assert sorted(chips) == ["/?q=order&http_status=400&sort=name", "/?q=order&http_status=500&sort=name"]


@pytest.mark.parametrize("sort", ["code", "-code", "name", "http_status"])
def test_the_list_is_sorted_as_asked(client, catalogue, sort):
    shown = codes(client.get("/", {"sort": sort, "kind": "response"}))
    entries = [next(iter(catalogue.named(ref))) for ref in shown]
    keys = {
        "code": [e.code for e in entries],
        "-code": [-e.code for e in entries],
        "name": [(e.name is None, e.name or "") for e in entries],
        "http_status": [e.http_status for e in entries],
    }[sort]
    assert keys == sorted(keys)


def test_sorted_by_category_the_codes_stand_under_headings(client, catalogue):
    html = client.get("/", {"sort": "category", "owner": "trader"}).content.decode()
    groups = re.findall(
        r'<tr class="group"><th [^>]*>(.*?) <span class="count">(\d+)</span>(.*?)</tbody>', html, re.DOTALL
    )
    traders = [entry for entry in catalogue.entries if "trader" in entry.note.owner]
    assert [name for name, _number, _rows in groups] == sorted({entry.category.name for entry in traders})
    for name, number, rows in groups:
        wanted = sorted(entry.code for entry in traders if entry.category.name == name)
        assert [int(code) for code in re.findall(r"<b>(\d+)</b></th>", rows)] == wanted
        assert int(number) == len(wanted)
    assert "rowgroup" not in client.get("/", {"owner": "trader"}).content.decode()


def test_the_best_match_comes_first_and_says_why(client):
    answer = client.get("/", {"q": "limit of requests exceeded"})
    assert "42901" in codes(answer)[:3]
    assert "<mark>" in answer.content.decode()


def test_what_was_typed_is_shown_escaped(client):
    answer = client.get("/", {"q": '<script>alert(1)</script> "balance'})
    assert b"<script>alert" not in answer.content
    assert outline(answer).all("input", id="q")[0]["value"] == '<script>alert(1)</script> "balance'


def test_enter_on_an_exact_code_opens_its_page(client):
    assert client.get("/", {"q": "306", "go": "1"})["Location"] == "/codes/306/"
    assert client.get("/", {"q": "50001", "go": "1"})["Location"] == "/codes/50001/"


def test_enter_on_words_leads_to_an_address_to_share(client):
    answer = client.get("/", {"q": "balance", "go": "1", "owner": "trader", "sort": ""})
    assert answer["Location"] == "/?q=balance&owner=trader"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"http_status": "abc"}, "abc is not one of the available choices"),
        ({"category": "nonsense"}, "nonsense is not one of the available choices"),
        ({"page": "1e9"}, "Enter a whole number"),
        ({"page": "-1"}, "greater than or equal to 1"),
        ({"page": "999999"}, "There is no page 999999"),
        ({"sort": "price"}, "price is not one of the available choices"),
        ({"q": "a\x00b"}, "Null characters are not allowed"),
        ({"q": "x" * 10_000}, "at most 500 characters"),
    ],
)
def test_a_request_that_cannot_be_understood_is_refused_with_the_reason(client, query, said):
    assert said in outline(client.get("/", query), 400).text


def test_a_text_too_long_to_search_can_be_pasted_at_once(client):
    page = outline(client.get("/", {"q": "x" * 501}), 400)
    button = offered(page)
    assert (button["formmethod"], button["formaction"], len(button["value"])) == ("post", "/decode/", 501)


def test_htmx_gets_the_results_and_the_counts_only(client):
    answer = client.get("/", {"q": "nonce"}, headers={**HTMX, "HX-Trigger": "q"})
    assert b"<html" not in answer.content
    assert 'data-hx-swap-oob="true"' in answer.content.decode()
    assert answer["HX-Replace-Url"] == "/?q=nonce"
    assert "HX-Request" in answer["Vary"]


def test_a_filter_is_a_step_in_the_browsers_history(client):
    answer = client.get("/", {"q": "", "owner": "trader", "sort": ""}, headers={**HTMX, "HX-Trigger": "filters"})
    assert answer["HX-Push-Url"] == "/?owner=trader"


def test_a_restored_history_gets_the_whole_page(client):
    answer = client.get("/", {"q": "nonce"}, headers={**HTMX, "HX-History-Restore-Request": "true"})
    assert b"<html" in answer.content


def test_a_search_without_answer_helps_on(client):
    page = outline(client.get("/", {"q": "429999"}))
    assert "Nearest entries" in page.text
    assert any(a.get("href") == "/decode/" for a in page.all("a"))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("owner:nonsense", "There is no owner <q>nonsense</q>; there are: integrator, trader,"),
        ("balance retry:<b>", ""),
        ("kind:x balance", "There is no kind <q>x</q>; there are: response, websocket."),
        ("category:foo", "There is no category <q>foo</q>"),
    ],
)
def test_a_typed_filter_without_such_a_value_names_those_that_there_are(client, query, said):
    page = client.get("/", {"q": query}).content.decode()
    assert said in page
    assert ("There is no" in page) == bool(said)


def test_an_http_status_that_no_code_is_sent_with_is_named(client):
    assert "504 Gateway Timeout is an HTTP status" in outline(client.get("/", {"q": "504"})).text


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/go/306", "/codes/306/"),
        ("/go/insufficient-available-balance", "/codes/306/"),
        ("/go/ERR_INTERNAL", "/codes/50001-ERR_INTERNAL/"),
        ("/go/50001", "/codes/50001/"),
        ("/go/ws%201006", "/codes/ws-1006/"),
        ("/go/?q=40101", "/codes/40101/"),
        ("/go/order%20too%20small", "/?q=order+too+small"),
        ("/go/a/b%0Ac", "/?q=a%2Fb%0Ac"),
        ("/go/", "/"),
        ("/go//evil.example/", "/?q=%2Fevil.example%2F"),
    ],
)
def test_go_leads_to_the_page_or_to_the_search(client, path, target):
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (302, target)


@pytest.mark.parametrize("path", ["/go/" + "x" * 2000, "/go/%00"])
def test_go_refuses_what_cannot_be_searched(client, path):
    assert client.get(path).status_code == 400


def test_a_negative_code_is_named_as_one_from_elsewhere(client):
    assert "No code of this exchange is negative" in outline(client.get("/codes/-1121/"), 404).text


def test_what_was_not_found_can_be_pasted_with_its_text(client):
    button = offered(outline(client.get("/codes/NO_SUCH_THING/"), 404))
    assert (button["value"], button["formmethod"]) == ("NO_SUCH_THING", "post")


def test_an_answer_for_typing_is_not_kept_for_a_filter(client):
    vary = client.get("/", {"q": "nonce"}, headers={**HTMX, "HX-Trigger": "q"})["Vary"]
    assert {"HX-Request", "HX-History-Restore-Request", "HX-Trigger"} <= {name.strip() for name in vary.split(",")}


@pytest.mark.parametrize(
    ("text", "words", "html"),
    [
        ("order price", ["price"], "order <mark>price</mark>"),
        ("prices", ["price"], "prices"),
        ("a<b> & c", ["b"], "a&lt;<mark>b</mark>&gt; &amp; c"),
        ("send exec_inst", ["exec_inst", "exec"], "send <mark>exec_inst</mark>"),
        ("plain", [], "plain"),
    ],
)
def test_words_are_marked_whole_and_escaped(text, words, html):
    assert highlight(text, words) == html


def test_every_page_of_the_site_offers_its_copies(client):
    for path in ("/api/", "/api/retry/", "/codes/306/"):
        page = outline(client.get(path))
        waiting = [a for _, a in page.elements if "data-needs-script" in a]
        assert waiting, path
        assert not any("hidden" in a for a in waiting), path


@pytest.mark.parametrize(
    ("text", "asked", "shown"),
    [
        ("委托价格偏离过大", "order price", False),
        ("委托价格偏离过大", "价格", True),
        ("la hora del servidor no coincide", "signature mismatch", False),
        ("saldo insuficiente", "mi saldo", True),
        ("saldos insuficientes", "INSUFICIENTE", True),
        ("no hay", "no", False),
    ],
)
def test_a_phrase_is_shown_to_who_asked_in_its_language(text, asked, shown):
    assert shares_a_word(text, asked) is shown


def test_a_search_without_a_close_match_shows_the_nearest_as_such(client):
    page = outline(client.get("/", {"q": "quarterly bicycle inspection in the village"}))
    assert "No close match for" in page.text
    assert "Nearest entries" in page.text
    assert codes(client.get("/", {"q": "quarterly bicycle inspection in the village"})) == []


def test_a_large_list_is_paged_and_its_pages_hold_every_code_once(client, large):
    seen, url = [], "/?kind=response"
    while url:
        answer = client.get(url)
        shown = codes(answer)
        assert 0 < len(shown) <= 100
        seen += shown
        url = next((a["href"] for a in outline(answer).all("a", rel="next")), "")
    assert seen == [links.ref(e, large) for e in large.entries if e.kind == "response"]


@pytest.mark.parametrize("query", [{"q": "order"}, {"q": "order", "sort": "name"}, {"sort": "-code"}])
def test_a_page_far_down_a_large_list_follows_the_one_before(client, large, query):
    before, page = (codes(client.get("/", {**query, "page": number})) for number in (1, 2))
    assert len(before) == 100
    assert page
    assert not set(before) & set(page)


def test_a_large_list_counts_what_each_filter_would_leave(client, large):
    answer = client.get("/", {"q": "order", "http_status": "400"})
    shown = int(re.search(r"Show (\d+) codes", answer.content.decode())[1])
    assert shown == count(answer, "http_status-400")
    assert count(client.get("/", {"q": "order", "http_status": "500"}), "http_status-400") == shown


@pytest.mark.parametrize("name", ["I can fix it", "Can pass later", "Money at risk", "HTTP 500, but mine"])
def test_a_ready_made_filter_leads_to_its_codes_and_back(client, name):
    address = preset(client.get("/"), name)
    answer = client.get(address)
    assert 0 < len(codes(answer)) < len(codes(client.get("/")))
    assert preset(answer, name) == "/"


def test_money_at_risk_holds_every_code_whose_funds_are_to_be_checked(client, catalogue):
    shown = codes(client.get(preset(client.get("/"), "Money at risk")))
    assert shown == [links.ref(entry, catalogue) for entry in catalogue.entries if entry.impact == "check_funds"]


def preset(answer, name):
    """Return the address of a ready-made filter, without its place on the page."""
    return re.search(rf'<a class="chip" href="([^"#]*)#[^>]*>{name}<', answer.content.decode())[1].replace("&amp;", "&")


def test_no_reason_is_printed_without_its_words(client):
    page = client.get("/", {"q": "balance"}).content.decode()
    assert 'class="why-field"' in page
    assert not re.search(r'class="why"><span class="why-field">[^<]*</span></span>', page)
