"""Children who left school: a module of its own, under a key of its own, linked to nothing.

What the audit trail keeps of it are actions and record numbers; never a word about a child, not
even in its erasable part, which others may read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.personal import Unmasked
from antifraud_desktop.records.youth import (
    MandatoryReport,
    ReportTo,
    YouthDue,
    YouthFields,
    YouthReason,
    YouthRow,
    YouthView,
)
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.rules.retention import latest_due
from antifraud_desktop.rules.youth_forms import note_problems, problems_of
from antifraud_desktop.services.erasing_now import erase_now
from antifraud_desktop.services.file_access import SEEN_FOR, VIEWED
from antifraud_desktop.services.history import changed_elsewhere
from antifraud_desktop.services.unmasking import UnmaskService, is_open
from antifraud_desktop.services.youth_rows import (
    KEPT,
    OPEN,
    SUBJECT,
    Content,
    close,
    found_by,
    opened,
    row_of,
    view_of,
)
from antifraud_desktop.vault import Vault
from antifraud_desktop.work import Work, allowed
from db.models import YouthRecord
from db.queries.file_access import viewed_since
from db.youth_key import YouthSecret

Change = Callable[[Content], Content]
_CHANGED = Changes(youth=True)
_SHUT = (
    "这个账号还打不开未成年人模块。",
    "请已能打开的未保专干在模块里授权，然后重新登录；或用打印的模块恢复码。",
)


class YouthService:
    """Keeps the records. Only accounts that were granted the children's key get anything."""

    def __init__(self, work: Work, vault: Vault) -> None:
        """Keep the way to the database, and to the key that sign-in opened."""
        self._work, self._vault = work, vault

    @allowed(Permission.YOUTH)
    def list(self, text: str = "") -> tuple[YouthRow, ...]:
        """Return the children found by name, pinyin, school or village; all without a text.

        Those not back at school come first, then the newest.
        """
        with self._work.reading() as session:
            rows = [
                (row, content)
                for row, content in self._all(session)
                if not text.strip() or found_by(content, text)
            ]
        rows.sort(key=lambda pair: (pair[0].returned_on is not None, -pair[0].id))
        return tuple(row_of(row, content) for row, content in rows)

    @allowed(Permission.YOUTH)
    def read(self, record_id: int) -> YouthView:
        """Return one record, masked, and note that it was looked at."""
        with self._work.reading() as session:
            row = _row(session, record_id)
            view = view_of(row, opened(row, self._secret()))
        self._note_view(record_id)
        return view

    @allowed(Permission.YOUTH)
    def unmask(self, record_id: int, reason: YouthReason) -> Unmasked:
        """Open one record for five minutes, for one of the listed reasons."""
        with self._work.reading() as session:
            _row(session, record_id)
        self._secret()
        permissions = self._work.permissions | {Permission.SEE_PERSONAL}
        mask = UnmaskService(replace(self._work, permissions=permissions))
        return mask.unmask(SUBJECT, str(record_id), label_of(reason))

    @allowed(Permission.YOUTH)
    def whole(self, grant: Unmasked) -> YouthFields:
        """Return a record's fields in full, while the grant for it is open.

        Raises Refused when it is over or another account's.
        """
        known = grant.subject_kind == SUBJECT
        if not known or not is_open(grant, self._work.account, self._work.clock.now()):
            raise Refused("显示完整信息的时间已过。", "需要时请重新选择理由后显示。")
        with self._work.reading() as session:
            row = _row(session, int(grant.subject_id))
            return opened(row, self._secret()).fields

    @allowed(Permission.YOUTH)
    def save(self, given: YouthFields, record_id: int = 0, version: int = 0) -> tuple[int, Changes]:
        """Begin a record (number 0) or change one; return its number.

        Raises Invalid with every problem, ChangedElsewhere when somebody saved it first.
        """
        problems = problems_of(given, self._work.clock.today())
        if problems:
            raise Invalid(problems)
        secret = self._secret()
        with self._work.writing() as uow:
            if record_id:
                row = _row(uow.session, record_id, version)
                content = replace(opened(row, secret), fields=given)
            else:
                row = YouthRecord(nonce=b"", box=b"", created_at=self._work.clock.utc())
                uow.session.add(row)
                uow.session.flush()
                content = Content(given)
            close(row, secret, content)
            said = "修改未成年人记录" if record_id else "新增未成年人记录"
            uow.record("youth.save", SUBJECT, row.id, said)
            uow.session.flush()
            number = row.id
            uow.commit()
        return number, _CHANGED

    @allowed(Permission.YOUTH)
    def report(self, record_id: int, to: ReportTo, on: date, by: str, version: int) -> Changes:
        """Note a mandatory report: to whom, when, by whom. It stays open until its outcome."""
        problems = [*note_problems("by", by), *self._not_later("on", on)]
        if problems:
            raise Invalid(tuple(problems))

        def reported(content: Content) -> Content:
            one = MandatoryReport(len(content.reports) + 1, to, on, by.strip())
            return replace(content, reports=(*content.reports, one))

        return self._change(record_id, version, "youth.report", "登记强制报告", reported)

    @allowed(Permission.YOUTH)
    def outcome(self, record_id: int, number: int, on: date, text: str, version: int) -> Changes:
        """Note what came of a report, which closes it."""
        problems = [*note_problems("outcome", text), *self._not_later("outcome_on", on)]
        if problems:
            raise Invalid(tuple(problems))

        def answered(content: Content) -> Content:
            if number not in {r.number for r in content.reports if r.is_open}:
                raise Refused("没有这项待反馈的报告，可能刚被登记。", "请刷新后再看。")
            reports = tuple(
                replace(r, outcome=text.strip(), outcome_on=on) if r.number == number else r
                for r in content.reports
            )
            return replace(content, reports=reports)

        return self._change(record_id, version, "youth.outcome", "登记强制报告结果", answered)

    @allowed(Permission.YOUTH)
    def back_at_school(self, record_id: int, on: date | None, version: int) -> Changes:
        """Note the return to school (None: left again); the record goes 6 months later."""
        if on is not None:
            problems = self._not_later("returned_on", on)
            if problems:
                raise Invalid(problems)
        with self._work.writing() as uow:
            row = _row(uow.session, record_id, version)
            opened(row, self._secret())
            row.returned_on = on
            uow.record("youth.returned", SUBJECT, record_id, "登记复学" if on else "取消复学登记")
            uow.commit()
        return _CHANGED | Changes(retention=True)

    @allowed(Permission.YOUTH)
    def due(self) -> YouthDue:
        """Return what waits, in numbers; needs no key."""
        cutoff = latest_due(self._work.clock.today(), KEPT)
        r = YouthRecord
        with self._work.reading() as session:
            states = dict(
                session.execute(select(r.report_state, func.count()).group_by(r.report_state)).all()
            )
        return YouthDue(
            open_reports=states.get(OPEN, 0),
            never_reported=states.get("", 0),
            to_erase=len(self._to_erase(cutoff)),
        )

    @allowed(Permission.YOUTH)
    def erase_due(self) -> Changes:
        """Delete for good the records of children back at school for six months."""
        due = self._to_erase(latest_due(self._work.clock.today(), KEPT))
        if not due:
            raise Refused("没有到期的记录。", "复学满六个月、报告都有结果的记录才到期。")
        return self._erase(due, "复学满六个月")

    @allowed(Permission.YOUTH)
    def remove(self, record_id: int) -> Changes:
        """Delete one record for good: made in error, or asked for by the guardian.

        Raises Refused while a mandatory report has no outcome.
        """
        with self._work.reading() as session:
            row = _row(session, record_id)
            opened(row, self._secret())
            if row.report_state == OPEN:
                raise Refused("还有强制报告没有结果，不能删除。", "请先登记报告结果。")
        return self._erase((str(record_id),), "登记有误或监护人要求")

    def _erase(self, numbers: tuple[str, ...], reason: str) -> Changes:
        erase_now(self._work, self._vault.folder, SUBJECT, numbers, reason, "未成年人记录")
        return _CHANGED | Changes(retention=True)

    def _to_erase(self, cutoff: date) -> tuple[str, ...]:
        r = YouthRecord
        with self._work.reading() as session:
            statement = select(r.id).where(r.returned_on <= cutoff, r.report_state != OPEN)
            return tuple(str(number) for number in session.scalars(statement))

    def _change(
        self,
        record_id: int,
        version: int,
        action: str,
        said: str,
        change: Change,
    ) -> Changes:
        secret = self._secret()
        with self._work.writing() as uow:
            row = _row(uow.session, record_id, version)
            close(row, secret, change(opened(row, secret)))
            uow.record(action, SUBJECT, record_id, said)
            uow.commit()
        return _CHANGED

    def _all(self, session: Session) -> Iterator[tuple[YouthRecord, Content]]:
        secret = self._secret()
        for row in session.scalars(select(YouthRecord)):
            yield row, opened(row, secret)

    def _secret(self) -> YouthSecret:
        if self._vault.youth is None:
            raise Refused(*_SHUT)
        return self._vault.youth

    def _not_later(self, field: str, day: date) -> tuple[Problem, ...]:
        if day > self._work.clock.today():
            return (Problem(field, Severity.ERROR, "日期在今天之后", "future"),)
        return ()

    def _note_view(self, record_id: int) -> None:
        since = self._work.clock.utc() - SEEN_FOR
        subject = (SUBJECT, str(record_id), self._work.account)
        with self._work.reading() as session:
            if viewed_since(session, VIEWED, *subject, since):
                return
        with self._work.writing() as uow:
            uow.record(VIEWED, SUBJECT, record_id, "查看未成年人记录")
            uow.commit()


def _row(session: Session, record_id: int, version: int | None = None) -> YouthRecord:
    row = session.get(YouthRecord, record_id)
    if row is None:
        raise Refused("没有这条记录，可能已到期删除。", "请刷新后再看。")
    if version is not None and row.version != version:
        raise changed_elsewhere(session, "这条记录", SUBJECT, str(record_id))
    return row
