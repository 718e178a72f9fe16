"""The recipe for a log shipper, in the real rsyslog: a bot's log in, a line of JSON for each new error out."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.production.server import ROOT, wait_for

RECIPE = (ROOT / "deploy" / "rsyslog" / "exchange-errors.conf").read_text("utf-8")
RSYSLOGD = shutil.which("rsyslogd", path="/usr/sbin:/usr/bin:/sbin")
KEY = "a1B2c3D4e5F6g7H8"

pytestmark = pytest.mark.skipif(RSYSLOGD is None, reason="no rsyslog on this machine")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with a bot's log that a running rsyslog watches as the recipe says."""
    program = tmp_path / "exchange-errors"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from exchange_errors.cli.main import main\nsys.exit(main())\n"
    )
    program.chmod(0o755)
    recipe = RECIPE.replace("/opt/exchange-errors/bin/exchange-errors --", f"{program} --")
    recipe = recipe.replace("/var/log/", f"{tmp_path}/")
    assert "/var" not in recipe.replace(str(tmp_path), "")
    (tmp_path / "bot.log").touch()
    (tmp_path / "rsyslog.conf").write_text(f'global(workDirectory="{tmp_path}")\n{recipe}')
    command = [RSYSLOGD, "-n", "-f", tmp_path / "rsyslog.conf", "-i", tmp_path / "pid"]
    with (tmp_path / "rsyslogd.log").open("w") as log, subprocess.Popen(command, stdout=log, stderr=log) as rsyslog:
        yield tmp_path
        rsyslog.terminate()
        assert rsyslog.wait(30) == 0
    complaints = (tmp_path / "rsyslogd.log").read_text().splitlines()
    assert [line for line in complaints if "exited with status 3" not in line] == []  # 3: money may be at risk


def test_each_new_error_of_a_log_becomes_a_line_of_json(folder: Path) -> None:
    out = folder / "exchange-errors.json"

    def rows() -> list[dict]:
        return [json.loads(line) for line in out.read_text("utf-8").splitlines()] if out.exists() else []

    with (folder / "bot.log").open("a") as log:
        log.write("2026-11-29T12:00:00Z INFO started with 2 workers\n")
        log.write(f'2026-11-29T12:00:01Z ERROR create-order: {{"code": 306, "api_key": "{KEY}"}}\n')
    wait_for(rows, 60)
    with (folder / "bot.log").open("a") as log:
        log.write('2026-11-29T12:00:09Z ERROR create-order: {"code": 40801, "message": "REQUEST_TIMEOUT"}\n')
    wait_for(lambda: len(rows()) == 2, 60)
    assert [(row["code"], row["last_at"], row["url"]) for row in rows()] == [
        (306, "2026-11-29T12:00:01Z", "https://site.example/codes/306/"),
        (40801, "2026-11-29T12:00:09Z", "https://site.example/codes/40801/"),
    ]
    assert rows()[1]["impact"] == "check_funds"
    assert KEY not in out.read_text("utf-8")
