"""Doubles: finding rows that may be one person, and making them one with both histories."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.records.person_views import DoublePair
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.file_access import PERSON, person_row
from antifraud_desktop.services.file_events import MERGED, add_event
from antifraud_desktop.services.file_texts import reason_problems
from antifraud_desktop.services.history import changed_elsewhere
from antifraud_desktop.services.person_rows import told
from antifraud_desktop.services.person_search import rows_by_id
from antifraud_desktop.work import Work, allowed
from db.models import CaseFile, Person, RightsRequest
from db.queries.doubles import pairs

MOST = 200
WHY = {
    "number": "身份证号相同",
    "birth": "姓名和出生日期相同",
    "phone": "姓名和电话相同",
    "unit": "姓名和单位相同",
}
_FILLED = ("identity_number", "identity_tail", "birth_on", "gender", "phone", "phone_tail")
_FILLED_TOO = ("unit_id", "address", "guardian")


class PersonMergeService:
    """Makes two rows one person. Only who sees all files can: both histories move."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.ALL_FILES)
    def doubles(self, most: int = MOST) -> tuple[DoublePair, ...]:
        """Return pairs of rows that may be one person, the surest first.

        The same identity number; or the same name with birth, phone or unit, unless two different
        identity numbers tell them apart.
        """
        with self._work.reading() as session:
            found = pairs(session, min(most, MOST))
            numbers = {n for first, second, _why in found for n in (first, second)}
            rows = {r.person_id: r for r in rows_by_id(session, self._work, sorted(numbers))}
        return tuple(
            DoublePair(rows[first], rows[second], WHY[why]) for first, second, why in found
        )

    @allowed(Permission.WRITE_FILES)
    def merge(
        self, kept_id: int, double_id: int, reason: str, kept_version: int, double_version: int
    ) -> Changes:
        """Move a double's files and requests to the person that is kept.

        What the kept row leaves empty is taken from the double; the double's row stays as it was
        and points to the kept one. Raises Refused when two identity numbers tell them apart.
        """
        self._work.require(Permission.ALL_FILES)
        problems = reason_problems("reason", reason, "合并的原因")
        if kept_id == double_id:
            text = "请选择两份不同的人员资料"
            problems = (*problems, Problem("double", Severity.ERROR, text, "same"))
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            session = uow.session
            kept = self._row(session, kept_id, kept_version)
            double = self._row(session, double_id, double_version)
            numbers = {kept.identity_number, double.identity_number} - {""}
            if len(numbers) > 1:
                raise Refused(
                    "两份资料的身份证号不同，不能合并。",
                    "请先对照证件改正录错的号码；确是两个人的，不要合并。",
                )
            before = {"kept": told(kept), "double": told(double)}
            moved = self._move(session, kept, double, reason)
            session.flush()
            after = {"kept": told(kept), "files": moved, "double": double.id, "reason": reason}
            said = f"合并人员资料：第{double.id}号并入第{kept.id}号"
            uow.record("merge_persons", PERSON, kept.id, said, before, after)
            uow.commit()
        return Changes(persons=True, retention=True)

    def _row(self, session: Session, person_id: int, version: int) -> Person:
        row = session.get(Person, person_id)
        if row is not None and row.merged_into is not None:
            raise Refused("这份人员资料已经合并过。", "请刷新后再看。")
        row = person_row(session, self._work, person_id)
        if row.version != version:
            raise changed_elsewhere(session, "此人的资料", PERSON, str(person_id))
        return row

    def _move(self, session: Session, kept: Person, double: Person, reason: str) -> list[int]:
        """Move everything; return the numbers of the files that moved."""
        of_double = CaseFile.person_id == double.id
        moved = list(session.scalars(select(CaseFile.id).where(of_double).order_by(CaseFile.id)))
        stayed = session.scalars(select(CaseFile.id).where(CaseFile.person_id == kept.id)).all()
        for name in (*_FILLED, *_FILLED_TOO):
            if getattr(kept, name) in (None, ""):
                setattr(kept, name, getattr(double, name))
        session.execute(
            update(CaseFile)
            .where(of_double)
            .values(person_id=kept.id, version=CaseFile.version + 1)
            .execution_options(synchronize_session=False)
        )
        session.execute(
            update(RightsRequest)
            .where(RightsRequest.person_id == double.id)
            .values(person_id=kept.id, version=RightsRequest.version + 1)
            .execution_options(synchronize_session=False)
        )
        for file_id in (*moved, *stayed):
            add_event(session, self._work, file_id, MERGED, str(double.id), str(kept.id), reason)
        double.merged_into = kept.id
        session.flush()
        session.expire_all()
        return moved
