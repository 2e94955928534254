"""Findings of inspections: listed, put right, verified or sent back (问题整改)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Refused
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.supervision import (
    FindingFilter,
    FindingRecord,
    FindingState,
    NewFinding,
)
from antifraud_desktop.rules.findings import problems_of_day, problems_of_finding
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.drafts import forget_draft
from antifraud_desktop.services.file_texts import reason_problems
from antifraud_desktop.services.ledger_export import export_tables
from antifraud_desktop.services.supervision_papers import sheet_head
from antifraud_desktop.services.supervision_rows import FINDING, findings_of, taken
from antifraud_desktop.services.taking import require
from antifraud_desktop.services.written_text import LINE, NOTE, problems_of_texts
from antifraud_desktop.work import Work, allowed
from db.models import Finding, Inspection
from db.queries import supervision as queries

LEDGER = "督导整改台账"


class FindingService:
    """What is open, overdue, rectified or verified is derived; see rules/findings.py."""

    def __init__(self, work: Work, folder: DataFolder) -> None:
        """Keep the way to the database and where nothing is exported to."""
        self._work = work
        self._folder = folder

    @allowed(Permission.READ_FIGURES)
    def ids(self, wanted: FindingFilter | None = None) -> tuple[int, ...]:
        """Return the numbers of a list: overdue first, then by due day, verified ones last."""
        with self._work.reading() as session:
            return tuple(self._ids(session, wanted or FindingFilter()))

    @allowed(Permission.READ_FIGURES)
    def some(self, numbers: Sequence[int]) -> tuple[FindingRecord | None, ...]:
        """Return findings in the order asked for; None for one that went meanwhile."""
        with self._work.reading() as session:
            found = findings_of(session, numbers, self._work.clock.today())
        return tuple(found.get(number) for number in numbers)

    @allowed(Permission.READ_FIGURES)
    def get(self, finding_id: int) -> FindingRecord:
        """Return one finding; Refused when it is gone."""
        with self._work.reading() as session:
            taken(session, Finding, finding_id)
            return findings_of(session, [finding_id], self._work.clock.today())[finding_id]

    @allowed(Permission.READ_FIGURES)
    def counts(self) -> dict[FindingState, int]:
        """Return how many findings are in each state today; a state without one is 0."""
        with self._work.reading() as session:
            found = queries.finding_counts(session, self._work.clock.today())
        return {state: found.get(state, 0) for state in FindingState}

    @allowed(Permission.KEEP_LEDGERS)
    def change(self, finding_id: int, given: NewFinding, version: int) -> Changes:
        """Change what was found, what is asked for or by when; Refused once it is verified.

        Raises Invalid with every problem, ChangedElsewhere on a stale version.
        """
        texts = problems_of_texts({"text": given.text, "demand": given.demand}, NOTE)

        def change(row: Finding, inspected_on: date) -> str:
            require(problems_of_finding(given, inspected_on) + texts)
            if row.verified_on is not None:
                raise Refused("这个问题已经验收销号，不能再改。")
            row.text, row.demand = given.text.strip(), given.demand.strip()
            row.due_on = given.due_on
            return "修改督导问题"

        return self._write(finding_id, version, "save_finding", change)

    @allowed(Permission.KEEP_LEDGERS)
    def rectify(
        self, finding_id: int, on: date, done: str, version: int, draft: str = ""
    ) -> Changes:
        """Note what the unit did and when; it waits for verification. ``draft`` is forgotten."""
        said = done.strip()

        def change(row: Finding, inspected_on: date) -> str:
            problems = problems_of_day("on", on, inspected_on, self._work.clock.today())
            require(problems + reason_problems("done", said, "整改情况", NOTE))
            if row.verified_on is not None:
                raise Refused("这个问题已经验收销号。")
            row.rectified_on, row.rectification, row.sent_back = on, said, ""
            return "登记整改情况"

        return self._write(finding_id, version, "rectify_finding", change, draft)

    @allowed(Permission.KEEP_LEDGERS)
    def verify(self, finding_id: int, on: date, by: str, version: int) -> Changes:
        """Accept a rectification: who looked, and when. The finding is closed by it (R15)."""
        who = by.strip()

        def change(row: Finding, _inspected_on: date) -> str:
            rectified_on = _rectified(row)
            problems = problems_of_day("on", on, rectified_on, self._work.clock.today())
            require(problems + reason_problems("by", who, "验收人", 64))
            row.verified_on, row.verified_by = on, who
            return "验收销号"

        return self._write(finding_id, version, "verify_finding", change)

    @allowed(Permission.KEEP_LEDGERS)
    def send_back(self, finding_id: int, reason: str, version: int) -> Changes:
        """Do not accept a rectification, with the reason; the finding is to be put right again.

        Its due day stays; what had been told stays in the audit trail and in ``rectification``.
        """
        said = " ".join(reason.split())

        def change(row: Finding, _inspected_on: date) -> str:
            _rectified(row)
            require(reason_problems("reason", said, "退回原因", LINE))
            row.rectified_on, row.sent_back = None, said
            return "退回整改"

        return self._write(finding_id, version, "send_back_finding", change)

    @allowed(Permission.KEEP_LEDGERS)
    def reopen(self, finding_id: int, version: int) -> Changes:
        """Take back a verification entered by mistake; it waits for verification again."""

        def change(row: Finding, _inspected_on: date) -> str:
            if row.verified_on is None:
                raise Refused("这个问题还没有验收。")
            row.verified_on, row.verified_by = None, ""
            return "撤销验收"

        return self._write(finding_id, version, "reopen_finding", change)

    @allowed(Permission.KEEP_LEDGERS)
    def remove(self, finding_id: int, version: int) -> Changes:
        """Delete a finding entered by mistake; Refused once it was rectified or sent back."""
        with self._work.writing() as uow:
            row = taken(uow.session, Finding, finding_id, version)
            if row.rectified_on is not None or row.sent_back:
                raise Refused("这个问题已经开始整改，不能删除。")
            before = _told(row)
            uow.session.delete(row)
            uow.record("remove_finding", FINDING, finding_id, "删除督导问题", before, None)
            uow.commit()
        return Changes(supervision=True)

    @allowed(Permission.READ_FIGURES)
    def export(self, path: Path, wanted: FindingFilter | None = None) -> Changes:
        """Write the findings of a list as .xlsx; registered as what left the office."""
        from antifraud_desktop.documents.inspection_ledger import finding_table

        today = self._work.clock.today()
        with self._work.reading() as session:
            numbers = self._ids(session, wanted or FindingFilter())
            found = findings_of(session, numbers, today)
            head = sheet_head(session, self._work.clock)
        table = finding_table(head, [found[number] for number in numbers])
        return export_tables(self._work, self._folder, path, "finding_ledger", LEDGER, [table])

    def _write(
        self,
        finding_id: int,
        version: int,
        action: str,
        change: Callable[[Finding, date], str],
        draft: str = "",
    ) -> Changes:
        with self._work.writing() as uow:
            row = taken(uow.session, Finding, finding_id, version)
            inspection = uow.session.get_one(Inspection, row.inspection_id)
            before = _told(row)
            told = change(row, inspection.day)
            uow.record(action, FINDING, finding_id, told, before, _told(row))
            forget_draft(uow.session, self._work.account, draft)
            uow.commit()
        return Changes(supervision=True)

    def _ids(self, session: Session, wanted: FindingFilter) -> list[int]:
        today = self._work.clock.today()
        where = queries.where_of_findings(
            today,
            wanted.states,
            wanted.unit_code,
            wanted.first,
            wanted.last,
            wanted.text,
            wanted.inspection_id,
        )
        return queries.finding_ids(session, where, today)


def _rectified(row: Finding) -> date:
    if row.verified_on is not None:
        raise Refused("这个问题已经验收销号。")
    if row.rectified_on is None:
        raise Refused("还没有登记整改情况。", "请先登记单位报来的整改情况。")
    return row.rectified_on


def _told(row: Finding) -> dict[str, object]:
    return {
        "text": row.text,
        "demand": row.demand,
        "due_on": row.due_on,
        "rectified_on": row.rectified_on,
        "rectification": row.rectification,
        "verified_on": row.verified_on,
        "verified_by": row.verified_by,
        "sent_back": row.sent_back,
    }
