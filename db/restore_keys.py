"""Which data key a restored database is under, and which key file then stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from db import key_document
from db.backup import Opener
from db.backup_errors import BackupOfOtherOffice, BackupTampered
from db.backup_files import BackupFile
from db.errors import KeyFileDamaged, KeyFileForeign, KeyFileMissing, KeyFileTampered
from db.key_slots import name_of

_UNUSABLE = (KeyFileMissing, KeyFileDamaged, KeyFileForeign, KeyFileTampered)


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """``backup`` opens the backup, ``target`` the database restored from it.

    ``kept`` says that the key file that stands there stays: accounts removed since stay out and
    newer passwords stay. Otherwise the backup's takes its place.
    """

    backup: bytes
    target: bytes
    kept: bool


def keys_for(backup: BackupFile, key_file: Path, current: Opener, of_backup: Opener) -> Keys:
    """Open what is needed of the two key files.

    The backup's own is asked only when the one that stands there cannot help: it is missing or
    damaged, or the data key was replaced since the backup.

    Raises:
        BackupOfOtherOffice: the two were not made for one office.
        WrongPassword, UnknownAccount, KeyFileNewer: by either of the two.
        KeyFileDamaged and the like: the backup's cannot be used.
    """
    try:
        document = key_document.read(key_file)
        now = current(key_file)
    except _UNUSABLE:
        return _only_backup(backup, of_backup)
    if document.file_id != key_document.read(backup.key_file).file_id:
        raise BackupOfOtherOffice
    if name_of(now) == backup.key_name:
        return Keys(now, now, kept=True)
    return Keys(_opened(backup, of_backup), now, kept=True)


def _only_backup(backup: BackupFile, of_backup: Opener) -> Keys:
    key = _opened(backup, of_backup)
    return Keys(key, key, kept=False)


def _opened(backup: BackupFile, of_backup: Opener) -> bytes:
    key = of_backup(backup.key_file)
    if name_of(key) != backup.key_name:
        raise BackupTampered(backup.key_file.name)
    return key
