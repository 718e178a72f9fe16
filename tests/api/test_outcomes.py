"""What became of a call: the list for programs, and the guides of an entry."""

from __future__ import annotations

from exchange_errors.exchange.outcomes import look_ups


def test_every_method_has_its_row_in_the_shape_of_the_contract(client):
    body = client.get("/api/v1/outcomes").json()
    assert set(body) == {"count", "results"}
    rows = {row["method"]: row for row in body["results"]}
    assert body["count"] == len(rows)
    assert rows.keys() == look_ups().keys()
    assert rows["private/create-order"] == {
        "method": "private/create-order",
        "look_up": ["private/get-order-detail"],
        "by": ["client_oid"],
        "wait_ms": None,
        "may_a_program_repeat": True,
        "why": look_ups()["private/create-order"].why,
        "evidence": "documented",
    }


def test_an_answer_in_another_format_is_refused(client):
    assert client.get("/api/v1/outcomes", headers={"Accept": "text/csv"}).status_code == 406


def test_the_guides_of_an_entry_reach_every_reader(client):
    """The API, Markdown, the page and MCP's text name the same guides, and each leads to a page."""
    guides = client.get("/api/v1/codes/40801").json()["guides"]
    assert "what-happened-to-my-order" in [guide["slug"] for guide in guides]
    markdown = client.get("/codes/40801.md").content.decode()
    page = client.get("/codes/40801/").content.decode()
    for guide in guides:
        path = f"/guides/{guide['slug']}/"
        assert guide["url"].endswith(path)
        assert client.get(path).status_code == 200
        assert f"- [{guide['title']}]({guide['url']})" in markdown
        assert f'href="{path}"' in page


def test_an_entry_without_a_guide_says_so(client):
    assert client.get("/api/v1/codes/220").json()["guides"] == []
    assert "## Guides" not in client.get("/codes/220.md").content.decode()
