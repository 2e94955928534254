"""Frames the office rewords: checked at import, never an empty document."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document

from antifraud_desktop.documents.daily_report import build_daily_report
from antifraud_desktop.documents.frames import BODY_MARK
from antifraud_desktop.documents.templates import TemplateStore
from antifraud_desktop.errors import Refused
from antifraud_desktop.vocabulary import DocumentKind
from tests.documents.report_samples import full_day, report_of

KIND = DocumentKind.DAILY_REPORT


def reworded(store: TemplateStore, path: Path, old: str, new: str) -> Path:
    document = Document(io.BytesIO(store.frame(KIND).content))
    for paragraph in document.paragraphs:
        if old in paragraph.text:
            paragraph.text = paragraph.text.replace(old, new)
    document.save(str(path))
    return path


def test_an_office_frame_is_used_and_can_be_given_up(store: TemplateStore, tmp_path: Path) -> None:
    path = reworded(store, tmp_path / "a.docx", "反诈工作日报", "打防管控日报")
    store.install(KIND, path)
    content = build_daily_report(report_of(full_day()), store.frame(KIND))
    assert "打防管控日报" in [p.text for p in Document(io.BytesIO(content)).paragraphs]
    assert next(i for i in store.list() if i.kind is KIND).office
    store.reset(KIND)
    assert not store.frame(KIND).office


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("{{ issue }}", "{{ isue }}", "isue"),
        ("{{ issue }}", "｛｛ issue ｝｝", "全角"),
        ("{{ issue }}", "{% if issue %}", "{% if issue %}"),
        ("{{ issue }}", "{{ issue.__class__.__mro__ }}", "__class__"),
        (BODY_MARK, "正文", BODY_MARK),
        ("{{ issue }}", BODY_MARK, "2个"),
    ],
)
def test_a_broken_frame_is_refused_and_the_paragraph_named(
    store: TemplateStore, tmp_path: Path, old: str, new: str, named: str
) -> None:
    path = reworded(store, tmp_path / "a.docx", old, new)
    with pytest.raises(Refused) as caught:
        store.install(KIND, path)
    assert named in str(caught.value)
    assert not store.frame(KIND).office


def test_what_is_no_word_file_is_refused_calmly(store: TemplateStore, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    for content in (b"", b"hello", b"PK\x03\x04broken"):
        path.write_bytes(content)
        with pytest.raises(Refused):
            store.install(KIND, path)


def test_text_that_looks_like_a_template_stays_text(store: TemplateStore) -> None:
    from dataclasses import replace

    data = report_of(full_day())
    odd = replace(data, head=replace(data.head, issuer="{{ 7*7 }}<b>办"))
    content = build_daily_report(odd, store.frame(KIND))
    texts = [p.text for p in Document(io.BytesIO(content)).paragraphs]
    assert any("{{ 7*7 }}<b>办" in t for t in texts)
