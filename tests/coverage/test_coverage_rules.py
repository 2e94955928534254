"""Which figure holds as of a day, and how far a target is (R7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.records.coverage import (
    AwarenessLine,
    FigureSource,
    Held,
    ProgressState,
)
from antifraud_desktop.records.townships import TargetRecord
from antifraud_desktop.rules.coverage import (
    UnitStand,
    holding,
    own_number,
    progress,
    sampled_progress,
)
from antifraud_desktop.rules.coverage_column import looks_wrong
from antifraud_desktop.rules.coverage_texts import (
    held_text,
    lacking_text,
    progress_rows,
    share_text,
    summary_text,
    target_text,
)
from antifraud_desktop.vocabulary import CoverageSubject, UnitKind

START, DAY = date(2023, 8, 1), date(2023, 8, 12)
ENTERED, DAILY, UNIT = FigureSource.ENTERED, FigureSource.DAILY, FigureSource.UNIT
APP = TargetRecord("app", "安装", "app_installed_total", "residents", Decimal("0.60"))
days = st.dates(date(2023, 8, 1), date(2023, 12, 31))
helds = st.builds(
    Held, st.integers(0, 5000), st.one_of(st.none(), days), st.sampled_from(FigureSource)
)


def stand(reached: int | None, base: int | None, name: str = "竹园村") -> UnitStand:
    return UnitStand(
        name,
        name,
        None if reached is None else Held(reached, DAY, ENTERED),
        None if base is None else Held(base, None, UNIT),
    )


def test_r7_the_later_day_holds_whatever_its_source() -> None:
    entered, reported = Held(300, date(2023, 8, 5), ENTERED), Held(320, date(2023, 8, 9), DAILY)
    assert holding([entered, reported], DAY) == reported
    assert holding([entered, reported], date(2023, 8, 8)) == entered


def test_r7_of_one_day_what_the_office_entered_goes_first() -> None:
    entered, reported = Held(300, DAY, ENTERED), Held(320, DAY, DAILY)
    assert holding([reported, entered], DAY) == entered


def test_r7_the_units_own_number_holds_only_without_a_dated_one() -> None:
    own, dated = Held(1300, None, UNIT), Held(1280, date(2023, 8, 10), ENTERED)
    assert holding([own, dated], DAY) == dated
    assert holding([own, dated], date(2023, 8, 9)) == own
    assert holding([], DAY) is None


@given(st.lists(helds, max_size=8), days)
def test_r7_nothing_of_a_later_day_ever_holds(known: list[Held], day: date) -> None:
    found = holding(known, day)
    fit = [h for h in known if h.day is None or h.day <= day]
    assert (found is None) == (not fit)
    if found is not None:
        assert found in fit
        assert all((h.day or date.min) <= (found.day or date.min) for h in fit)


@pytest.mark.parametrize(
    ("subject", "kind", "held"),
    [
        (CoverageSubject.RESIDENTS, UnitKind.VILLAGE, 1300),
        (CoverageSubject.HOUSEHOLDS, UnitKind.VILLAGE, 400),
        (CoverageSubject.PUPILS_AND_STAFF, UnitKind.SCHOOL, 1300),
        (CoverageSubject.STAFF, UnitKind.BANK, 1300),
        (CoverageSubject.STAFF, UnitKind.VILLAGE, None),
        (CoverageSubject.PUPILS_AND_STAFF, UnitKind.BANK, None),
        (CoverageSubject.APP_INSTALLED, UnitKind.VILLAGE, None),
    ],
)
def test_r7_a_units_own_file_is_a_base(
    subject: CoverageSubject, kind: UnitKind, held: int | None
) -> None:
    found = own_number(subject, kind, 1300, 400)
    assert (found.value if found else None) == held


def test_r7_progress_over_two_villages() -> None:
    found = progress(APP, [stand(500, 1000), stand(420, 801)], START, DAY)
    assert (found.reached, found.base) == (920, 1801)
    assert found.needed == 1081  # 60 % of 1801 is 1080.6
    assert found.still == 161
    assert found.share == Fraction(920, 1801)
    assert found.state is ProgressState.OPEN
    assert found.per_day is None


def test_r7_who_told_nothing_weighs_with_its_base() -> None:
    found = progress(APP, [stand(600, 1000), stand(None, 1000)], START, DAY)
    assert (found.reached, found.base, found.needed, found.still) == (600, 2000, 1200, 600)
    assert (found.without_figure, found.without_base) == (1, 0)
    assert found.units[1].still is None


def test_r7_without_base_or_figure_nothing_is_claimed() -> None:
    nothing_told = progress(APP, [stand(None, 1000)], START, DAY)
    assert nothing_told.state is ProgressState.UNKNOWN
    assert nothing_told.reached is None
    no_base = progress(APP, [stand(600, None)], START, DAY)
    assert no_base.state is ProgressState.UNKNOWN
    assert no_base.without_base == 1


def test_r7_zero_is_a_figure() -> None:
    found = progress(APP, [stand(0, 1000)], START, DAY)
    assert (found.reached, found.still) == (0, 600)
    assert found.state is ProgressState.OPEN


def test_r7_boards_of_one_village_do_not_stand_in_another() -> None:
    boards = TargetRecord("covenant", "村规民约", "covenant_boards", "units", Decimal(1))
    found = progress(boards, [stand(5, None), stand(0, None), stand(1, None)], START, DAY)
    assert (found.reached, found.base, found.still) == (2, 3, 1)


@pytest.mark.parametrize(
    ("by", "reached", "state"),
    [
        (date(2023, 8, 31), 600, ProgressState.REACHED),
        (date(2023, 8, 11), 600, ProgressState.REACHED),
        (date(2023, 8, 11), 599, ProgressState.OVERDUE),
        # 12 of 31 days are gone: 232.26 of 600 should be there.
        (date(2023, 8, 31), 233, ProgressState.ON_TRACK),
        (date(2023, 8, 31), 232, ProgressState.LATE),
        (date(2023, 8, 24), 300, ProgressState.ON_TRACK),  # half the days, half the number
        (date(2023, 8, 12), 599, ProgressState.LATE),
    ],
)
def test_r7_states_by_day(by: date, reached: int, state: ProgressState) -> None:
    found = progress(replace(APP, by=by), [stand(reached, 1000)], START, DAY)
    assert found.state is state


@pytest.mark.parametrize(
    ("by", "still", "per_day"),
    [
        (DAY, 7, 7),
        (date(2023, 8, 14), 7, 3),
        (date(2023, 8, 18), 7, 1),
        (date(2023, 8, 11), 7, None),
    ],
)
def test_r7_needed_each_day_counts_today_and_rounds_up(
    by: date, still: int, per_day: int | None
) -> None:
    found = progress(replace(APP, by=by), [stand(600 - still, 1000)], START, DAY)
    assert found.still == still
    assert found.per_day == per_day


@given(
    st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 3000)), min_size=1, max_size=6),
    st.integers(1, 1_000_000),
    st.integers(0, 400),
)
def test_r7_doing_the_daily_number_reaches_the_target(
    told: list[tuple[int, int]], ppm: int, days_left: int
) -> None:
    share = Decimal(ppm) / 1_000_000
    target = replace(APP, share=share, by=DAY + timedelta(days=days_left))
    found = progress(target, [stand(r, b) for r, b in told], START, DAY)
    assert found.reached is not None
    assert found.needed is not None
    assert found.still is not None
    assert found.per_day is not None
    assert found.needed == ceil(Fraction(share) * sum(b for _, b in told))
    assert found.reached + found.per_day * (days_left + 1) >= found.needed
    assert (found.still == 0) == (found.state is ProgressState.REACHED)
    if found.per_day > 0:
        assert found.reached + (found.per_day - 1) * (days_left + 1) < found.needed


def test_r7_a_sample_is_held_against_the_target_and_counts_nothing_down() -> None:
    target = TargetRecord("aware", "知晓率", "awareness", "sample", Decimal("0.70"))
    line = AwarenessLine("", "合计", 100, 69, Decimal("0.594"), Decimal("0.772"))
    found = sampled_progress(target, line, DAY)
    assert found.state is ProgressState.OPEN
    assert (found.needed, found.still, found.per_day) == (None, None, None)
    assert sampled_progress(target, replace(line, aware=70), DAY).state is ProgressState.REACHED
    dated = replace(target, by=date(2023, 8, 11))
    assert sampled_progress(dated, line, DAY).state is ProgressState.OVERDUE
    assert sampled_progress(target, None, DAY).state is ProgressState.UNKNOWN
    assert summary_text(found) == "69.0%（95%区间59.4%—77.2%，样本100人）"


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (None, "—"),
        (Fraction(0), "0.0%"),
        (Fraction(1, 3), "33.3%"),
        (Fraction(5, 8), "62.5%"),
        (Fraction(9999, 10000), "99.9%"),
        (Fraction(1), "100.0%"),
        (Fraction(11, 10), "110.0%"),
    ],
)
def test_a_share_short_of_the_whole_never_reads_as_whole(share: Fraction | None, text: str) -> None:
    assert share_text(share) == text


def test_words_name_target_and_source() -> None:
    assert target_text(APP) == "60%"
    assert target_text(replace(APP, by=date(2023, 12, 31))) == "60%（2023年12月31日前）"
    assert held_text(Held(3, DAY, DAILY)) == "每日报送8月12日"
    assert held_text(Held(3, None, UNIT)) == "单位资料"
    assert held_text(None) == "未填"


def test_r8_the_table_of_installs_says_that_it_is_no_ranking() -> None:
    heads, rows = progress_rows([progress(APP, [stand(5, 10), stand(None, 10)], START, DAY)])
    assert all(len(row) == len(heads) for row in rows)
    assert "不排名" in str(rows[-1][0])
    assert rows[2][7] == "未填"
    assert rows[2][3] is None


def test_slips_are_pointed_at() -> None:
    installed, base = CoverageSubject.APP_INSTALLED, Held(100, None, UNIT)
    assert "超过" in looks_wrong(installed, 101, None, base)
    assert "少" in looks_wrong(installed, 49, Held(50, DAY, DAILY), base)
    assert not looks_wrong(installed, 50, Held(50, DAY, DAILY), base)
    assert not looks_wrong(CoverageSubject.NOTICE_BOARDS, 4, Held(5, DAY, ENTERED), base)


def test_a_targets_line_says_what_is_reached_lacking_and_needed() -> None:
    found = progress(replace(APP, by=date(2023, 8, 14)), [stand(593, 1000)], START, DAY)
    assert summary_text(found) == "已达到593人，应达到600人，还差7人，从今天起每天需要3人"
    reached = progress(APP, [stand(600, 1000)], START, DAY)
    assert summary_text(reached) == "已达到600人，应达到600人"
    assert "请先录入" in summary_text(progress(APP, [stand(None, 1000)], START, DAY))
    line = AwarenessLine("", "合计", 8, 7, Decimal("0.529"), Decimal("0.978"))
    finance = replace(APP, subject="awareness", basis="finance_staff", share=Decimal(1))
    told = summary_text(progress(finance, [stand(7, 10)], START, DAY, line))
    assert told.startswith("已达到7人，应达到10人，还差3人，87.5%（95%区间")


def test_units_that_told_nothing_or_have_no_base_are_counted() -> None:
    found = progress(APP, [stand(None, 10), stand(3, None), stand(1, 5)], START, DAY)
    assert lacking_text(found) == "1个单位没有填数；1个单位没有基数，未计入"
    assert lacking_text(progress(APP, [stand(1, 5)], START, DAY)) == ""
    assert held_text(Held(3, DAY, ENTERED, "村干部清点")) == "录入8月12日，村干部清点"
