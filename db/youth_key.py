"""The children's key: records of children are closed under it, inside the encrypted database.

Whoever holds the data key alone (an administrator, a stolen backup with its password) reads
nothing of a child. The key is sealed for each account that was granted it, and for the printed
code of the module. A grant carries a seal that only a holder of the key can make, so that nobody
who can write to the database puts himself among those the next key is sealed for.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Collection, Mapping
from typing import NewType

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.boxes import KEY_BYTES, NONCE_BYTES, Binding, Sealed, close_for, open_with, public_of
from db.key_slots import canonical, derive
from db.models import YouthKey, YouthRecord
from db.recovery_codes import plain_code

YouthSecret = NewType("YouthSecret", bytes)
CODE = ""
"""The name under which the module's printed code stands among the accounts."""
_PURPOSE = b"sealed youth key"


def new_secret() -> YouthSecret:
    """Return a key nobody has."""
    return YouthSecret(os.urandom(KEY_BYTES))


def is_founded(session: Session) -> bool:
    """Say whether the module has a key."""
    return session.scalar(select(YouthKey.id).limit(1)) is not None


def granted(session: Session) -> dict[str, bytes]:
    """Return whom the key is sealed for: account and public key; the code under ``CODE``."""
    rows = session.execute(select(YouthKey.account, YouthKey.public)).all()
    return dict(rows)


def grant(session: Session, file_id: str, secret: YouthSecret, account: str, public: bytes) -> None:
    """Seal the key for one account, in place of a former grant."""
    withdraw(session, account)
    box = close_for(public, secret, _PURPOSE, _binding_of(file_id, account, public))
    session.add(
        YouthKey(
            account=account,
            public=public,
            mac=_mac(secret, file_id, account, public),
            ephemeral=box.ephemeral,
            nonce=box.nonce,
            box=box.box,
        )
    )
    session.flush()


def grant_code(session: Session, file_id: str, secret: YouthSecret, code: str) -> None:
    """Seal the key for a printed code; a former one ends."""
    grant(session, file_id, secret, CODE, public_of(_private_of(code)))


def withdraw(session: Session, account: str) -> bool:
    """Delete an account's grant; say whether there was one."""
    row = session.scalars(select(YouthKey).where(YouthKey.account == account)).one_or_none()
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True


def opened(session: Session, file_id: str, account: str, private: bytes) -> YouthSecret | None:
    """Return the key, None when nothing is sealed for this account's key pair."""
    row = session.scalars(select(YouthKey).where(YouthKey.account == account)).one_or_none()
    if row is None or row.public != public_of(private):
        return None
    sealed = Sealed(row.ephemeral, row.nonce, row.box)
    binding = _binding_of(file_id, account, row.public)
    try:
        return YouthSecret(open_with(private, row.public, sealed, _PURPOSE, binding))
    except (InvalidTag, ValueError):
        return None


def opened_by_code(session: Session, file_id: str, code: str) -> YouthSecret | None:
    """Return the key, None when the printed code is not the module's.

    Raises:
        WrongPassword: it is no code at all.
    """
    return opened(session, file_id, CODE, _private_of(code))


def overdue(
    session: Session, file_id: str, secret: YouthSecret, entitled: Mapping[str, bytes]
) -> Collection[str]:
    """Return the grants that must end: of accounts not ``entitled``, or that nobody granted.

    ``entitled`` are the accounts that may open the module, with their public keys of now.
    """
    return {
        row.account
        for row in session.scalars(select(YouthKey))
        if not _stands(row, file_id, secret, entitled)
    }


def turn(
    session: Session, file_id: str, secret: YouthSecret, entitled: Mapping[str, bytes]
) -> YouthSecret:
    """Write every record anew under a new key, sealed for those whose grant still stands.

    Raises:
        InvalidTag: a record does not open; the caller rolls back.
    """
    new = new_secret()
    for record in session.scalars(select(YouthRecord)):
        content = open_record(secret, record.id, record.nonce, record.box)
        record.nonce, record.box = close_record(new, record.id, content)
    rows = session.scalars(select(YouthKey)).all()
    kept = [(r.account, r.public) for r in rows if _stands(r, file_id, secret, entitled)]
    for row in rows:
        session.delete(row)
    session.flush()
    for account, public in kept:
        grant(session, file_id, new, account, public)
    return new


def close_record(secret: YouthSecret, record_id: int, content: bytes) -> tuple[bytes, bytes]:
    """Return nonce and box of a record; it opens under its own number alone."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce, AESGCM(secret).encrypt(nonce, content, _record_binding(record_id))


def open_record(secret: YouthSecret, record_id: int, nonce: bytes, box: bytes) -> bytes:
    """Return a record's content.

    Raises:
        InvalidTag: another key closed it, or it was changed.
    """
    return AESGCM(secret).decrypt(nonce, box, _record_binding(record_id))


def _stands(
    row: YouthKey, file_id: str, secret: YouthSecret, entitled: Mapping[str, bytes]
) -> bool:
    wanted = _mac(secret, file_id, row.account, row.public)
    current = row.account == CODE or entitled.get(row.account) == row.public
    return current and hmac.compare_digest(wanted, row.mac)


def _mac(secret: YouthSecret, file_id: str, account: str, public: bytes) -> bytes:
    told = canonical(["grant", file_id, account, public.hex()])
    return hmac.digest(derive(secret, "youth grant"), told, "sha256")


def _binding_of(file_id: str, account: str, public: bytes) -> Binding:
    def binding(ephemeral: bytes) -> bytes:
        return canonical(["youth", file_id, account, public.hex(), ephemeral.hex()])

    return binding


def _record_binding(record_id: int) -> bytes:
    return canonical(["youth record", record_id])


def _private_of(code: str) -> bytes:
    return derive(plain_code(code).encode(), "youth code")
