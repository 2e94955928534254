"""Exports of personal data: one person asks, another one approves, the register knows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Refused
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.protection import (
    ExportChoice,
    ExportRequestRecord,
    OutgoingRecord,
    Watermark,
)
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services import outgoing
from antifraud_desktop.services.export_kinds import ExportKind, Scope
from antifraud_desktop.services.export_requests import (
    check_approval,
    check_asking,
    check_decision,
    check_in_use,
    deciders,
    own_request,
    request_record,
    request_row,
    who_can,
)
from antifraud_desktop.services.history import changed_elsewhere
from antifraud_desktop.work import Work, allowed
from db.models import ExportRequest
from db.vocabulary import ExportState

SUBJECT, REGISTER = "export_request", "outgoing_register"
VALID_FOR = timedelta(hours=24)
"""How long an approval may be used, once."""
LATEST = 200


class ExportService:
    """Exports of personal data (导出申请) and the register of what left (外发登记)."""

    def __init__(self, work: Work, folder: DataFolder, kinds: Sequence[ExportKind]) -> None:
        """Keep the way to the database, the program's folder and what can be exported."""
        self._work = work
        self._folder = folder
        self._kinds = {kind.code: kind for kind in kinds}

    @allowed(Permission.ASK_EXPORT)
    def kinds(self) -> tuple[ExportChoice, ...]:
        """Return what can be asked for."""
        return tuple(
            ExportChoice(k.code, k.title, k.suffix, k.personal, k.alone)
            for k in self._kinds.values()
        )

    @allowed(Permission.ASK_EXPORT)
    def reviewers(self) -> tuple[str, ...]:
        """Return the accounts that could approve what this one asks for."""
        with self._work.reading() as session:
            return deciders(session, but=self._work.account)

    @allowed(Permission.ASK_EXPORT)
    def ask(
        self, kind: str, scope: Scope, recipient: str, reason: str
    ) -> tuple[ExportRequestRecord, Changes]:
        """Ask for an export; a second person decides. Raises Invalid with every problem."""
        chosen = self._kind(kind)
        recipient, reason = recipient.strip(), reason.strip()
        check_asking(recipient, reason)
        with self._work.writing() as uow:
            settled, title = chosen.settle(uow.session, scope, self._work.clock.today())
            row = ExportRequest(
                kind=kind,
                scope=json.dumps(dict(settled), ensure_ascii=False, sort_keys=True),
                title=title,
                recipient=recipient,
                reason=reason,
                requested_by=self._work.account,
                requested_at=self._work.clock.utc(),
                state=ExportState.PENDING,
            )
            uow.session.add(row)
            uow.session.flush()
            after = {"scope": row.scope, "recipient": recipient, "reason": reason}
            uow.record("ask_export", SUBJECT, row.id, f"申请导出：{title}", None, after)
            record = request_record(row)
            uow.commit()
        return record, Changes(exports=True)

    @allowed(Permission.DECIDE_EXPORT)
    def pending(self) -> tuple[ExportRequestRecord, ...]:
        """Return what waits for a decision, oldest first; one's own too, marked by its asker."""
        statement = (
            select(ExportRequest)
            .where(ExportRequest.state == ExportState.PENDING)
            .order_by(ExportRequest.id)
        )
        with self._work.reading() as session:
            return tuple(request_record(row) for row in session.scalars(statement))

    @allowed(Permission.ASK_EXPORT)
    def mine(self) -> tuple[ExportRequestRecord, ...]:
        """Return what this account asked for, newest first, at most 200."""
        statement = (
            select(ExportRequest)
            .where(ExportRequest.requested_by == self._work.account)
            .order_by(ExportRequest.id.desc())
            .limit(LATEST)
        )
        with self._work.reading() as session:
            return tuple(request_record(row) for row in session.scalars(statement))

    @allowed(Permission.DECIDE_EXPORT)
    def decide(self, request_id: int, agreed: bool, why: str, version: int) -> Changes:
        """Approve somebody else's request for 24 hours and one export, or refuse it with a reason.

        Raises Refused for one's own request, ChangedElsewhere when somebody decided first.
        """
        why, account, now = why.strip(), self._work.account, self._work.clock.utc()
        with self._work.writing() as uow:
            row = request_row(uow.session, request_id)
            if row.requested_by == account:
                raise Refused(
                    "含个人信息的导出须由第二人审批，申请人不能审批自己的申请。",
                    who_can(uow.session, account),
                )
            if row.version != version:
                raise changed_elsewhere(uow.session, "这份申请", SUBJECT, str(request_id))
            if row.state is not ExportState.PENDING:
                raise Refused("这份申请已经办结，不能再审批。", "请刷新后查看结果。")
            if account not in deciders(uow.session):
                raise Refused("您的账号已停用，或不再承担审批。", "请联系系统管理员。")
            check_decision(why, agreed=agreed)
            before = {"state": row.state.value}
            row.state = ExportState.APPROVED if agreed else ExportState.REFUSED
            row.decided_by, row.decided_at, row.decision = account, now, why
            row.valid_until = now + VALID_FOR if agreed else None
            said = "同意" if agreed else "不同意"
            after = {"state": row.state.value, "decision": why}
            summary = f"{said}导出：{row.title}（申请{row.id}）"
            uow.record("decide_export", SUBJECT, row.id, summary, before, after)
            uow.commit()
        return Changes(exports=True)

    @allowed(Permission.ASK_EXPORT)
    def carry_out(self, request_id: int, path: Path) -> Changes:
        """Write the approved file, as things stand now, and enter it in the register.

        One file for one approval: file, register and end of the request stand together or not
        at all. ``path`` must bear the kind's suffix. Raises Refused without a valid approval,
        EnvironmentTrouble when the file cannot be written.
        """
        now, account = self._work.clock.utc(), self._work.account
        with self._work.writing() as uow:
            row = own_request(uow.session, request_id, account)
            check_in_use(uow.session, account)
            check_approval(uow.session, row, now)
            kind = self._kind(row.kind)
            outgoing.check_place(self._folder, path, kind.suffix, kind.title)
            mark = Watermark(account, self._work.clock.now(), row.recipient, row.id)
            content = kind.build(uow.session, json.loads(row.scope), mark)
            row.state = ExportState.DONE
            item = outgoing.enter(
                uow.session,
                content,
                at=now,
                account=account,
                kind=row.kind,
                title=row.title,
                recipient=row.recipient,
                personal=kind.personal,
                request_id=row.id,
            )
            after = {
                "sha256": item.sha256,
                "recipient": row.recipient,
                "decided_by": row.decided_by,
            }
            summary = f"导出：{row.title}（申请{row.id}）"
            uow.record("export", SUBJECT, row.id, summary, None, after)
            outgoing.write_and_commit(uow, path, content)
        return Changes(exports=True)

    @allowed(Permission.ASK_EXPORT)
    def withdraw(self, request_id: int) -> Changes:
        """Take one's own request back, decided or not, while nothing was exported."""
        with self._work.writing() as uow:
            row = own_request(uow.session, request_id, self._work.account)
            if row.state not in (ExportState.PENDING, ExportState.APPROVED):
                raise Refused("这份申请已经办结，不能再撤回。", "请刷新后查看结果。")
            before = {"state": row.state.value, "decided_by": row.decided_by}
            approved = row.state is ExportState.APPROVED
            row.decision = "申请人撤回" + (f"（{row.decided_by}已同意）" if approved else "")
            row.state, row.valid_until = ExportState.REFUSED, None
            row.decided_by, row.decided_at = self._work.account, self._work.clock.utc()
            after = {"state": row.state.value, "decision": row.decision}
            summary = f"撤回导出申请：{row.title}（申请{row.id}）"
            uow.record("withdraw_export", SUBJECT, row.id, summary, before, after)
            uow.commit()
        return Changes(exports=True)

    @allowed(Permission.READ_REGISTER)
    def register(
        self,
        limit: int = 200,
        offset: int = 0,
        first: date | None = None,
        last: date | None = None,
    ) -> tuple[OutgoingRecord, ...]:
        """Return what left the office, newest first; between two local days when given."""
        with self._work.reading() as session:
            return outgoing.items(session, first, last, limit, offset)

    @allowed(Permission.READ_REGISTER)
    def register_count(self, first: date | None = None, last: date | None = None) -> int:
        """Return how many entries the register holds between two local days."""
        with self._work.reading() as session:
            return outgoing.count(session, first, last)

    @allowed(Permission.READ_REGISTER)
    def export_register(
        self, path: Path, first: date | None = None, last: date | None = None
    ) -> Changes:
        """Write the register as .xlsx and enter that it left; it holds nothing of what left.

        Raises Refused for a place among the program's own files, EnvironmentTrouble when it
        cannot be written.
        """
        from antifraud_desktop.documents.outgoing_workbook import build_register

        outgoing.check_place(self._folder, path, ".xlsx", "外发登记")
        with self._work.writing() as uow:
            content = build_register(outgoing.items(uow.session, first, last))
            title = f"外发登记（{outgoing.count(uow.session, first, last)}条）"
            outgoing.enter(
                uow.session,
                content,
                at=self._work.clock.utc(),
                account=self._work.account,
                kind=REGISTER,
                title=title,
            )
            uow.record("export", REGISTER, ".xlsx", f"导出{title}", None, None)
            outgoing.write_and_commit(uow, path, content)
        return Changes(exports=True)

    def _kind(self, code: str) -> ExportKind:
        kind = self._kinds.get(code)
        if kind is None:
            known = "、".join(k.title for k in self._kinds.values())
            raise Refused("没有这种导出。", f"可以导出的有：{known}。")
        return kind
