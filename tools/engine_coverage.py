"""``python -m tools.engine_coverage``: run the engine's tests, and fail when they take less than 95% of its branches.

coverage's own total counts lines and branches together, and the many lines would hide branches that no test takes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
FLOOR = 95.0  # per cent
SHOWN = 12  # files
#: The ci profile: the same examples each time, so the same figure, and no deadline, which measuring would break.
PYTEST = ("-m", "pytest", "-q", "-n", "2", "--dist", "loadscope", "-p", "no:cacheprovider", "--hypothesis-profile=ci")
TESTS = ("tests/exchange_errors",)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        wanted = (f"--cov-config={ROOT / 'pyproject.toml'}", "--cov=exchange_errors", f"--cov-report=json:{report}")
        command = [sys.executable, *PYTEST, *wanted, *TESTS]
        kept = {**os.environ, "COVERAGE_FILE": str(Path(folder, "coverage"))}
        done = subprocess.run(command, cwd=ROOT, env=kept, capture_output=True, text=True)
        if done.returncode:
            print(done.stdout + done.stderr)
            return done.returncode
        measured = json.loads(report.read_text("utf-8"))
    totals = measured["totals"]
    share = 100 * totals["covered_branches"] / totals["num_branches"]
    print(f"branches: {totals['covered_branches']} of {totals['num_branches']} taken in exchange_errors, {share:.1f}%")
    if share >= FLOOR:
        return 0
    print(f"The floor is {FLOOR}%. Lines whose branches no test takes, in the files with most of them:")
    untaken = {file: each["missing_branches"] for file, each in measured["files"].items()}
    for file in sorted(untaken, key=lambda name: -len(untaken[name]))[:SHOWN]:
        print(f"  {file}: {', '.join(str(line) for line in sorted({start for start, _ in untaken[file]}))}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
