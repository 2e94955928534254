"""What leaves the office: the analysis, the poster, the message, the workbooks."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.documents.warning_poster import ROOM_PT, fitting
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.records.incidents import IncidentFilter, TypeWarning
from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.vocabulary import AgeBand
from tests.incidents.office import DAY, HAPPENED, SCHOOL, STOPPED, code, enter
from tests.ui.office import NOW

AUGUST = date(2023, 8, 1)


def text_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    return "\n".join(t.text or "" for t in document.element.body.iter("{*}t"))


def cells_of(content: bytes) -> list[list[str]]:
    document = Document(io.BytesIO(content))
    return [[c.text for c in row.cells] for table in document.tables for row in table.rows]


def a_busy_month(program: Program) -> None:
    for day in range(1, 7):
        enter(program, "大石村", AUGUST.replace(day=day), loss=100_000, age=AgeBand.OVER_60)
    enter(program, "河东村", loss=4_321_000, fraud="虚假贷款")
    enter(program, "河东村", kind=STOPPED, saved=7_000_000, fraud="虚假贷款")
    enter(program, "竹园村", date(2022, 8, 3), loss=50_000)


def test_r20_the_analysis_tells_sums_source_and_last_year(program: Program) -> None:
    a_busy_month(program)
    text = text_of(program.ledgers.incident_papers.preview_analysis(AUGUST, DAY))
    assert "登记发案7起，损失4.921万元；劝阻1起，挽回损失7万元。" in text
    assert "同比增加6起（基数小，不算百分比）" in text
    assert "刷单返利6起、虚假贷款1起" in text
    assert "损失最多的是虚假贷款，4.321万元" in text
    assert "发案劝阻台账" in text
    assert "不与台账相加；本期两者台账已登记、日报未报的16处，正在核对" in text
    assert "草稿" in text


def test_small_counts_by_unit_and_age_are_not_told_nor_their_money(program: Program) -> None:
    a_busy_month(program)
    content = program.ledgers.incident_papers.preview_analysis(AUGUST, DAY)
    rows = {row[0]: row[1:] for row in cells_of(content)}
    assert rows["河东村"] == ["<5", "—", "<5", "—"]
    assert rows["大石村"][:2] == ["不单列", "—"]  # else 7 less 6 would tell the other
    assert rows["31至45岁"] == ["<5", "—", "<5", "—"]
    assert rows["虚假贷款"] == ["1", "4.321万元", "1", "7万元"]
    assert "不足5起的单位：河东村。" in text_of(content)


def test_where_every_unit_has_few_no_table_says_so_over_and_over(program: Program) -> None:
    enter(program, "河东村")
    content = program.ledgers.incident_papers.preview_analysis(AUGUST, DAY)
    assert "登记有发案、不足5起的单位：河东村。" in text_of(content)
    assert "河东村" not in [row[0] for row in cells_of(content)]


def test_an_empty_ledger_gives_sentences_and_no_blank(program: Program) -> None:
    content = program.ledgers.incident_papers.preview_analysis(AUGUST, DAY)
    text = text_of(content)
    assert "没有登记发案和劝阻" in text
    assert "本期两者一致" in text
    assert "不附图" in text
    assert "七日" not in text
    assert "None" not in text
    assert ["2023年8月", "0", "无登记", "不可比", "0元", "无登记"] in cells_of(content)


def test_open_differences_are_told_in_the_analysis(program: Program) -> None:
    program.submissions.type_figures(
        DAY, [FigureEdit(code(program, "大石村"), "incidents", 2)], received=NOW
    )
    text = text_of(program.ledgers.incident_papers.preview_analysis(AUGUST, DAY))
    assert "本期两者数字不同的1处，正在核对" in text


def test_an_issued_analysis_stays_as_it_was_and_a_second_is_an_edition(program: Program) -> None:
    enter(program, loss=100_000)
    papers = program.ledgers.incident_papers
    first, _changes = papers.issue_analysis(AUGUST, DAY)
    enter(program, loss=900_000)
    second, _changes = papers.issue_analysis(AUGUST, DAY)
    other, _changes = papers.issue_analysis(DAY, DAY)
    assert (first.number, first.edition, second.number, second.edition) == (1, 1, 1, 2)
    assert other.number == 2
    assert "损失1000元" in text_of(program.documents.content(first.id))
    assert "损失1万元" in text_of(program.documents.content(second.id))
    assert second.title == "发案分析第1期（第2版）"
    assert program.documents.issued()[-1].id == first.id
    with pytest.raises(Invalid):
        papers.issue_analysis(AUGUST, DAY + timedelta(1))


def test_r21_poster_and_message_warn_of_the_weeks_types_without_any_count(
    program: Program,
) -> None:
    enter(program, "河东村", loss=4_321_000, fraud="虚假贷款")
    papers = program.ledgers.incident_papers
    record, _changes = papers.issue_poster(DAY)
    poster = text_of(program.documents.content(record.id))
    message = papers.message(DAY)
    for text in (poster, message):
        assert "虚假贷款" in text
        assert "放款前要交保证金" in text
        assert not [told for told in ("1起", "河东村", "4.321", "43210") if told in text]
    assert message.splitlines()[0].startswith("【青禾镇反诈预警】8月6日至8月12日，")
    assert "96110" in poster
    assert "第1期" in poster
    assert Document(io.BytesIO(program.documents.content(record.id))).tables == []


def test_without_cases_the_message_says_common_and_not_ours(program: Program) -> None:
    message = program.ledgers.incident_papers.message(DAY)
    assert "以下诈骗最常见" in message
    assert "出现过" not in message
    assert message.count("\n") == 5


def test_without_a_sentence_there_is_no_poster(program: Program) -> None:
    for kind in program.ledgers.fraud_types.list():
        program.ledgers.fraud_types.save(replace(kind, warning=""))
    with pytest.raises(Refused, match="还没有提示语"):
        program.ledgers.incident_papers.preview_poster(DAY)
    assert "还没有提示语" in program.ledgers.incident_papers.message(DAY)
    with pytest.raises(Refused, match="将来"):
        program.ledgers.incident_papers.issue_poster(DAY + timedelta(1))


def test_a_poster_of_long_sentences_is_set_smaller() -> None:
    short = (TypeWarning("甲", "当心。"),)
    long = tuple(TypeWarning(f"类型{n}", "长" * 80) for n in range(3))
    assert fitting(short, ROOM_PT) == 28
    assert fitting(long, ROOM_PT) < fitting(long[:2], ROOM_PT) < 28


def sheets(path: Path) -> dict[str, list[list[object]]]:
    book = load_workbook(path)
    return {s.title: [[c.value for c in row] for row in s.iter_rows()] for s in book.worksheets}


def test_the_list_leaves_as_it_is_filtered_without_ages_and_is_registered(
    program: Program, tmp_path: Path
) -> None:
    a_busy_month(program)
    path = tmp_path / "台账.xlsx"
    program.ledgers.incident_papers.export_list(IncidentFilter(AUGUST, DAY, HAPPENED), path)
    (rows,) = sheets(path).values()
    assert rows[1] == ["日期", "单位", "类别", "诈骗类型", "渠道", "损失（元）", "挽回（元）"]
    assert rows[2][:4] == ["2023-08-12", "河东村", "发案", "虚假贷款"]
    assert rows[2][5:] == [43210, 0]
    assert len(rows) == 2 + 7
    assert "60岁以上" not in str(rows)
    assert program.exports.register()[0].title == "发案劝阻台账"


def test_the_sums_leave_with_their_source_and_small_counts_protected(
    program: Program, tmp_path: Path
) -> None:
    a_busy_month(program)
    path = tmp_path / "分析.xlsx"
    program.ledgers.incident_papers.export_sums(AUGUST, DAY, path)
    found = sheets(path)
    assert list(found) == ["按月同比", "按类型", "按渠道", "按年龄段", "按单位"]
    assert "数字取自发案劝阻台账" in str(found["按月同比"][0][0])
    assert ["河东村", "<5", "—", "<5", "—"] in found["按单位"]
    assert found["按类型"][1] == ["诈骗类型", "发案", "损失（元）", "劝阻", "挽回（元）"]
    assert ["刷单返利", 6, 6000, 0, 0] in found["按类型"]
    assert found["按月同比"][2][1:3] == [7, 1]


def test_r20_what_schools_owe_leaves_as_a_workbook(program: Program, tmp_path: Path) -> None:
    enter(program, SCHOOL, date(2023, 8, 1), loss=2_050)
    enter(program, SCHOOL, DAY)
    path = tmp_path / "责任.xlsx"
    program.ledgers.incident_papers.export_steps(date(2023, 1, 1), DAY, path)
    (rows,) = sheets(path).values()
    assert [row[:3] for row in rows[2:]] == [
        ["逾期", SCHOOL, "2023-08-01"],
        ["待办", SCHOOL, "2023-08-12"],
    ]
    assert rows[2][4:6] == [20.5, "通报"]
    assert program.exports.register()[0].title == "责任落实清单"


@pytest.mark.parametrize("name", ["表.docx", "data.xlsx"])
def test_a_workbook_goes_neither_under_another_name_nor_among_the_programs_files(
    program: Program, tmp_path: Path, name: str
) -> None:
    place = tmp_path / name if name.endswith("docx") else program.folder.root / name
    leave: Callable[[IncidentFilter, Path], object] = program.ledgers.incident_papers.export_list
    with pytest.raises(Refused):
        leave(IncidentFilter(), place)
    assert not place.exists()
