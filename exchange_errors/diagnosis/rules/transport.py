"""The HTTP side, where the paste shows it: verb, path, host and content type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...exchange.methods import known_methods
from ..case import Case
from ..rule import Verdict, fault, rule

MAX_CALLS = 100
BEFORE = 300
AFTER = 80
PATH = re.compile(r"/((?:private|public)/[a-z0-9/-]{3,60})")
VERB = re.compile(r"(?:\b|-X)(?:GET|POST|PUT|DELETE|PATCH)\b|\.(?:get|post|put|delete|patch)\(")
HOST = re.compile(r"https?://([a-z0-9.-]{4,80})(?::\d{1,5})?/[a-z0-9./-]{0,40}$", re.IGNORECASE)
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
CURL_BODY = re.compile(r"\s(?:-d|--data(?:-raw|-binary)?|--json)\b")


@dataclass(frozen=True, slots=True)
class HttpCall:
    """An address of this API in the paste; parts that are not in the paste are empty."""

    verb: str
    host: str
    version: str
    method: str


@rule(
    codes={40003, 40001, 50001},
    evidence="observed",
    source="Agent trading notes: GET on a private method gives 40003, POST on a public one 50001; facts 1.1",
    refused_as=40003,
    reads="paste",
)
def http_method_fits(case: Case) -> Verdict | None:
    """A private method was called with GET, or a public one with POST."""
    for call in calls_in(case.paste.text):
        if case.method and call.method != case.method:
            continue
        due = known_methods()[call.method].http_method if call.method in known_methods() else None
        if due and call.verb and call.verb != due:
            code = 40003 if due == "POST" else 50001
            if case.code in (None, code):
                return fault(f"{call.method} was called with {call.verb}; it takes {due}.", "method", call.verb, code)
    return None


@rule(
    codes={40002, 40101},
    evidence="inferred",
    source="Facts 1.1: the method is part of the path and of the signature; facts 2.6 and 3.1 row 40002",
    refused_as=40002,
    reads="paste",
)
def path_and_method_agree(case: Case) -> Verdict | None:
    """The path of the only call in the paste names another method than the body."""
    called = {call.method for call in calls_in(case.paste.text)}
    sent = case.request.get("method")
    if len(called) != 1 or not isinstance(sent, str) or "/" not in sent or len(case.paste.requests) > 1:
        return None
    path = next(iter(called))
    if path == sent or path not in known_methods() or sent not in known_methods():
        return None
    return fault(f"The path ends in {path}, the body says {sent}; they have to be the same.", "method", sent)


@rule(
    codes={40001, 40003, 40004},
    evidence="documented",
    source="Developer portal: private methods take Content-Type application/json; facts 1.1",
    refused_as=40001,
    reads="paste",
)
def content_type_is_json(case: Case) -> Verdict | None:
    """The headers of the call name a form type, which answers never do."""
    form_type = next((kind for kind in FORM_TYPES if kind in case.paste.text), None)
    if form_type and any(call.method.startswith("private/") for call in calls_in(case.paste.text)):
        return fault(f"The request was sent as {form_type}; the exchange takes application/json.", "Content-Type")
    return None


@rule(
    codes={40101, 401, 209, 40401},
    evidence="inferred",
    source="Facts 6.3: sandbox and production have separate keys, accounts and instruments",
    reads="paste",
)
def one_host_is_called(case: Case) -> Verdict | None:
    """The paste calls two hosts, which may be the sandbox and production."""
    hosts = sorted({call.host for call in calls_in(case.paste.text) if call.host})
    if len(hosts) != 2:
        return None
    return Verdict(
        f"The paste calls two hosts, {hosts[0]} and {hosts[1]}; sandbox and production have separate keys, accounts "
        "and instruments."
    )


@rule(
    codes={40002, 40101},
    evidence="inferred",
    source="Facts 3.1 row 40002: a name of another version; facts 4.2 for version 2",
    refused_as=40002,
    reads="paste",
)
def path_is_of_version_one(case: Case) -> Verdict | None:
    """The path is of the older version 2 of the API."""
    for call in calls_in(case.paste.text):
        if call.version == "v2" and (not case.method or call.method == case.method):
            return fault(
                f"The path of {call.method} is of version 2, and these codes belong to version 1. No source says what "
                "version 2 answers today; 40002 is the code for a name of another version.",
                "method",
                "v2",
            )
    return None


def calls_in(text: str) -> Iterator[HttpCall]:
    """Yield the first 100 addresses of this API in the text; each look around is of bounded length."""
    for path, _ in zip(PATH.finditer(text), range(MAX_CALLS), strict=False):
        before = text[max(0, path.start() - BEFORE) : path.start()].rpartition("\n")[2]
        after = text[path.end() : path.end() + AFTER].partition("\n")[0]
        host = HOST.search(f"{before}/")
        version = before.rstrip("/").rpartition("/")[2]
        yield HttpCall(_verb(before, after), host.group(1).lower() if host else "", version, path.group(1).rstrip("/"))


def _verb(before: str, after: str) -> str:
    """Return the HTTP verb before an address, POST for a curl call with a body, else ""."""
    verbs = [matches.group(0) for matches in VERB.finditer(before)]
    if verbs:
        return verbs[-1].removeprefix("-X").strip(".(").upper()
    has_body = "curl " in before and "-X" not in before + after and CURL_BODY.search(before + after)
    return "POST" if has_body else ""
