"""A day's list: whom to see, the page to take along, quick entry afterwards."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from docx import Document
from sqlalchemy import func, select

from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.records.visits import DayMark, NewPlan, NewVisit
from antifraud_desktop.services.plans import PlanService
from antifraud_desktop.services.unmasking import UnmaskService
from antifraud_desktop.services.visit_days import VisitDayService
from antifraud_desktop.services.visits import VisitService
from antifraud_desktop.vocabulary import VisitKind
from antifraud_desktop.work import Work
from db.models import AuditEntry, AuditPayload, Visit
from tests.visits.conftest import DAY, NAMES, TurnedClock, file_columns, new_file


@pytest.fixture
def planned(work: Work) -> Work:
    """Files 1 and 3 are overdue, 2 is due in a week."""
    plans = PlanService(work)
    for file_id, day in ((1, DAY), (2, DAY + timedelta(days=7)), (3, DAY - timedelta(days=3))):
        plans.set(file_id, NewPlan(day, 30))
    return work


def text_of(path: Path) -> str:
    document = Document(io.BytesIO(path.read_bytes()))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def last_entry(work: Work, action: str) -> tuple[AuditEntry, str]:
    with work.reading() as session:
        found = select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id)
        entry = session.scalars(found).all()[-1]
        payload = session.get(AuditPayload, entry.id)
        return entry, (payload.after or "") if payload else ""


def test_a_days_list_goes_village_by_village(planned: Work) -> None:
    days = VisitDayService(planned)
    assert [(e.file_id, e.unit, e.due_on) for e in days.entries(DAY)] == [
        (1, "大石村", DAY),
        (3, "河东村", DAY - timedelta(days=3)),
    ]
    assert days.count(DAY) == 2
    assert [e.file_id for e in days.entries(DAY + timedelta(days=7))] == [1, 2, 3]
    assert [e.file_id for e in days.entries(DAY, ["U002"])] == [3]
    assert [e.file_id for e in days.entries(DAY, officer="包片")] == [1]


def test_an_officers_list_holds_the_own_files(planned: Work, officer: Work) -> None:
    assert [e.file_id for e in VisitDayService(officer).entries(DAY)] == [1]
    with pytest.raises(Refused):
        VisitDayService(officer).enter(DAY, [DayMark(3, met=True)])


def test_ticks_become_visits_in_one_action(planned: Work) -> None:
    days = VisitDayService(planned)
    marks = [DayMark(1, met=True, note="找到工作"), DayMark(3, met=False, kind=VisitKind.TELEPHONE)]
    days.enter(DAY, marks)
    assert file_columns(planned, 1) == (DAY, DAY + timedelta(days=30))
    assert file_columns(planned, 3) == (None, DAY - timedelta(days=3))
    (visit,) = VisitService(planned).of_file(3)
    assert (visit.failed, visit.kind) == (True, VisitKind.TELEPHONE)
    entry, payload = last_entry(planned, "enter_visits")
    assert entry.summary == "补录8月12日走访：见到1人，未遇1人"
    assert "找到工作" not in payload
    assert [(e.file_id, e.entered, e.met) for e in days.entries(DAY)] == [
        (1, True, True),
        (3, True, False),
    ]


def test_all_ticks_are_entered_or_none(planned: Work) -> None:
    days = VisitDayService(planned)
    VisitService(planned).log(NewVisit((3,), DAY, VisitKind.HOME))
    marks = [DayMark(1, met=True), DayMark(3, met=True)]
    with pytest.raises(Invalid) as refused:
        days.enter(DAY, marks)
    assert [p.field for p in refused.value.problems] == ["file:3"]
    assert file_columns(planned, 1)[0] is None
    days.enter(DAY, [marks[0], DayMark(3, met=True, again=True)])
    with planned.reading() as session:
        assert session.scalar(select(func.count()).select_from(Visit)) == 3


@pytest.mark.parametrize(
    ("day", "marks", "field"),
    [
        (DAY, [], "marks"),
        (DAY, [DayMark(1, met=True), DayMark(1, met=False)], "marks"),
        (DAY + timedelta(days=1), [DayMark(1, met=True)], "day:1"),
        (DAY, [DayMark(1, met=True, note="好" * 2001)], "note:1"),
        (DAY, [DayMark(1, met=True, note="不签字就停发全家低保")], "note:1"),
    ],
)
def test_ticks_that_cannot_be_entered(
    planned: Work, day: date, marks: list[DayMark], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        VisitDayService(planned).enter(day, marks)
    assert [p.field for p in refused.value.problems] == [field]


def test_the_page_shows_masked_names_and_boxes(planned: Work, tmp_path: Path) -> None:
    path = tmp_path / "清单.docx"
    assert VisitDayService(planned).write_list(DAY, path) == 2
    text = text_of(path)
    assert all(part in text for part in ("张*", "欧阳*", "000001", "□见到", "□未遇", "大石村"))
    assert not any(name in text for name in NAMES)
    entry, payload = last_entry(planned, "print")
    assert (entry.subject_id, entry.summary) == ("2023-08-12", "打印走访清单：2人")
    assert '"whole":[]' in payload


def test_a_name_is_whole_for_an_open_grant_of_this_account_alone(
    planned: Work, officer: Work, clock: TurnedClock, tmp_path: Path
) -> None:
    path = tmp_path / "清单.docx"
    own = UnmaskService(planned).unmask("person", "1", "上门走访找人")
    foreign = UnmaskService(officer).unmask("person", "3", "上门走访找人")
    days = VisitDayService(planned)
    days.write_list(DAY, path, grants=[own, foreign])
    assert "张三" in text_of(path)
    assert "欧阳小明" not in text_of(path)
    entry, payload = last_entry(planned, "print")
    assert entry.summary == "打印走访清单：2人，其中1人姓名完整"
    assert '"whole":[1]' in payload
    clock.turn(minutes=6)
    days.write_list(DAY, path, grants=[own])
    assert "张三" not in text_of(path)


def test_chosen_files_stand_on_the_page_due_or_not(planned: Work, tmp_path: Path) -> None:
    path = tmp_path / "清单.docx"
    days = VisitDayService(planned)
    assert days.write_list(DAY, path, [2]) == 1
    assert "李*" in text_of(path)
    with pytest.raises(Refused):
        days.write_list(DAY, path, [2, 99])


def test_whom_somebody_met_is_not_printed_again_and_who_was_out_is(
    planned: Work, tmp_path: Path
) -> None:
    path = tmp_path / "清单.docx"
    days = VisitDayService(planned)
    days.enter(DAY, [DayMark(1, met=False), DayMark(3, met=True)])
    assert days.write_list(DAY, path) == 1
    assert "张*" in text_of(path)


def test_one_page_holds_thirteen_and_tells_of_the_rest(work: Work, tmp_path: Path) -> None:
    with work.writing(audited=False) as uow:
        rows = [new_file(1) for _ in range(20)]
        for row in rows:
            row.next_due = DAY
        uow.session.add_all(rows)
        uow.session.flush()
        numbers = [row.id for row in rows]
        uow.commit()
    path = tmp_path / "清单.docx"
    days = VisitDayService(work)
    assert days.write_list(DAY, path) == 13
    assert "另有7人已到期" in text_of(path)
    with pytest.raises(Refused):
        days.write_list(DAY, path, numbers[:14])


def test_an_empty_day_prints_nothing(work: Work, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        VisitDayService(work).write_list(DAY, tmp_path / "清单.docx")
    assert list(tmp_path.glob("*.docx")) == []
