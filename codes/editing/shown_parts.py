"""The parts of the form made ready for their template: controls, buttons, problems."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.forms.formsets import BaseFormSet

from .note_part import NotePart, Row
from .note_parts import PARTS
from .problems import Problem

# What a button beside a row does: its drawing, its words, and whether it is of no use in the first or the last row.
BUTTONS = (("up", "up", "Move up", 0), ("down", "lower", "Move down", -1), ("remove", "remove", "Remove", None))


class RowButton(NamedTuple):
    """A button of the form; ``value`` says what it does to the rows."""

    id: str
    value: str
    icon: str
    words: str
    is_off: bool
    has_focus: bool


class ShownRow(NamedTuple):
    """One row of a list; ``number`` counts from 1."""

    number: int
    form: Any
    buttons: list[RowButton]
    problems: list[Problem]


class ShownPart(NamedTuple):
    """A part with its rows and what is wrong with it.

    ``length`` says how long the text is, ``was`` is the published text where it differs,
    ``stored`` what stands there where no control can show it.
    """

    part: NotePart
    formset: BaseFormSet[Any]
    rows: list[ShownRow]
    add: RowButton
    problems: list[Problem]
    length: str
    was: str
    is_changed: bool
    stored: str


def shown_part(key: str, rows: list[Row], problems: list[Problem], value: Any, published: Any, focus: str) -> ShownPart:
    """Return the part with this key. ``focus`` is the id of the control to go on with."""
    part = PARTS[key]
    own = [problem for problem in problems if problem.key == key]
    formset = part.formset(rows)
    for number, form in enumerate(formset.forms):
        _describe(form, f"problems-{key}-{number} problems-{key}" if part.is_list else f"problems-{key}", focus)
    is_changed = value != published
    article = "an" if part.row_word[0] in "aeiou" else "a"
    return ShownPart(
        part,
        formset,
        [_row(part, at, form, len(rows), own, focus) for at, form in enumerate(formset.forms)],
        RowButton(f"{key}-add", f"{key}:add:0", "plus", f"Add {article} {part.row_word}", False, focus == f"{key}-add"),
        [problem for problem in own if problem.row is None or not part.is_list],
        part.count(rows),
        published if is_changed and part.kind == "text" and isinstance(published, str) else "",
        is_changed,
        "" if part.shows(value) else str(value),
    )


def _describe(form: Any, ids: str, focus: str) -> None:
    """Lead from each control to what is wrong with it, and give one of them the focus."""
    for name, field in form.fields.items():
        is_helped = field.help_text and "-0-" in form[name].auto_id  # the words stand in the first row alone
        field.widget.attrs["aria-describedby"] = f"{ids} help-{form[name].auto_id}" if is_helped else ids
        if form[name].auto_id == focus:
            field.widget.attrs["autofocus"] = True


def _row(part: NotePart, at: int, form: Any, count: int, problems: list[Problem], focus: str) -> ShownRow:
    buttons = []
    for what, icon, words, useless in BUTTONS:
        button_id = f"{part.key}-{at}-{what}"
        is_off = useless is not None and at == useless % count
        label = f"{words}: {part.row_word} {at + 1}"
        value = f"{part.key}:{what}:{at}"
        buttons.append(RowButton(button_id, value, icon, label, is_off, button_id == focus))
    return ShownRow(at + 1, form, buttons, [problem for problem in problems if problem.row == at])
