"""A result without its paste: a link that holds codes, methods and names of rules, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry
from exchange_errors.decoder.decoded import Finding
from exchange_errors.diagnosis.rules import RULES
from exchange_errors.exchange.methods import known_methods

from .. import links
from ..partials import public
from ..store import snapshot

MOST = 20  # findings in one link
SEPARATOR = "~"
COUNT = re.compile(r"[1-9]\d{0,5}")
PART = re.compile(r"[\w/.-]{1,80}")
ABOUT = {rule.slug: (rule.find.__doc__ or "").strip().split("\n")[0] for rule in RULES}


@dataclass(frozen=True, slots=True)
class Shared:
    """One finding of a shared result; ``entry`` is None for a code outside the catalogue, ``rules`` are sentences."""

    entry: Entry | None
    code: str
    method: str
    count: int
    rules: tuple[str, ...]


def link_to(findings: Sequence[Finding], catalogue: Catalogue) -> str:
    """Return the address that shows these findings to anyone, without a word of the paste."""
    pairs = []
    for finding in findings[:MOST]:
        method = finding.method if finding.method in known_methods() else ""
        rules = dict.fromkeys(diagnosis.rule for diagnosis in finding.diagnosis)
        pairs.append(("f", SEPARATOR.join([_ref(finding, catalogue), method or "", str(finding.count), *rules])))
    return links.absolute(f"{reverse('codes:shared')}?{urlencode(pairs, safe='~/')}")


def _ref(finding: Finding, catalogue: Catalogue) -> str:
    """Return the number where it names this entry alone, else the id."""
    number = str(finding.code)
    is_only = [entry.id for entry in catalogue.looked_up(number)] == [finding.entry_id]
    return number if is_only else finding.entry_id or number


@require_safe
@public
def shared(request: HttpRequest) -> HttpResponse:
    """The findings that a link names; whatever in it is no code, method or rule is left out."""
    shared_findings = list(_read(request.GET.getlist("f")[:MOST], snapshot.current().catalogue))
    errors = sum(finding.count for finding in shared_findings)
    only = shared_findings[0] if len(shared_findings) == 1 else None
    context = {"section": "decode", "found": shared_findings, "errors": errors, "only": only}
    response = render(request, "codes/shared.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _read(values: list[str], catalogue: Catalogue) -> Iterator[Shared]:
    """Yield what the parts of a link name; a link of an earlier form holds no count."""
    for value in values:
        key, method, *rules = [*value.split(SEPARATOR), "", ""][: 3 + len(ABOUT)]
        entries = catalogue.looked_up(key) if PART.fullmatch(key) else ()
        is_number = key.isascii() and key.isdigit() and len(key) <= 9
        if len(entries) == 1 or is_number:
            sentences = tuple(ABOUT[slug] for slug in rules if slug in ABOUT)
            count = int(rules[0]) if COUNT.fullmatch(rules[0]) else 1
            entry = entries[0] if len(entries) == 1 else None
            yield Shared(entry, key, method if method in known_methods() else "", count, sentences)
