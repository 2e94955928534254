"""The 18:00 report as a reader finds it (R1, R2, R4, R5, R20)."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud_desktop.bootstrap import shipped_templates
from antifraud_desktop.documents.daily_report import build_daily_report
from antifraud_desktop.documents.templates import TemplateStore
from antifraud_desktop.records.days import DayBook
from antifraud_desktop.vocabulary import DocumentKind
from tests.documents.report_samples import (
    big_day,
    day_of,
    empty_day,
    full_day,
    report_of,
    silent_day,
    village,
)

KIND = DocumentKind.DAILY_REPORT


def written(day: DayBook, store: TemplateStore) -> Any:
    return Document(io.BytesIO(build_daily_report(report_of(day), store.frame(KIND))))


def text_of(document: Any) -> str:
    return "\n".join(p.text for p in document.paragraphs)


def table_of(document: Any, number: int = 0) -> dict[str, list[str]]:
    """Rows by unit name; a merged cell counts once."""
    rows: dict[str, list[str]] = {}
    for row in document.tables[number]._tbl.tr_lst:
        cells: list[str] = []
        for tc in row.tc_lst:
            wide = tc.grid_span if cells == [] else 1
            cells += ["".join(t.text or "" for t in tc.iter("{*}t"))] * wide
        rows[cells[0]] = cells[1:]
    return rows


def test_r2_the_silent_villages_are_named_and_have_no_zero(store: TemplateStore) -> None:
    document = written(full_day(), store)
    assert "未报单位：竹园村、古井村。" in text_of(document)
    rows = table_of(document)
    assert rows["竹园村"] == ["未报", "未报"]
    assert "0" not in "".join(rows["竹园村"])


def test_r2_zero_nil_missing_and_exempt_read_differently(store: TemplateStore) -> None:
    rows = table_of(written(full_day(), store))
    heads = rows["单位"]
    assert rows["河东村"][heads.index("宣传单")] == "0"
    assert rows["河东村"][heads.index("APP新增")] == "未报"
    assert rows["东岗村"] == ["按时", "零报告"]
    assert rows["北坡村"] == ["豁免", "豁免：防汛，镇领导1同意，至8月13日"]


def test_r1_the_counts_of_section_one(store: TemplateStore) -> None:
    text = text_of(written(full_day(), store))
    assert "今日全镇应报单位8个" in text
    assert "按时报送4个，迟报1个，未报2个，豁免1个；报送单位中零报告1个；无退回更正单位" in text
    assert "迟报单位：南湾村（17时05分）。" in text


def test_totals_are_sums_of_what_was_sent_and_never_zero_for_nothing(store: TemplateStore) -> None:
    rows = table_of(written(full_day(), store))
    heads, total = rows["单位"], rows["合计"]
    assert total[heads.index("入户")] == str(32 + 18 + 13)
    assert total[heads.index("宣传")] == str(108 + 54)
    assert "横幅" not in heads


def test_sentences_tell_change_and_sum(store: TemplateStore) -> None:
    text = text_of(written(full_day(), store))
    assert "入户走访63户，较昨日增加3户，行动开展以来累计700户" in text
    assert "反诈APP累计安装861人（为1个报送单位之和）。" in text
    assert "悬挂横幅" in text.split("今日没有单位报送的项目：")[1].splitlines()[0]


def test_r20_incidents_with_amounts_and_types(store: TemplateStore) -> None:
    text = text_of(written(full_day(), store))
    assert "发案1起" in text
    assert "发案损失8600元" in text
    assert "挽回损失4.5万元" in text
    assert "涉及类型：刷单返利1起。" in text


def test_small_counts_about_persons_are_not_told_exactly(store: TemplateStore) -> None:
    document = written(full_day(), store)
    rows = table_of(document)
    assert rows["大石村"][rows["单位"].index("重点人员走访")] == "<5"
    assert "今日全镇重点人员走访少于5人次" in text_of(document)


def test_r5_accepted_warnings_stand_with_their_reason(store: TemplateStore) -> None:
    assert "大石村：入户偏多，已核实（集中走访日）。" in text_of(written(full_day(), store))


@pytest.mark.parametrize("day", [empty_day(), silent_day()], ids=["no units", "nobody reported"])
def test_a_day_with_nothing_says_so_in_sentences(day: DayBook, store: TemplateStore) -> None:
    document = written(day, store)
    text = text_of(document)
    assert "今日没有单位报送工作数字。" in text
    assert "今日没有单位报送发案和劝阻情况。" in text
    assert "None" not in text
    figures = [
        c for t in range(len(document.tables)) for r in table_of(document, t).values() for c in r
    ]
    assert "0" not in figures


def test_the_page_is_that_of_the_standard(store: TemplateStore) -> None:
    document = written(big_day(), store)
    for section in document.sections:
        sides = (
            section.top_margin,
            section.bottom_margin,
            section.left_margin,
            section.right_margin,
        )
        assert [round(s.mm) for s in sides] == [37, 35, 28, 26]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert document.settings.odd_and_even_pages_header_footer
    for table in document.tables:
        assert sum(int(g.w) for g in table._tbl.tblGrid.gridCol_lst) <= Mm(157)
    assert document.tables[0]._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader")


def test_charts_are_single_spaced_with_a_text_for_those_who_cannot_see(
    store: TemplateStore,
) -> None:
    document = written(full_day(), store)
    told = [e.get("descr") for e in document.element.body.iter("{*}docPr")]
    assert len(told) == 3
    assert "竹园村" in told[1]
    for paragraph in document.element.body.xpath(".//w:p[w:r/w:drawing]"):
        assert paragraph.pPr.pStyle.val == "Picture"


def test_the_same_day_gives_the_same_bytes(store: TemplateStore) -> None:
    data, frame = report_of(full_day()), store.frame(KIND)
    first, second = build_daily_report(data, frame), build_daily_report(data, frame)
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {e.date_time for e in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_demonstration_cannot_pass_for_the_real_thing(store: TemplateStore) -> None:
    assert "演示资料" in text_of(written(replace(full_day(), demonstration=True), store))
    assert "演示" not in text_of(written(full_day(), store))


def test_a_draft_is_marked_and_unnumbered(store: TemplateStore) -> None:
    data = report_of(full_day())
    draft = replace(data, head=replace(data.head, number=0))
    text = text_of(Document(io.BytesIO(build_daily_report(draft, store.frame(KIND)))))
    assert "草稿" in text
    assert "第0期" not in text


HOSTILE = st.text(
    alphabet=st.characters() | st.sampled_from("<>&{}%\x00\x0b\ud800\n\ue000甲乙"), max_size=30
)


@settings(max_examples=12)
@given(HOSTILE, HOSTILE)
def test_hostile_names_and_notes_never_break_or_cut_the_document(name: str, note: str) -> None:
    store = TemplateStore(shipped_templates(), shipped_templates() / "none")
    odd = village(1, f"甲{name}乙", note=note, households_visited=3)
    document = written(day_of((odd, village(2, "尾村", households_visited=4))), store)
    rows = table_of(document)
    assert rows["尾村"][rows["单位"].index("入户")] == "4"
    assert rows["合计"][rows["单位"].index("入户")] == "7"
    assert "六、问题与提示" in text_of(document)


def test_what_units_wrote_in_free_words_stays_in_the_office(store: TemplateStore) -> None:
    noted = village(1, "大石村", note="走访张三，情绪稳定", households_visited=3)
    assert "张三" not in text_of(written(day_of((noted,)), store))


def test_incidents_are_told_with_their_units(store: TemplateStore) -> None:
    text = text_of(written(full_day(), store))
    assert "其中南湾村发案1起（发案损失8600元）；青禾信用社劝阻1起（挽回损失4.5万元）。" in text


def test_a_demonstration_is_marked_on_every_page(store: TemplateStore) -> None:
    section = written(replace(full_day(), demonstration=True), store).sections[0]
    for header in (section.header, section.even_page_header):
        assert "演示资料" in header.paragraphs[0].text
    assert written(full_day(), store).sections[0].header.paragraphs[0].text == ""


def test_r2_a_figure_sent_by_nobody_has_no_column_and_no_zero(store: TemplateStore) -> None:
    rows = table_of(written(full_day(), store))
    assert "海报" not in rows["单位"]
    assert "张贴海报" in text_of(written(full_day(), store))
