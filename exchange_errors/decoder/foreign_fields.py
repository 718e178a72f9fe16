"""Which fields stand beside a code: the exchange's own, and those that give another service away."""

from __future__ import annotations

#: What this exchange and the clients that re-print its answers put beside ``code`` (facts file, sections 1.2 to 1.8).
ENVELOPE = frozenset((
    "id", "method", "code", "message", "msg", "original", "result", "details", "detail", "detail_code", "params",
    "nonce", "reason", "status", "http_status", "statusCode", "status_code", "sig", "api_key", "error_code",
    "error_message", "description", "retryable", "category", "index",
))  # fmt: skip

#: What other exchanges and services put there; with one of them the number is theirs.
FOREIGN_FIELDS = frozenset((
    "data", "requestTime", "retCode", "retMsg", "ret_code", "ret_msg", "sCode", "sMsg", "jsonrpc", "trace",
    "label", "more_info", "err-code", "err-msg", "errcode", "errmsg", "success", "ts", "ac", "accountId", "uid",
    "inTime", "outTime", "time_ms", "requestId", "request_id", "traceId", "trace_id", "tid", "fieldErrors",
    "errors", "documentation_url", "doc_url", "path", "timestamp", "port", "host",
))  # fmt: skip

#: Of these, the ones that a log record has as well; where it names this exchange they prove nothing.
LOG_FIELDS = frozenset((
    "timestamp", "ts", "host", "port", "path", "requestId", "request_id", "traceId", "trace_id", "tid", "trace",
))  # fmt: skip

#: Of these, the ones that mark whatever stands beside or below them as another service's.
FOREIGN_ENVELOPE = frozenset((
    "jsonrpc", "retCode", "retMsg", "ret_code", "ret_msg", "requestTime", "sCode", "err-code", "errcode",
))  # fmt: skip
