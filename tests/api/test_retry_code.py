"""The reference code for retrying decides alike in every language whose tool is on the machine."""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
import sys

import pytest

from codes.api.recipes import FOLDER, RETRY, SITE, bot_snippets
from exchange_errors.exchange.outcomes import only_by_a_person
from exchange_errors.policy import ACTIONS, decision

FOLDER = FOLDER / "retry"
RUN = {"capture_output": True, "text": True, "timeout": 120}
ATTEMPTS = (1, 2, 3, 4, 5, 99)
FILES = {"python": "exchange_codes.py", "typescript": "codes.ts", "go": "codes.go", "java": "ErrorCode.java"}
METHODS = (None, "private/create-order", "private/create-withdrawal", "private/close-position")


def calls(catalogue):
    """Return every (code, name, attempt, method) with the entry that it names, None where it names none or several."""
    unnamed = [(99999, None), (50001, None), (50001, "no such name")]
    named = [(e.code, e.name, e) for e in catalogue.entries if e.kind == "response"]
    return [
        ((code, name, attempt, method, nothing_happened), entry)
        for code, name, entry in [*named, *((code, name, None) for code, name in unnamed)]
        for attempt in ATTEMPTS
        for method in METHODS
        for nothing_happened in (False, True)
    ]


def cases(catalogue):
    return [call for call, _ in calls(catalogue)]


def check(lines, catalogue):
    """Assert that each line ``action wait`` fits its call."""
    for line, (call, entry) in zip(lines, calls(catalogue), strict=True):
        _, _, attempt, method, nothing_happened = call
        action, wait = line.split()
        least = decision(entry, attempt, method, 0, nothing_happened)
        assert action == least.action, call
        assert least.wait_ms <= int(wait) <= 2 * least.wait_ms, call


def tool(name):
    return pytest.mark.skipif(shutil.which(name) is None, reason=f"{name} is not on this machine")


@pytest.fixture
def folder(client, tmp_path):
    """A folder with the reference code and the constants beside it."""
    for name in RETRY:
        shutil.copy(FOLDER / name, tmp_path / name)
    for language, name in FILES.items():
        (tmp_path / name).write_bytes(client.get(f"/api/v1/constants/{language}").content)
    return tmp_path


def write_table(folder, catalogue):
    """Write the calls for languages without JSON: a line each, fields parted by tabs, empty for none."""
    rows = (
        (code, name or "", attempt, method or "", str(nothing_happened).lower())
        for code, name, attempt, method, nothing_happened in cases(catalogue)
    )
    (folder / "calls").write_text("".join("\t".join(map(str, row)) + "\n" for row in rows))


def run(command, folder):
    ran = subprocess.run(command, cwd=folder, **RUN)
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]
    return ran.stdout.splitlines()


@pytest.fixture
def decide(folder, monkeypatch):
    """The reference code in Python, with the constants that the site generates."""
    monkeypatch.syspath_prepend(str(folder))
    for name in ("retry", "exchange_codes"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    yield importlib.import_module("retry").decide
    for name in ("retry", "exchange_codes"):
        sys.modules.pop(name, None)


def test_a_program_never_gives_up_at_an_attempt_that_the_advice_allows(decide, catalogue):
    counted = [e for e in catalogue.entries if e.kind == "response" and e.note.retry.max_attempts]
    assert counted
    for entry in counted:
        most = entry.note.retry.max_attempts
        actions = [decide(entry.code, entry.name, attempt)[0] for attempt in range(1, most + 1)]
        assert "give_up" not in actions[:-1], entry.id
        assert actions[-1] in ("give_up", "check"), entry.id


@pytest.mark.parametrize("method", only_by_a_person())
def test_a_program_never_repeats_a_payout(decide, catalogue, method):
    """Every answer that may lead to a second sending is one that a person gives, whatever the code."""
    for entry in catalogue.entries:
        for attempt in ATTEMPTS if entry.kind == "response" and entry.code != 0 else ():
            assert decide(entry.code, entry.name, attempt, method) == ("ask_a_person", 0), entry.id
    assert decide(99999, method=method) == decide(50001, method=method) == ("ask_a_person", 0)


def test_python_decides_by_the_notes(folder, catalogue):
    lines = "".join(f"print(*decide(*{call!r}))\n" for call in cases(catalogue))
    (folder / "use.py").write_text(f"from retry import decide\n{lines}")
    check(run([sys.executable, "-W", "error", "use.py"], folder), catalogue)


@tool("node")
def test_javascript_decides_by_the_published_policies(folder, site, catalogue):
    source = (folder / "retry.mjs").read_text("utf-8").replace(SITE, site)
    (folder / "retry.mjs").write_text(source, "utf-8")
    (folder / "use.mjs").write_text(
        "import { load, decide } from './retry.mjs';\nconst policy = await load();\n"
        f"for (const call of {json.dumps(cases(catalogue))})\n"
        "  console.log(...decide(policy, ...call));\n"
    )
    check(run(["node", "use.mjs"], folder), catalogue)


@tool("node")
@tool("tsc")
def test_typescript_decides_by_the_notes(folder, catalogue):
    (folder / "use.ts").write_text(
        "import { decide } from './retry';\n"
        f"const calls: Parameters<typeof decide>[] = {json.dumps(cases(catalogue))};\n"
        "for (const call of calls) console.log(...decide(...call));\n"
    )
    options = ["--strict", "--target", "es2020", "--module", "commonjs"]
    run(["tsc", *options, "use.ts"], folder)
    check(run(["node", "use.js"], folder), catalogue)


@tool("javac")
def test_java_decides_by_the_notes(folder, catalogue):
    write_table(folder, catalogue)
    (folder / "Use.java").write_text(
        """class Use {
    public static void main(String[] arguments) throws java.io.IOException {
        for (String line : java.nio.file.Files.readAllLines(java.nio.file.Path.of("calls"))) {
            String[] f = line.split("\\t", -1);
            int code = Integer.parseInt(f[0]), attempt = Integer.parseInt(f[2]);
            Decision d = Decision.after(code, f[1], attempt, f[3], f[4].equals("true"));
            System.out.println(d.action() + " " + d.waitMs());
        }
    }
}
"""
    )
    run(["javac", "-encoding", "UTF-8", "-Xlint:all", "-Werror", "Use.java", "Decision.java", "ErrorCode.java"], folder)
    check(run(["java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "Use"], folder), catalogue)


@tool("go")
def test_go_decides_by_the_notes(folder, catalogue):
    write_table(folder, catalogue)
    (folder / "go.mod").write_text("module exchangecodes\n\ngo 1.19\n")
    (folder / "use_test.go").write_text(
        """package exchangecodes

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
)

func TestShow(t *testing.T) {
	table, _ := os.ReadFile("calls")
	for _, line := range strings.Split(strings.TrimSpace(string(table)), "\\n") {
		f := strings.Split(line, "\\t")
		code, _ := strconv.Atoi(f[0])
		attempt, _ := strconv.Atoi(f[2])
		action, wait := Decide(code, f[1], attempt, f[3], f[4] == "true")
		fmt.Println("case", action, wait)
	}
}
"""
    )
    lines = run(["go", "test", "-v", "./..."], folder)
    check([line.removeprefix("case ") for line in lines if line.startswith("case ")], catalogue)


def test_the_page_shows_every_version_and_what_each_answer_means(client):
    page = client.get("/api/retry/").content.decode()
    assert [action for action, meaning in ACTIONS.items() if meaning not in page] == []
    for language in RETRY.values():
        assert language in page
    assert all(f'id="{snippet.anchor}"' in page and snippet.file in page for snippet in bot_snippets())
