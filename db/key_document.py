"""The key file as text: reading it strictly, writing it in one spelling."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from db.boxes import KEY_BYTES, NONCE_BYTES, Sealed
from db.errors import (
    KeyFileDamaged,
    KeyFileForeign,
    KeyFileMissing,
    KeyFileNewer,
    KeyFileTampered,
    trouble_of_file,
)
from db.files import write_atomically
from db.key_slots import (
    SALT_BYTES,
    TAG_BYTES,
    Cost,
    Slot,
    canonical,
    mac_of,
)

FORMAT = "antifraud-desktop-keys"
VERSION = 1
_MOST_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class KeyDocument:
    """All of a key file. ``previous`` is read and never written: file and key change together.

    ``serial`` rises with every write, so that of two copies the newer is known.
    """

    file_id: str
    serial: int
    current: str
    previous: str | None
    slots: tuple[Slot, ...]
    mac: bytes = b""

    def slot(self, kind: str, account: str) -> Slot | None:
        """Return the slot of ``account``, or None."""
        return next((s for s in self.slots if (s.kind, s.account) == (kind, account)), None)

    def with_slot(self, slot: Slot) -> KeyDocument:
        """Return the document with ``slot`` added, or put in place of its namesake."""
        others = tuple(s for s in self.slots if (s.kind, s.account) != (slot.kind, slot.account))
        return replace(self, slots=(*others, slot))


def read(path: Path) -> KeyDocument:
    """Read the key file without opening anything.

    Raises:
        KeyFileMissing, KeyFileForeign, KeyFileNewer, KeyFileDamaged: as they say.
        StorageTrouble: the file cannot be read.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise KeyFileMissing(path.name) from error
    except OSError as error:
        raise trouble_of_file(error, path) from error
    if len(content) > _MOST_BYTES:
        raise KeyFileForeign(path.name)
    return _parse(content, path.name)


def write(path: Path, document: KeyDocument, data_key: bytes) -> None:
    """Sign ``document`` with the data key and put it in place of the old file, or not at all."""
    write_atomically(path, signed(document, data_key))


def signed(document: KeyDocument, data_key: bytes) -> bytes:
    """Return the bytes of the file that follows ``document``, signed with the data key."""
    body = _body(replace(document, serial=document.serial + 1))
    body["mac"] = mac_of(data_key, canonical(body)).hex()
    body["checksum"] = _checksum(body)
    return _spell(body)


def verify(document: KeyDocument, data_key: bytes) -> None:
    """Raise KeyFileTampered unless a holder of the data key wrote the whole document."""
    if not hmac.compare_digest(mac_of(data_key, canonical(_body(document))), document.mac):
        raise KeyFileTampered


def _parse(content: bytes, name: str) -> KeyDocument:
    try:
        body = json.loads(content)
    except ValueError as error:  # also bytes that are no UTF-8
        raise KeyFileDamaged(name) from error
    except RecursionError as error:
        raise KeyFileForeign(name) from error
    if not isinstance(body, dict) or not {"format", "checksum"} & body.keys():
        raise KeyFileForeign(name)
    # One spelling only: any changed byte shows, even one that would mean the same.
    whole = _spell(body) == content and _checksum(body) == body.get("checksum")
    if body.get("format") != FORMAT and (whole or "checksum" not in body):
        raise KeyFileForeign(name)
    if not whole:
        raise KeyFileDamaged(name)
    if body.get("version") != VERSION:
        raise KeyFileNewer(name)
    try:
        return _document(body)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise KeyFileDamaged(name) from error


def _document(body: Mapping[str, Any]) -> KeyDocument:
    slots = tuple(_slot(value) for value in body["slots"])
    if len({(s.kind, s.account) for s in slots}) != len(slots):
        raise ValueError("two slots of one name")
    return KeyDocument(
        file_id=str(body["file_id"]),
        serial=int(body["serial"]),
        current=str(body["keys"]["current"]),
        previous=body["keys"]["previous"],
        slots=slots,
        mac=bytes.fromhex(body["mac"]),
    )


def _slot(value: Mapping[str, Any]) -> Slot:
    cost = value["argon2id"]
    return Slot(
        kind=str(value["kind"]),
        account=str(value["account"]),
        cost=Cost(int(cost["memory_kib"]), int(cost["passes"]), int(cost["lanes"])),
        salt=_bytes(value, "salt", SALT_BYTES),
        public=_bytes(value, "public", KEY_BYTES),
        nonce=_bytes(value, "nonce", NONCE_BYTES),
        wrapped=_bytes(value, "wrapped", KEY_BYTES + TAG_BYTES),
        sealed={
            name: Sealed(
                _bytes(box, "ephemeral", KEY_BYTES),
                _bytes(box, "nonce", NONCE_BYTES),
                _bytes(box, "box", KEY_BYTES + TAG_BYTES),
            )
            for name, box in value["sealed"].items()
        },
    )


def _bytes(value: Mapping[str, Any], name: str, size: int) -> bytes:
    found = bytes.fromhex(value[name])
    if len(found) != size:
        raise ValueError(f"{name} has {len(found)} bytes")
    return found


def _body(document: KeyDocument) -> dict[str, object]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "file_id": document.file_id,
        "serial": document.serial,
        "keys": {"current": document.current, "previous": document.previous},
        "slots": [_slot_body(slot) for slot in document.slots],
    }


def _slot_body(slot: Slot) -> dict[str, object]:
    return {
        "kind": slot.kind,
        "account": slot.account,
        "argon2id": {
            "memory_kib": slot.cost.memory,
            "passes": slot.cost.passes,
            "lanes": slot.cost.lanes,
        },
        "salt": slot.salt.hex(),
        "public": slot.public.hex(),
        "nonce": slot.nonce.hex(),
        "wrapped": slot.wrapped.hex(),
        "sealed": {
            name: {"ephemeral": s.ephemeral.hex(), "nonce": s.nonce.hex(), "box": s.box.hex()}
            for name, s in slot.sealed.items()
        },
    }


def _checksum(body: Mapping[str, object]) -> str:
    rest = {key: value for key, value in body.items() if key != "checksum"}
    return hashlib.sha256(canonical(rest)).hexdigest()


def _spell(body: Mapping[str, object]) -> bytes:
    return json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
