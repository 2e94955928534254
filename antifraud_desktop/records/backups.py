"""Backups, restores and verifications as the floors above the database see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from db.backup_files import BackupFile
from db.restore_records import Holdings, Restored, RestorePreview


class Light(StrEnum):
    """How a matter stands, for a coloured mark with a word beside it."""

    GOOD = "good"
    WAIT = "wait"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class SecondTarget:
    """The second place backups go to; ``folder`` None: none is set. ``last``: the newest there."""

    folder: Path | None
    connected: bool
    last: BackupFile | None
    light: Light
    sentence: str


@dataclass(frozen=True, slots=True)
class BackupState:
    """How the office stands with its backups, in one light and one sentence.

    ``last`` is the newest whole one in the office's own folder; ``damaged`` are those that are
    none, for a person to look at. ``own`` is the light of this folder alone, ``light`` the worse
    of both places.
    """

    folder: Path
    last: BackupFile | None
    damaged: tuple[BackupFile, ...]
    second: SecondTarget
    light: Light
    sentence: str
    own: Light


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup that was just made. ``second_trouble`` says why the second copy is missing."""

    backup: BackupFile
    copy: BackupFile | None
    second_trouble: str
    removed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BackupCheck:
    """A backup read to its last byte. ``trouble`` is empty when nothing is wrong.

    ``opened`` is False for one from before the data key was replaced: its bytes are compared with
    the manifest, its content cannot be read without the password of its day.
    """

    backup: BackupFile
    opened: bool
    trouble: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a verification found: where it belongs, a stable word, which one, a sentence."""

    area: str
    kind: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at, how much of it, and everything that is wrong."""

    at: datetime
    checked: dict[str, int]
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.findings


__all__ = [
    "BackupCheck",
    "BackupFile",
    "BackupMade",
    "BackupState",
    "Finding",
    "Holdings",
    "Light",
    "RestorePreview",
    "Restored",
    "SecondTarget",
    "Verification",
]
