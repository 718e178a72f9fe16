"""The style guide is for the people who change the site, and no style is left without a use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model

from tests.codes.conftest import outline

ROOT = Path(__file__).parents[2]
USES = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("static/js/*.js"), *ROOT.glob("codes/**/*.py")]
GIVEN = {"htmx-request"}  # htmx puts this one on
# Put together by tags.
BUILT = {"impact-funds", "impact-refused", "impact-wait", "impact-fine", *(f"step-{n}" for n in range(1, 10))}
# Parts of pages that are still to come.
COMING = {"checks-end"}


def test_visitors_do_not_see_it(client):
    assert client.get("/styleguide/").status_code == 404


@pytest.mark.django_db
def test_staff_do(client):
    client.force_login(get_user_model().objects.create_user("editor", is_staff=True))
    outline(client.get("/styleguide/"))


def test_no_class_is_styled_that_nothing_uses():
    css = re.sub(r"/\*.*?\*/", "", (ROOT / "static/css/portal.css").read_text("utf-8"), flags=re.DOTALL)
    selectors = " ".join(re.findall(r"[^{}]+(?=\{)", css))
    styled = set(re.findall(r"\.([a-z][\w-]*)", selectors)) - GIVEN
    text = "\n".join(path.read_text("utf-8") for path in USES if path.name != "styleguide.html")
    used = {name for name in styled if re.search(rf"(?<![\w-]){name}(?![\w-])", text)}
    assert sorted(styled - used - BUILT - COMING) == []
