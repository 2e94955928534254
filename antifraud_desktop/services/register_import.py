"""An old register of persons: looked at, and what rests on a document taken in (R11).

What is refused leaves no trace: not in a table, not in the audit trail, not in what is
remembered of the columns, which is places and roles alone. The file stays where it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import EnvironmentTrouble, Invalid, Refused, Severity
from antifraud_desktop.intake.person_register import RegisterReading, read_register
from antifraud_desktop.intake.register_matching import KnownPerson, Matcher, Opened
from antifraud_desktop.intake.register_rows import JudgedRow, RowJudge
from antifraud_desktop.records.case_requests import NewFile
from antifraud_desktop.records.persons import Refusal
from antifraud_desktop.records.register import (
    ColumnRole,
    RegisterResult,
    RegisterReview,
    RegisterRow,
    RowVerdict,
)
from antifraud_desktop.rules.case_basis import Answer
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.rules.units import is_active
from antifraud_desktop.services import outgoing
from antifraud_desktop.services.backup_rows import option, set_option
from antifraud_desktop.services.case_opening import answers_to, put_file
from antifraud_desktop.services.file_refusals import FileRefused
from antifraud_desktop.services.forms import FormService
from antifraud_desktop.services.officers import officer_problems
from antifraud_desktop.services.records_of import township_record, unit_records
from antifraud_desktop.services.register_handing import failed_rows
from antifraud_desktop.work import Work, allowed
from db.queries.register import accounts_called, files_known, known_persons
from db.vocabulary import CaseCategory, FileStatus

IMPORTED, HANDED_BACK, SUBJECT = "import_register", "hand_back_register", "register"
REMEMBERED = "register_map."
FAILED_TITLE = "旧台账未导入的行"
_OFFICERS_LEFT = "包保人与账号对不上的没有登记，建档后请在档案里指定包保责任人。"
_CHANGED = ("这个台账文件在预览之后改动过。", "请重新预览，看过结果再确认。")


_Opens = Callable[[Session, Work, NewFile, int | None], Opened]


class RegisterService:
    """Imports of old registers. Only who may search all persons imports: R11, doubles."""

    def __init__(self, work: Work, forms: FormService) -> None:
        """Keep the way to the database, and the gate of the impact assessment."""
        self._work, self._forms = work, forms

    @allowed(Permission.WRITE_FILES)
    def review(
        self, path: Path, roles: Mapping[int, ColumnRole] | None = None, sheet: str = ""
    ) -> RegisterReview:
        """Return what would become of every row; nothing is written (dry run).

        ``roles`` are columns as somebody settled them; without them an earlier import of a
        register laid out alike tells. Raises Refused when no register is found in the file.
        """
        self._work.require(Permission.ALL_FILES)
        digest = _digest(path)
        reading, remembered = self._reading(path, roles, sheet)
        with self._work.reading() as session:
            rows, notices = self._settled(session, reading, _would_open)
        return RegisterReview(
            sheet=reading.sheet.title,
            head_row=reading.head_row,
            columns=reading.columns,
            rows=rows,
            notices=(*reading.notices, *notices),
            remembered=remembered,
            digest=digest,
        )

    @allowed(Permission.WRITE_FILES)
    def accept(self, path: Path, review: RegisterReview) -> RegisterResult:
        """Save what a review found fit, all in one transaction; the columns are remembered.

        The rows are judged again as things stand now. Raises Refused while the impact
        assessment is missing, or when the file is not the one that was looked at.
        """
        self._work.require(Permission.ALL_FILES)
        self._forms.impact_gate()
        reading = read_register(path, review.roles, review.sheet)
        if _digest(path) != review.digest:
            raise Refused(*_CHANGED)
        files: list[int] = []

        def open_for_good(
            session: Session, work: Work, request: NewFile, person_id: int | None
        ) -> Opened:
            try:
                row = put_file(session, work, request)
            except FileRefused as refused:
                return Opened(person_id, tuple(one.text for one in refused.refusals))
            except Invalid as invalid:
                return Opened(person_id, tuple(p.text for p in invalid.problems if _stops(p)))
            files.append(row.id)
            return Opened(row.person_id)

        with self._work.writing() as uow:
            rows, notices = self._settled(uow.session, reading, open_for_good)
            done = replace(review, rows=rows, notices=(*reading.notices, *notices))
            if not files:
                return RegisterResult(done, Changes())
            set_option(uow.session, f"{REMEMBERED}{reading.mark}", _as_stored(reading))
            told = {verdict.value: number for verdict, number in done.counts().items()}
            uow.record(
                IMPORTED,
                SUBJECT,
                "",
                f"导入旧台账：建档{len(files)}份",
                None,
                {"files": files, **told},
            )
            uow.commit()
        return RegisterResult(done, Changes(persons=True, retention=True))

    @allowed(Permission.WRITE_FILES)
    def write_failed(self, path: Path, review: RegisterReview, out: Path) -> Changes:
        """Write the rows that were refused into a workbook: their columns and one of reasons.

        It is the office's own register handed back to be put right, only when the clerk says
        so: nothing of it comes from the database, so no second person approves it; it is entered
        among what leaves and audited. Of a sealed record it holds the row's number and the
        reason alone, and of no row what must not be recorded.
        """
        self._work.require(Permission.ALL_FILES)
        if out.suffix.lower() != ".xlsx":
            raise Refused("未导入的行要存成.xlsx文件。", "请改文件名后再保存。")
        if out.resolve() == path.resolve():
            raise Refused("不能写回原来的台账文件。", "请另起一个文件名。")
        refused = review.with_verdict(RowVerdict.REFUSED)
        if not refused:
            raise Refused("没有未导入的行。", "全部行都已处理，不必另存。")
        reading = read_register(path, review.roles, review.sheet)
        if _digest(path) != review.digest:
            raise Refused(*_CHANGED)
        now, account = self._work.clock.now(), self._work.account
        mark = f"{account} {now:%Y-%m-%d %H:%M} 退回更正，用后删除"
        content = failed_rows(reading, refused, now.date(), mark)
        with self._work.writing() as uow:
            item = outgoing.enter(
                uow.session,
                content,
                at=self._work.clock.utc(),
                account=account,
                kind="register_failures",
                title=FAILED_TITLE,
                personal=True,
            )
            after = {"rows": len(refused), "sha256": item.sha256}
            said = f"另存旧台账未导入的行：{len(refused)}行"
            uow.record(HANDED_BACK, SUBJECT, "", said, None, after)
            outgoing.write_and_commit(uow, out, content)
        return Changes(exports=True)

    def _reading(
        self, path: Path, roles: Mapping[int, ColumnRole] | None, sheet: str
    ) -> tuple[RegisterReading, bool]:
        """Read a register by the roles given, else as remembered, else by its heads alone."""
        reading = read_register(path, roles, sheet)
        if roles is not None:
            return reading, False
        with self._work.reading() as session:
            stored = option(session, f"{REMEMBERED}{reading.mark}")
        kept = _from_stored(stored)
        if not kept or kept == {c.index: c.role for c in reading.columns}:
            return reading, False
        return read_register(path, kept, reading.sheet.title), True

    def _settled(
        self, session: Session, reading: RegisterReading, opens: _Opens
    ) -> tuple[tuple[RegisterRow, ...], tuple[str, ...]]:
        """Return every row with its verdict, and what is to be told of the whole."""
        today = self._work.clock.today()
        units = tuple(u for u in unit_records(session).values() if is_active(u, today))
        judge = RowJudge(today, units, reading.title, township_record(session).name)
        judged = [judge.judge(raw) for raw in reading.rows]
        standing = [row for row in judged if row.stands]
        accounts = _officers(session, {row.officer for row in standing if row.officer})

        def opener(row: JudgedRow, person_id: int | None) -> Opened:
            officers = (accounts[row.officer],) if row.officer in accounts else ()
            return opens(session, self._work, _request(row, person_id, officers), person_id)

        rows = Matcher(_known(session, standing), opener).settle(judged)
        left = any(row.officer and row.officer not in accounts for row in standing)
        return rows, (_OFFICERS_LEFT,) if left else ()


def _would_open(session: Session, work: Work, request: NewFile, person_id: int | None) -> Opened:
    """Say whether a file could be opened; nothing is written."""
    answers = answers_to(session, work, request)
    return Opened(person_id, tuple(a.text for a in answers if _stops(a)))


def _stops(answer: Answer) -> bool:
    return isinstance(answer, Refusal) or answer.severity is Severity.ERROR


def _request(row: JudgedRow, person_id: int | None, officers: tuple[str, ...]) -> NewFile:
    if row.person is None or row.category is None or row.basis is None:
        raise ValueError("only a row that stands opens a file")
    return NewFile(
        person=row.person if person_id is None else person_id,
        category=row.category,
        basis=row.basis,
        basis_text=row.raw.basis,
        officers=officers,
    )


def _known(session: Session, rows: Sequence[JudgedRow]) -> tuple[KnownPerson, ...]:
    """Return who on file bears a number or a name of the rows."""
    numbers, names = {row.number for row in rows} - {""}, {row.name for row in rows}
    persons = known_persons(session, numbers, names)
    files: dict[int, list[tuple[CaseCategory, FileStatus, str]]] = {}
    for person_id, category, status, number in files_known(session, {p.id for p in persons}):
        files.setdefault(person_id, []).append((category, status, number or ""))
    closed = FileStatus.CLOSED
    return tuple(
        KnownPerson(
            person_id=p.id,
            name=p.name,
            number=p.identity_number,
            birth=p.birth_on,
            open=frozenset(c for c, status, _n in files.get(p.id, ()) if status is not closed),
            closed=frozenset((c, n) for c, status, n in files.get(p.id, ()) if status is closed),
        )
        for p in persons
    )


def _officers(session: Session, names: set[str]) -> dict[str, str]:
    """Return the accounts of those officers that may be responsible for a file."""
    called = accounts_called(session, names)
    return {name: of for name, of in called.items() if not officer_problems(session, [of])}


def _as_stored(reading: RegisterReading) -> dict[str, str]:
    """Return the columns by place and role: no word of the sheet is kept."""
    return {str(column.index): column.role.value for column in reading.columns}


def _from_stored(stored: object) -> dict[int, ColumnRole]:
    if not isinstance(stored, dict):
        return {}
    return {int(index): ColumnRole(role) for index, role in stored.items()}


def _digest(path: Path) -> str:
    """Return what tells whether a file is still the same; it never leaves the memory."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise EnvironmentTrouble(
            f"文件打不开：{path.name}。", "请看文件是否还在，或是否正在别处打开。"
        ) from error
