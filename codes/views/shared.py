"""A result without its paste: a link that holds codes, methods and names of rules, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
PART = re.compile(r"[\w/.-]{1,80}")
ABOUT = {rule.slug: (rule.find.__doc__ or "").strip().split("\n")[0] for rule in RULES}


@dataclass(frozen=True, slots=True)
class Shared:
    """One finding of a shared result; ``entry`` is None for a code outside the catalogue, ``rules`` are sentences."""

    entry: Entry | None
    code: str
    method: str
    rules: tuple[str, ...]


def link_to(findings: tuple[Finding, ...]) -> str:
    """Return the address that shows these findings to anyone, without a word of the paste."""
    pairs = []
    for finding in findings[:MOST]:
        method = finding.method if finding.method in known_methods() else ""
        rules = dict.fromkeys(diagnosis.rule for diagnosis in finding.diagnosis)
        pairs.append(("f", SEPARATOR.join([finding.id or str(finding.code), method or "", *rules])))
    return links.absolute(f"{reverse('codes:shared')}?{urlencode(pairs, safe='~/')}")


@require_safe
@public
def shared(request: HttpRequest) -> HttpResponse:
    """The findings that a link names; whatever in it is no code, method or rule is left out."""
    catalogue = snapshot.current().catalogue
    found = list(_read(request.GET.getlist("f")[:MOST], catalogue))
    response = render(request, "codes/shared.html", {"section": "decode", "found": found})
    response["X-Robots-Tag"] = "noindex"
    return response


def _read(values: list[str], catalogue: Catalogue) -> Iterator[Shared]:
    for value in values:
        key, method, *rules = [*value.split(SEPARATOR), "", ""][: 2 + len(ABOUT)]
        entry = catalogue.get(key) if PART.fullmatch(key) else None
        if entry or (key.isascii() and key.isdigit() and len(key) <= 9):
            said = tuple(ABOUT[slug] for slug in rules if slug in ABOUT)
            yield Shared(entry, key, method if method in known_methods() else "", said)
