"""Forms between their rows and their records, who wrote in them, and what is due."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.protection import FormDue, FormRecord
from antifraud_desktop.rules.compliance_forms import (
    ASSESSMENT_YEARS,
    SELF_AUDIT_YEARS,
    runs_out,
)
from db.models import Account, AccountRole, AuditEntry, ComplianceForm
from db.vocabulary import FormKind, Role

SUBJECT = "compliance_form"
BEGUN, SAVED = "form.start", "form.save"
"""Audited actions; whoever did one of them wrote the form."""

_WAY = "请到“系统—合规”"
_BREACH_OPEN = "安全事件还没有办结，应当立即补救、报告并通知（个人信息保护法第五十七条）"
_BY_LAW = {
    FormKind.IMPACT_ASSESSMENT: (ASSESSMENT_YEARS, "三年", "个人信息保护法第五十五条、第五十六条"),
    FormKind.SELF_AUDIT: (SELF_AUDIT_YEARS, "一年", "个人信息保护法第五十四条"),
}


def form_records(session: Session, *wanted: ColumnElement[bool]) -> tuple[FormRecord, ...]:
    """Return the forms that fit, the latest begun first."""
    statement = select(ComplianceForm).where(*wanted)
    rows = session.scalars(
        statement.order_by(ComplianceForm.started_at.desc(), ComplianceForm.id.desc())
    )
    return tuple(
        FormRecord(
            id=row.id,
            kind=row.kind,
            edition=row.definition,
            answers=json.loads(row.answers),
            started_at=row.started_at,
            started_by=row.started_by,
            filled_by=writers_of(session, row.id),
            signed_on=row.signed_on,
            signed_by=row.signed_by,
            signed_at=row.signed_at,
            note=row.note,
            version=row.version,
        )
        for row in rows.all()
    )


def writers_of(session: Session, form_id: int) -> tuple[str, ...]:
    """Return the accounts that began or filled a form, by the audit trail."""
    statement = (
        select(AuditEntry.account)
        .where(
            AuditEntry.subject_kind == SUBJECT,
            AuditEntry.subject_id == str(form_id),
            AuditEntry.action.in_((BEGUN, SAVED)),
        )
        .order_by(AuditEntry.sequence)
    )
    return tuple(dict.fromkeys(session.scalars(statement)))


def has_role(session: Session, account: str, *roles: Role) -> bool:
    """Say whether an account in use holds one of the roles."""
    statement = (
        select(AccountRole.role)
        .join(Account, Account.id == AccountRole.account_id)
        .where(Account.name == account, Account.active, AccountRole.role.in_(roles))
    )
    return session.scalars(statement).first() is not None


def dues(forms: Sequence[FormRecord], today: date) -> tuple[FormDue, ...]:
    """Return what the forms ask for on a day, breaches first: they wait for nobody."""
    found = [
        FormDue(FormKind.BREACH, f"{_day(form)}记录的{_BREACH_OPEN}", f"{_WAY}继续办理。", form.id)
        for form in forms
        if form.kind is FormKind.BREACH and not form.is_signed
    ]
    for kind in _BY_LAW:
        of_kind = [f for f in forms if f.kind is kind]
        begun = next((f.id for f in of_kind if not f.is_signed), 0)
        told = _told(kind, of_kind, today)
        if told:
            found.append(
                FormDue(kind, told, f"{_WAY}{'填完并签署' if begun else '开始填写'}。", begun)
            )
    return tuple(found)


def _told(kind: FormKind, forms: Sequence[FormRecord], today: date) -> str:
    """Say why a kind of form is due, nothing when it is not."""
    years, period, article = _BY_LAW[kind]
    last = max((f.signed_on for f in forms if f.signed_on), default=None)
    if last is not None and today <= runs_out(last, years):
        return ""
    if last is not None:
        on = f"{last.year}年{last.month}月{last.day}日"
        return f"上次{label_of(kind)}是{on}，已满{period}（{article}）"
    state = "还没有签署" if forms else "还没有做过"
    return f"{label_of(kind)}{state}（{article}）"


def _day(form: FormRecord) -> str:
    local = form.started_at.astimezone()
    return f"{local.month}月{local.day}日"
