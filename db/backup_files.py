"""A backup as it lies in a folder: three files of one number, the manifest written last.

``office-000012.db``, ``office-000012.keys`` and ``office-000012.json``. Without a manifest that
fits there is no backup, whatever else is there.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from db.backup_errors import (
    BackupDamaged,
    BackupForeign,
    BackupMissing,
    BackupNewer,
    BackupTampered,
    BackupUnfinished,
    BackupWithoutManifest,
)
from db.errors import StorageTrouble, trouble_of_file
from db.files import PART, write_atomically
from db.key_slots import canonical, derive

FORMAT = "antifraud-desktop-backup"
VERSION = 1
_NAME = re.compile(r"office-(\d{6,})\.(db|keys|json)")
_MOST_BYTES = 1024 * 1024
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class BackupFile:
    """What a manifest says. ``trouble`` is a Chinese word on what is wrong, empty when nothing is.

    ``made_at`` is UTC, ``day`` the office's own date; both are told, never counted by: the order
    is ``number``. ``key_name`` names the data key the database is under. Sizes are bytes.
    """

    folder: Path
    number: int
    made_at: dt.datetime
    day: dt.date
    reason: str = ""
    revision: str = ""
    key_name: str = ""
    size: int = 0
    sha256: str = ""
    keys_sha256: str = ""
    audit_sequence: int = 0
    audit_mac: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    mac: str = ""
    trouble: str = ""

    @property
    def database(self) -> Path:
        """The encrypted copy."""
        return self.folder / f"{stem_of(self.number)}.db"

    @property
    def key_file(self) -> Path:
        """The key file as it was that day."""
        return self.folder / f"{stem_of(self.number)}.keys"

    @property
    def manifest(self) -> Path:
        """The list that makes the two a backup."""
        return self.folder / f"{stem_of(self.number)}.json"


def stem_of(number: int) -> str:
    """Return the common part of a backup's three names."""
    return f"office-{number:06}"


def numbers_in(folder: Path) -> frozenset[int]:
    """Return every number in use in a folder, complete or not; none when it is not there."""
    try:
        found = (_NAME.match(path.name) for path in folder.iterdir())
        return frozenset(int(match[1]) for match in found if match)
    except FileNotFoundError:
        return frozenset()
    except OSError as error:
        raise trouble_of_file(error, folder) from error


def list_backups(folder: Path) -> tuple[BackupFile, ...]:
    """Return the backups of a folder, highest number first; damaged ones say so in ``trouble``.

    Needs no password and reads no database: sizes are compared, contents are not.

    Raises:
        StorageTrouble: the folder cannot be read. A missing one is empty.
    """
    found: list[BackupFile] = []
    for number in sorted(numbers_in(folder), reverse=True):
        bare = BackupFile(folder, number, dt.datetime.min.replace(tzinfo=dt.UTC), dt.date.min)
        try:
            found.append(read_manifest(bare.manifest))
        except StorageTrouble as trouble:
            found.append(replace(bare, trouble=trouble.sentence))
    return tuple(found)


def find_backup(path: Path) -> BackupFile:
    """Return the backup one of whose files ``path`` is.

    Raises:
        BackupMissing, BackupUnfinished, BackupForeign, BackupWithoutManifest, BackupDamaged,
        BackupNewer: as they say.
    """
    path = path.absolute()
    if path.name.endswith(PART):
        raise BackupUnfinished(path.name)
    match = _NAME.fullmatch(path.name)
    if not path.is_file():
        raise BackupMissing(str(path))
    if match is None:
        raise BackupForeign(path.name)
    return read_manifest(path.with_name(f"{stem_of(int(match[1]))}.json"))


def read_manifest(path: Path) -> BackupFile:
    """Read a manifest and see that its two files are there in the right size. Errors as above."""
    try:
        with path.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise BackupWithoutManifest(path.name) from error
    except OSError as error:
        raise trouble_of_file(error, path) from error
    found = _parse(content, path)
    try:
        size = found.database.stat().st_size
        there = found.key_file.is_file()
    except OSError as error:
        raise BackupDamaged(f"缺少 {found.database.name}") from error
    if not there:
        raise BackupDamaged(f"缺少 {found.key_file.name}")
    if size != found.size:
        raise BackupDamaged(f"{found.database.name}：应有{found.size}字节，现有{size}字节")
    return found


def write_manifest(backup: BackupFile, data_key: bytes) -> BackupFile:
    """Sign and write the manifest; from then on it is a backup. Returns it with its seal."""
    body = _body(backup)
    sealed = replace(backup, mac=_seal(body, data_key))
    body["mac"] = sealed.mac
    body["checksum"] = _checksum(body)
    write_atomically(backup.manifest, _spell(body))
    return sealed


def is_sealed_by(backup: BackupFile, data_key: bytes) -> bool:
    """Say whether a holder of the data key wrote the manifest."""
    return hmac.compare_digest(_seal(_body(backup), data_key), backup.mac)


def refuse_tampered(backup: BackupFile, data_key: bytes) -> None:
    """Raise BackupTampered unless a holder of the data key wrote the manifest."""
    if not is_sealed_by(backup, data_key):
        raise BackupTampered(backup.manifest.name)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes. Raises StorageTrouble when it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise trouble_of_file(error, path) from error
    return digest.hexdigest()


def _parse(content: bytes, path: Path) -> BackupFile:
    try:
        body = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BackupDamaged(path.name) from error
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise BackupForeign(path.name)
    # One spelling only: any changed byte shows.
    if _spell(body) != content or _checksum(body) != body.get("checksum"):
        raise BackupDamaged(path.name)
    if body.get("version") != VERSION:
        raise BackupNewer(path.name)
    try:
        found = _backup(body, path.parent)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BackupDamaged(path.name) from error
    if found.manifest.name != path.name:
        raise BackupDamaged(f"{path.name}：清单里的编号是{found.number}")
    return found


def _backup(body: Mapping[str, Any], folder: Path) -> BackupFile:
    made_at = dt.datetime.fromisoformat(body["made_at"])
    if made_at.tzinfo is None:
        raise ValueError("a stamp without its zone")
    return BackupFile(
        folder=folder,
        number=int(body["number"]),
        made_at=made_at,
        day=dt.date.fromisoformat(body["day"]),
        reason=str(body["reason"]),
        revision=str(body["revision"]),
        key_name=str(body["key_name"]),
        size=int(body["database"]["size"]),
        sha256=str(body["database"]["sha256"]),
        keys_sha256=str(body["keys"]["sha256"]),
        audit_sequence=int(body["audit"]["sequence"]),
        audit_mac=str(body["audit"]["mac"]),
        counts={str(name): int(count) for name, count in body["counts"].items()},
        mac=str(body["mac"]),
    )


def _body(backup: BackupFile) -> dict[str, object]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "number": backup.number,
        "made_at": backup.made_at.isoformat(),
        "day": backup.day.isoformat(),
        "reason": backup.reason,
        "revision": backup.revision,
        "key_name": backup.key_name,
        "database": {"size": backup.size, "sha256": backup.sha256},
        "keys": {"sha256": backup.keys_sha256},
        "audit": {"sequence": backup.audit_sequence, "mac": backup.audit_mac},
        "counts": dict(backup.counts),
    }


def _seal(body: Mapping[str, object], data_key: bytes) -> str:
    key = derive(data_key, "backup manifest")
    return hmac.digest(key, canonical(body), hashlib.sha256).hex()


def _checksum(body: Mapping[str, object]) -> str:
    rest = {key: value for key, value in body.items() if key != "checksum"}
    return hashlib.sha256(canonical(rest)).hexdigest()


def _spell(body: Mapping[str, object]) -> bytes:
    return json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
