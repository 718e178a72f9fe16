"""The reference code for retrying decides alike in every language whose tool is on the machine."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest

from codes.api.recipes import FOLDER, RETRY, SITE

FOLDER = FOLDER / "retry"
RUN = {"capture_output": True, "text": True, "timeout": 120}
ATTEMPTS = (1, 3, 99)
ACTIONS = {
    "not_needed": "done",
    "never": "give_up",
    "after_fix": "fix",
    "after_check": "check",
    "when_state_changes": "wait_for_change",
}


def expected(catalogue):
    """Return the action for every (code, name, attempt), read from the notes themselves."""
    table = {(99999, None, 1): "check", (50001, None, 1): "check", (50001, "no such name", 1): "check"}
    for entry in catalogue.entries:
        retry = entry.note.retry
        for attempt in ATTEMPTS if entry.kind == "response" else ():
            if retry.advice != "after_backoff":
                action = ACTIONS[retry.advice]
            elif attempt >= (retry.max_attempts or 5):
                action = "give_up"
            else:
                action = "check" if retry.outcome == "unknown" else "wait"
            table[entry.code, entry.name, attempt] = action
    return table


def cases(catalogue):
    return [(code, name, attempt, action) for (code, name, attempt), action in expected(catalogue).items()]


def check(lines, catalogue):
    """Assert that each line ``action wait`` fits its case."""
    for line, (code, name, attempt, action) in zip(lines, cases(catalogue), strict=True):
        got, wait = line.split()
        assert got == action, (code, name, attempt)
        entries = [e for e in catalogue.numbered(code, "response") if name == e.name]
        if entries and entries[0].note.retry.advice == "after_backoff" and action != "give_up":
            least = min(30_000, (entries[0].note.retry.min_delay_ms or 1000) * 2 ** (attempt - 1))
            assert least <= int(wait) < 2 * least, (code, name, attempt, wait)
        else:
            assert int(wait) == 0, (code, name, attempt)


def tool(name):
    return pytest.mark.skipif(shutil.which(name) is None, reason=f"{name} is not on this machine")


@pytest.fixture
def folder(client, tmp_path):
    """A folder with the reference code and the constants beside it."""
    for name in RETRY:
        shutil.copy(FOLDER / name, tmp_path / name)
    for language, name in (("python", "exchange_codes.py"), ("go", "codes.go"), ("java", "ErrorCode.java")):
        (tmp_path / name).write_bytes(client.get(f"/api/v1/constants/{language}").content)
    return tmp_path


def run(command, folder):
    ran = subprocess.run(command, cwd=folder, **RUN)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


def test_python_decides_by_the_notes(folder, catalogue):
    calls = "".join(f"print(*decide({code}, {name!r}, {attempt}))\n" for code, name, attempt, _ in cases(catalogue))
    (folder / "use.py").write_text(f"from retry import decide\n{calls}")
    check(run([sys.executable, "-W", "error", "use.py"], folder), catalogue)


@tool("node")
def test_javascript_decides_by_the_published_policies(folder, site, catalogue):
    source = (folder / "retry.mjs").read_text("utf-8").replace(SITE, site)
    (folder / "retry.mjs").write_text(source, "utf-8")
    (folder / "use.mjs").write_text(
        "import { load, decide } from './retry.mjs';\nconst policies = await load();\n"
        f"for (const [code, name, attempt] of {json.dumps(cases(catalogue))})\n"
        "  console.log(...decide(policies, code, name, attempt));\n"
    )
    check(run(["node", "use.mjs"], folder), catalogue)


@tool("javac")
def test_java_decides_by_the_notes(folder, catalogue):
    calls = "\n".join(
        f"        show({code}, {json.dumps(name)}, {attempt});" for code, name, attempt, _ in cases(catalogue)
    )
    (folder / "Use.java").write_text(
        "class Use {\n    static void show(int code, String name, int attempt) {\n"
        "        Decision d = Decision.after(code, name, attempt);\n"
        '        System.out.println(d.action() + " " + d.waitMs());\n    }\n'
        f"    public static void main(String[] a) {{\n{calls}\n    }}\n}}\n"
    )
    run(["javac", "-encoding", "UTF-8", "-Xlint:all", "-Werror", "Use.java", "Decision.java", "ErrorCode.java"], folder)
    check(run(["java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "Use"], folder), catalogue)


@tool("go")
def test_go_decides_by_the_notes(folder, catalogue):
    calls = "\n".join(
        f"\tshow({code}, {json.dumps(name or '')}, {attempt})" for code, name, attempt, _ in cases(catalogue)
    )
    (folder / "go.mod").write_text("module exchangecodes\n\ngo 1.19\n")
    (folder / "use_test.go").write_text(
        'package exchangecodes\n\nimport (\n\t"fmt"\n\t"testing"\n)\n\n'
        "func show(code int, name string, attempt int) {\n"
        '\taction, wait := Decide(code, name, attempt)\n\tfmt.Println("case", action, wait)\n}\n\n'
        f"func TestShow(t *testing.T) {{\n{calls}\n}}\n"
    )
    lines = run(["go", "test", "-v", "./..."], folder)
    check([line.removeprefix("case ") for line in lines if line.startswith("case ")], catalogue)


def test_the_page_shows_every_version(client):
    page = client.get("/api/retry/").content.decode()
    for language, _ in RETRY.values():
        assert f"Copy the {language} example" in page
