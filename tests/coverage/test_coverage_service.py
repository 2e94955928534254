"""Coverage figures, samples and targets on a real township (R7, R8)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from antifraud_desktop.bootstrap import Program, sign_in
from antifraud_desktop.errors import ChangedElsewhere, Invalid, Refused
from antifraud_desktop.records.coverage import (
    FigureSource,
    InstallOrderRecord,
    NewFigure,
    ProgressState,
    SampleRecord,
    TargetProgress,
)
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.install_orders import installs_tellable
from antifraud_desktop.vocabulary import AwarenessGroup, CoverageSubject, DocumentKind, Role
from antifraud_desktop.work import NotAllowed
from tests.coverage.conftest import enter, report

S = CoverageSubject
DAY, BEFORE = date(2023, 10, 12), date(2023, 10, 5)


def target(office: Program, code: str, day: date = DAY) -> TargetProgress:
    found = office.ledgers.coverage_progress.progress(day)
    return next(p for p in found if p.target.code == code)


def test_r7_a_column_asks_only_whom_it_concerns(office: Program) -> None:
    coverage = office.ledgers.coverage
    assert [e.unit_code for e in coverage.column(S.NOTICE_BOARDS, DAY)] == ["V01", "V02"]
    assert [e.unit_code for e in coverage.column(S.PUPILS_REACHED, DAY)] == ["S01"]
    installed = coverage.column(S.APP_INSTALLED, DAY)
    assert {e.unit_code for e in installed} == {"V01", "V02", "S01", "B01"}
    assert {e.base.value for e in installed if e.base and e.unit_code.startswith("V")} == {1300}


def test_r7_a_column_is_entered_changed_and_taken_back(office: Program) -> None:
    coverage = office.ledgers.coverage
    enter(office, S.NOTICE_BOARDS, DAY, V01=100, V02=0)
    first, second = coverage.column(S.NOTICE_BOARDS, DAY)
    assert (first.value, second.value) == (100, 0)
    enter(office, S.NOTICE_BOARDS, DAY, V01=120, V02=None)
    first, second = coverage.column(S.NOTICE_BOARDS, DAY)
    assert (first.value, second.value) == (120, None)
    assert second.held is None
    assert [f.value for f in coverage.figures("V01")] == [120]


def test_r7_two_clerks_in_one_column_do_not_overwrite_each_other(office: Program) -> None:
    coverage = office.ledgers.coverage
    coverage.save_column(S.NOTICE_BOARDS, DAY, [NewFigure("V01", 5)])
    with pytest.raises(ChangedElsewhere):
        coverage.save_column(S.NOTICE_BOARDS, DAY, [NewFigure("V02", 7), NewFigure("V01", 6)])
    assert [e.value for e in coverage.column(S.NOTICE_BOARDS, DAY)] == [5, None]


def test_r7_saving_the_same_again_changes_nothing(office: Program) -> None:
    enter(office, S.NOTICE_BOARDS, DAY, V01=5)
    entry = office.ledgers.coverage.column(S.NOTICE_BOARDS, DAY)[0]
    figures = [NewFigure("V01", 5, entry.version), NewFigure("V02", None)]
    assert not office.ledgers.coverage.save_column(S.NOTICE_BOARDS, DAY, figures)


def test_r7_all_that_is_wrong_in_a_column_comes_at_once(office: Program) -> None:
    wrong = [NewFigure("V01", -1), NewFigure("V02", 10**9), NewFigure("B01", 3)]
    with pytest.raises(Invalid) as trouble:
        office.ledgers.coverage.save_column(S.NOTICE_BOARDS, date(2023, 10, 13), wrong)
    assert {p.field for p in trouble.value.problems} == {"day", "V01", "V02", "B01"}


def test_r7_a_pasted_block_fills_the_column_of_its_units(office: Program) -> None:
    text = "单位\t块数\n大石村\t130\n青禾信用社\t3\n柳树村\t"
    found = office.ledgers.coverage.read_block(text, S.NOTICE_BOARDS, DAY)
    assert dict(found.values) == {"V01": 130}
    assert ["青禾信用社" in d.text for d in found.doubts] == [True]


def test_r7_the_later_of_ledger_and_daily_report_holds(office: Program) -> None:
    enter(office, S.APP_INSTALLED, BEFORE, V01=300)
    report(office, "V01", DAY, 350)
    report(office, "V02", BEFORE, 200)
    enter(office, S.APP_INSTALLED, DAY, V02=190)

    def held(day: date) -> list[tuple[int, FigureSource]]:
        column = office.ledgers.coverage.column(S.APP_INSTALLED, day)
        return [(e.held.value, e.held.source) for e in column if e.held]

    assert held(DAY) == [(350, FigureSource.DAILY), (190, FigureSource.ENTERED)]
    assert held(BEFORE) == [(300, FigureSource.ENTERED), (200, FigureSource.DAILY)]
    assert held(date(2023, 10, 4)) == []


def test_r7_targets_are_computed_from_what_holds(office: Program) -> None:
    assert target(office, "app_residents").state is ProgressState.UNKNOWN
    enter(office, S.APP_INSTALLED, DAY, V01=800)
    report(office, "V02", DAY, 700)
    found = target(office, "app_residents")
    assert (found.reached, found.base, found.needed, found.still) == (1500, 2600, 1560, 60)
    enter(office, S.RESIDENTS, DAY, V02=1200)
    assert target(office, "app_residents").needed == 1500
    assert target(office, "app_residents").state is ProgressState.REACHED
    assert target(office, "app_residents", date(2023, 10, 11)).state is ProgressState.UNKNOWN


def test_r7_boards_schools_and_staff(office: Program) -> None:
    enter(office, S.COVENANT_BOARDS, DAY, V01=3, V02=0)
    enter(office, S.PUPILS_REACHED, DAY, S01=1250)
    enter(office, S.APP_INSTALLED, DAY, B01=1300)
    covenant = target(office, "covenant_boards")
    assert (covenant.reached, covenant.needed, covenant.still) == (1, 2, 1)
    school = target(office, "school_coverage")
    assert (school.reached, school.needed, school.still) == (1250, 1300, 50)
    assert target(office, "app_office_staff").state is ProgressState.REACHED


def sample(office: Program, unit: str, asked: int, aware: int, day: date = DAY) -> None:
    group = AwarenessGroup.RESIDENTS
    office.ledgers.awareness.save(SampleRecord(unit, group, day, asked, aware, "入户随机"))


def test_r7_samples_are_summed_over_units_each_with_its_latest_day(office: Program) -> None:
    sample(office, "V01", 30, 10, BEFORE)
    sample(office, "V01", 25, 21)
    sample(office, "V01", 20, 18)
    sample(office, "V02", 30, 18, BEFORE)
    total, first, second = office.ledgers.awareness.summary(AwarenessGroup.RESIDENTS, DAY)
    assert (first.asked, first.aware) == (45, 39)
    assert (second.asked, second.aware) == (30, 18)
    assert (total.asked, total.aware) == (75, 57)
    assert total.low < total.share < total.high
    found = target(office, "awareness_residents")
    assert found.state is ProgressState.REACHED
    assert found.awareness == total
    assert office.ledgers.awareness.summary(AwarenessGroup.FINANCE_STAFF, DAY) == ()


def test_r7_finance_staff_are_held_against_all_of_them(office: Program) -> None:
    office.ledgers.awareness.save(SampleRecord("B01", AwarenessGroup.FINANCE_STAFF, DAY, 8, 7))
    assert target(office, "awareness_finance").state is ProgressState.UNKNOWN  # no bank is asked


def test_r7_a_sample_that_cannot_be_is_refused_with_all_reasons(office: Program) -> None:
    wrong = SampleRecord("", AwarenessGroup.RESIDENTS, date(2023, 10, 13), 5, 6)
    with pytest.raises(Invalid) as trouble:
        office.ledgers.awareness.save(wrong)
    assert {p.field for p in trouble.value.problems} == {"unit_code", "aware", "day"}


def test_r7_a_sample_is_changed_and_removed(office: Program) -> None:
    sample(office, "V01", 20, 10)
    (kept,) = office.ledgers.awareness.list()
    assert (kept.unit_name, kept.entered_by, kept.method) == ("大石村", "经办", "入户随机")
    office.ledgers.awareness.save(
        SampleRecord("V02", kept.group, DAY, 20, 11, id=kept.id, version=1)
    )
    with pytest.raises(ChangedElsewhere):
        office.ledgers.awareness.remove(kept.id, 1)
    office.ledgers.awareness.remove(kept.id, 2)
    assert office.ledgers.awareness.list() == ()
    with pytest.raises(Refused):
        office.ledgers.awareness.remove(kept.id, 2)


ORDER = InstallOrderRecord(
    "县反诈联席办",
    "县反诈联〔2023〕3号",
    "关于通报安装情况的通知",
    date(2023, 9, 25),
    date(2023, 10, 1),
)


def test_r8_only_a_document_lets_installs_be_ranked(office: Program) -> None:
    orders = office.ledgers.install_orders
    assert not orders.may_rank(DAY)
    orders.save(ORDER)
    assert orders.may_rank(DAY)
    assert not orders.may_rank(date(2023, 9, 30))
    (kept,) = orders.list()
    orders.end(kept.id, date(2023, 10, 20), kept.version)
    assert not orders.may_rank(DAY)
    with office.work.reading() as session:
        assert installs_tellable(session, date(2023, 10, 20))
        assert not installs_tellable(session, date(2023, 10, 21))


def test_r8_a_document_needs_all_its_marks_and_does_not_reach_back(office: Program) -> None:
    wrong = InstallOrderRecord("", " ", "", date(2023, 10, 13), date(2023, 10, 1), date(2023, 9, 1))
    with pytest.raises(Invalid) as trouble:
        office.ledgers.install_orders.save(wrong)
    assert {p.field for p in trouble.value.problems} == {
        "organ",
        "number",
        "title",
        "issued_on",
        "valid_from",
        "ended_on",
    }


def test_r8_the_operator_does_not_enter_the_document_where_there_is_an_administrator(
    office: Program, tmp_path: Path
) -> None:
    assert office.may(Permission.ORDER_INSTALLS)  # stands in while nobody else is there
    office.accounts.add("管理", "管理", (Role.ADMINISTRATOR,), "another-password")
    office.close()
    again = sign_in(tmp_path / "data", "经办", "my-own-password", office.work.clock)
    with pytest.raises(NotAllowed):
        again.ledgers.install_orders.save(ORDER)
    again.close()


def test_r7_the_ledgers_leave_as_workbooks_that_read_back(office: Program, tmp_path: Path) -> None:
    enter(office, S.NOTICE_BOARDS, DAY, V01=134, V02=0)
    sample(office, "V01", 45, 39)
    figures, samples, progress = (tmp_path / f"{n}.xlsx" for n in ("数", "样", "进度"))
    assert office.ledgers.coverage.export(figures).exports
    assert office.ledgers.awareness.export(samples).exports
    assert office.ledgers.coverage_progress.export(DAY, progress).exports
    rows = [r[:5] for r in load_workbook(figures).active.iter_rows(min_row=3, values_only=True)]
    assert rows == [
        ("2023-10-12", "大石村", "宣传牌", 134, "台账"),
        ("2023-10-12", "柳树村", "宣传牌", 0, "台账"),
    ]
    (row,) = load_workbook(samples).active.iter_rows(min_row=3, values_only=True)
    assert row[3:5] == (45, 39)
    found = list(load_workbook(progress).active.iter_rows(min_row=3, values_only=True))
    boards = next(r for r in found if str(r[0]).startswith("宣传牌"))
    assert boards[2:6] == (267, 134, "16.8%", 133)
    assert len(office.exports.register()) == 3


def test_r7_shares_in_targets_keep_their_decimals(office: Program) -> None:
    enter(office, S.NOTICE_BOARDS, DAY, V01=134)
    assert target(office, "notice_boards").target.share == Decimal("0.3333")


def bulletin(office: Program) -> str:
    content = office.documents.preview(DocumentKind.EVENING_BULLETIN, DAY)
    document = Document(BytesIO(content))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_r8_the_bulletin_tells_installs_only_on_a_document(office: Program) -> None:
    report(office, "V01", DAY, 357)
    assert "357" not in bulletin(office)
    office.ledgers.install_orders.save(ORDER)
    assert "357" in bulletin(office)
    (kept,) = office.ledgers.install_orders.list()
    office.ledgers.install_orders.end(kept.id, date(2023, 10, 11), kept.version)
    assert "357" not in bulletin(office)
