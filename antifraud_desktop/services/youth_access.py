"""Who holds the children's key: opened at sign-in, taken away, turned once somebody lost it."""

from __future__ import annotations

from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vault import Vault
from antifraud_desktop.work import Work
from db import keyfile, youth_key
from db.models import Account, AccountRole, Option
from db.vocabulary import Role
from db.youth_key import YouthSecret

KEY_SUBJECT = "youth_key"
_TURN = "youth_turn"
"""The option that asks the next holder at sign-in for a new key."""


def open_at_sign_in(work: Work, vault: Vault, private: bytes) -> None:
    """Put the children's key into the vault, if the account may use it and was granted it.

    When somebody lost the right to the key since, the records are first written under a new one.
    ``private`` is known at sign-in alone and kept nowhere.
    """
    if not work.may(Permission.YOUTH):
        return
    holders = keyfile.holders(vault.folder.key_file, vault.key)
    with work.reading() as session:
        secret = youth_key.opened(session, holders.file_id, work.account, private)
        if secret is None:
            return
        entitled = entitled_of(session, holders.publics)
        asked = session.get(Option, _TURN) is not None
        due = asked or youth_key.overdue(session, holders.file_id, secret, entitled)
    vault.keep_youth(_turned(work, vault, secret) if due else secret)


def withdraw(session: Session, account: str, *, lost: bool = False) -> None:
    """Take an account's grant away; ``lost`` when its person may not know the key any longer.

    The key itself is turned at the next sign-in of somebody who holds it: nobody else could read
    the records to write them anew.
    """
    if youth_key.withdraw(session, account) and lost:
        session.merge(Option(key=_TURN, value="true"))


def entitled_of(session: Session, publics: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return who may hold the key: accounts in their role, with their own password."""
    names = session.scalars(
        select(Account.name)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(AccountRole.role == Role.CHILD_PROTECTION, Account.removed_at.is_(None))
        .where(Account.must_change.is_(False))
    )
    return {name: publics[name] for name in names if name in publics}


def _turned(work: Work, vault: Vault, secret: YouthSecret) -> YouthSecret:
    """Return the new key; the old one when a record is damaged, so that the others stay open."""
    holders = keyfile.holders(vault.folder.key_file, vault.key)
    try:
        with work.writing() as uow:
            entitled = entitled_of(uow.session, holders.publics)
            new = youth_key.turn(uow.session, holders.file_id, secret, entitled)
            uow.session.execute(delete(Option).where(Option.key == _TURN))
            uow.record("youth.turn_key", KEY_SUBJECT, 1, "更换未成年人模块的密钥")
            uow.commit()
    except InvalidTag:
        return secret
    return new
