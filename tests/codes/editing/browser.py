"""Forms as a browser sends them: every control by HTML's rules, read from the page itself."""

from __future__ import annotations

import re
from html import unescape

from tests.codes.editing.conftest import ENTRY, address_of

TAG = re.compile(r"""<(/?)(form|input|textarea|select|option)\b((?:[^>"']|"[^"]*"|'[^']*')*)>([^<]*)""")
ATTRIBUTE = re.compile(r"""([\w:-]+)(?:=(?:"([^"]*)"|'([^']*)'))?""")
NOT_SENT = ("submit", "button", "file", "image", "reset")


def controls(html, form_id):
    """Return names and values of the successful controls of the form with this id, in their order."""
    sent, inside, select = [], False, None
    for closing, tag, attributes, text in TAG.findall(html):
        given = {name: unescape(double or single) for name, double, single in ATTRIBUTE.findall(attributes)}
        if tag == "form":
            inside = not closing and given.get("id") == form_id
        elif closing and tag == "select" and select:
            sent += [(select["name"], value) for value in _chosen(select)]
            select = None
        elif closing or not inside or "disabled" in given:
            continue
        elif tag == "option" and select:
            select["options"].append((given.get("value", ""), "selected" in given))
        elif not given.get("name"):
            continue
        elif tag == "select":
            select = {"name": given["name"], "multiple": "multiple" in given, "options": []}
        elif tag == "textarea":
            sent.append((given["name"], _lines(unescape(text))))
        else:
            sent += [(given["name"], value) for value in _of_input(given)]
    return sent


def _chosen(select):
    chosen = [value for value, selected in select["options"] if selected]
    if chosen or select["multiple"]:
        return chosen
    return [value for value, _ in select["options"][:1]]  # a browser shows the first, and sends it


def _lines(text):
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.removeprefix("\n").replace("\n", "\r\n")  # a line break right after <textarea> is not part of the text


def _of_input(given):
    kind = given.get("type", "text")
    if kind in ("checkbox", "radio"):
        return [given.get("value", "on")] if "checked" in given else []
    if kind == "hidden":
        return [given.get("value", "")]
    return [] if kind in NOT_SENT else [given.get("value", "").replace("\r", "").replace("\n", "")]


def form_data(client, address, form_id="editor", **changes):
    """Return what a browser would send from the form at ``address`` after ``changes`` were typed into it."""
    page = client.get(address)
    assert page.status_code == 200, page.status_code
    data: dict = {}
    for name, value in controls(page.content.decode(), form_id):
        data[name] = [*data[name], value] if name in data else [value]
    unknown = set(changes) - set(data)
    assert not unknown, f"the form has no {unknown}"
    return data | {name: value.replace("\n", "\r\n") for name, value in changes.items()}


_untouched: dict[str, object] = {}


def untouched(client):
    """Return what a browser sends of the form of ENTRY as it was loaded, without a draft: the same in every test."""
    if not _untouched:
        _untouched.update(form_data(client, address_of(ENTRY)))
    return _untouched


def text_of(html, name):
    """Return what the control with this name shows in the form of a page."""
    (value,) = [value for key, value in controls(html, "editor") if key == name]
    return value.replace("\r\n", "\n")
