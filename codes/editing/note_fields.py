"""Form fields for what a note holds besides plain text. Each shows a value that it cannot read as it is stored."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django import forms

from exchange_errors.catalogue.entry import OWNERS
from exchange_errors.catalogue.file_writer import parse_tables, toml_tables, toml_value
from exchange_errors.catalogue.value_reader import ContentError

MOST_OWNERS = len(OWNERS) - 1  # "nobody" stands alone


class StoredText(forms.Field):
    """Shows a stored value as text and reads it back."""

    widget = forms.Textarea(attrs={"rows": 6})

    def prepare_value(self, value: Any) -> Any:
        if value is None or isinstance(value, str):  # what was typed, or a stored text that cannot be read
            return value
        return self.as_text(value) if self.shows(value) else json.dumps(value, ensure_ascii=False)

    def shows(self, value: Any) -> bool:
        """Say whether ``as_text`` can show the value."""
        raise NotImplementedError

    def as_text(self, value: Any) -> str:
        raise NotImplementedError


class Lines(StoredText):
    """A list of strings, one to a line."""

    def shows(self, value: Any) -> bool:
        return isinstance(value, list | tuple) and all(isinstance(line, str) for line in value)

    def as_text(self, value: Sequence[str]) -> str:
        return "\n".join(value)

    def to_python(self, value: Any) -> list[str]:
        lines = str(value or "").replace("\r", "\n").split("\n")
        return [line.strip() for line in lines if line.strip()]


class Questions(Lines):
    """What to ask for, one to a line: a text, or a table in TOML such as ``{ needs = ["time"] }``."""

    def shows(self, value: Any) -> bool:
        return isinstance(value, list | tuple) and all(isinstance(line, str | dict) for line in value)

    def as_text(self, value: Sequence[Any]) -> str:
        return "\n".join(line if isinstance(line, str) else toml_value(line) for line in value)

    def to_python(self, value: Any) -> list[Any]:
        return [_question(line, number) for number, line in enumerate(super().to_python(value), 1)]


def _question(line: str, number: int) -> Any:
    if not line.startswith("{"):
        return line
    try:
        return parse_tables(f"question = [{line}]", "question")[0]
    except ContentError as error:
        raise forms.ValidationError([f"Question {number}: {f.message}" for f in error.faults]) from error


class Tables(StoredText):
    """Records such as causes, as ``[[causes]]`` tables in TOML: what the content files hold."""

    widget = forms.Textarea(attrs={"rows": 14})

    def __init__(self, *, key: str, **options: Any) -> None:
        self.key = key
        super().__init__(**options)

    def shows(self, value: Any) -> bool:
        return isinstance(value, list | tuple) and all(isinstance(row, dict) for row in value)

    def as_text(self, value: Sequence[dict[str, Any]]) -> str:
        return toml_tables(self.key, value)

    def to_python(self, value: Any) -> list[dict[str, Any]]:
        try:
            return parse_tables(str(value or "").replace("\r\n", "\n"), self.key)
        except ContentError as error:
            raise forms.ValidationError([f"Line {f.line}: {f.message}" for f in error.faults]) from error


class Data(StoredText):
    """A JSON object."""

    def shows(self, value: Any) -> bool:
        return True

    def as_text(self, value: Any) -> str:
        return json.dumps(value, indent=2, ensure_ascii=False)

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        try:
            return json.loads(text) if text else {}
        except RecursionError as error:
            raise forms.ValidationError("This is nested too deep.") from error
        except ValueError as error:
            raise forms.ValidationError(f"This is not JSON: {error}") from error


class OwnersWidget(forms.MultiWidget):
    """One list to choose from for each place, the main owner first."""

    use_fieldset = True

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        places = ["Main owner", *(f"Owner {n}" for n in range(2, MOST_OWNERS + 1))]
        super().__init__([forms.Select(attrs={"aria-label": place}, choices=choices) for place in places])

    def decompress(self, value: Any) -> list[str]:
        owners = [owner for owner in value if owner in OWNERS] if isinstance(value, list | tuple) else []
        return (owners + [""] * MOST_OWNERS)[:MOST_OWNERS]


class Owners(forms.MultiValueField):
    """Who acts, in order: the first is the main owner, whom pages, map and API name first."""

    def __init__(self, **options: Any) -> None:
        choices = [("", "–"), *((owner, owner.replace("_", " ").capitalize()) for owner in OWNERS)]
        fields = [forms.ChoiceField(choices=choices, required=False) for _ in range(MOST_OWNERS)]
        super().__init__(fields, widget=OwnersWidget(choices), require_all_fields=False, **options)

    def compress(self, data_list: Sequence[str]) -> list[str]:
        return [owner for owner in data_list if owner]
