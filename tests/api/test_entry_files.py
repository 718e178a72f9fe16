"""What language models read: every entry as Markdown, and the list of them."""

from __future__ import annotations

import re

import pytest

from codes import labels
from codes.links import ref
from tests.api.conftest import assert_problem
from tests.shipped import ENTRIES
from tests.vendor import ROWS


def test_every_entry_is_one_markdown_document(client, catalogue):
    for entry in ENTRIES:
        answer = client.get(f"/codes/{ref(entry, catalogue)}.md")
        assert answer.status_code == 200
        assert answer["Content-Type"] == "text/markdown; charset=utf-8"
        assert_tells_the_entry(answer.content.decode(), entry)


def assert_tells_the_entry(text, entry):
    note = entry.note
    assert text.startswith(f"# {entry.title}\n")
    assert entry.description in text
    assert note.summary in text
    assert f"## Retry: {note.retry.advice}\n" in text
    assert ("This request itself was not executed." in text) == (note.retry.this_request == "not_executed")
    advice = text.split("## Retry: ")[1].split("\n\n")[1]
    assert advice.endswith(f" ({note.retry.evidence})")
    steps = [f"{n}. {labels.OWNER[step.audience]}: {step.text}" for n, step in enumerate(note.steps, 1)]
    assert "\n".join(steps) in text
    assert f"- Who fixes it: {', '.join(str(labels.OWNER[owner]) for owner in note.owner)}\n" in text
    assert [cause.text for cause in note.causes if cause.text not in text] == []


def test_a_number_with_two_meanings_gives_both_documents(client):
    text = client.get("/codes/50001.md").content.decode()
    assert text.count("\n# ") + text.startswith("# ") == 2


@pytest.mark.parametrize("path", ["/codes/999.md", "/codes/nonsense.md", "/codes/306.txt", "/codes/.md"])
def test_anything_else_is_a_true_404(client, path):
    answer = client.get(path, follow=True)
    assert answer.status_code == 404
    if path.startswith(("/codes/9", "/codes/n")):
        assert_problem(answer, 404, "unknown-code")


def test_llms_txt_leads_to_every_entry(client, catalogue):
    answer = client.get("/llms.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    text = answer.content.decode()
    assert text.startswith("# Exchange Error Codes\n\n> ")
    links = re.findall(r"\]\(http://testserver(/codes/[^)]+\.md)\)", text)
    assert sorted(links) == sorted(f"/codes/{ref(entry, catalogue)}.md" for entry in ENTRIES)
    assert len(links) == len(ROWS)
    for address in set(re.findall(r"\]\(http://testserver(/[^)]+)\)", text)) - set(links):
        assert client.get(address).status_code in (200, 405), address
