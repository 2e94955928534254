"""Which schema this program works with; loads the database's libraries."""

from __future__ import annotations

from db import schema


def schema_revision() -> str:
    """Return the revision, for a report of a fault."""
    return schema.OURS.head
