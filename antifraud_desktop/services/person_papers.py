"""Papers about persons: handed to the person, signed by the person, or masked for the office.

What goes to anybody else, and every pile of papers of other officers' files, is an export that a
second person approves (:mod:`antifraud_desktop.services.paper_kinds`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.documents.person_templates import PersonTemplateStore
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.labels import label_of
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.person_papers import PaperChoice, PaperOrder, PersonPaper, Sheet
from antifraud_desktop.records.personal import Unmasked
from antifraud_desktop.records.visits import file_number
from antifraud_desktop.rules.masking import mask_text
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services import outgoing
from antifraud_desktop.services.file_access import FILE, PERSON, file_row, file_to_change
from antifraud_desktop.services.paper_blanks import blank_sheet
from antifraud_desktop.services.paper_rules import (
    BATCHED,
    BLANKS,
    HANDED,
    WHILE_OPEN,
    choices_for,
    is_own,
    own_of_unit,
)
from antifraud_desktop.services.paper_sheets import file_sheet, office, order_sheet
from antifraud_desktop.services.rights_sheets import RIGHTS_PAPERS, rights_sheet
from antifraud_desktop.services.unmasking import is_open, reason_problems
from antifraud_desktop.unit_of_work import UnitOfWork
from antifraud_desktop.work import Work, allowed
from db.models import CaseFile, Unit

PRINT, SUFFIX = "print", ".docx"
DONE = Changes(exports=True)
MOST = 200
"""Papers of one file; more are printed by part."""


@dataclass(frozen=True, slots=True)
class _Print:
    """One file to be written: what it is, about what, why, and what stands on its foot."""

    paper: PersonPaper
    subject: tuple[str, str]
    told: str
    sheets: Sequence[Sheet] = field(repr=False)
    note: str
    personal: bool
    after: dict[str, object]


class PersonPaperService:
    """Writes papers about persons out of the templates; every one is on record."""

    def __init__(self, work: Work, folder: DataFolder, templates: PersonTemplateStore) -> None:
        """Keep the way to the database, the program's folder and the office's templates."""
        self._work, self._folder = work, folder
        self.templates = templates

    @allowed(Permission.READ_FILES)
    def choices(self, file_id: int) -> tuple[PaperChoice, ...]:
        """Return the papers there are for a file, and what each one needs first."""
        with self._work.reading() as session:
            row = file_row(session, self._work, file_id)
            return choices_for(row, own=is_own(session, self._work, row))

    @allowed(Permission.READ_FILES)
    def hand_out(self, order: PaperOrder, path: Path, grant: Unmasked | None = None) -> Changes:
        """Write a paper that goes to the person, or is signed by the person.

        The responsible officer gives a reason; anybody else has opened the person before
        (``grant``). Raises Invalid for a reason that says nothing, Refused for another paper, for
        another's file, for a file that is not worked on, for words that stay out of papers.
        """
        self._work.require(Permission.SEE_PERSONAL)
        if order.paper not in HANDED:
            raise Refused(
                f"{label_of(order.paper)}不是交给本人的文书。", "请提出导出申请，由第二人审批。"
            )
        reason = _reason(order.reason)
        with self._work.writing() as uow:
            row = self._row(uow.session, order)
            self._require_opened(uow.session, row, grant)
            sheet = order_sheet(uow.session, row, order, self._work.clock.today())
            number = file_number(row.id)
            after: dict[str, object] = {"reason": reason, "paper": order.paper.value}
            after |= {name: getattr(order, name) for name in ("visit_id", "measure_id")}
            given = _Print(
                order.paper, (FILE, str(row.id)), f"档案{number}", (sheet,), "交本人", True, after
            )
            self._write(uow, given, path)
        return DONE

    @allowed(Permission.READ_FILES)
    def batch(
        self, paper: PersonPaper, unit_code: str, reason: str, path: Path
    ) -> tuple[int, Changes]:
        """Write one paper for every file of a unit the account is responsible for.

        Returns how many; each person begins on a sheet of its own. Raises Refused when the
        account is responsible for none: papers of others' files are asked for as an export.
        """
        self._work.require(Permission.SEE_PERSONAL)
        if paper not in BATCHED:
            raise Refused(f"{label_of(paper)}要逐份办理。", "请打开档案后打印。")
        said = _reason(reason)
        with self._work.writing() as uow:
            unit = uow.session.scalar(select(Unit).where(Unit.code == unit_code))
            rows = own_of_unit(uow.session, self._work, unit_code)
            if unit is None or not rows:
                raise Refused(
                    "这个村（社区）没有由您负责的在办档案。",
                    "需要打印他人负责的，请提出导出申请，由第二人审批。",
                )
            if len(rows) > MOST:
                raise Refused(f"一次最多打印{MOST}份，这里有{len(rows)}份。", "请分批申请导出。")
            today = self._work.clock.today()
            sheets = [
                order_sheet(uow.session, row, PaperOrder(paper, row.id, reason), today)
                for row in rows
            ]
            files = [row.id for row in rows]
            after: dict[str, object] = {"reason": said, "paper": paper.value, "files": files}
            told = f"{unit.name}，{len(rows)}份"
            self._write(
                uow, _Print(paper, ("unit", unit_code), told, sheets, "交本人", True, after), path
            )
        return len(rows), DONE

    @allowed(Permission.READ_FILES)
    def masked_file(self, file_id: int, path: Path) -> Changes:
        """Write a person's file with everything masked, for work within the office."""
        with self._work.writing() as uow:
            row = file_row(uow.session, self._work, file_id)
            sheet = file_sheet(uow.session, row, self._work.clock.today(), whole=False)
            told = f"档案{file_number(row.id)}，已遮掩"
            paper = PersonPaper.PERSON_FILE
            after: dict[str, object] = {"paper": paper.value, "masked": True}
            note = "内部使用，个人信息已遮掩"
            self._write(
                uow, _Print(paper, (FILE, str(row.id)), told, (sheet,), note, True, after), path
            )
        return DONE

    @allowed(Permission.READ_FILES)
    def blank(self, paper: PersonPaper, path: Path) -> Changes:
        """Write a paper without anybody's data, to be filled by hand; the help sheet too."""
        if paper not in BLANKS:
            raise Refused(f"{label_of(paper)}没有空白的。", "请打开档案后打印。")
        with self._work.writing() as uow:
            sheet = blank_sheet(office(uow.session, self._work.clock.today()).fields, paper)
            after: dict[str, object] = {"paper": paper.value}
            subject = ("person_paper", paper.value)
            self._write(uow, _Print(paper, subject, "空白", (sheet,), "", False, after), path)
        return DONE

    @allowed(Permission.RIGHTS_DESK)
    def answer_request(self, paper: PersonPaper, request_id: int, path: Path) -> Changes:
        """Write the receipt for a request about the own data, or its answer, for the asker."""
        self._work.require(Permission.SEE_PERSONAL)
        if paper not in RIGHTS_PAPERS:
            raise Refused(
                f"{label_of(paper)}不在这里打印。", "本人信息复制件请提出导出申请，由第二人审批。"
            )
        with self._work.writing() as uow:
            sheet = rights_sheet(uow.session, paper, request_id, self._work.clock.today())
            subject = ("rights_request", str(request_id))
            after: dict[str, object] = {"paper": paper.value}
            told = f"权利事项{request_id}"
            self._write(uow, _Print(paper, subject, told, (sheet,), "交申请人", True, after), path)
        return DONE

    @allowed(Permission.ISSUE_DOCUMENTS)
    def install_template(self, paper: PersonPaper, path: Path) -> None:
        """Take a reworded template into use; Refused with the paragraph that is not sound."""
        with self._work.writing() as uow:
            uow.record("set_template", "person_paper", paper.value, f"更换模板：{label_of(paper)}")
            self.templates.install(paper, path)
            uow.commit()

    @allowed(Permission.ISSUE_DOCUMENTS)
    def reset_template(self, paper: PersonPaper) -> None:
        """Go back to the shipped template."""
        with self._work.writing() as uow:
            told = f"恢复默认模板：{label_of(paper)}"
            uow.record("set_template", "person_paper", paper.value, told)
            self.templates.reset(paper)
            uow.commit()

    def _row(self, session: Session, order: PaperOrder) -> CaseFile:
        if order.paper in WHILE_OPEN:
            return file_to_change(session, self._work, order.file_id)
        return file_row(session, self._work, order.file_id)

    def _require_opened(self, session: Session, row: CaseFile, grant: Unmasked | None) -> None:
        if is_own(session, self._work, row):
            return
        now = self._work.clock.now()
        if (
            grant is None
            or not is_open(grant, self._work.account, now)
            or (grant.subject_kind, grant.subject_id) != (PERSON, str(row.person_id))
        ):
            raise Refused(
                "这份档案不由您负责，打印前要先打开本人信息。",
                "请点“显示”并写明原因，5分钟内打印；或者请包保责任人打印。",
            )

    def _write(self, uow: UnitOfWork, given: _Print, path: Path) -> None:
        from antifraud_desktop.documents.person_papers import build_papers

        title = label_of(given.paper)
        outgoing.check_place(self._folder, path, SUFFIX, title)
        clock, account = self._work.clock, self._work.account
        foot = f"{account} {clock.now():%Y-%m-%d %H:%M} 打印 · {given.note}" if given.note else ""
        content = build_papers(
            given.paper,
            self.templates.content(given.paper),
            given.sheets,
            title=title,
            foot=foot,
            demonstration=office(uow.session, clock.today()).demonstration,
        )
        told = f"{title}（{given.told}）"
        outgoing.enter(
            uow.session,
            content,
            at=clock.utc(),
            account=account,
            kind=given.paper.value,
            title=told,
            recipient=given.note,
            personal=given.personal,
        )
        after = {**given.after, "sha256": hashlib.sha256(content).hexdigest()}
        uow.record(PRINT, *given.subject, f"打印{told}", None, after)
        outgoing.write_and_commit(uow, path, content)


def _reason(text: str) -> str:
    """Return a reason as the trail keeps it; Invalid when it says nothing."""
    said = " ".join(text.split())
    problems = reason_problems(said)
    if problems:
        raise Invalid(problems)
    return mask_text(said)
