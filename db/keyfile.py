"""The key file beside the database: who may open the data, and with which password.

The database is encrypted with a random data key that no person knows. Each account's slot gives
it out for the account's password. Changing a password rewrites this file alone.

A slot added, swapped or weakened by somebody without the data key is noticed when the file is
next opened. An older copy of the whole file put back is not: it still opens with the passwords
of its day, which is also what a restored backup needs.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NewType

from db.boxes import KEY_BYTES
from db.errors import (
    AccountExists,
    KeyFileExists,
    KeyFileTampered,
    LastAccount,
    UnknownAccount,
)
from db.key_document import KeyDocument, read, signed, verify, write
from db.key_slots import (
    MOST,
    STANDARD,
    Cost,
    Slot,
    name_of,
    new_slot,
    normal,
    open_slot,
    seal,
    unseal,
)
from db.recovery_codes import in_groups, new_code, plain_code

DataKey = NewType("DataKey", bytes)

_PASSWORD = "password"  # noqa: S105 - a kind of slot
_RECOVERY = "recovery"


@dataclass(frozen=True, slots=True, repr=False)
class Unlocked:
    """What a password opens: the data key, and the private key of the account's own slot."""

    data_key: DataKey
    private: bytes


@dataclass(frozen=True, slots=True)
class Holders:
    """Whom something can be sealed for: accounts with the public halves of their keys.

    ``file_id`` names the key file for good, whatever data key it gives out.
    """

    file_id: str
    publics: Mapping[str, bytes]


def create_key_file(path: Path, account: str, password: str, cost: Cost = STANDARD) -> DataKey:
    """Make a new data key and a key file with one account; return the key.

    Raises:
        KeyFileExists: one stands there; it is never overwritten.
        StorageTrouble: it cannot be written.
    """
    if path.exists():
        raise KeyFileExists(path.name)
    data_key = DataKey(os.urandom(KEY_BYTES))
    empty = KeyDocument(os.urandom(16).hex(), 0, name_of(data_key), None, ())
    write(path, _with_account(empty, data_key, account, password, cost), data_key)
    return data_key


def accounts(path: Path) -> tuple[str, ...]:
    """Return the names of the accounts, in the order they were added. Needs no password."""
    return tuple(slot.account for slot in read(path).slots if slot.kind == _PASSWORD)


def has_recovery(path: Path) -> bool:
    """Say whether a recovery code was made. Needs no password."""
    return read(path).slot(_RECOVERY, "") is not None


def unlock(path: Path, account: str, password: str, least: Cost = STANDARD) -> DataKey:
    """Return the data key. Takes about a tenth of a second and 64 MiB, on purpose.

    ``least`` is the weakest argon2id cost taken; only tests lower it.

    Raises:
        KeyFileMissing, KeyFileForeign, KeyFileNewer, KeyFileDamaged: the file.
        UnknownAccount, WrongPassword: the user.
        KeyFileTampered: somebody changed it.
    """
    return unlock_whole(path, account, password, least).data_key


def unlock_whole(path: Path, account: str, password: str, least: Cost = STANDARD) -> Unlocked:
    """Return the data key and the account's private key. Raises as ``unlock``."""
    return _unlock(read(path), _PASSWORD, account, password, least)


def holders(path: Path, data_key: DataKey) -> Holders:
    """Return the accounts' public keys, from a file that was not tampered with."""
    document = _verified(path, data_key)
    publics = {slot.account: slot.public for slot in document.slots if slot.kind == _PASSWORD}
    return Holders(document.file_id, publics)


def unlock_with_recovery(path: Path, code: str, least: Cost = STANDARD) -> DataKey:
    """Return the data key for the printed recovery ``code``; case and dashes do not matter.

    Raises as ``unlock``; UnknownAccount when no recovery code was ever made.
    """
    return _unlock(read(path), _RECOVERY, "", plain_code(code), least).data_key


def change_password(
    path: Path,
    account: str,
    old: str,
    new: str,
    *,
    keep_pair: bool = False,
    cost: Cost = STANDARD,
    least: Cost = STANDARD,
) -> None:
    """Let ``new`` open the account's slot instead of ``old``. The database is not touched.

    With ``keep_pair`` the account keeps its key pair, so that what is sealed for it elsewhere
    still opens; not for an ``old`` that somebody else gave out and knows.

    Raises as ``unlock``; the old password stands whenever it does.
    """
    found = unlock_whole(path, account, old, least)
    document = _verified(path, found.data_key)
    private = found.private if keep_pair else None
    changed = _with_account(document, found.data_key, account, new, cost, private)
    write(path, changed, found.data_key)


def set_password(
    path: Path, data_key: DataKey, account: str, password: str, cost: Cost = STANDARD
) -> None:
    """Give ``account`` a new password by right of the data key (after a recovery).

    Raises:
        UnknownAccount: no such slot. Others as ``add_slot``.
    """
    document = _verified(path, data_key)
    if document.slot(_PASSWORD, normal(account)) is None:
        raise UnknownAccount(account)
    write(path, _with_account(document, data_key, account, password, cost), data_key)


def add_slot(
    path: Path, data_key: DataKey, account: str, password: str, cost: Cost = STANDARD
) -> None:
    """Add an account; only a holder of the data key can.

    Raises:
        AccountExists: the name is taken.
        KeyFileTampered: the file is not the one this data key belongs to, or was changed.
    """
    document = _verified(path, data_key)
    if document.slot(_PASSWORD, normal(account)) is not None:
        raise AccountExists(account)
    write(path, _with_account(document, data_key, account, password, cost), data_key)


def add_recovery(path: Path, data_key: DataKey, cost: Cost = STANDARD) -> str:
    """Make a recovery code of 160 bits, to be printed and locked away; a former one ends.

    Returns eight groups of four letters and digits. It is shown once and stored nowhere.
    """
    document = _verified(path, data_key)
    code = new_code()
    slot = new_slot(document.file_id, _RECOVERY, "", code, cost)
    write(path, _with_slot(document, data_key, slot), data_key)
    return in_groups(code)


def rotated(path: Path, data_key: DataKey, without: str) -> tuple[DataKey, bytes]:
    """Return a new data key, and a key file that gives it to everybody but account ``without``.

    Nobody's password is needed, and nothing is written: the file is to take its place together
    with a database under the new key (``db.rekey``). What the account knew opens neither.

    Raises:
        UnknownAccount: there is no such slot.
        LastAccount: nobody could sign in any more; a recovery code does not count.
        KeyFileTampered: as ``add_slot``. Others as ``read``.
    """
    document = _verified(path, data_key)
    gone = document.slot(_PASSWORD, normal(without))
    if gone is None:
        raise UnknownAccount(without)
    kept = [slot for slot in document.slots if slot is not gone]
    if not any(slot.kind == _PASSWORD for slot in kept):
        raise LastAccount(without)
    new_key = DataKey(os.urandom(KEY_BYTES))
    name = name_of(new_key)
    slots = tuple(
        replace(slot, sealed={name: seal(document.file_id, slot, new_key)}) for slot in kept
    )
    turned = replace(document, current=name, previous=None, slots=slots)
    return new_key, signed(turned, new_key)


def _unlock(document: KeyDocument, kind: str, account: str, secret: str, least: Cost) -> Unlocked:
    slot = document.slot(kind, normal(account))
    if slot is None:
        raise UnknownAccount(account)
    _refuse_odd_costs(document.slots, least)
    private = open_slot(document.file_id, slot, secret)
    data_key = unseal(document.file_id, slot, private, document.current)
    verify(document, data_key)
    return Unlocked(DataKey(data_key), private)


def _refuse_odd_costs(slots: tuple[Slot, ...], least: Cost) -> None:
    for slot in slots:
        if not (slot.cost.reaches(least) and MOST.reaches(slot.cost)):
            raise KeyFileTampered(slot.account)


def _verified(path: Path, data_key: DataKey) -> KeyDocument:
    document = read(path)
    if name_of(data_key) != document.current:
        raise KeyFileTampered(path.name)
    verify(document, data_key)
    return document


def _with_account(
    document: KeyDocument,
    data_key: DataKey,
    account: str,
    password: str,
    cost: Cost,
    private: bytes | None = None,
) -> KeyDocument:
    if not (account.strip() and password):
        raise ValueError("an account needs a name and a password")
    slot = new_slot(document.file_id, _PASSWORD, normal(account), password, cost, private)
    return _with_slot(document, data_key, slot)


def _with_slot(document: KeyDocument, data_key: DataKey, slot: Slot) -> KeyDocument:
    sealed = seal(document.file_id, slot, data_key)
    return document.with_slot(replace(slot, sealed={document.current: sealed}))
