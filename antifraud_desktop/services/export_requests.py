"""Requests for an export: their rows, their records, and what stands against a step."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.protection import ExportRequestRecord
from antifraud_desktop.rules.permissions import ROLE_PERMISSIONS, Permission
from db.models import Account, AccountRole, ExportRequest
from db.vocabulary import ExportState, Role

LONGEST_RECIPIENT, LONGEST_REASON = 40, 200
_ASK_AGAIN = "仍需要导出的，请重新申请。"


def request_row(session: Session, request_id: int) -> ExportRequest:
    """Return a request's row; Refused when there is none."""
    row = session.get(ExportRequest, request_id)
    if row is None:
        raise Refused("没有这份导出申请。", "请刷新后再看。")
    return row


def own_request(session: Session, request_id: int, account: str) -> ExportRequest:
    """Return the row of a request this account made; Refused for anybody else's."""
    row = request_row(session, request_id)
    if row.requested_by != account:
        raise Refused("只有申请人本人能办理这份申请。", f"请由{row.requested_by}办理。")
    return row


def request_record(row: ExportRequest) -> ExportRequestRecord:
    """Return a request as the floors above see it."""
    return ExportRequestRecord(
        id=row.id,
        kind=row.kind,
        title=row.title,
        scope=row.scope,
        recipient=row.recipient,
        reason=row.reason,
        requested_by=row.requested_by,
        requested_at=row.requested_at,
        state=row.state,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        decision=row.decision,
        valid_until=row.valid_until,
        version=row.version,
    )


def deciders(session: Session, but: str = "") -> tuple[str, ...]:
    """Return the accounts in use whose roles allow to approve, all ``but`` one."""
    roles = [r for r in Role if Permission.DECIDE_EXPORT in ROLE_PERMISSIONS[r]]
    statement = (
        select(Account.name)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(Account.active, Account.removed_at.is_(None), AccountRole.role.in_(roles))
        .where(Account.name != but)
        .distinct()
        .order_by(Account.name)
    )
    return tuple(session.scalars(statement))


def who_can(session: Session, asker: str) -> str:
    """Return the next step towards an approval: whom to ask, or that there is nobody yet."""
    others = deciders(session, but=asker)
    if others:
        return f"请由{'、'.join(others)}审批。"
    return f"目前没有第二人可以审批，请系统管理员为另一人开通{label_of(Role.REVIEWER)}账号。"


def check_asking(recipient: str, reason: str) -> None:
    """Raise Invalid with everything wrong with a request."""
    found = [
        _too_short_or_long("recipient", "接收单位", recipient, LONGEST_RECIPIENT),
        _too_short_or_long("reason", "导出事由", reason, LONGEST_REASON),
    ]
    _raise(found)


def check_decision(why: str, *, agreed: bool) -> None:
    """Raise Invalid for a refusal without a reason in words, or one too long to keep."""
    if why or not agreed:
        _raise([_too_short_or_long("decision", "不同意的理由", why, LONGEST_REASON)])


def check_approval(session: Session, row: ExportRequest, now: datetime) -> None:
    """Raise Refused unless the request is approved, by another person still trusted, in time."""
    if row.state is ExportState.DONE:
        raise Refused("这份申请已经导出过，一次同意只能导出一次。", _ASK_AGAIN)
    if row.state is ExportState.REFUSED:
        raise Refused("这份申请没有通过或已撤回，不能导出。", _ASK_AGAIN)
    if row.state is ExportState.PENDING or row.decided_at is None or row.valid_until is None:
        raise Refused("这份申请还没有人同意，不能导出。", who_can(session, row.requested_by))
    if row.decided_by not in deciders(session, but=row.requested_by):
        raise Refused("同意这次导出的账号已停用，或不再承担审批，这次同意不再有效。", _ASK_AGAIN)
    if now < row.decided_at:
        raise Refused("电脑时间早于审批时间，不能导出。", "请校准电脑时间后再试。")
    if now >= row.valid_until:
        raise Refused("同意的有效期已过，不能导出。", _ASK_AGAIN)


def check_in_use(session: Session, account: str) -> None:
    """Raise Refused for an account that was taken out of use after it signed in."""
    statement = select(Account.id).where(
        Account.name == account, Account.active, Account.removed_at.is_(None)
    )
    if session.scalar(statement) is None:
        raise Refused("您的账号已停用，不能导出。", "请联系系统管理员。")


def _too_short_or_long(field: str, name: str, text: str, longest: int) -> Problem | None:
    if not text:
        return Problem(field, Severity.ERROR, f"请填写{name}", "required")
    if len(text) > longest:
        return Problem(field, Severity.ERROR, f"{name}不能超过{longest}个字", "long")
    return None


def _raise(found: list[Problem | None]) -> None:
    problems = tuple(p for p in found if p is not None)
    if problems:
        raise Invalid(problems)
