"""Entries as plain data: the shape that the JSON API, the content version and the editors' forms share."""

from __future__ import annotations

from typing import Any

from .entry import Entry, Note, Retry


def entry_data(entry: Entry) -> dict[str, Any]:
    """Return the entry as ``api-contract.md`` prints it, less the two addresses that depend on the site."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "code": entry.code,
        "name": entry.name,
        "http_status": entry.http_status,
        "description": entry.description,
        "category": {"slug": entry.category.slug, "name": entry.category.name},
        **note_data(entry.note),
        "impact": entry.impact,
        "updated_at": entry.updated_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def note_data(note: Note) -> dict[str, Any]:
    """Return the note as plain data, ready for JSON; ``content.note_from_data`` reads it back."""
    return {
        "headline": note.headline,
        "summary": note.summary,
        "fix": note.fix,
        "causes": [{"text": c.text, "tell": c.tell, "evidence": c.evidence} for c in note.causes],
        "steps": [{"text": s.text, "for": s.audience} for s in note.steps],
        "prevention": note.prevention,
        "owner": list(note.owner),
        "severity": note.severity,
        "retry": retry_data(note.retry),
        "parameters": list(note.parameters),
        "methods": list(note.methods),
        "related": [{"id": r.id, "why": r.why} for r in note.related],
        "aliases": list(note.aliases),
        "phrases": {language: list(words) for language, words in note.phrases.items()},
        "customer_reply": note.customer_reply,
        "internal_note": note.internal_note,
        "ask_for": list(note.ask_for),
        "example": dict(note.example),
        "libraries": dict(note.libraries),
        "sources": [{"title": s.title, "evidence": s.evidence} for s in note.sources],
    }


def retry_data(retry: Retry) -> dict[str, Any]:
    """Return the retry advice as plain data."""
    return {
        "advice": retry.advice,
        "outcome": retry.outcome,
        "this_request": retry.this_request,
        "evidence": retry.evidence,
        "min_delay_ms": retry.min_delay_ms,
        "max_attempts": retry.max_attempts,
        "precondition": retry.precondition,
    }
