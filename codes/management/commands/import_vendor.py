"""Compare the vendor's page with the catalogue."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from exchange_errors.catalogue.page_tables import LONGEST_PAGE
from exchange_errors.catalogue.value_reader import ContentError
from exchange_errors.catalogue.vendor_drift import Difference, drift, row_text
from exchange_errors.catalogue.vendor_page import read_page

from ...editing.vendor_decisions import record
from ...models import VendorDifference
from ..catalogue_source import readable_snapshot

DIFFERENT = 3  # the exit status where the page differs; 1 where it cannot be read


class Command(BaseCommand):
    help = (
        "Compare the vendor's page (Markdown, HTML or a copied table) with the catalogue and print every difference. "
        "Ends with 3 where there are any that no reviewer rejected, with 1 where the page is broken."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the page; - for standard input")
        parser.add_argument("--json", action="store_true", help="print the differences as JSON")
        parser.add_argument("--record", action="store_true", help="put them on the reviewers' list, at /edit/vendor/")

    def handle(self, **options: Any) -> None:
        try:
            rows = read_page(_text(options["file"]))
        except (ContentError, OSError) as error:
            raise CommandError(str(error)) from error
        site = readable_snapshot()
        differences = drift(rows, site.catalogue)
        if options["record"]:
            record(differences, rows)
        states = {} if site.revision is None else _states(differences)
        self.stdout.write(_as_json(differences, states) if options["json"] else _as_table(differences, states))
        open_ones = sum(states.get(each.key) != "rejected" for each in differences)
        if open_ones:
            raise CommandError(f"{open_ones} differences from the vendor's page", returncode=DIFFERENT)


def _text(name: str) -> str:
    """Return the page, cut where it is too long to be read. Raises OSError."""
    if name == "-":
        return sys.stdin.read(LONGEST_PAGE + 1)
    with Path(name).open(encoding="utf-8", errors="replace") as file:
        return file.read(LONGEST_PAGE + 1)


def _states(differences: tuple[Difference, ...]) -> dict[str, str]:
    rows = VendorDifference.objects.filter(pk__in=[each.key for each in differences])
    return dict(rows.values_list("key", "state"))


def _as_json(differences: tuple[Difference, ...], states: dict[str, str]) -> str:
    rows = [
        {"key": each.key, "changes": each.changes, "state": states.get(each.key), "sides": each.sides}
        for each in differences
    ]
    return json.dumps({"count": len(rows), "differences": rows}, indent=2, ensure_ascii=False)


def _as_table(differences: tuple[Difference, ...], states: dict[str, str]) -> str:
    lines = []
    for each in differences:
        state = states.get(each.key, "")
        lines.append(f"{', '.join(each.changes)}{f' ({state})' if state else ''}")
        for pair in each.sides:
            lines += [f"  {sign} {row_text(facts)}" for sign, facts in zip("-+", pair.values(), strict=True) if facts]
    return "\n".join([*lines, f"{len(differences)} differences"])
