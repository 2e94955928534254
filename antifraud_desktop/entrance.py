"""The way in: password or recovery code, the lock after failures, the right to be here."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from antifraud_desktop.attempts import AttemptBook
from antifraud_desktop.clock import Clock
from antifraud_desktop.errors import EnvironmentTrouble, Invalid, Refused
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.rules.lockout import LOCKED_FOR, MOST_FAILURES, Attempts
from antifraud_desktop.rules.passwords import check_password
from antifraud_desktop.rules.permissions import BEFORE_PASSWORD_CHANGE, Permission
from antifraud_desktop.services import chain_alarms, youth_access
from antifraud_desktop.services.account_rows import SIGN_IN, account_of, permissions_in
from antifraud_desktop.unit_of_work import reading, translated
from antifraud_desktop.vault import Vault, hold
from antifraud_desktop.work import Work
from db import keyfile, schema
from db.engine import session_factory
from db.errors import UnknownAccount, WrongPassword
from db.key_slots import normal
from db.keyfile import DataKey

RECOVERY = ""
"""The name under which failures with the recovery code are counted; no account bears it."""
_MINUTE = 60


class AccountLocked(Refused):
    """Too many failures: wait, or have the password set anew."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """An open folder and what the account may do in it."""

    vault: Vault
    work: Work
    must_change: bool
    alarms: tuple[str, ...] = ()


def enter(folder: DataFolder, account: str, password: str, clock: Clock) -> Entrance:
    """Open a folder with a password; an older database is copied and upgraded first.

    Every good entry is audited, with the number of failures before it.

    Raises:
        AccountLocked: five failures in a row, less than 15 minutes ago.
        Refused: the account was suspended or removed.
        EnvironmentTrouble: wrong password, missing key file; damaged, newer or foreign file.
    """
    account = normal(account.strip())
    book = AttemptBook(folder.attempts)
    with ExitStack() as on_failure, translated():
        held = on_failure.enter_context(hold(folder))
        failures = _refuse_locked(book, account, clock.utc())
        try:
            unlocked = keyfile.unlock_whole(folder.key_file, account, password)
        except WrongPassword as wrong:
            raise _told(wrong, book.failed(account, clock.utc())) from wrong
        vault = _open(folder, unlocked.data_key, held)
        on_failure.callback(vault.close)
        found = _entrance(vault, clock, account, failures)
        youth_access.open_at_sign_in(found.work, vault, unlocked.private)
        book.clear(account)
        vault.tidy()
        on_failure.pop_all()
    return found


def recover(folder: DataFolder, account: str, code: str, password: str, clock: Clock) -> str:
    """Give an account a new password by the printed recovery code; return a new code.

    The code that was used has ended: the new one is to be printed at once. Failures count like
    those of an account.

    Raises Invalid for a bad new password; others as of :func:`enter`.
    """
    account = normal(account.strip())
    problems = check_password(password, account=account)
    if problems:
        raise Invalid(problems)
    book = AttemptBook(folder.attempts)
    with translated(), hold(folder) as held:
        guesses = _refuse_locked(book, RECOVERY, clock.utc())
        try:
            key = keyfile.unlock_with_recovery(folder.key_file, code)
        except WrongPassword as wrong:
            book.failed(RECOVERY, clock.utc())
            raise EnvironmentTrouble(
                "恢复码不正确。", "请对照打印的恢复码逐组核对；字母O和数字0、I和1不必区分。"
            ) from wrong
        except UnknownAccount as none:
            raise Refused(
                "这个数据文件夹没有生成过恢复码。", "请系统管理员重设密码，或从备份恢复。"
            ) from none
        if account not in keyfile.accounts(folder.key_file):
            raise Refused(f"没有“{account}”这个账号。", "请检查账号名称。")
        vault = _open(folder, key, held)
        said = guesses.after_failures("用恢复码重设密码", "恢复码")
        said = book.of(account).after_failures(said)
        new_code = _renew(vault, account, password, said, clock)
        book.clear(account)
        book.clear(RECOVERY)
    return new_code


def _renew(vault: Vault, account: str, password: str, said: str, clock: Clock) -> str:
    """Set the password in one audited action, and end the code that allowed it."""
    keys, sessions = vault.folder.key_file, session_factory(vault.engine)
    work = Work(sessions, clock, account, frozenset(), vault.folder.anchor)
    try:
        with work.writing() as uow:
            row = account_of(uow.session, account)
            if row is None or row.removed_at is not None:
                raise Refused(f"账号“{account}”已注销。", "请用另一个账号。")
            if not row.active:  # the code stands in for a password, not for the right to be here
                raise Refused(f"账号“{account}”已停用。", "请系统管理员恢复使用后再重设密码。")
            row.must_change = False
            youth_access.withdraw(uow.session, account)
            uow.record("recover_password", "account", account, said, None, None)
            keyfile.set_password(keys, vault.key, account, password)
            new_code = keyfile.add_recovery(keys, vault.key)
            uow.commit()
    finally:
        vault.close()
    return new_code


def _open(folder: DataFolder, key: DataKey, held: ExitStack) -> Vault:
    schema.prepare(folder.database, key)
    return Vault(folder, key, held)


def _entrance(vault: Vault, clock: Clock, account: str, failures: Attempts) -> Entrance:
    sessions = session_factory(vault.engine)
    with reading(sessions) as session:
        must_change, permissions = _rights(session, account)
    work = Work(sessions, clock, account, permissions, vault.folder.anchor)
    alarms = _alarms(work)
    with work.writing() as uow:
        uow.record(SIGN_IN, "account", account, failures.after_failures("登录"), None, None)
        uow.commit()
    return Entrance(vault, work, must_change, alarms)


def _alarms(work: Work) -> tuple[str, ...]:
    """Compare the audit trail with its side file; what is found is written down at once."""
    problem = chain_alarms.look(work)
    if problem is None:
        return ()
    chain_alarms.sound(work, problem)
    told = chain_alarms.sentence_of(problem)
    return (f"⚠ {told}。已记入操作记录，请立即告诉负责人和审计员，查清前不要删除任何文件。",)


def _rights(session: Session, account: str) -> tuple[bool, frozenset[Permission]]:
    row = account_of(session, account)
    if row is None or row.removed_at is not None:
        raise Refused(f"账号“{account}”已注销，不能登录。", "请用另一个账号。")
    if not row.active:
        raise Refused(f"账号“{account}”已停用，不能登录。", "请联系系统管理员。")
    if row.must_change:
        return True, BEFORE_PASSWORD_CHANGE
    return False, permissions_in(session, row)


def _refuse_locked(book: AttemptBook, account: str, now: datetime) -> Attempts:
    found = book.seen(account, now)
    left = found.locked_for(now)
    if left:
        minutes = -(-int(left.total_seconds()) // _MINUTE) or 1
        raise AccountLocked(
            f"连续{MOST_FAILURES}次密码不正确，这个账号已锁定{LOCKED_FOR.seconds // _MINUTE}分钟。",
            f"请{minutes}分钟后再试；忘记密码时请系统管理员重设，或使用恢复码。",
        )
    return found


def _told(wrong: WrongPassword, after: Attempts) -> Exception:
    if after.locked_at is not None:
        minutes = LOCKED_FOR.seconds // _MINUTE
        return AccountLocked(
            f"密码不正确，已连续{MOST_FAILURES}次，这个账号锁定{minutes}分钟。",
            "忘记密码时请系统管理员重设，或使用恢复码。",
        )
    return EnvironmentTrouble(
        wrong.sentence, f"{wrong.advice}再错{after.left()}次，账号将锁定15分钟。"
    )
