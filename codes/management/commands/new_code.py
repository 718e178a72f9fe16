"""Begin the content file of a new code."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from exchange_errors.catalogue.entry import entry_id
from exchange_errors.catalogue.file_writer import toml_value
from exchange_errors.catalogue.sections import HEADINGS
from exchange_errors.content import CONTENT

HEAD = """+++
code = {code}
name = {name}
http_status = 400
description = ""
category = ""
updated = {today}
headline = ""
fix = ""
owner = ["integrator"]
severity = "blocked"
retry = {{ advice = "after_fix", outcome = "not_executed", evidence = "inferred" }}
parameters = []
methods = []
aliases = []
ask_for = []

[[causes]]
text = ""
tell = ""
evidence = "inferred"

[[steps]]
text = ""
for = "integrator"

[[related]]
id = ""
why = ""

[[sources]]
title = ""
evidence = "documented"
+++
"""


class Command(BaseCommand):
    help = "Write the content file of a new response code, with every field and heading to fill in."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", type=int)
        parser.add_argument("name", help="the vendor's message code, such as INVALID_REF_PRICE")
        parser.add_argument("--dir", type=Path, default=CONTENT, help="the content folder (default: the shipped one)")

    def handle(self, **options: Any) -> None:
        code, name = options["code"], options["name"].strip()
        if not name.replace("_", "").isalnum() or not name.isascii() or code < 0:
            raise CommandError("CODE is a number of at least 0, NAME letters, digits and underscores.")
        path = options["dir"] / "response" / f"{entry_id('response', code, name)}.md"
        head = HEAD.format(code=code, name=toml_value(name), today=timezone.localdate().isoformat())
        body = "".join(f"\n## {heading}\n" for heading in HEADINGS)
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(head + body)
        except FileExistsError as error:
            raise CommandError(f"{path.name} exists already.") from error
        self.stdout.write(str(path))
