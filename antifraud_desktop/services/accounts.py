"""Accounts: who may sign in, in which roles, with passwords nobody else knows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from antifraud_desktop.attempts import AttemptBook
from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.records.accounts import AccountRecord
from antifraud_desktop.rules.passwords import check_password
from antifraud_desktop.rules.permissions import Permission, conflict_of
from antifraud_desktop.services import youth_access
from antifraud_desktop.services.account_rows import account_of, records, told, write_roles
from antifraud_desktop.services.records_of import township_record
from antifraud_desktop.services.recovery_file import sure_place, write_paper
from antifraud_desktop.unit_of_work import UnitOfWork, translated
from antifraud_desktop.vault import Vault
from antifraud_desktop.work import Work, allowed
from db import keyfile
from db.key_slots import normal
from db.models import Account
from db.rekey import rekey
from db.vocabulary import Role

LONGEST_NAME = 32
Progress = Callable[[int, int], None]


class AccountService:
    """The accounts of the office. Secrets are in the key file, roles in the database."""

    def __init__(self, work: Work, vault: Vault) -> None:
        """Keep the way to the database, and to the key file with its data key."""
        self._work, self._vault = work, vault
        self._keys = vault.folder.key_file
        self._attempts = AttemptBook(vault.folder.attempts)

    @allowed(Permission.MANAGE_ACCOUNTS)
    def list(self) -> tuple[AccountRecord, ...]:
        """Return every account, removed ones last."""
        return self._list()

    @allowed(Permission.OWN_ACCOUNT)
    def own(self) -> AccountRecord:
        """Return the signed-in account."""
        return next(a for a in self._list() if a.name == self._work.account)

    @allowed(Permission.MANAGE_ACCOUNTS)
    def add(self, name: str, display_name: str, roles: Sequence[Role], password: str) -> Changes:
        """Add an account; its first sign-in has to change the password.

        Raises Invalid with every problem: name taken or empty, roles that exclude each other,
        a password against the rules.
        """
        name = normal(name.strip())
        with self._work.writing() as uow:
            taken = account_of(uow.session, name) is not None
            problems = [*_check_name(name, taken=taken), *_check_shown(display_name)]
            problems += _check_roles(roles)
            problems += check_password(password, account=name)
            if problems:
                raise Invalid(tuple(problems))
            row = Account(
                name=name,
                display_name=display_name.strip() or name,
                created_at=self._work.clock.utc(),
                active=True,
                must_change=True,
            )
            uow.session.add(row)
            write_roles(row, roles)
            uow.record("add_account", "account", name, f"新增账号：{name}", None, told(row))
            with translated():
                self._give_slot(name, password)
            uow.commit()
        return Changes(accounts=True)

    @allowed(Permission.MANAGE_ACCOUNTS)
    def change(
        self, name: str, display_name: str, roles: Sequence[Role], *, active: bool
    ) -> Changes:
        """Change an account's shown name and roles, or suspend it; counts from its next sign-in.

        The office always keeps somebody who can manage accounts.
        """
        with self._work.writing() as uow:
            row = _present(uow.session, name)
            before = told(row)
            problems = (*_check_shown(display_name), *_check_roles(roles))
            if problems:
                raise Invalid(problems)
            if name == self._work.account and not active:
                raise Refused("不能停用自己正在使用的账号。", "请由另一位管理员来停用。")
            row.display_name, row.active = display_name.strip() or name, active
            write_roles(row, roles)
            if Role.CHILD_PROTECTION not in roles:
                youth_access.withdraw(uow.session, name, lost=True)
            uow.session.flush()
            self._refuse_unmanaged(uow)
            if told(row) == before:
                return Changes()
            uow.record("change_account", "account", name, f"修改账号：{name}", before, told(row))
            uow.commit()
        return Changes(accounts=True)

    @allowed(Permission.MANAGE_ACCOUNTS)
    def reset_password(self, name: str, password: str) -> Changes:
        """Give somebody who forgot it a new password, to be changed at the next sign-in."""
        if name == self._work.account:
            raise Refused("自己的密码请在“密码”页修改。", "那里要先输入现在的密码。")
        problems = check_password(password, account=name)
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            row = _present(uow.session, name)
            row.must_change = True
            youth_access.withdraw(uow.session, name)
            said = self._attempts.of(name).after_failures(f"重设密码：{name}")
            uow.record("reset_password", "account", name, said, None, None)
            with translated():
                self._give_slot(name, password)
            uow.commit()
        self._forget_failures(name)
        return Changes(accounts=True)

    @allowed(Permission.OWN_ACCOUNT)
    def change_password(self, old: str, new: str) -> Changes:
        """Change the signed-in account's password; the data are not touched."""
        own = self._work.account
        problems = check_password(new, "new", account=own, old=old)
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            row = _present(uow.session, own)
            # What is sealed for a first password, somebody else knows: it is not kept.
            keep, row.must_change = not row.must_change, False
            uow.record("change_password", "account", own, "修改密码", None, None)
            with translated():
                keyfile.change_password(self._keys, own, old, new, keep_pair=keep)
            uow.commit()
        return Changes(accounts=True)

    @allowed(Permission.MANAGE_ACCOUNTS)
    def remove(
        self,
        name: str,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Changes:
        """Remove an account: its roles end at once, then all data are written under a new key.

        The others keep their passwords. Cancelled or killed in between, the account stays shut
        out of the program and ``remove`` again finishes it. The account's name in the audit
        trail stays.

        Raises:
            Refused: oneself, or the last who can manage accounts.
            EnvironmentTrouble: another program uses the data, no room, cancelled.
        """
        if name == self._work.account:
            raise Refused("不能注销自己正在使用的账号。", "请由另一位管理员来注销。")
        self._shut_out(name)
        if name in keyfile.accounts(self._keys):
            self._rotate(name, progress, cancelled)
        self._forget_failures(name)
        return Changes(accounts=True)

    @allowed(Permission.MANAGE_ACCOUNTS)
    def make_recovery_code(self) -> str:
        """Make the office's recovery code, to be printed and locked away; a former one ends.

        It is returned once and kept nowhere.
        """
        with self._work.writing() as uow:
            uow.record("recovery_code", "account", "recovery", "生成新的恢复码", None, None)
            with translated():
                code = keyfile.add_recovery(self._keys, self._vault.key)
            uow.commit()
        return code

    @allowed(Permission.MANAGE_ACCOUNTS)
    def write_recovery_code(self, path: Path) -> Path:
        """Make a recovery code and write its paper, which is to be printed and then deleted.

        Refused inside the data folder: whoever took the folder would have its key too. A place
        that cannot be written to is told before the former code ends.
        """
        with self._work.reading() as session:
            township = township_record(session).name
        with sure_place(self._vault.folder, path):
            code = self.make_recovery_code()
        write_paper(path, code, township, self._work.clock.today(), self._work.account)
        return path

    def _list(self) -> tuple[AccountRecord, ...]:
        with translated():
            slots = keyfile.accounts(self._keys)
        with self._work.reading() as session:
            return records(session, slots, self._attempts, self._work.clock.utc())

    def _give_slot(self, name: str, password: str) -> None:
        give = keyfile.set_password if name in keyfile.accounts(self._keys) else keyfile.add_slot
        give(self._keys, self._vault.key, name, password)

    def _shut_out(self, name: str) -> None:
        with self._work.writing() as uow:
            row = account_of(uow.session, name)
            if row is None:
                raise Refused(f"没有“{name}”这个账号。", "请刷新后再看。")
            if row.removed_at is not None:
                return
            before = told(row)
            row.active, row.removed_at = False, self._work.clock.utc()
            write_roles(row, ())
            youth_access.withdraw(uow.session, name, lost=True)
            uow.session.flush()
            self._refuse_unmanaged(uow)
            said = self._attempts.of(name).after_failures(f"注销账号：{name}")
            uow.record("remove_account", "account", name, said, before, told(row))
            uow.commit()

    def _rotate(
        self, name: str, progress: Progress | None, cancelled: Callable[[], bool] | None
    ) -> None:
        with translated(), self._vault.alone():
            key = rekey(
                self._vault.folder.database,
                self._keys,
                self._vault.key,
                without=name,
                progress=progress,
                cancelled=cancelled,
            )
            self._vault.replace_key(key)

    def _refuse_unmanaged(self, uow: UnitOfWork) -> None:
        """Keep the office from locking everybody out of its accounts."""
        rows = [a for a in records(uow.session, (), None, None) if a.active and a.roles]
        if not any({Role.ADMINISTRATOR, Role.OPERATOR} & set(a.roles) for a in rows):
            raise Refused("这样就没有人能管理账号了。", "请先让另一个账号担任系统管理员或经办员。")

    def _forget_failures(self, name: str) -> None:
        with translated():
            self._attempts.clear(name)


def _present(session: Session, name: str) -> Account:
    row = account_of(session, name)
    if row is None or row.removed_at is not None:
        raise Refused(f"没有“{name}”这个账号，可能已被注销。", "请刷新后再看。")
    return row


def _check_name(name: str, *, taken: bool) -> tuple[Problem, ...]:
    if not name:
        return (Problem("name", Severity.ERROR, "请填写账号名称", "required"),)
    if len(name) > LONGEST_NAME:
        return (Problem("name", Severity.ERROR, f"账号名称超过{LONGEST_NAME}个字", "long"),)
    if not name.isprintable():
        text = "账号名称里有换行等看不见的字符，请重新输入"
        return (Problem("name", Severity.ERROR, text, "unprintable"),)
    if taken:
        text = "这个名称已经用过，为使记录清楚，注销的也不再用"
        return (Problem("name", Severity.ERROR, text, "taken"),)
    return ()


def _check_shown(name: str) -> tuple[Problem, ...]:
    if len(name.strip()) > LONGEST_NAME:
        return (Problem("display_name", Severity.ERROR, f"显示名超过{LONGEST_NAME}个字", "long"),)
    if not name.strip().isprintable():
        text = "显示名里有换行等看不见的字符，请重新输入"
        return (Problem("display_name", Severity.ERROR, text, "unprintable"),)
    return ()


def _check_roles(roles: Collection[Role]) -> tuple[Problem, ...]:
    text = conflict_of(roles)
    return (Problem("roles", Severity.ERROR, text, "roles"),) if text else ()
