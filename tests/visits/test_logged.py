"""R5: what a unit reports of its visits against the visits on record."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from antifraud_desktop.documents.sentences import notice_sentences
from antifraud_desktop.records.days import IssueHead, ReportInput
from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.records.visits import NewVisit
from antifraud_desktop.rules.plausibility import VISITS_LOGGED
from antifraud_desktop.services.day_book import day_book
from antifraud_desktop.services.submissions import SubmissionService
from antifraud_desktop.services.visits import VisitService
from antifraud_desktop.vocabulary import FileStatus, VisitKind
from antifraud_desktop.work import Work
from db.models import CaseFile
from tests.visits.conftest import DAY


def report(work: Work, unit: str, number: int) -> None:
    SubmissionService(work).type_figures(DAY, [FigureEdit(unit, "case_visits", number)])


def log(work: Work, *file_ids: int, day: date = DAY, failed: bool = False) -> None:
    VisitService(work).log(NewVisit(file_ids, day, VisitKind.HOME, failed=failed))


def warned(work: Work) -> list[tuple[str, str]]:
    with work.reading() as session:
        book = day_book(session, DAY)
    return [(w.unit, w.text) for w in book.warnings if w.code == VISITS_LOGGED]


def test_r5_a_difference_is_warned_of_and_goes_with_it(work: Work) -> None:
    report(work, "U001", 2)
    log(work, 1)
    log(work, 1, failed=True)
    log(work, 1, day=DAY - timedelta(days=1))
    log(work, 3)
    assert warned(work) == [("大石村", "上报重点人员走访2人次，走访记录为1人次")]
    log(work, 2)
    assert warned(work) == []


def test_a_visit_to_two_counts_two(work: Work) -> None:
    log(work, 1, 2)
    visits = VisitService(work)
    assert [visits.logged(unit, DAY) for unit in ("U001", "U002", "U003", "U999")] == [2, 0, 0, 0]


def test_a_unit_without_files_is_not_compared(work: Work) -> None:
    report(work, "U003", 5)
    assert warned(work) == []


def test_a_unit_whose_files_were_closed_before_is_not_compared(work: Work) -> None:
    report(work, "U002", 5)
    assert [unit for unit, _text in warned(work)] == ["河东村"]
    with work.writing(audited=False) as uow:
        row = uow.session.get_one(CaseFile, 3)
        row.status, row.closed_on = FileStatus.CLOSED, DAY - timedelta(days=1)
        uow.commit()
    assert warned(work) == []


def test_the_offices_count_of_visits_stays_out_of_documents(work: Work) -> None:
    report(work, "U001", 2)
    with work.reading() as session:
        book = day_book(session, DAY)
    assert [w.code for w in book.warnings] == [VISITS_LOGGED]
    head = IssueHead(1, 2023, "镇反诈办", datetime(2023, 8, 12, 18, 0))
    said = notice_sentences(ReportInput(head, book))
    assert said == ["今日没有需要提示的问题。"]
