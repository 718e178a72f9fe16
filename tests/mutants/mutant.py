"""One mutant: a small mistake in the core, and the tests that must notice it.

The mistake is made in memory only. Each mutant has a process of its own, in which the import of its module finds the
changed source; no file is written, so nothing has to be put back.
"""

from __future__ import annotations

import io
import os
import shlex
import sys
from contextlib import redirect_stderr, redirect_stdout
from importlib.abc import MetaPathFinder, SourceLoader
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
CORE = ROOT / "codes" / "core"
TESTS = ROOT / "tests" / "core"
#: No setting and no plugin of the project: what a mutant's tests need, they import, and pytest starts in half the time.
ALONE = ("-x", "-q", "-p", "no:cacheprovider", "-c", os.devnull, f"--rootdir={ROOT}")


class Mutant(NamedTuple):
    """``old`` stands in ``file`` exactly once, in the way that ``new`` would be wrong.

    ``file`` is relative to ``codes/core``. ``tests`` are arguments for pytest, as few as notice the mistake; the first
    one is relative to ``tests/core``.
    """

    file: str
    old: str
    new: str
    tests: str

    def __str__(self) -> str:
        return f"{self.file}: {self.old!r} -> {self.new!r}"

    @property
    def path(self) -> Path:
        return CORE / self.file

    @property
    def module(self) -> str:
        return ".".join(("codes", "core", *Path(self.file).with_suffix("").parts)).removesuffix(".__init__")


def trouble(mutant: Mutant) -> str:
    """Return why the mutant can no longer be made, with what to do about it; "" when it can."""
    if not mutant.path.exists():
        return "there is no such file: name the one that the code moved to, or drop the mutant with the code"
    seen = mutant.path.read_text("utf-8").count(mutant.old)
    if seen == 1:
        return ""
    found = "no longer stands in the file" if not seen else f"stands in the file {seen} times"
    return f"its old text {found}: copy what stands there now, enough of it to be the only one, and make it wrong again"


class _Changed(MetaPathFinder, SourceLoader):
    """Finds one module before Python does, with the changed source."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if fullname != self.mutant.module:
            return None
        return spec_from_file_location(fullname, self.mutant.path, loader=self)

    def get_filename(self, fullname: str) -> str:
        return str(self.mutant.path)

    def get_data(self, path: str | bytes) -> bytes:
        source = self.mutant.path.read_text("utf-8")
        return source.replace(self.mutant.old, self.mutant.new).encode()


def exit_code(tests: str, mutant: Mutant | None = None) -> int:
    """Run ``tests``, over ``mutant`` where one is given; return pytest's exit code.

    For a process of its own in which nothing has imported the core yet.
    """
    assert "codes.core" not in sys.modules
    if mutant is not None:
        sys.meta_path.insert(0, _Changed(mutant))
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ.pop("PYTEST_ADDOPTS", None)
    sys.dont_write_bytecode = True
    first, *others = shlex.split(tests)
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return int(pytest.main([*ALONE, str(TESTS / first), *others]))


def judged(mutant: Mutant) -> str:
    """Return what is wrong with the mutant or with its tests; "" when they notice it."""
    if wrong := trouble(mutant):
        return wrong
    ended = exit_code(mutant.tests, mutant)
    if ended == pytest.ExitCode.TESTS_FAILED:
        return ""
    if ended == pytest.ExitCode.OK:
        return f"survives {mutant.tests}: add a test of what the code did right, or name the test that has it"
    return f"pytest ends with {ended} over {mutant.tests}: the mutant must import, and the tests must exist"
