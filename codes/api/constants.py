"""Source files with every code as a constant, for four languages; each compiles on its own, without a library."""

from __future__ import annotations

from collections.abc import Callable

from exchange_errors.catalogue.entry import ADVICE, EVIDENCE, KINDS, OUTCOMES, Entry
from exchange_errors.exchange.outcomes import only_by_a_person

from .entry_documents import Prepared
from .literals import PERSON, Constant, block_comment, java_outcome, line_comment, listed, literal, union, upper


def render(language: str, ready: Prepared) -> str:
    """Return the source file in one of LANGUAGES."""
    note = f"Error codes of the Crypto.com Exchange API v1, from catalogue {ready.version}. Generated: do not edit."
    return LANGUAGES[language](note, [_constant(entry) for entry in ready.catalogue.entries])


def _constant(entry: Entry) -> Constant:
    key = f"WS_{entry.code}" if entry.kind == "websocket" else entry.name or "SUCCESS"
    return Constant(key, " ".join(f"{entry.title}: {entry.note.summary}".split()), entry)


def _python(note: str, constants: list[Constant]) -> str:
    members = "\n".join(
        f"    {c.key} = ({literal(c.entry.id)}, {literal(c.entry.kind)}, {c.entry.code}, {c.entry.name!r}, "
        f"{c.entry.http_status}, {literal(c.retry.advice)}, {literal(c.retry.outcome)}, "
        f"{c.retry.min_delay_ms}, {c.retry.max_attempts}, {c.retry.this_request!r}, {literal(c.retry.evidence)})\n"
        f"    {literal(c.doc)}"
        for c in constants
    )
    return f'''"""{note}"""

from __future__ import annotations

from enum import Enum

# {PERSON}
ONLY_BY_A_PERSON = frozenset({{{listed(only_by_a_person())}}})


class ErrorCode(Enum):
    """The number is no key: ask ``with_code`` for all that share one. ``max_attempts`` counts the first attempt too."""

    def __init__(
        self,
        id: str,
        kind: str,
        code: int,
        wire_name: str | None,
        http_status: int | None,
        retry: str,
        outcome: str,
        min_delay_ms: int | None,
        max_attempts: int | None,
        this_request: str | None,
        evidence: str,
    ) -> None:
        self.id, self.kind, self.code, self.wire_name = id, kind, code, wire_name
        self.http_status, self.retry, self.outcome = http_status, retry, outcome
        self.min_delay_ms, self.max_attempts = min_delay_ms, max_attempts
        self.this_request, self.evidence = this_request, evidence

    @classmethod
    def with_code(cls, code: int, kind: str = "response") -> tuple[ErrorCode, ...]:
        return tuple(member for member in cls if member.code == code and member.kind == kind)

{members}
'''


def _typescript(note: str, constants: list[Constant]) -> str:
    members = "\n".join(
        f"  /** {block_comment(c.doc)} */\n  {c.key}: {{ id: {literal(c.entry.id)}, kind: {literal(c.entry.kind)}, "
        f"code: {c.entry.code}, name: {literal(c.entry.name)}, httpStatus: {literal(c.entry.http_status)}, "
        f"retry: {literal(c.retry.advice)}, outcome: {literal(c.retry.outcome)}, "
        f"minDelayMs: {literal(c.retry.min_delay_ms)}, maxAttempts: {literal(c.retry.max_attempts)}, "
        f"thisRequest: {literal(c.retry.this_request)}, evidence: {literal(c.retry.evidence)} }},"
        for c in constants
    )
    return f"""// {note}

export type Kind = {union(KINDS)};
export type RetryAdvice = {union(ADVICE)};
export type Outcome = {union(OUTCOMES)};
export type Evidence = {union(EVIDENCE)};

/** {PERSON} */
export const ONLY_BY_A_PERSON: readonly string[] = [{listed(only_by_a_person())}];

export interface ErrorCodeInfo {{
  readonly id: string;
  readonly kind: Kind;
  readonly code: number;
  readonly name: string | null;
  readonly httpStatus: number | null;
  readonly retry: RetryAdvice;
  readonly outcome: Outcome;
  readonly minDelayMs: number | null;
  /** The first attempt counts. */
  readonly maxAttempts: number | null;
  /** What became of this very request, where that differs from the outcome. */
  readonly thisRequest: Outcome | null;
  readonly evidence: Evidence;
}}

export const ErrorCode = {{
{members}
}} as const;

export type ErrorCodeKey = keyof typeof ErrorCode;

/** The number is no key: this returns all that share one. */
export function withCode(code: number, kind: Kind = "response"): ErrorCodeInfo[] {{
  const all: ErrorCodeInfo[] = Object.values(ErrorCode);
  return all.filter((entry) => entry.code === code && entry.kind === kind);
}}
"""


def _go(note: str, constants: list[Constant]) -> str:
    members = "\n".join(
        f"\t// {c.camel} is {line_comment(c.doc)}\n\t{c.camel} = ErrorCode{{"
        f"{literal(c.entry.id)}, {literal(c.entry.kind)}, {c.entry.code}, "
        f"{literal(c.entry.name or '')}, {c.entry.http_status or 0}, "
        f"{literal(c.retry.advice)}, {literal(c.retry.outcome)}, "
        f"{c.retry.min_delay_ms or 0}, {c.retry.max_attempts or 0}, "
        f"{literal(c.retry.this_request or '')}, {literal(c.retry.evidence)}}}"
        for c in constants
    )
    every = "".join(f"\t{c.camel},\n" for c in constants)
    return f"""// Code generated from a catalogue; DO NOT EDIT.
// {note}

package exchangecodes

// OnlyByAPerson: {PERSON}
var OnlyByAPerson = []string{{{listed(only_by_a_person())}}}

// ErrorCode is one code. Name is empty where the exchange lists none; a number is 0 where there is none.
// MaxAttempts counts the first attempt too. ThisRequest is empty where it is the same as the Outcome.
type ErrorCode struct {{
\tID          string
\tKind        string
\tCode        int
\tName        string
\tHTTPStatus  int
\tRetry       string
\tOutcome     string
\tMinDelayMs  int
\tMaxAttempts int
\tThisRequest string
\tEvidence    string
}}

var (
{members}
)

// All holds every code.
var All = []ErrorCode{{
{every}}}

// WithCode returns all that share a number, which is no key. The kind is "response" or "websocket".
func WithCode(code int, kind string) []ErrorCode {{
\tvar found []ErrorCode
\tfor _, entry := range All {{
\t\tif entry.Code == code && entry.Kind == kind {{
\t\t\tfound = append(found, entry)
\t\t}}
\t}}
\treturn found
}}
"""


def _java(note: str, constants: list[Constant]) -> str:
    members = ",\n".join(
        f"    /** {block_comment(c.doc)} */\n    {c.key}("
        f"{literal(c.entry.id)}, Kind.{c.entry.kind.upper()}, {c.entry.code}, {literal(c.entry.name)}, "
        f"{literal(c.entry.http_status)}, Retry.{c.retry.advice.upper()}, "
        f"Outcome.{c.retry.outcome.upper()}, {literal(c.retry.min_delay_ms)}, {literal(c.retry.max_attempts)}, "
        f"{java_outcome(c.retry.this_request)}, Evidence.{c.retry.evidence.upper()})"
        for c in constants
    )
    return f"""// {note}

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The number is no key: ask withCode for all that share one. */
public enum ErrorCode {{
{members};

    public enum Kind {{ {upper(KINDS)} }}

    public enum Retry {{ {upper(ADVICE)} }}

    public enum Outcome {{ {upper(OUTCOMES)} }}

    public enum Evidence {{ {upper(EVIDENCE)} }}

    /** {PERSON} */
    public static final List<String> ONLY_BY_A_PERSON = List.of({listed(only_by_a_person())});

    public final String id;
    public final Kind kind;
    public final int code;
    public final String wireName;
    public final Integer httpStatus;
    public final Retry retry;
    public final Outcome outcome;
    public final Integer minDelayMs;
    /** The first attempt counts. */
    public final Integer maxAttempts;
    /** What became of this very request; null where that is the outcome. */
    public final Outcome thisRequest;
    public final Evidence evidence;

    ErrorCode(String id, Kind kind, int code, String wireName, Integer httpStatus, Retry retry, Outcome outcome,
            Integer minDelayMs, Integer maxAttempts, Outcome thisRequest, Evidence evidence) {{
        this.id = id;
        this.kind = kind;
        this.code = code;
        this.wireName = wireName;
        this.httpStatus = httpStatus;
        this.retry = retry;
        this.outcome = outcome;
        this.minDelayMs = minDelayMs;
        this.maxAttempts = maxAttempts;
        this.thisRequest = thisRequest;
        this.evidence = evidence;
    }}

    public static List<ErrorCode> withCode(int code, Kind kind) {{
        return Arrays.stream(values()).filter(e -> e.code == code && e.kind == kind).collect(Collectors.toList());
    }}
}}
"""


LANGUAGES: dict[str, Callable[[str, list[Constant]], str]] = {
    "python": _python,
    "typescript": _typescript,
    "go": _go,
    "java": _java,
}
