"""Saved filters as they are stored: everything but what was typed, which may be a name."""

from __future__ import annotations

import json

from antifraud_desktop.records.person_views import PersonFilter
from db.vocabulary import AttentionLevel, CaseCategory, FileStatus


def as_text(wanted: PersonFilter) -> str:
    """Return a filter as JSON."""
    kept = {
        "categories": wanted.categories,
        "statuses": wanted.statuses,
        "unit_codes": wanted.unit_codes,
        "officer": wanted.officer,
        "attention": wanted.attention,
        "due": wanted.due,
        "sort": wanted.sort,
    }
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def as_filter(text: str) -> PersonFilter:
    """Return the filter that :func:`as_text` wrote."""
    kept = json.loads(text)
    return PersonFilter(
        categories=tuple(CaseCategory(word) for word in kept["categories"]),
        statuses=tuple(FileStatus(word) for word in kept["statuses"]),
        unit_codes=tuple(kept["unit_codes"]),
        officer=kept["officer"],
        attention=tuple(AttentionLevel(word) for word in kept["attention"]),
        due=kept["due"],
        sort=kept["sort"],
    )
