"""Who is responsible for a file: several accounts, each from a day to a day."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.account_rows import permissions_in
from antifraud_desktop.services.file_events import OFFICER, add_event
from antifraud_desktop.work import Work
from db.models import Account, CaseFile, FileOfficer


def officer_problems(session: Session, accounts: Sequence[str]) -> tuple[Problem, ...]:
    """Return a problem for each account that is none, is gone, or may not read files."""
    found: list[Problem] = []
    for name in dict.fromkeys(accounts):
        row = session.scalar(
            select(Account).where(
                Account.name == name, Account.active, Account.removed_at.is_(None)
            )
        )
        if row is None:
            text = f"没有可用的账号“{name}”，请重新选择包保责任人"
            found.append(Problem("officers", Severity.ERROR, text, "unknown"))
        elif Permission.READ_FILES not in permissions_in(session, row):
            text = f"账号“{name}”的角色不能看人员档案，不能作为包保责任人"
            found.append(Problem("officers", Severity.ERROR, text, "role"))
    return tuple(found)


def assign(session: Session, work: Work, row: CaseFile, accounts: Sequence[str]) -> bool:
    """Make accounts, and no others, responsible from today; say whether that changed anything."""
    session.flush()
    wanted = tuple(dict.fromkeys(accounts))
    o, today = FileOfficer, work.clock.today()
    now = session.scalars(select(o).where(o.file_id == row.id, o.until.is_(None))).all()
    before = [officer.account for officer in now]
    if set(before) == set(wanted):
        return False
    for officer in now:
        if officer.account not in wanted:
            officer.until = today
    session.add_all(
        FileOfficer(file_id=row.id, account=account, since=today)
        for account in wanted
        if account not in before
    )
    add_event(session, work, row.id, OFFICER, "、".join(before), "、".join(wanted))
    session.flush()
    return True


def candidates(session: Session) -> tuple[str, ...]:
    """Return the accounts that can be responsible for a file, by name."""
    accounts = select(Account).where(Account.active, Account.removed_at.is_(None))
    return tuple(
        row.name
        for row in session.scalars(accounts.order_by(Account.name))
        if Permission.READ_FILES in permissions_in(session, row)
    )
