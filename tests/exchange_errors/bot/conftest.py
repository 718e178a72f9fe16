"""The example programs for bots, imported from where the pages take them."""

from __future__ import annotations

import importlib
import sys

import pytest

from exchange_errors.content import CONTENT


@pytest.fixture
def bot(monkeypatch):
    monkeypatch.syspath_prepend(str(CONTENT / "snippets" / "bot"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    return importlib.import_module("bot")
