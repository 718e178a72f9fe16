"""The parts of the form made ready for their template: controls, buttons, problems."""

from __future__ import annotations

from typing import Any

from .note_part import NotePart, Row
from .note_parts import PARTS
from .problems import Problem

# The buttons of a row: action, icon, words, and the row (first or last) in which the button is useless.
BUTTONS = (("up", "up", "Move up", 0), ("down", "lower", "Move down", -1), ("remove", "remove", "Remove", None))


def shown_part(
    key: str, rows: list[Row], problems: list[Problem], value: Any, published: Any, focus: str
) -> dict[str, Any]:
    """Return the part with this key. ``focus`` is the id of the control to go on with.

    ``length`` says how long the text is, ``was`` is the published text where it differs, ``stored`` is the value where
    no control can show it.
    """
    part = PARTS[key]
    own = [problem for problem in problems if problem.key == key]
    formset = part.formset(rows)
    for number, form in enumerate(formset.forms):
        _describe(form, f"problems-{key}-{number} problems-{key}" if part.is_list else f"problems-{key}", focus)
    is_changed = value != published
    article = "an" if part.row_word[0] in "aeiou" else "a"
    return {
        "part": part,
        "formset": formset,
        "rows": [_row(part, at, form, len(rows), own, focus) for at, form in enumerate(formset.forms)],
        "add": _button(f"{key}-add", f"{key}:add:0", "plus", f"Add {article} {part.row_word}", focus),
        "problems": [problem for problem in own if problem.row is None or not part.is_list],
        "length": part.count(rows),
        "was": published if is_changed and part.kind == "text" and isinstance(published, str) else "",
        "is_changed": is_changed,
        "stored": "" if part.shows(value) else str(value),
    }


def _describe(form: Any, ids: str, focus: str) -> None:
    """Lead from each control to what is wrong with it, and give one of them the focus."""
    for name, field in form.fields.items():
        is_helped = field.help_text and "-0-" in form[name].auto_id  # only the first row shows the words
        field.widget.attrs["aria-describedby"] = f"{ids} help-{form[name].auto_id}" if is_helped else ids
        if form[name].auto_id == focus:
            field.widget.attrs["autofocus"] = True


def _row(part: NotePart, at: int, form: Any, count: int, problems: list[Problem], focus: str) -> dict[str, Any]:
    """Return one row of a list; its ``number`` counts from 1."""
    buttons = []
    for what, icon, words, useless in BUTTONS:
        label, is_off = f"{words}: {part.row_word} {at + 1}", useless is not None and at == useless % count
        buttons.append(_button(f"{part.key}-{at}-{what}", f"{part.key}:{what}:{at}", icon, label, focus, is_off))
    own = [problem for problem in problems if problem.row == at]
    return {"number": at + 1, "form": form, "buttons": buttons, "problems": own}


def _button(button_id: str, value: str, icon: str, words: str, focus: str, is_off: bool = False) -> dict[str, Any]:
    """Return a button; ``value`` says what it does to the rows."""
    has_focus = button_id == focus
    return {"id": button_id, "value": value, "icon": icon, "words": words, "is_off": is_off, "has_focus": has_focus}
