"""What a restore tells, before and afterwards."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from db.backup_files import BackupFile

KINDS = ("daily_submission", "issued_document", "unit", "account", "audit_entry")
"""The tables a preview counts."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a database holds: rows of the tables in ``KINDS``, first and last day with data."""

    counts: dict[str, int]
    first_day: dt.date | None
    last_day: dt.date | None
    audit_sequence: int


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """A backup beside what stands now; ``now`` is None in an empty folder, or when it is damaged.

    ``lost`` counts the actions that would be undone, ``newest_lost`` is the last of them (stamp
    in UTC, account, sentence without personal data). ``erasures_since`` will be applied again.
    """

    backup: BackupFile
    now: Holdings | None
    then: Holdings
    lost: int
    newest_lost: tuple[dt.datetime, str, str] | None
    erasures_since: int
    needs_upgrade: bool
    key_file_kept: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did.

    ``lost`` counts the actions after the backup, ``bad_erasures`` the lines of the side file of
    erasures that nobody could vouch for.
    """

    number: int
    upgraded_from: str
    erased_again: int
    bad_erasures: int
    lost: int
    key_file_kept: bool
