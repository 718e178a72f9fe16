"""A loaded database, and people of each role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from tests.codes.store.conftest import everything as everything

ENTRY = "306-INSUFFICIENT_AVAILABLE_BALANCE"


@pytest.fixture
def person(loaded: None) -> Callable[..., Any]:
    """Return a function that makes a person in these groups."""

    def make(name: str, *groups: str) -> Any:
        user = get_user_model().objects.create_user(name)
        user.groups.set(Group.objects.filter(name__in=groups))
        return user

    return make


@pytest.fixture
def author(person: Callable[..., Any]) -> Any:
    return person("ann", "Authors")


@pytest.fixture
def reviewer(person: Callable[..., Any]) -> Any:
    return person("rob", "Reviewers")


@pytest.fixture
def editor(author: Any) -> Client:
    """The browser of an author who is logged in."""
    return browser_of(author)


@pytest.fixture
def alone(person: Callable[..., Any], settings: Any) -> Client:
    """The browser of somebody who may publish their own drafts."""
    settings.EDITORS_PUBLISH_OWN = True
    return browser_of(person("alma", "Reviewers"))


def address_of(entry_id: str) -> str:
    return reverse("edit:entry", args=[entry_id])


def browser_of(user: Any) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser
