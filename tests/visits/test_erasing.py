"""A file that is erased takes its visits, papers, scans and drafts along; others keep theirs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from antifraud_desktop.records.visits import DayMark, NewPaper, NewPlan, NewVisit
from antifraud_desktop.services.file_drafts import FileDraftService
from antifraud_desktop.services.papers import PaperService
from antifraud_desktop.services.plans import PlanService
from antifraud_desktop.services.visit_days import VisitDayService
from antifraud_desktop.services.visits import VisitService
from antifraud_desktop.vocabulary import PaperKind, VisitKind
from antifraud_desktop.work import Work
from db.models import (
    Attachment,
    AuditEntry,
    AuditPayload,
    Draft,
    FollowUpPlan,
    PlanDay,
    SignedPaper,
    Visit,
    VisitFile,
)
from db.queries.erasing import ERASERS
from db.queries.erasing_visits import GONE
from tests.visits.conftest import DAY


def erase(work: Work, *file_ids: int) -> None:
    with work.writing(audited=False) as uow:
        ERASERS["file_convicted"](uow.session, [str(number) for number in file_ids])
        uow.commit()


def visit(work: Work, *file_ids: int, **texts: Any) -> int:
    number, _changes = VisitService(work).log(NewVisit(file_ids, DAY, VisitKind.MEETING, **texts))
    return number


def rows(work: Work) -> dict[str, int]:
    models = (Visit, VisitFile, FollowUpPlan, PlanDay, SignedPaper, Attachment, Draft)
    with work.reading() as session:
        return {
            m.__name__: session.scalar(select(func.count()).select_from(m)) or 0 for m in models
        }


def payloads(work: Work, kind: str) -> list[str]:
    with work.reading() as session:
        found = (
            select(AuditPayload.after)
            .join(AuditEntry, AuditEntry.id == AuditPayload.entry_id)
            .where(AuditEntry.subject_kind == kind)
        )
        return [text or "" for text in session.scalars(found)]


def test_nothing_of_an_erased_file_is_left(work: Work, tmp_path: Path) -> None:
    visit(work, 1, talk="MARKED-TALK")
    VisitDayService(work).enter(DAY, [DayMark(1, met=True, note="MARKED-NOTE", again=True)])
    PlanService(work).set(1, NewPlan(DAY, days=(DAY,)))
    scan = tmp_path / "a.pdf"
    scan.write_bytes(b"%PDF-1.7 MARKED-SCAN %%EOF")
    PaperService(work).add(1, NewPaper(PaperKind.NOTICE, DAY, "MARKED-PAPER"), scan)
    PaperService(work).attach(1, _another(tmp_path))
    FileDraftService(work).save(1, "visit", {"talk": "MARKED-DRAFT"})
    erase(work, 1)
    assert set(rows(work).values()) == {0}
    with work.reading() as session:
        told = session.scalars(select(AuditPayload.after)).all()
        told += session.scalars(select(AuditPayload.before)).all()
    assert not any("MARKED" in (text or "") for text in told)


def _another(folder: Path) -> Path:
    path = folder / "b.pdf"
    path.write_bytes(b"%PDF-1.7 MARKED-OTHER %%EOF")
    return path


def test_what_belongs_to_others_stays(work: Work) -> None:
    visit(work, 1)
    other = visit(work, 2, talk="李四说找到了工作")
    for file_id in (1, 2):
        PlanService(work).set(file_id, NewPlan(DAY, 30))
        PaperService(work).add(file_id, NewPaper(PaperKind.NOTICE, DAY))
        FileDraftService(work).save(file_id, "visit", {"talk": "没有写完"})
    before = rows(work)
    erase(work, 1)
    assert rows(work) == {name: count // 2 for name, count in before.items()}
    assert str(VisitService(work).get(other).talk) == "李四说找到了工作"
    assert any("李四" in text for text in payloads(work, "visit"))


@pytest.mark.parametrize(
    ("talk", "left"),
    [
        ("两人都说收到了告知书", "两人都说收到了告知书"),
        ("张三说想学技术", GONE),
        ("老张说想学技术", GONE),
        ("张某的电话打不通", GONE),
        ("电话13800138001打不通", GONE),
        ("李四说想学技术", "李四说想学技术"),
    ],
)
def test_a_shared_visit_stays_without_what_speaks_of_the_erased_person(
    work: Work, talk: str, left: str
) -> None:
    number = visit(work, 1, 2, talk=talk, needs="需要一份工作")
    erase(work, 1)
    record = VisitService(work).get(number)
    assert ([p.file_id for p in record.persons], record.others) == ([2], 0)
    assert (str(record.talk), str(record.needs)) == (left, "需要一份工作")
    assert payloads(work, "visit") == []


def test_a_given_name_alone_is_known_too(work: Work) -> None:
    number = visit(work, 2, 3, talk="小明没有来")
    erase(work, 3)
    assert str(VisitService(work).get(number).talk) == GONE


def test_a_shared_visit_goes_with_its_last_file(work: Work) -> None:
    visit(work, 1, 2, talk="两人都说收到了告知书")
    erase(work, 1)
    erase(work, 2)
    assert (rows(work)["Visit"], rows(work)["VisitFile"]) == (0, 0)
    visit(work, 3)
    assert rows(work)["Visit"] == 1


def test_both_files_of_a_visit_erased_at_once(work: Work) -> None:
    visit(work, 1, 2)
    erase(work, 1, 2)
    assert rows(work)["Visit"] == 0
