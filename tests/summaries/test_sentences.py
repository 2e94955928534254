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
    Frauds,
    Line,
    Outstanding,
    Publicity,
    Ranked,
    SummaryInput,
    Supervised,
)
from antifraud_desktop.rules.summary_sentences import sentences, title_of
from antifraud_desktop.rules.summary_table import amount_text, table_rows
from tests.summaries.samples import (
    BEHIND,
    FIRST,
    FULL,
    HELD,
    MONTH,
    SILENT,
    WEEK,
    WHOLE,
    fig,
    share,
    told,
)


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
    assert table_rows(whole) == (("项目", "合计"), ("入户走访", "5户"))
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
