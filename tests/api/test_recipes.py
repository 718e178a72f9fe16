"""What the documentation shows runs: every example, as a reader would copy it, against a real server."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from codes.api.recipes import FOLDER, SITE, TITLES, recipes

COMMANDS = {".sh": ["bash", "-e"], ".py": [sys.executable, "-W", "error"], ".mjs": ["node"]}
NEEDS = {".sh": "curl", ".py": sys.executable, ".mjs": "node"}
EXPECTED = {
    "one-code": "INSUFFICIENT_AVAILABLE_BALANCE",
    "search": "FAR_AWAY_LIMIT_PRICE",
    "decode": "INSUFFICIENT_AVAILABLE_BALANCE",
    "sync": "nothing changed",
}
EXAMPLES = [path for slug in TITLES for path in sorted((FOLDER / slug).iterdir())]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}{path.suffix}")
def test_an_example_runs_and_prints_what_it_promises(site, tmp_path, path):
    if shutil.which(NEEDS[path.suffix]) is None:
        pytest.skip(f"{NEEDS[path.suffix]} is not on this machine")
    script = tmp_path / path.name
    script.write_text(path.read_text("utf-8").replace(SITE, site), "utf-8")
    for _ in range(2):  # the second run of a sync finds what the first one kept
        ran = subprocess.run(
            [*COMMANDS[path.suffix], script.name], cwd=tmp_path, capture_output=True, text=True, timeout=60
        )
        assert ran.returncode == 0, ran.stderr
    if path.parent.name == "sync" and path.suffix == ".sh":
        assert '"count":89' in (tmp_path / "codes.json").read_text("utf-8")
    else:
        assert EXPECTED[path.parent.name] in ran.stdout


def test_every_example_stands_on_the_page_with_the_sites_address(client):
    page = client.get("/api/").content.decode()
    assert SITE not in page
    for recipe in recipes():
        assert recipe.title in page
        assert len(recipe.snippets) == 3
        for snippet in recipe.snippets:
            assert f'id="{snippet.anchor}"' in page
            assert "http://testserver/api/v1/" in snippet.source


def test_every_operation_stands_on_the_page(client, api):
    page = client.get("/api/").content.decode()
    for path, item in api("/openapi.json")["paths"].items():
        for method, operation in item.items():
            assert f"<code>{method.upper()} {path}</code>" in page
            assert f'id="{operation["operationId"]}"' in page


def test_the_page_obeys_the_policy_against_inline_code(client):
    page = client.get("/api/").content.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert all("src=" in tag.split(">")[0] for tag in page.split("<script")[1:])
