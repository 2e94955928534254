"""Inspections and findings: put right, verified or sent back; what counts as on time (R15)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.errors import ChangedElsewhere, Invalid, Refused
from antifraud_desktop.records.supervision import (
    FindingFilter,
    FindingRecord,
    FindingState,
    InspectionRecord,
    NewFinding,
)
from antifraud_desktop.rules.findings import closed_on_time, finding_state
from antifraud_desktop.work import NotAllowed
from db.models import Unit
from db.queries.supervision import FindingsDue, findings_due
from tests.accounts.conftest import TestClock
from tests.supervision.conftest import LEADER, TODAY, codes, finding, inspect

DAYS = st.dates(date(2023, 1, 1), date(2024, 12, 31))
MAYBE = st.none() | DAYS


def found_in(program: Program, number: int) -> tuple[FindingRecord, ...]:
    return program.ledgers.inspections.get(number).findings


def the_one(program: Program) -> FindingRecord:
    (number,) = program.ledgers.findings.ids()
    return program.ledgers.findings.get(number)


@given(due=DAYS, rectified=MAYBE, verified=MAYBE, today=DAYS)
def test_the_state_of_a_finding(
    due: date, rectified: date | None, verified: date | None, today: date
) -> None:
    state = finding_state(due, rectified, verified, today)
    assert (state is FindingState.VERIFIED) == (verified is not None)
    waits = verified is None and rectified is not None
    assert (state is FindingState.RECTIFIED) == waits
    assert (state is FindingState.OVERDUE) == (
        verified is None and rectified is None and due < today
    )


@given(due=DAYS, rectified=DAYS, later=st.integers(0, 400))
def test_r15_a_unit_does_not_answer_for_how_late_somebody_looks(
    due: date, rectified: date, later: int
) -> None:
    verified = rectified + timedelta(days=later)
    assert closed_on_time(due, rectified, verified) == (rectified <= due)
    assert not closed_on_time(due, rectified, None)
    assert not closed_on_time(due, None, None)


def test_r15_what_is_due_in_a_month_is_counted_by_unit(clerk: Program, clock: TestClock) -> None:
    inspect(
        clerk,
        finding("一", date(2023, 9, 10)),
        finding("二", date(2023, 9, 10)),
        finding("三", date(2023, 9, 30)),
        finding("四", date(2023, 10, 1)),
    )
    inspect(clerk, finding("五", date(2023, 9, 1) + timedelta(days=4)), unit="大石村")
    findings = clerk.ledgers.findings
    by_text = {f.text: f for f in findings.some(findings.ids()) if f is not None}
    findings.rectify(by_text["一"].id, date(2023, 9, 10), "已更新宣传栏", 1)
    findings.rectify(by_text["二"].id, date(2023, 9, 11), "已更新宣传栏", 1)
    findings.rectify(by_text["五"].id, date(2023, 9, 5), "已更新宣传栏", 1)
    for text in ("一", "二"):
        findings.verify(by_text[text].id, TODAY, "王五", 2)
    with clerk.work.reading() as session:
        units = {row[0]: row[1] for row in session.execute(select(Unit.id, Unit.name))}
        months = [
            {units[unit]: due for unit, due in findings_due(session, first, last).items()}
            for first, last in (
                (date(2023, 9, 1), date(2023, 9, 30)),
                (date(2023, 10, 1), date(2023, 10, 31)),
                (date(2023, 11, 1), date(2023, 11, 30)),
            )
        ]
    assert months == [
        {"河东村": FindingsDue(3, 1), "大石村": FindingsDue(1, 0)},
        {"河东村": FindingsDue(1, 0)},
        {},
    ]
    clock.turn(days=40)
    expected = {
        f.text: closed_on_time(f.due_on, f.rectified_on, f.verified_on)
        for f in findings.some(findings.ids())
        if f is not None
    }
    assert expected == {"一": True, "二": False, "三": False, "四": False, "五": False}


def test_a_finding_is_rectified_then_verified(clerk: Program) -> None:
    inspect(clerk, finding())
    findings = clerk.ledgers.findings
    one = the_one(clerk)
    assert one.state is FindingState.OPEN
    with pytest.raises(Refused, match="还没有登记整改"):
        findings.verify(one.id, TODAY, "王五", 1)
    with pytest.raises(Invalid, match="不能早于2023年9月4日"):
        findings.rectify(one.id, date(2023, 9, 3), "已更新", 1)
    with pytest.raises(Invalid, match="不能晚于今天"):
        findings.rectify(one.id, TODAY + timedelta(days=1), "已更新", 1)
    findings.rectify(one.id, date(2023, 9, 8), "宣传栏换了新内容", 1)
    assert the_one(clerk).state is FindingState.RECTIFIED
    with pytest.raises(Invalid, match="不能早于2023年9月8日"):
        findings.verify(one.id, date(2023, 9, 7), "王五", 2)
    findings.verify(one.id, TODAY, "王五", 2)
    closed = the_one(clerk)
    assert (closed.state, closed.verified_by) == (FindingState.VERIFIED, "王五")
    for late in (
        lambda: findings.rectify(one.id, TODAY, "又改了", 3),
        lambda: findings.send_back(one.id, "不行", 3),
        lambda: findings.change(one.id, finding("别的"), 3),
        lambda: findings.verify(one.id, TODAY, "王五", 3),
    ):
        with pytest.raises(Refused, match="销号"):
            late()
    findings.reopen(one.id, 3)
    assert the_one(clerk).state is FindingState.RECTIFIED


def test_one_that_is_sent_back_is_open_or_overdue_by_its_old_day(
    clerk: Program, clock: TestClock
) -> None:
    inspect(clerk, finding(due=TODAY))
    findings, one = clerk.ledgers.findings, the_one(clerk)
    findings.rectify(one.id, date(2023, 9, 8), "换了一半", 1)
    clock.turn(days=1)
    findings.send_back(one.id, "另一面还是旧的", 2)
    back = the_one(clerk)
    assert (back.state, back.sent_back) == (FindingState.OVERDUE, "另一面还是旧的")
    assert back.rectification == "换了一半"
    findings.rectify(one.id, TODAY + timedelta(days=1), "两面都换了", 3)
    again = the_one(clerk)
    assert (again.state, again.sent_back) == (FindingState.RECTIFIED, "")
    findings.verify(one.id, TODAY + timedelta(days=1), "王五", 4)
    done = the_one(clerk)
    assert not closed_on_time(done.due_on, done.rectified_on, done.verified_on)


def test_everything_wrong_with_an_inspection_is_told_where_it_stands(clerk: Program) -> None:
    bad = NewFinding("", "", date(2023, 9, 1))
    record = InspectionRecord(unit_code=codes(clerk)["河东村"], day=TODAY + timedelta(days=1))
    with pytest.raises(Invalid) as wrong:
        clerk.ledgers.inspections.save(record, (finding(due=date(2023, 9, 20)), bad))
    assert {p.field for p in wrong.value.problems} == {"day", "findings.1"}
    with pytest.raises(Invalid, match="请选择单位"):
        clerk.ledgers.inspections.save(InspectionRecord(day=TODAY))
    with pytest.raises(Invalid):
        inspect(clerk, NewFinding("工作没有跟上", "停发家属低保", TODAY))
    assert clerk.ledgers.inspections.list() == ()


def test_an_inspection_is_changed_and_gets_further_findings(clerk: Program) -> None:
    number = inspect(clerk, finding("一"))
    inspections = clerk.ledgers.inspections
    read = inspections.get(number)
    inspections.save(replace(read, note="又看了一个组"), (finding("二"),))
    now = inspections.get(number)
    assert (now.note, [f.text for f in now.findings]) == ("又看了一个组", ["一", "二"])
    with pytest.raises(ChangedElsewhere):
        inspections.save(replace(read, note="后来的人写的"))
    second = now.findings[1]
    clerk.ledgers.findings.change(second.id, finding("二改", date(2023, 9, 20)), second.version)
    assert found_in(clerk, number)[1].text == "二改"
    clerk.ledgers.findings.remove(second.id, second.version + 1)
    assert [f.text for f in found_in(clerk, number)] == ["一"]


def test_an_inspection_entered_by_mistake_goes_until_somebody_relies_on_it(clerk: Program) -> None:
    inspections, findings = clerk.ledgers.inspections, clerk.ledgers.findings
    mistaken = inspect(clerk, finding())
    inspections.remove(mistaken, inspections.get(mistaken).version)
    assert (inspections.list(), findings.ids()) == ((), ())
    begun = inspect(clerk, finding())
    findings.rectify(the_one(clerk).id, TODAY, "已更新宣传栏", 1)
    with pytest.raises(Refused, match="开始整改"):
        inspections.remove(begun, inspections.get(begun).version)
    with pytest.raises(Refused, match="开始整改"):
        findings.remove(the_one(clerk).id, 2)
    issued = inspect(clerk, finding(), unit="大石村")
    inspections.issue_sheet(issued)
    with pytest.raises(Refused, match="发出整改通知单"):
        inspections.remove(issued, inspections.get(issued).version)


def test_findings_are_filtered_by_state_unit_and_text(clerk: Program) -> None:
    inspect(clerk, finding("旧横幅", TODAY - timedelta(days=2)), finding("空栏", TODAY))
    inspect(clerk, finding("台账不全", TODAY - timedelta(days=1)), unit="大石村")
    findings = clerk.ledgers.findings

    def texts(wanted: FindingFilter) -> list[str]:
        return [f.text for f in findings.some(findings.ids(wanted)) if f is not None]

    assert texts(FindingFilter()) == ["旧横幅", "台账不全", "空栏"]
    assert texts(FindingFilter(states=(FindingState.OVERDUE,))) == ["旧横幅", "台账不全"]
    assert texts(FindingFilter(unit_code=codes(clerk)["大石村"])) == ["台账不全"]
    assert texts(FindingFilter(text="空")) == ["空栏"]
    assert texts(FindingFilter(first=TODAY, last=TODAY)) == ["空栏"]
    assert findings.counts()[FindingState.OVERDUE] == 2


def test_a_leader_reads_findings_and_does_not_verify(
    clerk: Program, enter: Callable[[str], Program]
) -> None:
    inspect(clerk, finding())
    leader = enter(LEADER)
    assert leader.ledgers.findings.counts()[FindingState.OPEN] == 1
    with pytest.raises(NotAllowed):
        leader.ledgers.findings.rectify(the_one(clerk).id, TODAY, "已改", 1)
    with pytest.raises(NotAllowed):
        leader.ledgers.inspections.issue_sheet(1)
