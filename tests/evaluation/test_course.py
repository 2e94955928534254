"""A month's course: shown, confirmed, objected to, drawn up anew, frozen (R18)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.evaluations import Evaluations
from antifraud_desktop.records.evaluation_course import (
    Corrected,
    EvaluationDue,
    NewFalsification,
    NewObjection,
    ObjectionAnswer,
)
from antifraud_desktop.vocabulary import ObjectionState
from antifraud_desktop.work import Work
from tests.evaluation.conftest import SEPTEMBER_5
from tests.evaluation.filling import DAYS, FIRST, add_submission, do
from tests.evaluation.offices import at, office_of

pytestmark = pytest.mark.usefixtures("villages")
TODAY = SEPTEMBER_5.date()
ON_TIME = datetime(2023, 8, 1, 17, 30)


@pytest.fixture
def office(work: Work) -> Evaluations:
    return office_of(work)


@pytest.fixture
def shown(office: Evaluations) -> Evaluations:
    office.months.draft(FIRST)
    office.months.show(FIRST)
    return office


def test_r18_a_shown_month_tells_who_has_not_confirmed_and_how_long_is_left(
    shown: Evaluations,
) -> None:
    course = shown.course.course(FIRST)
    assert (course.days_left, course.unconfirmed) == (4, 4)
    assert course.next_step == "异议期到9月8日（还有4天，含当天），4个单位还没有确认。"
    assert shown.course.confirm(FIRST, "U002", TODAY, "微信  回复收到").evaluation
    course = shown.course.course(FIRST)
    (second,) = [r for r in course.receipts if r.unit_code == "U002"]
    assert (second.confirmed_on, second.how, second.entered_by) == (TODAY, "微信 回复收到", "张三")
    assert course.unconfirmed == 3
    shown.course.unconfirm(FIRST, "U002")
    assert shown.course.course(FIRST).unconfirmed == 4


def test_r18_a_receipt_needs_a_month_that_was_shown_and_a_day_that_can_be(
    office: Evaluations,
) -> None:
    office.months.draft(FIRST)
    with pytest.raises(Refused, match="还没有公示"):
        office.course.confirm(FIRST, "U001", TODAY, "当面")
    office.months.show(FIRST)
    with pytest.raises(Invalid, match="早于公示日期"):
        office.course.confirm(FIRST, "U001", date(2023, 9, 4), "当面")
    with pytest.raises(Invalid, match="今天之后"):
        office.course.confirm(FIRST, "U001", date(2023, 9, 6), "当面")
    with pytest.raises(Invalid, match="没有这个单位"):
        office.course.confirm(FIRST, "U099", TODAY, "当面")
    with pytest.raises(Refused, match="还没有登记该单位的回执"):
        office.course.unconfirm(FIRST, "U001")


def test_r18_what_is_shown_anew_is_to_be_confirmed_anew(work: Work, shown: Evaluations) -> None:
    shown.course.confirm(FIRST, "U001", TODAY, "当面")
    do(work, lambda session: add_submission(session, 4, DAYS[0], ON_TIME))
    shown.months.draft(FIRST)
    shown.months.show(FIRST)
    assert shown.course.course(FIRST).unconfirmed == 4


def test_r18_an_objection_counts_by_the_day_it_came_in(work: Work, shown: Evaluations) -> None:
    late = at(work, datetime(2023, 9, 20, 9))
    with pytest.raises(Invalid, match="异议期到9月8日，请核对收到日期"):
        late.objections.receive(FIRST, NewObjection("U004", "8月1日已报", date(2023, 9, 9)))
    with pytest.raises(Invalid, match="早于公示日期"):
        late.objections.receive(FIRST, NewObjection("U004", "8月1日已报", date(2023, 9, 4)))
    number, _changes = late.objections.receive(
        FIRST, NewObjection("U004", "8月1日已报", date(2023, 9, 8), "on_time")
    )
    found = late.objections.get(number)
    assert (found.state, found.criterion_name, found.unit) == (
        ObjectionState.OPEN,
        "按时报送",
        "第4村",
    )
    assert late.course.course(FIRST).next_step == "还有1件异议待答复。"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (NewObjection("", "8月1日已报", TODAY), "请选择单位"),
        (NewObjection("U004", "  ", TODAY), "请写明异议内容"),
        (NewObjection("U004", "已报", TODAY, "nothing"), "没有这个考核项目"),
        (NewObjection("U004", "对其子女限制入学", TODAY), "罪责自负"),
        (NewObjection("U004", "已报", date(2023, 9, 6)), "今天之后"),
    ],
)
def test_an_objection_that_cannot_be_saved_says_why(
    shown: Evaluations, given: NewObjection, told: str
) -> None:
    with pytest.raises(Invalid, match=told):
        shown.objections.receive(FIRST, given)
    assert shown.objections.list() == ()


def test_r18_objections_are_received_neither_before_showing_nor_after_freezing(
    office: Evaluations,
) -> None:
    given = NewObjection("U004", "8月1日已报", TODAY)
    office.months.draft(FIRST)
    with pytest.raises(Refused, match="还没有公示"):
        office.objections.receive(FIRST, given)
    office.months.freeze(FIRST, "先行定稿")
    with pytest.raises(Refused, match="已经定稿，不再登记异议"):
        office.objections.receive(FIRST, given)


def test_r18_an_accepted_objection_moves_no_number_until_the_month_is_drawn_up_anew(
    work: Work, shown: Evaluations
) -> None:
    number, _ = shown.objections.receive(
        FIRST, NewObjection("U004", "8月1日17时30分已在群里报送", TODAY)
    )
    before = shown.months.results(FIRST).result
    do(work, lambda session: add_submission(session, 4, DAYS[0], ON_TIME))
    answer = ObjectionAnswer(
        ObjectionState.ACCEPTED, "属实", TODAY, (Corrected.FIGURES,), "补录8月1日报送"
    )
    shown.objections.answer(number, answer, shown.objections.get(number).version)
    found = shown.objections.get(number)
    assert (found.state, found.effect, found.decided_by) == (
        ObjectionState.ACCEPTED,
        "更正报送数字：补录8月1日报送",
        "张三",
    )
    assert shown.months.results(FIRST).result == before
    assert "第4村" in {m.name for m in shown.course.moved_since(FIRST)}
    after = at(work, datetime(2023, 9, 20, 9))
    with pytest.raises(Refused, match="采纳异议后更正的内容还没有计算进去"):
        after.months.freeze(FIRST, "等不及")
    after.months.draft(FIRST)
    assert after.course.moved_since(FIRST) == ()
    after.months.show(FIRST)
    assert after.months.freeze(FIRST, "各单位已确认")[0].frozen_by == "张三"


def test_an_answer_says_what_was_put_right_only_where_something_was(shown: Evaluations) -> None:
    number, _ = shown.objections.receive(FIRST, NewObjection("U004", "8月1日已报", TODAY))
    with pytest.raises(Invalid) as caught:
        shown.objections.answer(number, ObjectionAnswer(ObjectionState.PARTLY, "", TODAY), 1)
    assert {p.field for p in caught.value.problems} == {"answer", "corrected", "effect"}
    with pytest.raises(Invalid, match="不采纳的异议没有更正"):
        shown.objections.answer(
            number, ObjectionAnswer(ObjectionState.REJECTED, "没有依据", TODAY, effect="改"), 1
        )
    with pytest.raises(Invalid, match="早于收到日期"):
        shown.objections.answer(
            number, ObjectionAnswer(ObjectionState.REJECTED, "没有依据", date(2023, 9, 1)), 1
        )
    shown.objections.answer(number, ObjectionAnswer(ObjectionState.REJECTED, "没有依据", TODAY), 1)
    with pytest.raises(Refused, match="未采纳，不能再改"):
        shown.objections.withdraw(number, TODAY, shown.objections.get(number).version)


def test_a_unit_withdraws_its_objection_itself(shown: Evaluations) -> None:
    number, _ = shown.objections.receive(FIRST, NewObjection("U004", "8月1日已报", TODAY))
    shown.objections.withdraw(number, TODAY, 1)
    assert shown.objections.get(number).state is ObjectionState.WITHDRAWN
    assert shown.course.course(FIRST).receipts[-1].objections == 0


def test_r6_an_accepted_objection_lifts_the_falsification_it_is_about(shown: Evaluations) -> None:
    given = NewFalsification("U004", DAYS[5], "入户底册对不上", TODAY, "李四")
    false, _ = shown.falsifications.record(given)
    number, _ = shown.objections.receive(FIRST, NewObjection("U004", "底册已补齐", TODAY))
    other, _ = shown.objections.receive(FIRST, NewObjection("U003", "也有异议", TODAY))
    answer = ObjectionAnswer(
        ObjectionState.ACCEPTED, "属实", TODAY, (Corrected.FALSIFICATION,), "撤销认定", (false,)
    )
    with pytest.raises(Refused, match="不是该单位的"):
        shown.objections.answer(other, answer, 1)
    assert shown.falsifications.get(false).lifted_on is None
    shown.objections.answer(number, answer, 1)
    lifted = shown.falsifications.get(false)
    assert (lifted.lifted_on, lifted.objection_id) == (TODAY, number)
    assert lifted.lifted_reason == "采纳异议：属实"


def test_what_the_evaluation_asks_of_the_office_today(work: Work, shown: Evaluations) -> None:
    assert shown.course.due() == EvaluationDue()

    def on(day: int) -> Evaluations:
        return at(work, datetime(2023, 9, day, 9))

    due = on(7).course.due()
    assert (due.closing, due.closing_on, due.to_freeze) == (FIRST, date(2023, 9, 8), None)
    shown.objections.receive(FIRST, NewObjection("U004", "8月1日已报", TODAY))
    assert on(9).course.due() == EvaluationDue(open_objections=1)
    shown.objections.withdraw(1, TODAY, 1)
    assert on(9).course.due() == EvaluationDue(to_freeze=FIRST)
    on(9).months.freeze(FIRST)
    assert on(9).course.due() == EvaluationDue(to_choose=2)
    on(9).consequences.begin(FIRST)
    assert on(9).course.due() == EvaluationDue(to_hold=2)
