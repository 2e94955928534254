"""The 21:00 bulletin (R2, R4, R8)."""

from __future__ import annotations

import io
from dataclasses import replace

from docx import Document

from antifraud_desktop.documents.evening_bulletin import build_evening_bulletin
from antifraud_desktop.documents.templates import TemplateStore
from antifraud_desktop.records.days import ReportInput
from antifraud_desktop.vocabulary import DocumentKind
from tests.documents.report_samples import bulletin_of, full_day


def text_of(data: ReportInput, store: TemplateStore) -> str:
    frame = store.frame(DocumentKind.EVENING_BULLETIN)
    document = Document(io.BytesIO(build_evening_bulletin(data, frame)))
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
