"""What the evaluation says in the window, word by word: few contacts, months, next steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from antifraud_desktop.records.consequences import HistoryMonth, MonthCandidates
from antifraud_desktop.records.evaluation import (
    Basis,
    Criterion,
    CriterionScore,
    Cut,
    MonthResult,
    Source,
    UnitScore,
)
from antifraud_desktop.records.evaluation_course import MonthCourse
from antifraud_desktop.records.evaluation_editions import EditionHead, Lift, Moved
from antifraud_desktop.records.townships import CampaignRecord
from antifraud_desktop.vocabulary import EvaluationState, UnitKind
from ui.dialogs.explain_text import ONE_IS_NOT_ENOUGH, criterion_text, lift_lines
from ui.pages.evaluation.next_step import Standing, Step, next_of, words_of
from ui.pages.evaluation.place import months_between, usual_month
from ui.pages.evaluation.rank_model import RankModel
from ui.widgets.rank_trend import NOTHING, trend_words
from ui.widgets.rank_words import change_text, climb_text, formula_text, place_text

AUGUST, SEPTEMBER = date(2023, 8, 1), date(2023, 9, 1)
CAMPAIGN = CampaignRecord("专项行动", AUGUST, date(2023, 10, 31))
TIED = Cut((), ("U001",), 1)
FOLLOW_UPS = Criterion("follow_ups", "到期随访", Decimal(10), Source.FOLLOW_UPS)
VISITS = Criterion(
    "visits",
    "入户走访",
    Decimal(20),
    Source.FLOW,
    indicator="households_visited",
    basis=Basis.HOUSEHOLDS,
    rate=Decimal("0.3"),
)


def followed(done: int, due: int) -> CriterionScore:
    return CriterionScore(
        code="follow_ups",
        name="到期随访",
        weight=Decimal(10),
        effective=Decimal("12.50"),
        applicable=True,
        raw=Decimal("0.500000"),
        score=Decimal("6.25"),
        inputs={"done": str(done), "due": str(due)},
        records="follow_ups:U001:2023-08-01..2023-08-31",
        formula=f"按时完成{done}次÷到期{due}次＝50.00%，×12.50分＝6.25分",
    )


def sheet(**changes: object) -> UnitScore:
    made = UnitScore("U001", "大石村", UnitKind.VILLAGE, 1, (followed(1, 2),), (), Decimal(60), 3)
    return replace(made, **changes)  # type: ignore[arg-type]


def head(month: date, state: EvaluationState, edition: int = 1, objections: int = 0) -> EditionHead:
    at = datetime(2023, 9, 2, 9, 0).astimezone()
    return EditionHead(
        id=edition,
        month=month,
        edition=edition,
        scheme="月度考核方案",
        state=state,
        drafted_at=at,
        drafted_by="张三",
        shown_on=None,
        objections_until=None,
        frozen_at=at if state is EvaluationState.FROZEN else None,
        frozen_by="",
        changes="",
        sha256="",
        open_objections=objections,
        version=1,
    )


def test_few_contacts_with_persons_are_told_to_who_reads_files_alone() -> None:
    score = followed(1, 2)
    assert "按时完成1次÷到期2次" in criterion_text(FOLLOW_UPS, score, exact=True)
    told = criterion_text(FOLLOW_UPS, score, exact=False)
    assert "次数少于5的不列" in told
    assert "按时完成次数：<5" in told
    assert "1次" not in told
    assert "6.25分" in told
    many = followed(6, 12)
    assert formula_text(many, exact=False) == many.formula
    lift = Lift("follow_ups", "到期随访", 1, "多1次按时随访", Decimal(66), 2)
    assert lift_lines(sheet(), [lift], exact=True) == ("到期随访：多1次按时随访 → 66分，第2名",)
    assert lift_lines(sheet(), [lift], exact=False) == (ONE_IS_NOT_ENOUGH,)


def test_the_table_does_not_tell_few_contacts_by_pointing_at_it() -> None:

    told = Qt.ItemDataRole.ToolTipRole
    for exact, few in ((True, "按时完成1次"), (False, "次数少于5的不列")):
        model = RankModel(exact=exact)
        model.set_result(MonthResult(AUGUST, (sheet(),), Cut()))
        assert few in str(model.index(0, model.columnCount() - 1).data(told))


def test_the_figures_of_a_target_are_named_with_their_measure() -> None:
    score = replace(
        followed(97, 0),
        inputs={
            "done": "97",
            "basis": "households",
            "size": "412",
            "rate": "0.30",
            "days": "28",
            "month_days": "31",
            "cap": "1",
            "target": "111.64",
        },
        records="flow/households_visited:U001:2023-08-01..2023-08-31",
    )
    lines = criterion_text(VISITS, score, exact=False).split("\n")
    assert "规模：户数412户" in lines
    assert "每月目标比例：30%" in lines
    assert "封顶：100%" in lines


@pytest.mark.parametrize(
    ("changes", "cut", "place", "climb", "points"),
    [
        ({}, Cut(), "3", "—", "—"),
        ({"last_rank": 5, "last_total": Decimal("58.5")}, Cut(), "3", "↑2", "+1.50"),
        ({"last_rank": 1, "last_total": Decimal(61)}, Cut(("U001",)), "3 末位", "↓2", "-1.00"),
        (
            {"last_rank": 3, "last_total": Decimal(60)},
            Cut((), ("U001",), 1),
            "3 同分",
            "平",
            "0.00",
        ),
        ({"rank": None, "last_rank": 3}, Cut(), "不排名", "—", "—"),
    ],
)
def test_a_place_and_what_changed(
    changes: dict[str, object], cut: Cut, place: str, climb: str, points: str
) -> None:
    shown = sheet(**changes)
    assert (place_text(shown, cut), climb_text(shown), change_text(shown.change)) == (
        place,
        climb,
        points,
    )


def test_ranks_of_months_in_words() -> None:
    months = (
        HistoryMonth(AUGUST, 1, Decimal(60), 24, 24, "", bottom=True),
        HistoryMonth(SEPTEMBER, 1, Decimal(0), None, 24, "全月豁免报送", bottom=False),
    )
    assert trend_words(months) == "8月第24名（共24个，末位），9月不排名（全月豁免报送）"
    assert trend_words(()) == NOTHING


def test_months_are_offered_newest_first_over_the_turn_of_the_year() -> None:
    assert months_between(date(2023, 11, 15), date(2024, 1, 3)) == (
        date(2024, 1, 1),
        date(2023, 12, 1),
        date(2023, 11, 1),
    )


@pytest.mark.parametrize(
    ("heads", "today", "month"),
    [
        ((), date(2023, 8, 20), AUGUST),
        ((), date(2023, 9, 3), AUGUST),
        ((head(AUGUST, EvaluationState.FROZEN),), date(2023, 10, 3), SEPTEMBER),
        (
            (head(SEPTEMBER, EvaluationState.DRAFT), head(AUGUST, EvaluationState.SHOWN)),
            date(2023, 10, 3),
            AUGUST,
        ),
        (
            (
                head(AUGUST, EvaluationState.DRAFT, 2),
                head(AUGUST, EvaluationState.FROZEN, 1),
            ),
            date(2023, 10, 3),
            AUGUST,
        ),
    ],
)
def test_the_month_one_begins_with_is_the_oldest_in_work(
    heads: tuple[EditionHead, ...], today: date, month: date
) -> None:
    assert usual_month(AUGUST, today, heads) == month


MOVED = (Moved("U001", "大石村", Decimal(1), Decimal(2), 1, 1),)


@pytest.mark.parametrize(
    ("state", "left", "objections", "moved", "step", "words"),
    [
        (EvaluationState.DRAFT, None, 0, (), Step.SHOW, "公示给各单位"),
        (EvaluationState.DRAFT, None, 0, MOVED, Step.DRAFT, "重新计算"),
        (EvaluationState.SHOWN, 2, 0, (), Step.RECEIPTS, "登记各单位回执"),
        (EvaluationState.SHOWN, 2, 1, MOVED, Step.ANSWER, "答复异议"),
        (EvaluationState.SHOWN, 0, 0, MOVED, Step.DRAFT, "重新计算"),
        (EvaluationState.SHOWN, 0, 0, (), Step.FREEZE, "定稿…"),
        (EvaluationState.FROZEN, None, 0, (), Step.CIRCULAR, "生成通报"),
    ],
)
def test_the_big_button_is_what_comes_next(
    state: EvaluationState,
    left: int | None,
    objections: int,
    moved: tuple[Moved, ...],
    step: Step,
    words: str,
) -> None:
    one = head(AUGUST, state, objections=objections)
    course = MonthCourse(one, (), left, "")
    none = MonthCandidates(AUGUST, 1, ())
    standing = Standing(CAMPAIGN, (one,), AUGUST, date(2023, 9, 20), course, none, moved)
    assert next_of(standing) is step
    assert words_of(step, standing) == words
    running = replace(standing, today=date(2023, 8, 20), moved=())
    if state is EvaluationState.DRAFT:
        assert next_of(running) is Step.DRAFT, "a month that is not over is not shown"
