"""The offline pack: one file with everything in it, and nothing that could reach out."""

from __future__ import annotations

import re

from codes import labels
from tests.codes.conftest import outline


def test_the_pack_holds_every_entry_in_one_small_file(client, catalogue):
    answer = client.get("/offline.html")
    page = outline(answer)
    assert {entry.id for entry in catalogue.entries} == {d["id"] for d in page.all("details")}
    assert len(answer.content) < 600_000


def test_the_pack_asks_for_nothing_from_elsewhere(client):
    page = outline(client.get("/offline.html"))
    for tag, attributes in page.elements:
        assert "src" not in attributes, (tag, attributes)
        assert not attributes.get("href", "#").startswith(("/", "http")), (tag, attributes)


def test_the_packs_policy_lets_its_own_code_run_and_no_other(client):
    answer = client.get("/offline.html")
    (inside,) = (m["content"] for m in outline(answer).all("meta") if m.get("http-equiv"))
    for policy in (inside, answer["Content-Security-Policy"]):
        assert "default-src 'none'" in policy
        assert re.search(r"script-src 'sha256-[\w+/=]+'(;|$)", policy)
        assert "unsafe" not in policy


def test_no_text_of_the_pack_shows_a_blank_to_fill_in(client):
    assert not re.search(r"\{(instrument|method|parameter|order_id)\}", client.get("/offline.html").content.decode())


def test_each_step_says_who_does_it_in_order(client, catalogue):
    html = client.get("/offline.html").content.decode()
    for entry in catalogue.entries:
        part = html[html.index(f'id="{entry.id}"') :]
        people = re.findall(r"<li><strong>(.*?):</strong>", part[: part.index("</details>")])
        assert people == [str(labels.OWNER[step.audience]) for step in entry.note.steps], entry.id
