"""What a summary says of what is given, and that it says nothing of what is not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.records.summaries import (
    Cared,
    Compared,
    FraudLine,
    Frauds,
    Line,
    Outstanding,
    Period,
    Publicity,
    Ranked,
    Required,
    Submitted,
    SummaryInput,
    Supervised,
    TargetLine,
)
from antifraud_desktop.records.summary_figures import Figure, Ledger, Paragraph
from antifraud_desktop.rules.summary_gaps import NO_GAPS, NO_STEPS, gaps, problems, steps
from antifraud_desktop.rules.summary_sentences import sentences, title_of
from antifraud_desktop.rules.summary_table import amount_text, table_rows
from antifraud_desktop.vocabulary import DocumentKind

FIRST, LAST = date(2023, 9, 1), date(2023, 9, 30)
MONTH = Period(
    DocumentKind.MONTHLY_SUMMARY, FIRST, LAST, LAST, LAST, date(2023, 8, 1), date(2023, 8, 31)
)
WEEK = Period(
    DocumentKind.WEEKLY_SUMMARY, date(2023, 9, 4), date(2023, 9, 10), date(2023, 9, 6),
    date(2023, 9, 5), date(2023, 8, 28), date(2023, 8, 30),
)  # fmt: skip
WHOLE = Period(DocumentKind.WORK_SUMMARY, FIRST, LAST, LAST, LAST)


def fig(value: int, measure: str = "次", *, small: bool = False) -> Figure:
    told = f"少于5{measure}" if small and 0 < value < 5 else f"{value}{measure}"
    key = f"{measure}.{value}.{small}"
    return Figure(key, value, told, "", Ledger.DAILY, FIRST, LAST, small=small)


def share(percent: float) -> Figure:
    return Figure("s", int(percent * 100), f"{percent}%", "", Ledger.COMPUTED, FIRST, LAST)


HELD = Supervised(meetings=fig(4), levels=(Line("组长月调度", fig(4)),), inspections=fig(2))
FULL = SummaryInput(
    MONTH,
    "青禾镇",
    "反诈专项行动",
    submitted=Submitted(fig(90), fig(90), share(100.0)),
    publicity=Publicity(fig(3), fig(60, "人次"), (Line("反诈讲座", fig(3)),)),
    cared=Cared(met=fig(9, "人次", small=True)),
    supervised=HELD,
)
"""A month without a gap."""


def text(paragraphs: list[Paragraph]) -> str:
    return "\n".join(p.lead + p.text for p in paragraphs)


def told(data: SummaryInput) -> str:
    return text(sentences(data))


def test_a_month_without_gaps_says_so_and_announces_nothing() -> None:
    assert text(problems(FULL)) == f"本月{NO_GAPS}"
    assert text(steps(FULL)) == NO_STEPS


OVERDUE = replace(HELD, findings_overdue=fig(2, "个"), tasks_overdue=fig(3, "项"))
SILENT = Submitted(
    fig(90), fig(80), share(88.9), missing=fig(6), silent_units=fig(4, "个单位"),
    silent=(Line("大石村", fig(3)), Line("河东村", fig(1)), Line("竹园村", fig(1))),
)  # fmt: skip
BEHIND = TargetLine(
    "宣传牌", share(33.33), share(20.0), fig(40, "块"), fig(67, "块"), fig(27, "块"),
    fig(3, "块"), lacking=True,
)  # fmt: skip
PARTLY = replace(BEHIND, met=True, lacking=False, without=fig(2, "个"))
SHORT = Required("学校", fig(8), fig(5), share(62.5), ("镇中学",), fig(1, "个单位"))
RISING = FraudLine("刷单返利", fig(9, "起"), None, fig(6, "起"), fig(3, "起"), rising=True)


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


def test_a_running_week_is_told_until_today_and_compared_with_as_many_days() -> None:
    lines = (
        Compared("入户走访", fig(50, "户"), fig(40, "户"), fig(10, "户")),
        Compared("张贴海报", fig(4, "张"), fig(4, "张"), fig(0, "张")),
        Compared("悬挂横幅", None),
    )
    data = replace(FULL, period=WEEK, daily=lines)
    said = told(data)
    assert "的工作情况小结如下，文中数字均取自工作台账，截至9月6日。" in said
    assert "入户走访50户，较上周同期增加10户；张贴海报4张，与上周同期持平。" in said
    assert "本周没有单位报送的项目：悬挂横幅。" in said
    assert "截至9月5日，每日报送应报90次" in said
    assert table_rows(data) == (
        ("项目", "本周", "上周同期", "增减"),
        ("入户走访", "50户", "40户", "增加10户"),
        ("张贴海报", "4张", "4张", "持平"),
    )


def test_a_first_month_says_that_it_is_compared_with_nothing() -> None:
    alone = replace(MONTH, before_first=None, before_last=None)
    data = replace(FULL, period=alone, daily=(Compared("入户走访", fig(5, "户")),))
    assert "上月不在行动期内或者不满期，不作比较。" in told(data)
    whole = replace(data, period=WHOLE)
    assert "不作比较" not in told(whole)
    assert table_rows(whole) == (("项目", "期间"), ("入户走访", "5户"))
    assert title_of(WHOLE, "青禾镇", "反诈专项行动") == "青禾镇反诈专项行动工作总结"


@pytest.mark.parametrize(
    ("frauds", "said"),
    [
        (Frauds(), "发案劝阻台账还没有登记。"),
        (
            Frauds(fig(0, "起"), fig(0, "元"), fig(0, "起")),
            "本月没有登记发案，去年同期台账没有登记，不作同比；没有登记劝阻。",
        ),
        (
            Frauds(
                fig(6, "起"), fig(100, "元"), fig(2, "起"), fig(50, "元"),
                fig(8, "起"), fig(2, "起"),
            ),
            "本月登记发案6起，损失100元，去年同期8起，同比减少2起；登记劝阻2起，挽回损失50元。",
        ),
        (
            Frauds(fig(6, "起"), None, fig(2, "起"), None, fig(0, "起"), fig(6, "起")),
            "本月登记发案6起，去年同期没有登记发案，同比增加6起；登记劝阻2起。",
        ),
        (
            Frauds(fig(6, "起"), None, fig(0, "起"), None, fig(6, "起"), fig(0, "起")),
            "本月登记发案6起，与去年同期持平；没有登记劝阻。",
        ),
    ],
)  # fmt: skip
def test_r20_incidents_beside_last_year(frauds: Frauds, said: str) -> None:
    assert said in told(replace(FULL, frauds=frauds))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Supervised(), "本月没有登记领导小组会议；没有登记交办事项。"),
        (replace(HELD, tasks_done=fig(2, "项")), "办结交办事项2项，没有逾期未办结的事项。"),
        (
            replace(HELD, tasks_set=fig(5, "项"), tasks_done=fig(2, "项")),
            "本月召开组长月调度4次；交办工作事项5项，办结2项，没有逾期未办结的事项。",
        ),
        (
            replace(HELD, tasks_overdue=fig(1, "项")),
            "；截至9月30日逾期未办结的共1项。",
        ),
        (
            replace(HELD, inspected_units=fig(2, "个"), findings=fig(3, "个")),
            "开展督导检查2次，涉及单位2个，发现问题3个，截至9月30日还没有登记整改。",
        ),
        (
            replace(HELD, findings=fig(3, "个"), rectified=fig(2, "个"), verified=fig(1, "个")),
            "发现问题3个，截至9月30日已整改2个，其中核验销号1个。",
        ),
    ],
)
def test_meetings_tasks_and_inspections(found: Supervised, said: str) -> None:
    assert said in told(replace(FULL, supervised=found))


@pytest.mark.parametrize(
    ("cared", "said"),
    [
        (Cared(failed=fig(7, "人次")), "走访台账登记未遇7人次。"),
        (Cared(due=fig(3, "人次", small=True)), "到期应联系少于5人次。"),
        (Cared(due=fig(9, "人次"), done=fig(9, "人次")), "到期应联系9人次，均按时完成。"),
        (
            Cared(due=fig(9, "人次"), not_done=fig(9, "人次")),
            "到期应联系9人次，均没有按时完成。",
        ),
        (
            Cared(due=fig(20, "人次"), done=fig(14, "人次"), not_done=fig(6, "人次")),
            "到期应联系20人次，按时完成14人次。",
        ),
    ],
)
def test_r12_visits_and_follow_ups(cared: Cared, said: str) -> None:
    assert said in told(replace(FULL, cared=cared))


def test_many_follow_ups_not_done_are_told_without_the_few_that_were() -> None:
    cared = Cared(
        due=fig(20, "人次", small=True),
        done=fig(2, "人次", small=True),
        not_done=fig(18, "人次", small=True),
    )
    said = told(replace(FULL, cared=cared))
    assert "到期应联系20人次，按时完成的少于5人次。" in said
    assert "到期应联系的多数没有按时完成。" in said
    assert "18" not in said


def test_publicity_materials_and_a_ranking_are_told_by_name() -> None:
    publicity = Publicity(
        fig(9), fig(0, "人次"), (Line("敲门行动", fig(9), None, fig(80, "户")),), fig(2),
        (Outstanding(date(2023, 9, 3), "大石村", "集市宣传", fig(60, "人次")),),
        (Line("宣传单", fig(500, "份")),), (Line("横幅", fig(4, "条")),),
    )  # fmt: skip
    ranked = Ranked(FIRST, fig(4, "个"), (Line("大石村", fig(98, "分")),))
    said = told(replace(FULL, publicity=publicity, ranked=ranked))
    assert "各类宣传活动9次，其中敲门行动9次（80户），其他类型2次。" in said
    assert "受众较多的有：9月3日大石村“集市宣传”（60人次）。" in said
    assert "宣传物料方面，发放宣传单500份；张贴悬挂横幅4条。" in said
    assert "2023年9月考核已经定稿，参加排名的单位4个，得分靠前的是大石村（98分）。" in said


@given(st.dates(date(2020, 1, 6), date(2030, 1, 1)), st.data())
def test_the_wording_holds_no_digit_whatever_the_days(first: date, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from((MONTH, WEEK, WHOLE)))
    period = replace(kind, first=first, last=max(first, kind.last), until=max(first, kind.until))
    held = data.draw(st.sampled_from((FULL, SummaryInput(MONTH, "青禾镇", "行动"))))
    for paragraph in sentences(replace(held, period=period, submitted=SILENT, targets=(BEHIND,))):
        assert not re.search(r"\d", paragraph.lead)
        for part in paragraph.parts:
            assert not isinstance(part, str) or not re.search(r"\d", part)


def test_rows_are_told_in_the_measure_of_their_figure() -> None:
    assert amount_text(fig(1250, "户"), 1250) == "1250"
    assert amount_text(replace(fig(0), told="8600元"), 860_000) == "8600"
    assert amount_text(replace(fig(0), told="1.2万元"), 1_200_050) == "12000.5"
    assert amount_text(share(33.33), 3333) == "33.33"
