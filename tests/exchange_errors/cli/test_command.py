"""The command ``exchange-errors`` as a shell sees it: what it prints, and its exit status."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import types
from pathlib import Path

import pytest

import exchange_errors
from exchange_errors.cli import pieces
from exchange_errors.cli.main import main
from exchange_errors.report.explain import explain
from exchange_errors.report.report_data import report_data

ROOT = Path(__file__).parents[3]
KEY = "a1B2c3D4e5F6g7H8"
REFUSED = f'{{"id": 7, "method": "private/create-order", "code": 43005, "api_key": "{KEY}"}}\n'
OPEN = '{"id": 8, "method": "private/create-order", "code": 40801, "message": "REQUEST_TIMEOUT"}\n'
FINE = '{"id": 9, "method": "private/create-order", "code": 0, "result": {"order_id": "1"}}\n'
COMMAND = [sys.executable, "-c", "import sys; from exchange_errors.cli.main import main; sys.exit(main())"]


@pytest.fixture
def run(capsys, monkeypatch):
    """Run the command and return its exit status, with what it printed and what it complained of."""

    def run(*arguments, stdin=""):
        monkeypatch.setattr("sys.stdin", types.SimpleNamespace(buffer=io.BytesIO(stdin.encode())))
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as stop:  # argparse's
            status = stop.code
        return status, *capsys.readouterr()

    return run


@pytest.mark.parametrize("ref", [["306"], ["insufficient_available_balance"], ["insufficient", "available", "balance"]])
def test_a_code_is_explained_by_number_and_by_name(run, ref):
    status, out, err = run("explain", *ref)
    assert (status, err) == (0, "")
    assert out.startswith("306 INSUFFICIENT_AVAILABLE_BALANCE\n")


def test_json_is_what_the_package_answers(run):
    assert json.loads(run("explain", "50001", "--json")[1]) == exchange_errors.explain(50001)
    assert json.loads(run("search", "clock", "--json", "--limit", "3")[1]) == exchange_errors.search("clock", 3)
    assert json.loads(run("decode", "--json", stdin=REFUSED)[1]) == exchange_errors.decode(REFUSED)


def test_a_reply_is_in_the_language_that_is_asked_for(run):
    assert json.loads(run("decode", "--json", "--reply-language", "fr", stdin=REFUSED)[1])["reply_language"] == "fr"
    status, _, err = run("decode", "--reply-language", "xx", stdin=REFUSED)
    assert status == 2
    assert "--reply-language must be one of auto, en, " in err


def test_markdown_keeps_its_marks(run):
    assert run("explain", "306", "--markdown")[1].startswith("# 306 ")
    assert run("decode", "--markdown", stdin=REFUSED)[1].startswith("## 43005 ")
    assert run("search", "306", "--markdown")[1].startswith("- **306 ")


@pytest.mark.parametrize(
    ("arguments", "stdin", "status"),
    [
        (["decode"], "all is well\n", 0),
        (["decode"], FINE, 0),
        (["decode"], REFUSED, 1),
        (["decode"], REFUSED + OPEN, 3),
        (["decode", "missing.log"], "", 2),
        (["decode", "--follow", "a", "b"], "", 2),
        (["explain", "40199"], "", 1),
        (["explain"], "", 2),
        (["search", "x" * 1000], "", 2),
        (["search", "funds", "--limit", "0"], "", 2),
        (["search", "qqqqqq"], "", 1),
        (["unknown"], "", 2),
    ],
)
def test_the_exit_status_answers_a_script(run, arguments, stdin, status):
    answered, _, err = run(*arguments, stdin=stdin)
    assert answered == status
    assert bool(err) == (arguments[0] != "decode" or status == 2)


def test_what_may_have_happened_comes_first(run):
    assert run("decode", stdin=REFUSED + OPEN)[1].startswith("One order may exist. One other request was refused.\n")


def test_addresses_begin_with_the_site(run, monkeypatch):
    assert "Page: https://codes.example/codes/306/" in run("--site", "https://codes.example/", "explain", "306")[1]
    monkeypatch.setenv("EXCHANGE_ERRORS_SITE", "https://other.example")
    assert "Page: https://other.example/codes/306/" in run("explain", "306")[1]


def test_files_are_merged_and_told_apart(run, tmp_path):
    (tmp_path / "a.log").write_text(REFUSED)
    (tmp_path / "b.log").write_text("all is well\n" + REFUSED + OPEN)
    files = [tmp_path / "a.log", tmp_path / "b.log"]
    data = json.loads(run("decode", "--json", *files)[1])
    assert {finding["code"]: finding["lines"] for finding in data["findings"]} == {43005: [1, 3], 40801: [4]}
    assert [(row["first_line"], row["lines"]) for row in data["files"]] == [(1, 1), (2, 3)]
    assert f"- {files[1]}: from line 2" in run("decode", *files)[1]
    assert json.loads(run("decode", "--json", files[0], "-", stdin=OPEN)[1])["read"]["lines"] == 2


def test_a_long_log_is_decoded_as_the_whole_would_be(run, catalogue, monkeypatch):
    text = (REFUSED + FINE + "a line of no interest\n") * 60
    whole = report_data(explain(text, catalogue), catalogue, lambda entry: "")
    for name, size in (("LIMIT_BYTES", 1000), ("PIECE", 500)):
        monkeypatch.setattr(pieces, name, size)
    data = json.loads(run("decode", "--json", stdin=text)[1])
    for field in ("successes", "redactions", "advice", "reply"):
        assert data[field] == whole[field], field
    assert data["read"]["lines"] == whole["read"]["lines"]
    [finding], [other] = data["findings"], whole["findings"]
    assert finding | {"entry": None} == other | {"entry": None}


def test_secrets_are_masked_in_every_piece(run, monkeypatch):
    """A key that one piece names stands bare in another."""
    for name, size in (("LIMIT_BYTES", 300), ("PIECE", 200)):
        monkeypatch.setattr(pieces, name, size)
    text = REFUSED + "x\n" * 200 + f'{{"method": "private/create-order", "code": 306, "note": "{KEY}"}}\n'
    for arguments in ((), ("--json",), ("--markdown",)):
        _, out, err = run("decode", *arguments, stdin=text)
        assert "306" in out
        assert KEY not in out + err


def test_a_paste_cannot_steer_the_terminal(run):
    paste = '{"code": 43005, "method": "private/create-order", "params": {"instrument_name": "BTC\x1b[31m_USD\x07"}}'
    for arguments in ((), ("--json",), ("--markdown",)):
        assert not set(run("decode", *arguments, stdin=paste)[1]) & set("\x1b\x07")


def test_the_name_of_a_file_cannot_steer_the_terminal(run, tmp_path):
    names = [tmp_path / "a\x1b[31m.log", tmp_path / "b\x07.log"]
    for name in names:
        name.write_text(REFUSED)
    for arguments in (names, ["--markdown", *names], [*names, "missing\x1b.log"]):
        assert not set("".join(run("decode", *arguments)[1:])) & set("\x1b\x07")


def test_there_are_no_colours_in_a_pipe(run):
    assert "\x1b" not in run("explain", "306")[1] + run("decode", stdin=OPEN)[1] + run("search", "306")[1]


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb"), ("NO_COLOR", "")])
def test_colours_are_for_a_terminal_that_wants_them(name, value):
    out = on_a_terminal(["explain", "306"], {name: value})
    assert ("\x1b[" in out) == (value == "")


def test_progress_is_shown_on_a_terminal(tmp_path):
    (tmp_path / "bot.log").write_text("all is well\n" * 500_000)
    out = on_a_terminal(["decode", str(tmp_path / "bot.log")], {})
    assert re.search(r"bot\.log: \d\d?%, [\d,]+ lines", out)
    assert out.endswith("\r\x1b[KNo error code of this exchange was found.\r\n")


def on_a_terminal(arguments, environment):
    """Return what a run writes to a terminal."""
    ours, theirs = os.openpty()
    surroundings = {"PATH": os.environ["PATH"], "TERM": "xterm", **environment}
    with subprocess.Popen([*COMMAND, *arguments], cwd=ROOT, env=surroundings, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        written = b""
        while data := _read(ours):
            written += data
    os.close(ours)
    assert process.returncode == 0
    return written.decode()


def _read(number):
    try:
        return os.read(number, 65536)
    except OSError:  # what Linux says when the other side has gone
        return b""


@pytest.fixture
def follow(capsys, monkeypatch):
    """Follow a pipe on which the texts arrive one by one."""

    def follow(*texts, options=()):
        monkeypatch.setattr("exchange_errors.cli.reading.pipe_pieces", lambda _: map(pieces.TextPiece, texts))
        monkeypatch.setattr("sys.stdin", types.SimpleNamespace(buffer=None))
        return main(["decode", "--follow", *options]), capsys.readouterr().out

    return follow


def test_a_live_log_gives_a_line_for_each_new_finding(follow):
    status, out = follow(REFUSED, "all is well\n", REFUSED * 2 + FINE, OPEN)
    lines = out.split("\n")
    assert status == 3
    assert lines[0].startswith("line 1  43005 POST_ONLY_REJ  once  ")
    assert lines[1].startswith("line 3  43005 POST_ONLY_REJ  2 of 3 so far  ")
    assert lines[2].startswith("line 6  40801 REQUEST_TIMEOUT  once  ")
    assert lines[3].startswith("One order may exist. ")  # the report at the end
    assert KEY not in out


def test_a_live_log_as_json_is_a_line_for_each(follow):
    status, out = follow(REFUSED, REFUSED + OPEN, options=["--json"])
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["code"], row["count"], row["total"]) for row in rows] == [(43005, 1, 1), (40801, 1, 1), (43005, 1, 2)]
    assert rows[1]["impact"] == "check_funds"
    assert status == 3


def test_ctrl_c_ends_a_live_log_with_its_report(follow, monkeypatch):
    def interrupted(_):
        yield pieces.TextPiece(REFUSED)
        raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", types.SimpleNamespace(buffer=None))
    monkeypatch.setattr("exchange_errors.cli.reading.pipe_pieces", interrupted)
    assert main(["decode", "--follow"]) == 1


def test_whoever_has_seen_enough_may_close_the_pipe():
    command = f"{' '.join(map(repr, COMMAND))} explain 306 | head -n 1"
    ran = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == ("306 INSUFFICIENT_AVAILABLE_BALANCE\n", "")


COMPLETES = {
    "bash": """
        source ./script; COMP_WORDS=(exchange-errors explain 4300); COMP_CWORD=2
        _shtab_exchange_errors exchange-errors 4300 explain; printf '%s\\n' "${COMPREPLY[@]}"
    """,
    # zsh completes at a prompt only: what it would call is registered, and knows the codes.
    "zsh": """
        autoload -Uz compinit; compinit -u -d dump; eval "$(cat script)"
        (( $+functions[$_comps[exchange-errors]] )) && print -r -- $_shtab_exchange_errors_explain_options
    """,
    "fish": "source ./script; complete -C 'exchange-errors explain 4300'",
}


@pytest.mark.parametrize("shell", COMPLETES)
def test_each_shell_completes_the_codes(run, shell, tmp_path):
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not on this machine")
    (tmp_path / "script").write_text(run("completion", shell)[1])
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    ran = subprocess.run(
        [shell, "-c", COMPLETES[shell]], cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=True
    )
    assert ran.stderr == ""
    assert "43005-POST_ONLY_REJ" in ran.stdout


def test_without_the_package_for_it_the_completion_says_what_is_missing(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "shtab", None)
    status, out, err = run("completion", "bash")
    assert (status, out) == (2, "")
    assert "pip install shtab" in err
