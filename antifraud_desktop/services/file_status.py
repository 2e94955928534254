"""What becomes of a file: attention, restriction, review, renewal, closing, sealing."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.retention import Term, TermUnit
from antifraud_desktop.rules.case_retention import answers_to_renewal
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.rules.retention import due_on
from antifraud_desktop.services.erasing_now import erase_now
from antifraud_desktop.services.file_access import FILE, file_row, file_to_change
from antifraud_desktop.services.file_events import (
    ATTENTION,
    CLOSED,
    CONFIRMED,
    DECLINED,
    RENEWED,
    RESUMED,
    REVIEWED,
    STOPPED,
    add_event,
)
from antifraud_desktop.services.file_refusals import raise_if_any
from antifraud_desktop.services.file_terms import retained_until, settle_terms, until_when_closed
from antifraud_desktop.services.file_texts import reason_problems
from antifraud_desktop.services.follow_up import refresh_follow_up
from antifraud_desktop.work import Work, allowed
from db.models import BasisDocument, FileEvent
from db.vocabulary import AttentionLevel, CaseCategory, FileStatus

ATTENTION_AT_MOST = Term(6, TermUnit.MONTHS)
SEALED = "file_sealed"
DONE = Changes(persons=True, retention=True)
OPEN, STOPPED_FILE, CLOSED_FILE = FileStatus.OPEN, FileStatus.STOPPED, FileStatus.CLOSED


class FileStatusService:
    """Steps that change how a file stands; each is in its history with who, when and why."""

    def __init__(self, work: Work, folder: DataFolder) -> None:
        """Keep the way to the database and the data folder."""
        self._work, self._folder = work, folder

    @allowed(Permission.WRITE_FILES)
    def set_attention(
        self, file_id: int, level: AttentionLevel, reason: str, until: date | None, version: int
    ) -> Changes:
        """Set how closely a person is looked after: a person decides, nothing is computed.

        A raised level has a reason and ends within six months. ``close`` waits until another
        account confirms it.
        """
        raised = level is not AttentionLevel.NORMAL
        problems = list(reason_problems("reason", reason, "原因"))
        if raised:
            problems += _until_problems(self._work.clock.today(), until)
        if problems:
            raise Invalid(tuple(problems))
        with self._work.writing() as uow:
            row = file_to_change(uow.session, self._work, file_id, version)
            before = row.attention
            row.attention, row.attention_reviewer = level, ""
            row.attention_reason = " ".join(reason.split()) if raised else ""
            row.attention_until = until if raised else None
            add_event(
                uow.session, self._work, file_id, ATTENTION, before.value, level.value, reason
            )
            uow.session.flush()
            said = f"关注程度：{label_of(before)}改为{label_of(level)}"
            uow.record("set_attention", FILE, file_id, said, None, {"reason": reason})
            uow.commit()
        return DONE

    @allowed(Permission.REVIEW_FILES)
    def confirm_attention(
        self, file_id: int, version: int, *, agreed: bool = True, reason: str = ""
    ) -> Changes:
        """Confirm that a person is looked after closely, or decline it with a reason.

        Never by the account that set it. Declined, the level is normal again.
        """
        problems = () if agreed else reason_problems("reason", reason, "退回的原因")
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            row = file_to_change(uow.session, self._work, file_id, version)
            if row.attention is not AttentionLevel.CLOSE or row.attention_reviewer:
                raise Refused("这份档案没有待复核的关注程度。", "请刷新后再看。")
            if _set_by(uow.session, file_id) == self._work.account:
                raise Refused("关注程度不能由设定的人自己复核。", "请另一位复核员登录后核对。")
            kind, before = (CONFIRMED if agreed else DECLINED), row.attention
            if agreed:
                row.attention_reviewer = self._work.account
            else:
                row.attention, row.attention_until = AttentionLevel.NORMAL, None
                row.attention_reason = ""
            after = row.attention.value
            told = "" if agreed else before.value
            add_event(uow.session, self._work, file_id, kind, told, after, reason)
            uow.session.flush()
            said = "同意重点关注" if agreed else "退回重点关注"
            uow.record("confirm_attention", FILE, file_id, said)
            uow.commit()
        return DONE

    @allowed(Permission.WRITE_FILES)
    def stop(self, file_id: int, reason: str, version: int) -> Changes:
        """Restrict a file: it is stored and nothing else, no follow-up is due (PIPL 44)."""
        return self._move(file_id, reason, version, STOPPED_FILE, (OPEN,))

    @allowed(Permission.WRITE_FILES)
    def resume(self, file_id: int, reason: str, version: int) -> Changes:
        """Take a restriction back, with the reason."""
        return self._move(file_id, reason, version, OPEN, (STOPPED_FILE,))

    @allowed(Permission.WRITE_FILES)
    def close(self, file_id: int, reason: str, version: int) -> Changes:
        """End a file: from then on its term runs out, nothing is added to it."""
        return self._move(file_id, reason, version, CLOSED_FILE, (OPEN, STOPPED_FILE))

    @allowed(Permission.WRITE_FILES)
    def until_when_closed(self, file_id: int) -> date:
        """Return the first day a file may go for good, were it closed today; told beforehand."""
        with self._work.reading() as session:
            row = file_row(session, self._work, file_id)
            return until_when_closed(session, row, self._work.clock.today())

    @allowed(Permission.WRITE_FILES)
    def renew(self, file_id: int, reason: str, version: int) -> Changes:
        """Keep a concern for thirty more days, twice at most, each time for a new reason (R11)."""
        problems = reason_problems("reason", reason, "续期的新理由")
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            session = uow.session
            row = file_to_change(session, self._work, file_id, version)
            if row.category is not CaseCategory.CONCERN:
                raise Refused(
                    "只有“公安机关书面提示”档案可以续期。", "其他档案按依据保存到期，不能续期。"
                )
            until = retained_until(session, row)
            earlier, today = _reasons(session, file_id), self._work.clock.today()
            raise_if_any(answers_to_renewal(row.renewals, until, reason, earlier, today))
            row.renewals += 1
            settle_terms(session, row)
            add_event(session, self._work, file_id, RENEWED, reason=reason)
            session.flush()
            said = f"公安机关书面提示续期：第{row.renewals}次"
            uow.record("renew_file", FILE, file_id, said, None, {"reason": reason})
            uow.commit()
        return DONE

    @allowed(Permission.WRITE_FILES)
    def review(self, file_id: int, finding: str, version: int) -> Changes:
        """Look at a file again and say what was found; the next look is due a year later."""
        problems = reason_problems("finding", finding, "审核的结论")
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            row = file_to_change(uow.session, self._work, file_id, version, (OPEN, STOPPED_FILE))
            add_event(uow.session, self._work, file_id, REVIEWED, reason=finding)
            settle_terms(uow.session, row)
            uow.session.flush()
            uow.record("review_file", FILE, file_id, "定期审核档案", None, {"finding": finding})
            uow.commit()
        return DONE

    @allowed(Permission.ERASE)
    def purge_sealed(self, file_id: int, received_on: date) -> Changes:
        """Erase a file for good because a sealing notice came: no trace but a marker.

        The marker says that file so-and-so was erased, when and by whom; the notice itself is not
        kept. Its bytes go too, unless somebody reads just now: then with the next erasing.
        """
        self._work.require(Permission.READ_FILES)
        if received_on > self._work.clock.today():
            text = "收到封存通知的日期晚于今天"
            raise Invalid((Problem("received_on", Severity.ERROR, text, "future"),))
        with self._work.reading() as session:
            file_row(session, self._work, file_id)
        why = f"按{received_on.isoformat()}收到的封存通知清除"
        erase_now(self._work, self._folder, SEALED, [str(file_id)], why, "人员档案")
        return DONE

    def _move(
        self,
        file_id: int,
        reason: str,
        version: int,
        status: FileStatus,
        since: tuple[FileStatus, ...],
    ) -> Changes:
        problems = reason_problems("reason", reason, "原因")
        if problems:
            raise Invalid(problems)
        kind, action, word = _MOVES[status]
        with self._work.writing() as uow:
            row = file_to_change(uow.session, self._work, file_id, version, since)
            row.status = status
            row.closing = "" if status is OPEN else " ".join(reason.split())
            if status is CLOSED_FILE:
                row.closed_on = self._work.clock.today()
            add_event(uow.session, self._work, file_id, kind, reason=reason)
            settle_terms(uow.session, row)
            refresh_follow_up(uow.session, [file_id])  # days it was stopped do not run (R12)
            uow.record(action, FILE, file_id, word, None, {"reason": reason})
            uow.commit()
        return DONE


_MOVES = {
    STOPPED_FILE: (STOPPED, "stop_file", "限制处理档案"),
    OPEN: (RESUMED, "resume_file", "恢复办理档案"),
    CLOSED_FILE: (CLOSED, "close_file", "结案"),
}


def _until_problems(today: date, until: date | None) -> tuple[Problem, ...]:
    last = due_on(today, ATTENTION_AT_MOST)
    if until is None or not today < until <= last:
        text = f"请选择到期日，明天起到{last.isoformat()}之间（最长6个月）"
        return (Problem("until", Severity.ERROR, text, "range"),)
    return ()


def _set_by(session: Session, file_id: int) -> str | None:
    e = FileEvent
    statement = select(e.account).where(e.file_id == file_id, e.kind == ATTENTION)
    return session.scalar(statement.order_by(e.id.desc()).limit(1))


def _reasons(session: Session, file_id: int) -> tuple[str, ...]:
    """Return the reasons a concern was opened and renewed for."""
    e, b = FileEvent, BasisDocument
    renewed = select(e.reason).where(e.file_id == file_id, e.kind == RENEWED)
    told = select(b.text).where(b.file_id == file_id)
    return (*session.scalars(told), *session.scalars(renewed))
