"""The circular's words bear out its own tables; nothing goes out of a month without units."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from antifraud_desktop.documents.evaluation_sentences import asks
from antifraud_desktop.documents.evaluation_tables import head_lines
from antifraud_desktop.errors import Refused
from antifraud_desktop.records.evaluation_papers import CircularInput
from antifraud_desktop.rules.evaluation import evaluate
from antifraud_desktop.services.snapshots import from_json
from antifraud_desktop.work import Work
from tests.evaluation.filling import FIRST
from tests.evaluation.issued import stored, texts
from tests.evaluation.offices import at, office_of
from tests.evaluation.townships import DASHI, PERFECT, snapshot


@pytest.mark.usefixtures("villages")
def test_a_first_month_explains_no_column_it_does_not_have(work: Work, tmp_path: Path) -> None:
    office = office_of(work, tmp_path)
    office.months.draft(FIRST)
    office.months.freeze(FIRST, "先行定稿")
    said = texts(office.papers.preview_circular(FIRST))
    assert "上月没有定稿的考核结果，本月不作比较。" in said
    assert "变化栏" not in said
    october = at(work, datetime(2023, 10, 5, 10), tmp_path)
    october.months.draft(date(2023, 9, 1))
    said = texts(october.papers.preview_circular(date(2023, 9, 1)))
    assert "变化栏的“—”指上月没有成绩" in said
    assert "本月不作比较" not in said


@pytest.mark.usefixtures("villages")
def test_most_points_lost_is_not_said_of_what_lost_less(work: Work) -> None:
    office = office_of(work)
    office.months.draft(FIRST)
    office.months.freeze(FIRST, "先行定稿")
    record, _changes = office.papers.issue_circular(FIRST)
    data = from_json(CircularInput, stored(work, record.id)[1])
    late = replace(PERFECT, on_time=PERFECT.on_time - 1, late=1)
    missed = replace(late, follow_ups_due=6, follow_ups_done=0)
    plain, apart = (
        asks(replace(data, result=evaluate(snapshot(unit))))[0] for unit in (late, missed)
    )
    assert plain.startswith("本月失分最多的是“按时报送”")
    assert apart.startswith("除“到期随访”外，本月失分最多的是“按时报送”")
    assert missed.name not in apart
    assert asks(replace(data, result=evaluate(snapshot(DASHI))))[0].startswith("本月失分最多")


@pytest.mark.parametrize(
    ("name", "width_mm", "lines"),
    [
        ("按时报送", 15.6, "按时\n报送"),
        ("督导问题整改", 15.6, "督导\n问题\n整改"),
        ("督导问题整改", 20.0, "督导问题\n整改"),
        ("按时报送", 20.0, "按时报送"),
        ("随访率", 10.0, "随访率"),
        ("APP安装", 12.0, "APP安装"),
    ],
)
def test_a_heading_is_broken_between_words(name: str, width_mm: float, lines: str) -> None:
    assert head_lines(name, width_mm) == lines


def test_r18_a_month_without_units_is_neither_shown_nor_frozen(work: Work) -> None:
    office = office_of(work)
    office.months.draft(FIRST)
    with pytest.raises(Refused, match="没有可以考核的单位"):
        office.months.show(FIRST)
    with pytest.raises(Refused, match="请到“基础信息”登记单位"):
        office.months.freeze(FIRST, "先行定稿")
    assert "本月没有参加排名的单位，不列名表扬。" in texts(office.papers.preview_circular(FIRST))
