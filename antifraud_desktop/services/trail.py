"""The auditor's view: the trail by page, alarms, and the trail as a workbook."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from antifraud_desktop.action_words import LOOKING, action_word, subject_word
from antifraud_desktop.changes import Changes
from antifraud_desktop.clock import midnight_of
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.trail import TrailAlarm, TrailEntry, TrailFilter, TrailPage
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services import outgoing
from antifraud_desktop.work import Work, allowed
from db import chain
from db.models import AuditEntry
from db.queries import trail as queries
from db.queries.trail import TrailWhere

SHORTEST_REASON, LONGEST_REASON = 4, 150
MOST_EXPORTED = 50_000
KIND, SUFFIX = "trail", ".xlsx"


class TrailService:
    """Reads who did what. Before and after stay shut: an auditor sees no case content."""

    def __init__(self, work: Work, folder: DataFolder) -> None:
        """Keep the way to the database, and the program's folder."""
        self._work, self._folder = work, folder

    @allowed(Permission.READ_TRAIL)
    def page(self, wanted: TrailFilter, limit: int = 200, offset: int = 0) -> TrailPage:
        """Return entries newest first, and how many the filter keeps in all."""
        where = _where(wanted)
        with self._work.reading() as session:
            found = queries.page(session, where, limit, offset)
            total = queries.count(session, where)
        return TrailPage(tuple(_entry(row, kept) for row, kept in found), total)

    @allowed(Permission.READ_TRAIL)
    def accounts(self) -> tuple[str, ...]:
        """Return every account that stands in the trail, removed ones too."""
        with self._work.reading() as session:
            return queries.accounts(session)

    @allowed(Permission.READ_OFFICE)
    def alarms(self) -> tuple[TrailAlarm, ...]:
        """Return the alarms nobody has cleared; everybody may know that there are some."""
        with self._work.reading() as session:
            found = queries.entries(session, chain.open_alarms(session))
        return tuple(TrailAlarm(e.sequence, e.at, e.account, e.summary) for e in found)

    @allowed(Permission.READ_TRAIL)
    def clear_alarm(self, number: int, reason: str) -> Changes:
        """Close an alarm with what was found out; both stay in the trail for good."""
        said = " ".join(reason.split())
        if not SHORTEST_REASON <= len(said) <= LONGEST_REASON:
            text = f"请写明查清的情况，{SHORTEST_REASON}至{LONGEST_REASON}个字"
            raise Invalid((Problem("reason", Severity.ERROR, text, "reason"),))
        with self._work.writing() as uow:
            if number not in chain.open_alarms(uow.session):
                raise Refused(f"第{number}号报警已经处理过。", "请刷新后再看。")
            told = f"处理第{number}号报警"
            uow.record(chain.CLEARED, chain.SUBJECT, number, told, None, {"reason": said})
            uow.commit()
        return Changes(accounts=True)

    @allowed(Permission.READ_TRAIL)
    def export(self, wanted: TrailFilter, path: Path) -> Changes:
        """Write the filtered trail as a workbook and enter it in the register of what left.

        Raises Refused when it is more than a workbook bears, or for a place among the program's
        own files; EnvironmentTrouble when it cannot be written.
        """
        from antifraud_desktop.documents.trail_workbook import build_trail

        outgoing.check_place(self._folder, path, SUFFIX, "操作记录")
        where = _where(wanted)
        with self._work.writing() as uow:
            total = queries.count(uow.session, where)
            if total > MOST_EXPORTED:
                raise Refused(
                    f"共{total}条，一份表格最多{MOST_EXPORTED}条。", "请缩小日期范围后分次导出。"
                )
            rows = queries.page(uow.session, where, None, 0)
            content = build_trail([_entry(row, kept) for row, kept in rows])
            title = f"操作记录（{total}条）"
            outgoing.enter(
                uow.session,
                content,
                at=self._work.clock.utc(),
                account=self._work.account,
                kind=KIND,
                title=title,
            )
            uow.record("export", KIND, path.suffix, f"导出{title}", None, None)
            outgoing.write_and_commit(uow, path, content)
        return Changes(documents=True)


def _where(wanted: TrailFilter) -> TrailWhere:
    actions = (wanted.action,) if wanted.action else LOOKING if wanted.looks else ()
    return TrailWhere(
        since=midnight_of(wanted.first) if wanted.first else None,
        until=midnight_of(wanted.last + timedelta(days=1)) if wanted.last else None,
        account=wanted.account,
        actions=actions,
        subject=wanted.subject.strip(),
    )


def _entry(row: AuditEntry, payload: int | None) -> TrailEntry:
    detail = "有" if payload is not None else "已清除" if row.payload_digest is not None else ""
    return TrailEntry(
        sequence=row.sequence,
        at=row.at,
        account=row.account,
        action=action_word(row.action),
        subject_kind=subject_word(row.subject_kind),
        subject_id=row.subject_id,
        summary=row.summary,
        detail=detail,
    )
