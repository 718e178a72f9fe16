"""The example programs for bots, imported from where the pages take them, and ccxt from where .ci/run puts it."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from exchange_errors.content import CONTENT


@pytest.fixture
def bot(monkeypatch):
    monkeypatch.syspath_prepend(str(CONTENT / "snippets" / "bot"))
    monkeypatch.syspath_prepend(str(Path(__file__).parents[3] / "var" / "ccxt"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    return importlib.import_module("bot")
