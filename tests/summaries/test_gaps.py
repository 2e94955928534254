"""Problems and next steps follow from the gaps the ledgers show, and from nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from antifraud_desktop.records.summaries import (
    Cared,
    FraudLine,
    Frauds,
    Line,
    Required,
    Submitted,
    SummaryInput,
    TargetLine,
)
from antifraud_desktop.rules.summary_gaps import NO_GAPS, NO_STEPS, gaps, problems, steps
from tests.summaries.samples import (
    BEHIND,
    FULL,
    HELD,
    OVERDUE,
    PARTLY,
    RISING,
    SHORT,
    SILENT,
    fig,
    share,
    text,
    told,
)


def test_a_month_without_gaps_says_so_and_announces_nothing() -> None:
    assert text(problems(FULL)) == f"本月{NO_GAPS}"
    assert text(steps(FULL)) == NO_STEPS


@pytest.mark.parametrize(
    ("data", "problem", "step"),
    [
        (
            replace(FULL, submitted=SILENT),
            "每日报送未报6次，未报较多的有大石村（3次）、河东村（1次）、竹园村（1次）等4个单位。",
            "对大石村、河东村、竹园村等未报较多的单位逐一提醒",
        ),
        (
            replace(FULL, targets=(BEHIND,)),
            "还没有达到目标的有宣传牌（20.0%）。",
            "按期限推算，宣传牌每天需要增加3块。",
        ),
        (
            replace(FULL, targets=(TargetLine("知晓率", share(70.0), unknown=True),)),
            "知晓率还没有录入数据。",
            "补报上述项目的数字",
        ),
        (
            replace(FULL, targets=(PARTLY,)),
            "宣传牌有2个单位没有填数。",
            "补报上述项目的数字",
        ),
        (replace(FULL, required=(SHORT,)), "学校完成率62.5%，未完成的有镇中学。", "督促学校补齐"),
        (
            replace(
                FULL,
                required=(
                    Required(
                        "领导小组", fig(8), fig(5), share(62.5), ("领导小组",), fig(1),
                        meetings=True,
                    ),
                ),
            ),
            "领导小组会议完成率62.5%。",
            "督促领导小组补齐",
        ),
        (
            replace(FULL, supervised=replace(OVERDUE, tasks_overdue=None)),
            "截至9月30日，督导发现的问题超期未整改的共2个（含以前督导发现的）。",
            "对超期未整改的2个问题",
        ),
        (
            replace(FULL, supervised=replace(OVERDUE, findings_overdue=None)),
            "截至9月30日，交办事项逾期未办结的共3项（含以前交办的）。",
            "对逾期的3项交办事项",
        ),
        (
            replace(FULL, frauds=Frauds(fig(9, "起"), None, fig(0, "起"), types=(RISING,))),
            "较上月增加的有刷单返利（9起，增加3起）。",
            "围绕刷单返利开展预警提示",
        ),
        (
            replace(
                FULL,
                cared=Cared(
                    fig(9, "人次", small=True), None, fig(20, "人次", small=True),
                    fig(12, "人次", small=True), fig(8, "人次", small=True),
                ),
            ),
            "到期应联系的有8人次没有按时完成。",
            "包片干部按回访计划补上联系",
        ),
        (
            replace(FULL, supervised=replace(HELD, inspections=None)),
            "本月台账没有登记督导检查，不能据此说明这些工作的开展情况。",
            "已经开展的督导检查及时补登",
        ),
    ],
)  # fmt: skip
def test_every_gap_is_a_problem_and_has_its_step(
    data: SummaryInput, problem: str, step: str
) -> None:
    assert len(list(gaps(data))) == 1
    assert problem in text(problems(data))
    assert step in text(steps(data))


def test_several_gaps_are_numbered_alike() -> None:
    data = replace(FULL, supervised=OVERDUE, submitted=SILENT)
    assert [p.lead[:2] for p in problems(data)] == ["一是", "二是", "三是"]
    assert [p.lead[:2] for p in steps(data)] == ["一是", "二是", "三是"]


def test_units_that_are_all_named_are_not_called_the_worst() -> None:
    only = Submitted(fig(9), fig(8), share(88.9), missing=fig(1), silent=(Line("大石村", fig(1)),))
    data = replace(FULL, submitted=only)
    assert "每日报送未报1次，未报的有大石村（1次）。" in text(problems(data))
    assert "对大石村逐一提醒" in text(steps(data))


def test_few_cases_of_a_rising_type_are_named_without_their_number() -> None:
    few = FraudLine("虚假贷款", fig(3, "起"), None, fig(1, "起"), fig(2, "起"), rising=True)
    other = FraudLine("刷单返利", fig(2, "起"), None, fig(2, "起"), fig(0, "起"))
    frauds = Frauds(fig(5, "起"), None, fig(1, "起"), types=(few, other))
    data = replace(FULL, frauds=frauds)
    assert "较上月增加的有虚假贷款。" in text(problems(data))
    assert "发案涉及的类型有虚假贷款、刷单返利。" in told(data)
