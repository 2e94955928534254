"""What follows a frozen month: interviews and yellow cards, step by step (R19)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.evaluations import Evaluations
from antifraud_desktop.records.consequences import (
    CardState,
    InterviewHeld,
    InterviewState,
    NewCard,
)
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.work import NotAllowed, Work
from tests.evaluation.filling import FIRST, add_figure, add_submission, add_unit, do
from tests.evaluation.offices import at, office_of, without

SEPTEMBER = date(2023, 9, 1)
TODAY = date(2023, 9, 5)
HELD = InterviewHeld(TODAY, "镇领导丙", "第4村负责人", "入户少", "每周入户两天", date(2023, 9, 20))


@pytest.fixture
def frozen(work: Work, villages: None) -> Evaluations:
    """August is frozen: 第4村 and 第3村 are at the bottom."""
    office = office_of(work)
    office.months.draft(FIRST)
    office.months.freeze(FIRST, "先行定稿")
    return office


@pytest.fixture
def tied(work: Work) -> Evaluations:
    """August is frozen with three villages that did the same."""

    def fill(session: object) -> None:
        for number in range(1, 4):
            unit = add_unit(session, number)
            add_submission(session, unit.id, FIRST, datetime(2023, 8, 1, 17))

    do(work, fill)
    office = office_of(work)
    office.months.draft(FIRST)
    office.months.freeze(FIRST, "先行定稿")
    return office


def held_twice(work: Work, office: Evaluations) -> Evaluations:
    """Freeze September as well and interview 第4村 for both; return the office in October."""
    october = at(work, datetime(2023, 10, 8, 10))
    for month, day in ((FIRST, TODAY), (SEPTEMBER, date(2023, 10, 8))):
        if month == SEPTEMBER:
            october.months.draft(month)
            october.months.freeze(month, "先行定稿")
            # Nobody reported in September: all four are tied.
            october.consequences.pick(month, ["U004", "U003"], "整改没有到位")
        else:
            office.consequences.begin(month)
        (four,) = [
            i for i in october.interviews.list() if (i.month, i.unit_code) == (month, "U004")
        ]
        held = InterviewHeld(day, "镇领导丙", "", "入户少", "每周入户", date(2023, 10, 20))
        october.interviews.hold(four.id, held, four.version)
    return october


def test_r19_the_bottom_of_a_month_that_is_not_frozen_leads_to_nothing(
    work: Work, villages: None
) -> None:
    office = office_of(work)
    office.months.draft(FIRST)
    with pytest.raises(Refused, match="还没有定稿"):
        office.consequences.candidates(FIRST)
    with pytest.raises(Refused, match="还没有定稿"):
        office.consequences.begin(FIRST)


def test_r19_the_bottom_two_are_interviewed_from_planning_to_closing(
    work: Work, frozen: Evaluations
) -> None:
    assert [c.unit for c in frozen.consequences.candidates(FIRST).candidates] == ["第4村", "第3村"]
    numbers, _changes = frozen.consequences.begin(FIRST)
    with pytest.raises(Refused, match="没有需要新登记的约谈单位"):
        frozen.consequences.begin(FIRST)
    first = frozen.interviews.get(numbers[0])
    assert (first.unit, first.rank, first.state) == ("第4村", 4, InterviewState.CHOSEN)
    when = datetime(2023, 9, 5, 15, 0)
    frozen.interviews.plan(first.id, when, "镇会议室", "镇领导丙", first.version)
    assert frozen.interviews.get(first.id).state is InterviewState.PLANNED
    frozen.interviews.hold(first.id, HELD, 2)
    with pytest.raises(Refused, match="已经进行过"):
        frozen.interviews.plan(first.id, when, "镇会议室", "镇领导丙", 3)
    assert frozen.interviews.get(first.id).state is InterviewState.HELD
    past = at(work, datetime(2023, 9, 21, 9))
    assert past.interviews.get(first.id).state is InterviewState.OVERDUE
    assert past.course.due().measures_past == 1
    past.interviews.follow_up(first.id, "已入户三次", 3)
    past.interviews.close(first.id, date(2023, 9, 21), "已按措施做到", 4)
    closed = past.interviews.get(first.id)
    assert (closed.state, closed.follow_up) == (InterviewState.CLOSED, "已按措施做到")
    with pytest.raises(Refused, match="已经办结"):
        past.interviews.follow_up(first.id, "再补一句", 5)


def test_an_interview_s_record_says_everything_that_is_missing(frozen: Evaluations) -> None:
    (number, _second), _changes = frozen.consequences.begin(FIRST)
    empty = InterviewHeld(date(2023, 8, 31), "", "", "", "", None)
    with pytest.raises(Invalid) as caught:
        frozen.interviews.hold(number, empty, 1)
    fields = {p.field for p in caught.value.problems}
    assert fields == {"held_on", "interviewer", "problems", "measures", "measures_due"}
    with pytest.raises(Refused, match="还没有登记约谈情况"):
        frozen.interviews.close(number, TODAY, "已做到", 1)
    words = InterviewHeld(TODAY, "镇领导丙", "", "入户少", "对该户断水断电", date(2023, 9, 20))
    with pytest.raises(Invalid, match="罪责自负"):
        frozen.interviews.hold(number, words, 1)


def test_r19_of_the_tied_a_leader_picks_with_a_reason(work: Work, tied: Evaluations) -> None:
    found = tied.consequences.candidates(FIRST)
    assert ([c.tied for c in found.candidates], found.pick, found.left) == ([True] * 3, 2, 2)
    with pytest.raises(Refused, match="没有需要新登记"):
        tied.consequences.begin(FIRST)
    with pytest.raises(NotAllowed):
        without(work, Permission.DECIDE_RANKING).consequences.pick(FIRST, ["U001"], "")
    with pytest.raises(Invalid) as caught:
        tied.consequences.pick(FIRST, ["U001"], " ")
    assert [p.text for p in caught.value.problems] == ["请写明选定理由", "请在同分的单位里选2个"]
    tied.consequences.pick(FIRST, ["U001", "U003"], "上月也在末位")
    assert tied.consequences.candidates(FIRST).left == 0
    picked = tied.interviews.list()
    assert {(i.unit_code, i.chosen_reason) for i in picked} == {
        ("U001", "上月也在末位"),
        ("U003", "上月也在末位"),
    }
    with pytest.raises(Refused, match="没有同分的单位要选"):
        tied.consequences.pick(FIRST, ["U002"], "再选")


def test_an_interview_is_withdrawn_with_a_reason_and_can_be_begun_again(
    work: Work, frozen: Evaluations
) -> None:
    (number, _second), _changes = frozen.consequences.begin(FIRST)
    with pytest.raises(Invalid, match="请写明撤销原因"):
        frozen.interviews.withdraw(number, TODAY, "", 1)
    with pytest.raises(NotAllowed):
        without(work, Permission.DECIDE_RANKING).interviews.withdraw(number, TODAY, "有误", 1)
    frozen.interviews.withdraw(number, TODAY, "结果有误", 1)
    assert frozen.interviews.get(number).state is InterviewState.WITHDRAWN
    with pytest.raises(Refused, match="已经撤销"):
        frozen.interviews.hold(number, HELD, 2)
    assert frozen.consequences.candidates(FIRST).to_begin == 1
    frozen.consequences.begin(FIRST)
    assert frozen.interviews.get(number).state is InterviewState.CHOSEN


def test_r18_a_new_edition_says_whose_interview_no_longer_rests_on_it(
    work: Work, frozen: Evaluations
) -> None:
    frozen.consequences.begin(FIRST)

    def more(session: object) -> None:
        for day in range(1, 4):
            add_submission(session, 4, date(2023, 8, day), datetime(2023, 8, day, 17))

    do(work, more)
    frozen.months.draft(FIRST)
    frozen.months.freeze(FIRST, "更正后定稿")
    listed = {i.unit_code: i.listed for i in frozen.interviews.list()}
    assert listed == {"U003": True, "U004": False}
    found = frozen.consequences.candidates(FIRST)
    assert (found.edition, found.to_begin) == (2, 1)


def test_r19_two_held_interviews_offer_a_card_that_somebody_gives(
    work: Work, frozen: Evaluations
) -> None:
    october = held_twice(work, frozen)
    (offer,) = october.consequences.offers()
    assert (offer.unit, offer.first.month, offer.second.month) == ("第4村", FIRST, SEPTEMBER)
    assert october.course.due().cards_offered == 1
    day = date(2023, 10, 8)
    with pytest.raises(Invalid, match="请写明整改要求"):
        october.cards.give("U004", NewCard(day, "", date(2023, 10, 31)))
    with pytest.raises(Invalid, match="早于约谈"):
        october.cards.give("U004", NewCard(date(2023, 10, 1), "限期整改", date(2023, 10, 31)))
    number, _changes = october.cards.give("U004", NewCard(day, "限期整改", date(2023, 10, 31)))
    card = october.cards.get(number)
    assert (card.first_month, card.second_month, card.state) == (
        FIRST,
        SEPTEMBER,
        CardState.STANDING,
    )
    assert october.consequences.offers() == ()
    with pytest.raises(Refused, match="还没有两次"):
        october.cards.give("U004", NewCard(day, "限期整改", date(2023, 10, 31)))
    with pytest.raises(Refused, match="请先撤销黄牌"):
        october.interviews.withdraw(card.first_interview, day, "有误", 2)


def test_r19_a_card_s_measures_run_out_it_is_closed_and_stays(
    work: Work, frozen: Evaluations
) -> None:
    october = held_twice(work, frozen)
    day = date(2023, 10, 8)
    number, _changes = october.cards.give("U004", NewCard(day, "限期整改", date(2023, 10, 31)))
    october.cards.set_measures(number, "每周报一次整改", date(2023, 11, 5), 1)
    november = at(work, datetime(2023, 11, 6, 9))
    assert november.cards.get(number).state is CardState.OVERDUE
    november.cards.close(number, date(2023, 11, 6), "整改到位", 2)
    assert november.cards.get(number).state is CardState.CLOSED
    with pytest.raises(Refused, match="已经解除"):
        november.cards.withdraw(number, date(2023, 11, 6), "有误", 3)


def test_a_withdrawn_card_frees_its_interviews(work: Work, frozen: Evaluations) -> None:
    october = held_twice(work, frozen)
    day = date(2023, 10, 8)
    number, _changes = october.cards.give("U004", NewCard(day, "限期整改", date(2023, 10, 31)))
    with pytest.raises(NotAllowed):
        without(work, Permission.DECIDE_RANKING).cards.withdraw(number, day, "有误", 1)
    october.cards.withdraw(number, day, "约谈有误", 1)
    assert [o.unit_code for o in october.consequences.offers()] == ["U004"]


def test_a_unit_s_history_tells_the_campaign_from_its_first_month(
    work: Work, frozen: Evaluations
) -> None:
    october = held_twice(work, frozen)
    october.cards.give("U004", NewCard(date(2023, 10, 8), "限期整改", date(2023, 10, 31)))
    history = october.consequences.history("U004")
    assert [(m.month, m.rank, m.of, m.bottom) for m in history.months] == [
        (FIRST, 4, 4, True),
        (SEPTEMBER, 1, 4, True),
    ]
    assert [i.month for i in history.interviews] == [SEPTEMBER, FIRST]
    assert [c.state for c in history.cards] == [CardState.STANDING]
    assert october.consequences.history("U001").interviews == ()


def test_one_held_interview_and_one_only_planned_offer_no_card(
    work: Work, frozen: Evaluations
) -> None:
    do(work, lambda session: add_figure(session, 1, SEPTEMBER, 1, 5))
    october = at(work, datetime(2023, 10, 8, 10))
    (four, _three), _changes = frozen.consequences.begin(FIRST)
    october.interviews.hold(four, HELD, 1)
    october.months.draft(SEPTEMBER)
    october.months.freeze(SEPTEMBER, "先行定稿")
    october.consequences.pick(
        SEPTEMBER,
        ["U004", "U003"][: october.consequences.candidates(SEPTEMBER).left],
        "整改没有到位",
    )
    assert october.consequences.offers() == ()
