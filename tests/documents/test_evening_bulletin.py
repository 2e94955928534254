"""The 21:00 bulletin (R2, R4, R8)."""

from __future__ import annotations

import io
from dataclasses import replace

from docx import Document

from antifraud_desktop.documents.evening_bulletin import build_evening_bulletin
from antifraud_desktop.documents.templates import TemplateStore
from antifraud_desktop.records.days import Change, ReportInput
from antifraud_desktop.vocabulary import DocumentKind
from tests.documents.report_samples import bulletin_of, full_day


def written(data: ReportInput, store: TemplateStore) -> bytes:
    return build_evening_bulletin(data, store.frame(DocumentKind.EVENING_BULLETIN))


def text_of(data: ReportInput, store: TemplateStore) -> str:
    document = Document(io.BytesIO(written(data, store)))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_r4_changes_after_the_report_say_what_when_and_by_whom(store: TemplateStore) -> None:
    text = text_of(bulletin_of(full_day()), store)
    assert "南湾村更正（18时20分收到，张三录入）：入户由11户改为13户。" in text


def test_r4_no_change_is_said_in_a_sentence(store: TemplateStore) -> None:
    data = replace(bulletin_of(full_day()), changes=())
    assert "18时后没有更正和补报。" in text_of(data, store)


def test_r8_a_circular_tells_no_app_install_figures(store: TemplateStore) -> None:
    text = text_of(bulletin_of(full_day()), store)
    assert "入户走访63户" in text
    assert "APP" not in text


def test_r2_the_standing_shows_today_and_the_month(store: TemplateStore) -> None:
    text = text_of(bulletin_of(full_day()), store)
    assert "按时·零报告" in text
    assert "本月应报" in text
    assert "不是名次" in text


def test_tomorrow_is_asked_in_the_offices_own_words(store: TemplateStore) -> None:
    assert "请各单位于18时前报送。" in text_of(bulletin_of(full_day()), store)


def test_r8_a_changed_install_figure_is_not_told(store: TemplateStore) -> None:
    both = Change("南湾村", None, "张三", "更正", ("入户由11户改为13户", "APP新增由2人改为3人"))
    only = Change("大石村", None, "张三", "更正", ("APP累计由2人改为3人",))
    text = text_of(replace(bulletin_of(full_day()), changes=(both, only)), store)
    assert "1. 南湾村更正（张三录入）：入户由11户改为13户。" in text
    assert "2. 大石村更正（张三录入）：安装类数字，不列入通报。" in text
    assert "APP" not in text


def test_r8_units_stand_in_the_offices_order_and_are_not_ranked(store: TemplateStore) -> None:
    document = Document(io.BytesIO(written(bulletin_of(full_day()), store)))
    table = document.tables[0]
    first = ["".join(t.text for t in tr.tc_lst[0].iter("{*}t")) for tr in table._tbl.tr_lst]
    assert first[1:] == [u.name for u in full_day().units]
    assert "名次" not in "".join(c.text for c in table.rows[0].cells)


def test_r2_the_bulletin_tells_the_day_unit_by_unit_too(store: TemplateStore) -> None:
    text = text_of(bulletin_of(full_day()), store)
    assert "未报单位：竹园村、古井村。" in text
    assert "五、分村（社区）情况" in text
    assert "今日全镇重点人员走访少于5人次" in text
    assert "九、明日要求" in text


def test_a_unit_without_expected_days_has_no_zeros(store: TemplateStore) -> None:
    data = replace(bulletin_of(full_day()), standings=())
    document = Document(io.BytesIO(written(data, store)))
    cells = [c.text for c in document.tables[0].rows[1].cells]
    assert cells == ["大石村", "按时", "—", "—", "—", "—", "—"]
