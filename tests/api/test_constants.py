"""The generated constants compile and hold every code, in each language whose tool is on the machine."""

from __future__ import annotations

import json
import shutil
import subprocess
import types

import pytest

from exchange_errors.exchange.outcomes import look_ups, only_by_a_person

RUN = {"capture_output": True, "text": True, "timeout": 120}


@pytest.fixture
def source(client):
    def get(language):
        answer = client.get(f"/api/v1/constants/{language}")
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        return answer.content.decode()

    return get


def tool(name):
    return pytest.mark.skipif(shutil.which(name) is None, reason=f"{name} is not on this machine")


def test_python_holds_every_code(source, catalogue):
    module = types.ModuleType("exchange_codes")
    exec(compile(source("python"), "exchange_codes.py", "exec"), module.__dict__)  # our own generated file
    members = {member.id: member for member in module.ErrorCode}
    assert members.keys() == {entry.id for entry in catalogue.entries}
    for entry in catalogue.entries:
        member = members[entry.id]
        assert (member.code, member.wire_name, member.http_status) == (entry.code, entry.name, entry.http_status)
        retry = entry.note.retry
        assert (member.retry, member.outcome) == (retry.advice, retry.outcome)
        assert (member.this_request, member.evidence) == (retry.this_request, retry.evidence)
        assert (member.min_delay_ms, member.max_attempts) == (retry.min_delay_ms, retry.max_attempts)
    assert tuple(sorted(module.ONLY_BY_A_PERSON)) == tuple(sorted(only_by_a_person()))
    assert {row.method: (list(row.look_up), list(row.by)) for row in look_ups().values()} == module.LOOK_UP
    assert {member.name for member in module.ErrorCode.with_code(50001)} == {
        "DW_CREDIT_LINE_NOT_MAINTAINED",
        "ERR_INTERNAL",
    }


@pytest.mark.parametrize("language", ["python", "typescript", "go", "java"])
def test_every_code_stands_in_the_file_with_its_docstring(source, catalogue, language):
    text = source(language)
    assert [method for method in look_ups() if json.dumps(method) not in text] == []
    for entry in catalogue.entries:
        assert json.dumps(entry.id) in text
        assert entry.title in text


@tool("javac")
def test_java_compiles_and_runs(source, tmp_path):
    (tmp_path / "ErrorCode.java").write_text(source("java"), "utf-8")
    (tmp_path / "Use.java").write_text(
        "class Use { public static void main(String[] a) { System.out.print("
        'ErrorCode.withCode(50001, ErrorCode.Kind.RESPONSE).size() + " " + ErrorCode.TOO_MANY_REQUESTS.retry'
        ' + " " + ErrorCode.LOOK_UP.get("private/close-position").methods()); } }'
    )
    command = ["javac", "-encoding", "UTF-8", "-Xlint:all", "-Werror", "Use.java", "ErrorCode.java"]
    compiled = subprocess.run(command, cwd=tmp_path, **RUN)
    assert compiled.returncode == 0, compiled.stderr
    if shutil.which("java"):
        ran = subprocess.run(["java", "-cp", str(tmp_path), "Use"], **RUN)
        assert ran.stdout == "2 AFTER_BACKOFF [private/get-positions]", ran.stderr


@tool("go")
def test_go_compiles(source, tmp_path):
    (tmp_path / "codes.go").write_text(source("go"), "utf-8")
    (tmp_path / "go.mod").write_text("module exchangecodes\n\ngo 1.19\n")
    vetted = subprocess.run(["go", "vet", "./..."], cwd=tmp_path, **RUN)
    assert vetted.returncode == 0, vetted.stderr


@tool("tsc")
def test_typescript_compiles(source, tmp_path):
    (tmp_path / "codes.ts").write_text(source("typescript"), "utf-8")
    command = ["tsc", "--strict", "--noEmit", "--target", "es2020", "codes.ts"]
    compiled = subprocess.run(command, cwd=tmp_path, **RUN)
    assert compiled.returncode == 0, compiled.stdout


def test_an_unknown_language_is_a_problem(client):
    answer = client.get("/api/v1/constants/cobol")
    assert answer.status_code == 404
    assert "typescript" in answer.json()["detail"]
