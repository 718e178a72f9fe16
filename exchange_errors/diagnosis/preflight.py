"""Checks a request before it is sent, by the same rules that explain its refusal."""

from __future__ import annotations

from dataclasses import dataclass

from ..decoder.decoded import Diagnosis, SentRequest
from ..exchange.methods import known_methods
from .case import Case
from .examine import apply
from .paste import Paste
from .rules import PREFLIGHT_RULES
from .values import request_params

MAX_REQUESTS = 50
NO_PROBLEM = "No known problem found. The rules check form, not balances, prices or permissions."
NOT_LISTED = "The method is not among the documented ones that are known here."


@dataclass(frozen=True, slots=True)
class PreflightProblem:
    """One fault, and the code with which the exchange would most likely refuse the request."""

    code: int
    diagnosis: Diagnosis


@dataclass(frozen=True, slots=True)
class Preflight:
    """What the rules say about one request in the paste. ``line`` counts from 1."""

    line: int
    method: str
    known_method: bool
    problems: tuple[PreflightProblem, ...]

    @property
    def clean(self) -> bool:
        """Whether no rule found a fault."""
        return not self.problems

    @property
    def summary(self) -> str:
        """One sentence on the outcome."""
        if not self.problems:
            return NO_PROBLEM if self.known_method or not self.method else f"{NO_PROBLEM} {NOT_LISTED}"
        codes = sorted({problem.code for problem in self.problems})
        listed = ", ".join(str(code) for code in codes)
        count = len(self.problems)
        is_guess = all(problem.diagnosis.evidence == "inferred" for problem in self.problems)
        how = "possibly refused, by our own reading" if is_guess else "most likely refused"
        return f"{count} problem{'s' if count > 1 else ''} found; {how} with code {listed}."


def check_requests(requests: tuple[SentRequest, ...], paste: Paste) -> tuple[Preflight, ...]:
    """Return a check for each of the first 50 requests, in the order of the paste."""
    return tuple(check_request(sent, paste) for sent in requests[:MAX_REQUESTS])


def check_request(sent: SentRequest, paste: Paste) -> Preflight:
    """Return every fault that the rules find in one request, each field and code once."""
    method = sent.request.get("method")
    params = request_params(sent.request)
    case = Case(
        method=method if isinstance(method, str) else "",
        params=params if params is not None else {},
        sent=True,
        request=sent.request,
        at_ms=sent.at_ms,
        paste=paste,
    )
    problems: dict[tuple[int, str], PreflightProblem] = {}
    for rule in PREFLIGHT_RULES:
        for verdict, diagnosis in apply(rule, case):
            code = verdict.code or rule.refused_as or 0
            problems.setdefault((code, diagnosis.text), PreflightProblem(code, diagnosis))
    return Preflight(sent.line, case.method, case.method in known_methods(), tuple(problems.values()))
