"""Papers about persons that only leave with a second person's approval, watermarked.

The scope of a request holds numbers of rows and no words about anybody: what is printed is read
when it is printed, and an erased person leaves nothing behind in a request.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.documents.person_templates import PersonTemplateStore
from antifraud_desktop.errors import Refused
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.person_papers import LongText, PaperOrder, PersonPaper, Sheet
from antifraud_desktop.records.protection import Watermark
from antifraud_desktop.records.visits import file_number
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.export_kinds import NAMED_AT_MOST, ExportKind, Scope
from antifraud_desktop.services.file_access import file_to_change
from antifraud_desktop.services.paper_rules import BATCHED, WHILE_OPEN, files_of_unit
from antifraud_desktop.services.paper_sheets import file_sheet, office, order_sheet, person_fields
from antifraud_desktop.services.rights_sheets import copy_sheet, request_row
from antifraud_desktop.work import Work
from db.models import CaseFile, ReturnAssistance, Visit, VisitFile
from db.vocabulary import FileStatus

MOST, LONGEST_TO = 200, 40
_IN_USE = (FileStatus.OPEN, FileStatus.CLOSED)
"""A restricted file is stored and no more: it is not handed on either."""


def paper_kinds(work: Work, templates: PersonTemplateStore) -> tuple[ExportKind, ...]:
    """Return the kinds of export that are papers about persons.

    ``person_file``: scope ``files`` (numbers) or ``unit`` (a code). ``person_papers``: the same
    and ``paper``. ``referral_letter``: ``file``, ``to`` (a body) and ``visit`` or
    ``assistance`` (true), whose needs it tells. ``own_data``: ``request`` of the rights desk.
    """
    made = (
        ("person_file", "人员档案（不遮掩）", _settle_files, _build_files),
        ("person_papers", "批量打印人员文书", _settle_papers, _build_papers),
        ("referral_letter", "转介函", _settle_letter, _build_letter),
        ("own_data", "本人信息复制件", _settle_copy, _build_copy),
    )
    return tuple(
        ExportKind(
            code,
            title,
            ".docx",
            personal=True,
            settle=partial(settle, work),
            build=partial(build, work, templates),
            alone=False,
        )
        for code, title, settle, build in made
    )


def _settle_files(work: Work, session: Session, scope: Scope, _today: date) -> tuple[Scope, str]:
    work.require(Permission.READ_FILES)
    rows = _chosen(work, session, scope)
    return {"files": [row.id for row in rows]}, f"人员档案（{_named(rows)}）"


def _build_files(
    work: Work, templates: PersonTemplateStore, session: Session, scope: Scope, mark: Watermark
) -> bytes:
    rows, today = _named_rows(work, session, scope), mark.at.date()
    sheets = [file_sheet(session, row, today, whole=True) for row in rows]
    return _marked(templates, session, PersonPaper.PERSON_FILE, sheets, mark)


def _settle_papers(work: Work, session: Session, scope: Scope, _today: date) -> tuple[Scope, str]:
    work.require(Permission.READ_FILES)
    paper = _paper(scope)
    rows = _chosen(work, session, scope, _states(paper))
    settled = {"paper": paper.value, "files": [row.id for row in rows]}
    return settled, f"{label_of(paper)}（{_named(rows)}）"


def _build_papers(
    work: Work, templates: PersonTemplateStore, session: Session, scope: Scope, mark: Watermark
) -> bytes:
    paper, today = _paper(scope), mark.at.date()
    sheets = [
        order_sheet(session, row, PaperOrder(paper, row.id, ""), today)
        for row in _named_rows(work, session, scope, _states(paper))
    ]
    return _marked(templates, session, paper, sheets, mark)


def _settle_letter(work: Work, session: Session, scope: Scope, _today: date) -> tuple[Scope, str]:
    work.require(Permission.READ_FILES)
    row = file_to_change(session, work, _number(scope, "file"))
    to = " ".join(str(scope.get("to", "")).split())
    if not to or len(to) > LONGEST_TO:
        raise Refused("请写明转介给哪个单位。", f"单位名称不超过{LONGEST_TO}个字。")
    settled: dict[str, object] = {"file": row.id, "to": to}
    settled |= {name: scope[name] for name in ("visit", "assistance") if scope.get(name)}
    _matter(session, row, settled)
    return settled, f"转介函（档案{file_number(row.id)}，致{to}）"


def _build_letter(
    work: Work, templates: PersonTemplateStore, session: Session, scope: Scope, mark: Watermark
) -> bytes:
    row = file_to_change(session, work, _number(scope, "file"))
    sheet = {
        **office(session, mark.at.date()).fields,
        **person_fields(session, row, whole=True),
        "to": str(scope["to"]),
        "matter": LongText("需要帮助的事项", _matter(session, row, scope)),
    }
    return _marked(templates, session, PersonPaper.REFERRAL_LETTER, [sheet], mark)


def _matter(session: Session, row: CaseFile, scope: Scope) -> str:
    """Return what help is needed, as it was recorded for this file."""
    said = ""
    if scope.get("visit"):
        number = _number(scope, "visit")
        if session.get(VisitFile, (number, row.id)) is not None:
            said = session.get_one(Visit, number).needs
    elif scope.get("assistance"):
        a = ReturnAssistance
        found = session.scalar(select(a).where(a.file_id == row.id))
        said = found.help_needed if found is not None else ""
    if not said.strip():
        raise Refused(
            "档案里没有记下需要什么帮助，转介函写不成。",
            "请先在走访记录（或协助返回）里写明需要的帮助，再从那里转介。",
        )
    return said


def _settle_copy(work: Work, session: Session, scope: Scope, today: date) -> tuple[Scope, str]:
    work.require(Permission.RIGHTS_DESK)
    row = request_row(session, _number(scope, "request"))
    copy_sheet(session, row.id, today)
    return {"request": row.id}, f"本人信息复制件（权利事项{row.id}）"


def _build_copy(
    work: Work, templates: PersonTemplateStore, session: Session, scope: Scope, mark: Watermark
) -> bytes:
    work.require(Permission.RIGHTS_DESK)
    sheet = copy_sheet(session, _number(scope, "request"), mark.at.date())
    return _marked(templates, session, PersonPaper.OWN_DATA, [sheet], mark)


def _marked(
    templates: PersonTemplateStore,
    session: Session,
    paper: PersonPaper,
    sheets: Sequence[Sheet],
    mark: Watermark,
) -> bytes:
    from antifraud_desktop.documents.person_papers import build_papers
    from antifraud_desktop.documents.watermark import mark_document

    content = build_papers(
        paper,
        templates.content(paper),
        sheets,
        title=label_of(paper),
        demonstration=office(session, mark.at.date()).demonstration,
    )
    return mark_document(content, mark.text)


def _chosen(
    work: Work, session: Session, scope: Scope, statuses: Iterable[FileStatus] = _IN_USE
) -> list[CaseFile]:
    """Return the files a request names, or a unit's open ones that the account may see."""
    if "files" in scope:
        return _named_rows(work, session, scope, statuses)
    own = "" if work.may(Permission.ALL_FILES) else work.account
    return _some(files_of_unit(session, str(scope.get("unit", "")), own_of=own))


def _states(paper: PersonPaper) -> tuple[FileStatus, ...]:
    return (FileStatus.OPEN,) if paper in WHILE_OPEN else tuple(FileStatus)


def _named_rows(
    work: Work, session: Session, scope: Scope, statuses: Iterable[FileStatus] = _IN_USE
) -> list[CaseFile]:
    numbers = scope["files"]
    if not isinstance(numbers, list | tuple):
        raise TypeError("the scope's files are a list of numbers")
    wanted = [int(number) for number in dict.fromkeys(numbers)]
    return _some([file_to_change(session, work, n, statuses=statuses) for n in wanted])


def _some(rows: list[CaseFile]) -> list[CaseFile]:
    if not rows:
        raise Refused("没有可打印的档案。", "请重新选择单位或者档案。")
    if len(rows) > MOST:
        raise Refused(f"一次最多{MOST}份，这里有{len(rows)}份。", "请分批申请。")
    return rows


def _named(rows: Sequence[CaseFile]) -> str:
    if len(rows) <= NAMED_AT_MOST:
        return "、".join(f"档案{file_number(row.id)}" for row in rows)
    return f"{len(rows)}份"


def _paper(scope: Scope) -> PersonPaper:
    paper = next((p for p in BATCHED if p.value == scope.get("paper")), None)
    if paper is None:
        raise Refused(
            "没有说明要批量打印哪种文书，或者这种文书要逐份办理。", "请从人员列表里提出。"
        )
    return paper


def _number(scope: Scope, name: str) -> int:
    number = scope.get(name)
    if not isinstance(number, int):
        raise Refused("没有说明是哪一份档案或者哪一项申请。", "请从人员档案或者权利事项里提出。")
    return number
