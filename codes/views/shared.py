"""A result without its paste: a link that holds codes, methods and names of rules, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry
from exchange_errors.decoder.decoded import Candidate, Finding
from exchange_errors.diagnosis.rules import RULES
from exchange_errors.exchange.methods import known_methods
from exchange_errors.report.verdict import verdict_on

from .. import links
from ..partials import public
from ..store import snapshot

MOST = 20  # findings in one link
SEPARATOR = "~"
BEFORE_NOUN = re.compile(r"(?<=\d) ")
PRIVATE = "private/"  # of most methods; a link is shorter without it
REASON = "reason"  # stands where a rule could: the code was the reason of a rejected order
COUNT = re.compile(r"[1-9]\d{0,5}")
PART = re.compile(r"[\w/.-]{1,80}")
ABOUT = {rule.slug: (rule.find.__doc__ or "").strip().split("\n")[0] for rule in RULES}


def link_to(findings: Sequence[Finding], catalogue: Catalogue) -> str:
    """Return the address that shows these findings to anyone, without a word of the paste."""
    pairs = []
    for finding in findings[:MOST]:
        method = finding.method if finding.method in known_methods() else None
        count = [str(finding.count)] if finding.count > 1 else []
        reason = [REASON] if finding.role == "rejection_reason" else []
        rules = dict.fromkeys(diagnosis.rule for diagnosis in finding.diagnosis)
        parts = [_ref(finding, catalogue), (method or "").removeprefix(PRIVATE), *count, *reason, *rules]
        pairs.append(("f", SEPARATOR.join(parts).rstrip(SEPARATOR)))
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
    catalogue = snapshot.current().catalogue
    shared_findings = list(_read(request.GET.getlist("f")[:MOST], catalogue))
    errors = [row["finding"] for row in shared_findings if not row["finding"].is_success]
    context = {
        "section": "decode",
        "findings": shared_findings,
        "errors": sum(finding.count for finding in errors),
        "codes": len(errors),
        "verdict": BEFORE_NOUN.sub("\u00a0", verdict_on(errors, catalogue)),
        "only": shared_findings[0] if len(shared_findings) == 1 else None,
    }
    response = render(request, "codes/shared.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _read(values: list[str], catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """Yield what the parts of a link name: finding, entry (None outside the catalogue) and what its rules say."""
    for value in values:
        key, method, *rest = [*value.split(SEPARATOR), "", ""][: 4 + len(ABOUT)]
        entries = catalogue.looked_up(key) if PART.fullmatch(key) else ()
        is_number = key.isascii() and key.isdigit() and len(key) <= 9
        if len(entries) == 1 or is_number:
            entry = entries[0] if len(entries) == 1 else None
            finding = _finding(entry.code if entry else int(key), entries, method, rest)
            yield {"entry": entry, "finding": finding, "rules": [ABOUT[slug] for slug in rest if slug in ABOUT]}


def _finding(code: int, entries: Sequence[Entry], method: str, rest: Sequence[str]) -> Finding:
    """Return a finding as a report has it, as far as a link tells."""
    entry = entries[0] if len(entries) == 1 else None
    is_listed = entry is not None and entry.status == "active"
    return Finding(
        kind=entry.kind if entry else "response",
        code=code,
        name=entry.name if entry else None,
        known=is_listed or len(entries) > 1,
        id=entry.id if entry and is_listed else None,
        role="rejection_reason" if REASON in rest else "error",
        confidence="certain",
        count=int(rest[0]) if COUNT.fullmatch(rest[0]) else 1,
        lines=(),
        first_at_ms=None,
        last_at_ms=None,
        excerpt="",
        method=next((name for name in (method, PRIVATE + method) if name in known_methods()), None),
        instrument=None,
        sightings=(),
        candidates=() if entry else tuple(Candidate(each.id, each.code, each.name) for each in entries),
    )
