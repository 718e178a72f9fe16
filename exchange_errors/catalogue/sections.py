"""The part of a content file below its front matter: prose and examples under fixed headings."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from .note import Note
from .record_fields import fields_of
from .value_reader import Reader

PROSE = {field.about.heading: field.key for field in fields_of(Note) if field.about.heading}
EXAMPLES = {"Failing response": "response", "Corrected request": "corrected_request"}
HEADINGS = (*PROSE, *EXAMPLES)


def read_sections(read: Reader, body: list[str], first_line: int) -> dict[str, str]:
    """Return the prose by heading; headings that are unknown, repeated or out of order are faults."""
    sections: dict[str, str] = {}
    heading, start = "", 0
    for number, line in enumerate([*body, "## "]):
        if not line.startswith("## "):
            if not heading and line.strip():
                read.fault("text stands before the first heading", line=first_line + number)
            continue
        if heading:
            sections[heading] = "\n".join(body[start:number]).strip()
        heading, start = line[3:].strip(), number + 1
        if heading and heading not in HEADINGS:
            read.fault(f"unknown heading {heading!r}; known: {', '.join(HEADINGS)}", line=first_line + number)
        elif heading in sections:
            read.fault(f"heading {heading!r} stands twice", line=first_line + number)
    order = [h for h in sections if h in HEADINGS]
    if order != sorted(order, key=HEADINGS.index):
        read.fault(f"headings must stand in this order: {', '.join(HEADINGS)}", line=first_line)
    return sections


def fenced_examples(read: Reader, sections: Mapping[str, str]) -> dict[str, Any]:
    """Return the fenced JSON objects of the example headings by their wire names."""
    examples: dict[str, Any] = {}
    for heading, key in EXAMPLES.items():
        if heading not in sections:
            continue
        line = next((n for n, text in enumerate(read.lines, 1) if text.strip() == f"## {heading}"), 1)
        fenced = re.fullmatch(r"```json\n(.*)\n```", sections[heading], re.DOTALL)
        try:
            value = json.loads(fenced.group(1)) if fenced else None
        except ValueError as error:
            read.fault(f"{heading}: not JSON: {error}", line=line)
            continue
        except RecursionError:
            read.fault(f"{heading}: nested too deep", line=line)
            continue
        if not isinstance(value, dict):
            read.fault(f"{heading} must be one JSON object in a ```json fence", line=line)
            continue
        examples[key] = value
    return examples
