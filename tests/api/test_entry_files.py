"""What language models read: every entry as Markdown, and the list of them."""

from __future__ import annotations

import re

import pytest

from codes import labels
from tests.api.conftest import assert_problem
from tests.shipped import ENTRIES
from tests.vendor import ROWS


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_every_entry_is_one_markdown_document(client, entry):
    answer = client.get(f"/codes/{entry.id}.md")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    text = answer.content.decode()
    assert text.startswith(f"# {entry.title}\n")
    assert entry.description in text
    assert entry.note.summary in text
    assert f"## Retry: {entry.note.retry.advice}\n" in text
    assert ("This request itself was not executed." in text) == (entry.note.retry.this_request == "not_executed")
    advice = text.split("## Retry: ")[1].split("\n\n")[1]
    assert advice.endswith(f" ({entry.note.retry.evidence})")
    steps = [f"{n}. {labels.OWNER[step.audience]}: {step.text}" for n, step in enumerate(entry.note.steps, 1)]
    assert "\n".join(steps) in text
    assert f"- Who fixes it: {', '.join(str(labels.OWNER[owner]) for owner in entry.note.owner)}\n" in text
    for cause in entry.note.causes:
        assert cause.text in text


def test_a_number_with_two_meanings_gives_both_documents(client):
    text = client.get("/codes/50001.md").content.decode()
    assert text.count("\n# ") + text.startswith("# ") == 2


@pytest.mark.parametrize("path", ["/codes/999.md", "/codes/nonsense.md", "/codes/306.txt", "/codes/.md"])
def test_anything_else_is_a_true_404(client, path):
    answer = client.get(path, follow=True)
    assert answer.status_code == 404
    if path.startswith(("/codes/9", "/codes/n")):
        assert_problem(answer, 404, "unknown-code")


def test_llms_txt_leads_to_every_entry(client):
    answer = client.get("/llms.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    text = answer.content.decode()
    assert text.startswith("# Exchange Error Codes\n\n> ")
    links = re.findall(r"\]\(http://testserver(/codes/[^)]+\.md)\)", text)
    assert len(links) == len(set(links)) == len(ROWS)
    for link in links:
        assert client.get(link).status_code == 200
    for address in re.findall(r"\]\(http://testserver(/[^)]+)\)", text):
        assert client.get(address).status_code in (200, 405), address
