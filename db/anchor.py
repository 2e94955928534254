"""The side file that knows the last commit of the audit chain, and so notices a lost log.

Two slots, each with its own checksum, written in turn: a torn write leaves the other one. Nothing
is synced, as the database has the commit before the file hears of it: it can be behind the
database (harmless) and never ahead of it.

slot: magic, sequence, MAC of that entry, MAC over these with the chain's own key, SHA-256 over all
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db import links
from db.errors import StorageTrouble, trouble_of_file
from db.files import sync_folder, write_atomically
from db.links import Link
from db.models import AuditHead

STRIDE = 4096  # a slot to a page: what tears one write does not reach the other slot
_FORM = struct.Struct(">8sQ32s")
_MAGIC = b"FZANCHR1"
_MAC_BYTES = 32
SLOT_BYTES = _FORM.size + 2 * _MAC_BYTES


class Unreadable(StrEnum):
    """Why the file says nothing."""

    MISSING = "missing"
    DAMAGED = "damaged"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Mark:
    """The newest commit the file knows."""

    sequence: int
    mac: bytes


def content_of(path: Path) -> bytes | None:
    """Return the file's bytes, None when there is none.

    Raises:
        StorageTrouble: the file is there and cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise trouble_of_file(error, path) from error


def read(content: bytes | None, key: bytes) -> Mark | Unreadable:
    """Return the newest commit the file's ``content`` knows, or why it knows none."""
    return Unreadable.MISSING if content is None else _newest(_slots(content, key))


def advance(path: Path, link: Link) -> bool:
    """Tell the file of a commit; False when it was left as it is.

    A file that is damaged, foreign, gone or knows another history is left alone: it is evidence,
    and the next sign-in raises the alarm. It is made here only when the chain begins. A write that
    fails does not raise: the commit stands, telling somebody otherwise would have them do it
    again, and a file that is behind is harmless.
    """
    try:
        if link.first and not path.exists():
            _make(path, Mark(link.sequence, link.mac), link.anchor_key)
            return True
        with path.open("r+b", buffering=0) as stream:
            slots = _slots(stream.read(STRIDE + SLOT_BYTES), link.anchor_key)
            known = _newest(slots)
            if not isinstance(known, Mark) or not _follows(link, known):
                return False
            stream.seek(STRIDE if slots[0] == known else 0)
            stream.write(_slot(Mark(link.sequence, link.mac), link.anchor_key))
    except (OSError, StorageTrouble):
        return False
    return True


def write(path: Path, session: Session) -> None:
    """Write the file anew from the chain's head: after an alarm, a restore, a deliberate change.

    Without a chain there is nothing to write.

    Raises:
        StorageTrouble: it cannot be written; the old one stands.
    """
    secret = links.secret_of(session)
    head = session.execute(select(AuditHead.sequence, AuditHead.mac)).one_or_none()
    if secret is not None and head is not None:
        _make(path, Mark(head.sequence, head.mac), links.keys_of(secret).anchor)


def set_aside(path: Path) -> Path | None:
    """Keep the file as evidence under the next free name, ``<name>.alarm-<n>``; None without one.

    Raises:
        StorageTrouble: the folder cannot be written to.
    """
    number = 1
    while (kept := path.with_name(f"{path.name}.alarm-{number}")).exists():
        number += 1
    try:
        path.rename(kept)
        sync_folder(path.parent)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise trouble_of_file(error, path) from error
    return kept


def _follows(link: Link, known: Mark) -> bool:
    """Say whether the commit is newer and, right behind what is known, of the same history."""
    if link.sequence == known.sequence + 1:
        return link.previous_mac == known.mac
    return link.sequence > known.sequence


def _make(path: Path, mark: Mark, key: bytes) -> None:
    slot = _slot(mark, key)
    write_atomically(path, slot.ljust(STRIDE, b"\0") + slot)


def _slot(mark: Mark, key: bytes) -> bytes:
    content = _FORM.pack(_MAGIC, mark.sequence, mark.mac)
    content += hmac.digest(key, content, "sha256")
    return content + hashlib.sha256(content).digest()


def _slots(content: bytes, key: bytes) -> tuple[Mark | Unreadable, Mark | Unreadable]:
    return (_open(content[:SLOT_BYTES], key), _open(content[STRIDE : STRIDE + SLOT_BYTES], key))


def _open(slot: bytes, key: bytes) -> Mark | Unreadable:
    content, checksum = slot[:-_MAC_BYTES], slot[-_MAC_BYTES:]
    if len(slot) != SLOT_BYTES or hashlib.sha256(content).digest() != checksum:
        return Unreadable.DAMAGED
    form, mac = content[:-_MAC_BYTES], content[-_MAC_BYTES:]
    if not hmac.compare_digest(hmac.digest(key, form, "sha256"), mac):
        return Unreadable.FOREIGN
    magic, sequence, entry_mac = _FORM.unpack(form)
    return Mark(sequence, entry_mac) if magic == _MAGIC else Unreadable.FOREIGN


def _newest(slots: tuple[Mark | Unreadable, Mark | Unreadable]) -> Mark | Unreadable:
    if Unreadable.FOREIGN in slots:
        return Unreadable.FOREIGN
    marks = [slot for slot in slots if isinstance(slot, Mark)]
    return max(marks, key=lambda mark: mark.sequence) if marks else Unreadable.DAMAGED
