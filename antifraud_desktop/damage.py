"""Which trouble a backup is the way out of, told without loading the database."""

from __future__ import annotations

from antifraud_desktop.errors import KnownTrouble
from db.errors import (
    DatabaseDamaged,
    DatabaseMissing,
    EmptyDatabase,
    ForeignDatabase,
    KeyDoesNotFit,
    KeyFileDamaged,
    KeyFileForeign,
    KeyFileMissing,
    KeyFileTampered,
    trouble_of,
)

UNUSABLE = (
    DatabaseDamaged,
    DatabaseMissing,
    EmptyDatabase,
    ForeignDatabase,
    KeyDoesNotFit,
    KeyFileDamaged,
    KeyFileForeign,
    KeyFileMissing,
    KeyFileTampered,
)
"""The database or its key file is missing, damaged or not the one that belongs there."""


def needs_backup(trouble: KnownTrouble) -> bool:
    """Say whether the data cannot be opened as it stands, so that a backup has to take its place.

    A wrong password, a full disk or a second window is none of these.
    """
    cause = trouble.__cause__
    return cause is not None and isinstance(trouble_of(cause), UNUSABLE)
