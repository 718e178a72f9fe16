"""The wheel is what others install: it is built, and used where nothing but its dependencies is."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import distribution, requires
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT)
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def programs(wheel, tmp_path_factory):
    """The folder of the programs of a fresh environment in which the wheel is installed."""
    folder = tmp_path_factory.mktemp("fresh") / "venv"
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    run([sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-index", "--no-deps", wheel])
    [packages] = folder.glob("lib/python*/site-packages")
    for name in dependencies(packages):
        copy(name, packages)
    return python.parent


def run(command, **options):
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, **options)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def dependencies(packages):
    """Return the names of what the installed wheel requires, its extras left out."""
    [metadata] = packages.glob("exchange_error_codes-*.dist-info/METADATA")
    wanted = re.findall(r"^Requires-Dist: ([\w-]+)(?!.*extra ==)", metadata.read_text("utf-8"), re.MULTILINE)
    assert len(wanted) <= 3, "the engine has at most three small dependencies"
    return wanted


def copy(name, packages):
    """Copy an installed distribution, so that the test needs no network; one with needs of its own is not small."""
    assert not [need for need in requires(name) or () if "extra ==" not in need]
    for file in distribution(name).files or ():
        if ".." not in file.parts:
            (packages / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file.locate(), packages / file)


def test_it_holds_the_content_and_says_that_it_is_typed(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"exchange_errors/py.typed", "exchange_errors/content/categories.toml"} <= names
    assert not [name for name in names if not name.startswith(("exchange_errors/", "exchange_error_codes-"))]


@pytest.mark.parametrize("command", re.findall(r"^pip install \. && (.+)$", README, re.MULTILINE))
def test_the_doors_of_the_readme_open_as_pasted(programs, tmp_path, command):
    path = {"PATH": f"{programs}:/usr/bin:/bin"}
    ran = subprocess.run(["bash", "-c", command], cwd=tmp_path, env=path, capture_output=True, text=True, timeout=120)
    assert ran.returncode == (1 if "decode" in command else 0), ran.stderr  # 1: errors were found
    assert any(word in ran.stdout for word in ("306", "42901", "order"))
    assert list(tmp_path.iterdir()) == []


def test_nothing_of_django_is_there(programs, tmp_path):
    code = "import exchange_errors, sys; exchange_errors.decode('code: 306'); print('django' in sys.modules)"
    assert run([programs / "python", "-c", code], cwd=tmp_path) == "False\n"
