"""The matrix unit by requirement on a real township: what was entered, and what is lacking."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import Program, sign_in
from antifraud_desktop.errors import ChangedElsewhere, Invalid, Refused
from antifraud_desktop.records.activities import UnitClassRecord
from antifraud_desktop.records.requirements import Matrix, RequirementRecord, SlotState, TermRecord
from antifraud_desktop.records.supervision import MeetingRecord
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.requirement_texts import cell_text
from antifraud_desktop.services.requirement_counting import month_matrix
from antifraud_desktop.services.requirements import completions_in_month
from antifraud_desktop.vocabulary import Counting, MeetingLevel, RequirementPeriod, UnitKind
from tests.accounts.conftest import TestClock
from tests.requirements.conftest import DAY, START, happened

SEPTEMBER, OCTOBER = date(2023, 9, 10), date(2023, 10, 10)
LAST = date(2023, 10, 31)


def texts(board: Matrix, unit: str) -> dict[str, str]:
    row = next(r for r in board.rows if r.party.code == unit)
    return {r.name: cell_text(c) for r, c in zip(board.requirements, row.cells, strict=True) if c}


def month(office: Program, day: date) -> dict[str, Fraction | None]:
    codes = {}
    with office.work.reading() as session:
        found = completions_in_month(session, day)
        codes = {row.party.id: row.party.code for row in month_matrix(session, day).rows}
    return {codes[number]: share for number, share in found.items()}


def test_r9_a_new_township_has_the_presets(office: Program) -> None:
    found = {r.code: r for r in office.ledgers.requirements.list()}
    assert len(found) == 10
    assert found["school_lecture"].at_least == 2
    assert found["school_class"].per_class
    assert found["school_notices"].by == date(2024, 6, 30)
    assert found["group_deputy"].meeting_level is MeetingLevel.DEPUTY
    terms = [(t.first_day, t.last_day) for t in office.ledgers.school_terms.list()]
    assert terms[:2] == [
        (date(2023, 9, 1), date(2024, 1, 31)),
        (date(2024, 2, 1), date(2024, 7, 15)),
    ]


def test_r10_activities_fill_the_cells_of_their_own_unit_and_period(office: Program) -> None:
    happened(office, "outlet_patrol", "B01", date(2023, 9, 5))
    happened(office, "outlet_patrol", "B01", date(2023, 9, 6))
    happened(office, "lecture", "S01", date(2023, 9, 20))
    happened(office, "lecture", "V01", date(2023, 9, 20))
    board = office.ledgers.requirement_matrix.matrix(START, LAST)
    assert [r.party.code for r in board.rows] == ["S01", "B01", ""]
    assert texts(board, "B01") == {"网点巡查": "1/2", "网点员工培训": "0/2"}
    assert texts(board, "S01")["反诈宣传讲座"] == "1/2"
    assert texts(board, "S01")["反诈主题班会"] == "未登记班级"


def test_r10_a_cell_opens_the_activities_behind_it(office: Program) -> None:
    happened(office, "outlet_patrol", "B01", date(2023, 9, 5), "查看ATM")
    happened(office, "outlet_patrol", "B01", date(2023, 10, 6), "查看柜台")
    behind = office.ledgers.requirement_matrix.behind("bank_patrol", "B01", START, LAST)
    assert [(d.day, d.title) for d in behind] == [
        (date(2023, 10, 6), "查看柜台"),
        (date(2023, 9, 5), "查看ATM"),
    ]
    known = office.ledgers.activities
    assert all(known.get(d.activity_id).entry.title == d.title for d in behind)
    assert office.ledgers.requirement_matrix.behind("bank_training", "B01", START, LAST) == ()


def test_r9_every_class_needs_its_own_meeting(office: Program) -> None:
    classes = office.ledgers.unit_classes
    first, _ = classes.save(UnitClassRecord("S01", "七（1）班"))
    classes.save(UnitClassRecord("S01", "七（2）班"))
    for _ in range(2):
        happened(office, "class_meeting", "S01", date(2023, 9, 12), class_id=first)
    happened(office, "class_meeting", "S01", date(2023, 9, 13))
    board = office.ledgers.requirement_matrix.matrix(date(2023, 9, 1), date(2023, 9, 30))
    assert texts(board, "S01")["反诈主题班会"] == "1/2"
    behind = office.ledgers.requirement_matrix.behind("school_class", "S01", START, START)
    assert [d.counts for d in behind] == [False, True, True]
    reminder = office.ledgers.requirement_matrix.reminder("S01", START, date(2023, 9, 30))
    assert "2023年9月还有七（2）班未完成，共差1次，已过期" in reminder
    assert "七（1）班" not in reminder


def test_r9_meetings_of_the_leading_group_are_counted_by_level(office: Program) -> None:
    meetings = office.ledgers.meetings
    for level, day in (
        (MeetingLevel.HEAD, date(2023, 9, 4)),
        (MeetingLevel.DEPUTY, date(2023, 9, 5)),
        (MeetingLevel.DEPUTY, date(2023, 9, 6)),
        (MeetingLevel.DEPUTY, date(2023, 9, 24)),
        (MeetingLevel.OFFICE, date(2023, 9, 7)),
    ):
        meetings.save(MeetingRecord(level=level, day=day, chair="镇长", agenda="研究工作"))
    board = office.ledgers.requirement_matrix.matrix(date(2023, 9, 4), date(2023, 9, 24))
    found = texts(board, "")
    assert found["组长月调度"] == "1/1"
    assert found["副组长周会商"] == "2/3"  # twice in the first week, never in the second
    assert found["办公室日碰头"] == "1/15"
    behind = office.ledgers.requirement_matrix.behind("group_head", "", START, START)
    assert [(d.day, d.kind) for d in behind] == [(date(2023, 9, 4), "组长月调度")]


def test_r10_quantities_count_where_they_are_asked(office: Program) -> None:
    office.ledgers.requirements.save(
        RequirementRecord(
            code="",
            name="敲门入户",
            period=RequirementPeriod.MONTH,
            at_least=50,
            unit_kinds=(UnitKind.VILLAGE,),
            type_code="household_drive",
            counting=Counting.QUANTITY,
        )
    )
    happened(office, "household_drive", "V01", date(2023, 9, 12), quantity=30)
    happened(office, "household_drive", "V01", date(2023, 9, 13), quantity=15)
    happened(office, "household_drive", "V02", date(2023, 9, 13))
    board = office.ledgers.requirement_matrix.matrix(date(2023, 9, 1), date(2023, 9, 30))
    assert texts(board, "V01") == {"敲门入户": "45/50"}
    assert texts(board, "V02") == {"敲门入户": "0/50"}
    behind = office.ledgers.requirement_matrix.behind("R001", "V01", START, START)
    assert [d.amount for d in behind] == [15, 30]


def test_r10_the_completion_of_a_month_judges_what_falls_due_in_it(office: Program) -> None:
    happened(office, "outlet_patrol", "B01", date(2023, 9, 5))
    happened(office, "lecture", "S01", date(2023, 9, 20))
    assert month(office, SEPTEMBER) == {
        "B01": Fraction(1, 2),  # patrol done, training not
        "S01": None,  # its term ends in January, it has no classes: nothing fell due (R16)
    }
    with office.work.reading() as session:
        january = completions_in_month(session, date(2024, 1, 15))
        rows = {r.party.code: r for r in month_matrix(session, date(2024, 1, 15)).rows}
    assert january[rows["S01"].party.id] == Fraction(1, 6)  # one of two lectures, three terms' work
    assert [s.state for c in rows["S01"].cells if c for s in c.slots] == [SlotState.SHORT] * 3


def test_r10_villages_without_requirements_are_not_judged(office: Program) -> None:
    assert not {"V01", "V02"} & set(month(office, SEPTEMBER))


def test_r9_a_bank_that_opened_within_a_month_is_asked_from_the_next_on(office: Program) -> None:
    office.units.save(UnitRecord("B02", "新开网点", UnitKind.BANK, active_from=date(2023, 9, 12)))
    assert month(office, SEPTEMBER)["B02"] is None
    assert month(office, OCTOBER)["B02"] == 0


def test_r9_the_office_changes_a_requirement_and_it_is_told(office: Program) -> None:
    requirements = office.ledgers.requirements
    patrol = next(r for r in requirements.list() if r.code == "bank_patrol")
    changed = RequirementRecord(
        code="bank_patrol",
        name="网点巡查",
        period=RequirementPeriod.MONTH,
        at_least=2,
        unit_kinds=(UnitKind.BANK, UnitKind.TELECOM),
        type_code="outlet_patrol",
        sort_order=patrol.sort_order,
        version=patrol.version,
    )
    assert requirements.save(changed).requirements
    with pytest.raises(ChangedElsewhere):
        requirements.save(changed)
    same = next(r for r in requirements.list() if r.code == "bank_patrol")
    assert not requirements.save(same)
    (entry,) = requirements.history("bank_patrol")
    assert "网点巡查" in entry.summary
    assert any("1 → 2" in line for line in entry.details)
    board = office.ledgers.requirement_matrix.matrix(date(2023, 9, 1), date(2023, 9, 30))
    assert texts(board, "B01")["网点巡查"] == "0/2"


def test_r9_what_cannot_be_counted_cannot_be_asked(office: Program) -> None:
    wrong = RequirementRecord(
        code="",
        name="反诈宣传讲座",
        period=RequirementPeriod.BY_DATE,
        at_least=0,
        unit_kinds=(UnitKind.BANK,),
        type_code="lecture",
        counting=Counting.QUANTITY,
        per_class=True,
    )
    with pytest.raises(Invalid) as trouble:
        office.ledgers.requirements.save(wrong)
    assert {(p.field, p.code) for p in trouble.value.problems} == {
        ("name", "taken"),
        ("at_least", "range"),
        ("counting", "no_quantity"),
        ("per_class", "school"),
        ("by", "required"),
    }
    with pytest.raises(Invalid) as trouble:
        office.ledgers.requirements.save(
            RequirementRecord(code="", name="甲", period=RequirementPeriod.MONTH)
        )
    assert {p.field for p in trouble.value.problems} == {"unit_kinds", "type_code"}


def test_r9_a_requirement_is_taken_out_and_not_brought_back(
    office: Program, tmp_path: Path, clock: TestClock
) -> None:
    requirements = office.ledgers.requirements
    for record in requirements.list():
        if record.code != "bank_patrol":
            requirements.remove(record.code, record.version)
    office.close()
    again = sign_in(tmp_path / "data", "经办", "my-own-password", clock)
    assert [r.code for r in again.ledgers.requirements.list()] == ["bank_patrol"]
    again.close()


def test_r9_terms_never_overlap(office: Program) -> None:
    terms = office.ledgers.school_terms
    with pytest.raises(Invalid) as trouble:
        terms.save(TermRecord("小学期", date(2024, 1, 31), date(2024, 2, 3)))
    assert [p.code for p in trouble.value.problems] == ["overlap", "overlap"]
    spring = terms.list()[1]
    terms.save(
        TermRecord(spring.name, date(2024, 2, 20), spring.last_day, spring.id, spring.version)
    )
    terms.save(TermRecord("寒假小学期", date(2024, 2, 1), date(2024, 2, 10)))
    assert [t.first_day for t in terms.list()][1:3] == [date(2024, 2, 1), date(2024, 2, 20)]
    with pytest.raises(Invalid):
        terms.save(TermRecord("", date(2030, 2, 1), date(2030, 1, 1)))
    with pytest.raises(ChangedElsewhere):
        terms.remove(spring.id, spring.version)


def test_r10_a_range_turned_round_is_refused(office: Program) -> None:
    with pytest.raises(Refused):
        office.ledgers.requirement_matrix.matrix(LAST, START)
    with pytest.raises(Refused):
        office.ledgers.requirement_matrix.matrix(date(2020, 1, 1), LAST)
    with pytest.raises(Refused):
        office.ledgers.requirement_matrix.reminder("V01", START, LAST)


@pytest.mark.parametrize(
    ("start", "asked"), [(date(2023, 10, 15), True), (date(2023, 12, 20), False)]
)
def test_r9_a_campaign_begun_in_the_first_half_of_a_term_asks_for_that_term(
    tmp_path: Path, start: date, asked: bool
) -> None:
    from antifraud_desktop.bootstrap import SetUp, set_up

    clock = TestClock(datetime.combine(start, datetime.min.time()))
    set_up(tmp_path / "new", SetUp("青禾镇", "专项行动", start, "经办", "my-own-password"), clock)
    program = sign_in(tmp_path / "new", "经办", "my-own-password", clock)
    program.units.save(UnitRecord("S01", "青禾中学", UnitKind.SCHOOL))
    found = texts(program.ledgers.requirement_matrix.matrix(start, start), "S01")
    program.close()
    assert found.get("反诈宣传讲座") == ("0/2" if asked else None)
    assert DAY > START


def test_r9_one_activity_counts_towards_every_requirement_that_asks_for_it(
    office: Program,
) -> None:
    weekly = RequirementRecord(
        "",
        "每周巡查",
        RequirementPeriod.WEEK,
        unit_kinds=(UnitKind.BANK,),
        type_code="outlet_patrol",
    )
    office.ledgers.requirements.save(weekly)
    happened(office, "outlet_patrol", "B01", date(2023, 9, 5))
    board = office.ledgers.requirement_matrix.matrix(date(2023, 9, 4), date(2023, 9, 17))
    assert texts(board, "B01") == {"网点巡查": "1/1", "网点员工培训": "0/1", "每周巡查": "1/2"}
