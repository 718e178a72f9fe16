"""Drills use the production tests' portal."""

from tests.production.conftest import prepared_state, start

__all__ = ["prepared_state", "start"]
