"""Indicators: wordings mean one indicator; what figures mean never changes under them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from antifraud_desktop.errors import ChangedElsewhere, Invalid, Refused
from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.services.indicators import IndicatorService
from antifraud_desktop.services.submissions import SubmissionService
from antifraud_desktop.vocabulary import Measure, Nature
from antifraud_desktop.work import Work


@pytest.fixture
def indicators(work: Work) -> IndicatorService:
    return IndicatorService(work)


def _of(indicators: IndicatorService, code: str) -> IndicatorRecord:
    return next(i for i in indicators.list() if i.code == code)


def test_a_wording_is_taught_once_and_can_be_forgotten(indicators: IndicatorService) -> None:
    assert indicators.teach("households_visited", " 扫楼 ").indicators
    assert not indicators.teach("households_visited", "扫楼")
    assert _of(indicators, "households_visited").learnt == ("扫楼",)
    indicators.forget("households_visited", "扫楼")
    assert _of(indicators, "households_visited").learnt == ()
    summaries = [entry.summary for entry in indicators.history("households_visited")]
    assert len(summaries) == 2
    details = indicators.history("households_visited")[1].details
    assert details == ("学会的说法：（空） → 扫楼",)


@pytest.mark.parametrize("wording", ["宣传", "宣 传", "*宣传*", "宣传群众", "宣傳"])
def test_a_wording_that_means_another_indicator_is_refused(
    indicators: IndicatorService, wording: str
) -> None:
    with pytest.raises(Invalid, match="宣传群众"):
        indicators.teach("households_visited", wording)


@pytest.mark.parametrize("wording", ["", "  ", "123", "——", "字" * 61])
def test_a_wording_without_words_is_refused(indicators: IndicatorService, wording: str) -> None:
    with pytest.raises(Invalid):
        indicators.teach("households_visited", wording)


def test_a_new_indicator_gets_a_code_and_every_problem_is_told(
    indicators: IndicatorService,
) -> None:
    indicators.save(IndicatorRecord("", "板报", "期", aliases=("黑板报",)))
    made = indicators.list()[-1]
    assert (made.code, made.aliases) == ("custom1", ("黑板报",))
    wrong = IndicatorRecord(
        "", "", "", nature=Nature.FLOW, flow_code="people_reached", learnt=("宣传",)
    )
    with pytest.raises(Invalid) as trouble:
        indicators.save(wrong)
    assert {p.field for p in trouble.value.problems} == {
        "name",
        "measure_word",
        "learnt",
        "flow_code",
    }


def test_a_stock_names_a_flow_that_exists(indicators: IndicatorService) -> None:
    total = _of(indicators, "app_installed_total")
    with pytest.raises(Invalid, match="当日指标不存在"):
        indicators.save(replace(total, flow_code="nothing"))
    with pytest.raises(Invalid, match="“入户走访”已是入户走访的说法"):
        indicators.save(replace(total, name="入户走访"))


def test_money_does_not_become_a_count_once_figures_stand(
    indicators: IndicatorService, work: Work
) -> None:
    loss = _of(indicators, "loss_amount")
    indicators.save(replace(loss, measure=Measure.COUNT))
    indicators.save(replace(_of(indicators, "loss_amount"), measure=Measure.MONEY))
    day = work.clock.today()
    edits = [FigureEdit("U001", "loss_amount", 860000)]
    SubmissionService(work).type_figures(day, edits, datetime.combine(day, work.clock.now().time()))
    with pytest.raises(Invalid) as trouble:
        indicators.save(
            replace(_of(indicators, "loss_amount"), measure=Measure.COUNT, nature=Nature.STOCK)
        )
    assert {p.field for p in trouble.value.problems} == {"measure", "nature"}


def test_an_indicator_set_inactive_stays_on_the_list(indicators: IndicatorService) -> None:
    indicators.save(replace(_of(indicators, "people_reached"), active=False))
    assert "people_reached" not in {i.code for i in indicators.list(active_only=True)}
    assert not _of(indicators, "people_reached").active


def test_stale_and_unknown_indicators_are_refused(indicators: IndicatorService) -> None:
    stale = _of(indicators, "people_reached")
    indicators.save(replace(stale, short_name="宣教"))
    with pytest.raises(ChangedElsewhere):
        indicators.save(replace(stale, short_name="教育"))
    with pytest.raises(Refused):
        indicators.teach("nothing", "板报")
    assert not indicators.save(_of(indicators, "people_reached"))
