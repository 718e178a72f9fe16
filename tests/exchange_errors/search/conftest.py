"""One index over the shipped content, and the short way to ask it."""

import pytest

from exchange_errors.search import Index, parse_query
from tests.shipped import CATALOGUE


@pytest.fixture(scope="session")
def catalogue():
    return CATALOGUE


@pytest.fixture(scope="session")
def index(catalogue):
    return Index(catalogue)


@pytest.fixture(scope="session")
def found(index):
    """Text to the ids of the answers, best first."""
    return lambda text: [hit.entry.id for hit in index.search(parse_query(text)).close]
