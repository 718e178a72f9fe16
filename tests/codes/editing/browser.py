"""Forms as a browser sends them: every control by HTML's rules, read from the page itself."""

from __future__ import annotations

from html.parser import HTMLParser


class _Controls(HTMLParser):
    """Collects the successful controls of the form with this id, in their order."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id, self.inside = form_id, False
        self.found: list[tuple[str, str]] = []
        self._area: str | None = None
        self._select: dict | None = None

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("id") == self.form_id
        name = given.get("name")
        if not self.inside or "disabled" in given or (not name and tag != "option"):
            return
        if tag == "input":
            kind = given.get("type", "text")
            if kind in ("checkbox", "radio") and "checked" in given:
                self.found.append((name, given.get("value", "on")))
            elif kind == "hidden":
                self.found.append((name, given.get("value", "")))
            elif kind not in ("checkbox", "radio", "submit", "button", "file", "image", "reset"):
                self.found.append((name, given.get("value", "").replace("\r", "").replace("\n", "")))
        elif tag == "textarea":
            self._area = ""
            self.found.append((name, ""))
        elif tag == "select":
            self._select = {"name": name, "multiple": "multiple" in given, "first": None, "chosen": []}
        elif tag == "option" and self._select is not None:
            value = given.get("value", "")
            self._select["first"] = value if self._select["first"] is None else self._select["first"]
            if "selected" in given:
                self._select["chosen"].append(value)

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "textarea" and self._area is not None:
            text = self._area.replace("\r\n", "\n").replace("\r", "\n")
            text = text.removeprefix("\n")  # a line break right after <textarea> is not part of the text
            self.found[-1] = (self.found[-1][0], text.replace("\n", "\r\n"))
            self._area = None
        elif tag == "select" and self._select is not None:
            chosen = self._select["chosen"]
            if not self._select["multiple"] and not chosen and self._select["first"] is not None:
                chosen = [self._select["first"]]  # a browser shows the first, and sends it
            self.found += [(self._select["name"], value) for value in chosen]
            self._select = None

    def handle_data(self, data):
        if self._area is not None:
            self._area += data


def controls(html, form_id):
    """Return names and values of the successful controls of the form with this id."""
    parser = _Controls(form_id)
    parser.feed(html)
    return parser.found


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


def text_of(html, name):
    """Return what the control with this name shows in the form of a page."""
    (value,) = [value for key, value in controls(html, "editor") if key == name]
    return value.replace("\r\n", "\n")
