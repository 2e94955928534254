"""Frames the office rewords: checked at import, never an empty document."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document

from antifraud_desktop.documents.daily_report import build_daily_report
from antifraud_desktop.documents.frames import BODY_MARK
from antifraud_desktop.documents.templates import FRAMES, FrameTemplate, TemplateStore
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
        ("{{ issue }}", "第1期", "{{ issue }}"),
        ("{{ issue }}", "{{ issue }}{{ 1/0 }}", "1/0"),
        ("{{ issue }}", "{{ issue }}{{ issue + 1 }}", "issue + 1"),
        ("{{ title }}", "{# {{ title }} #}", "内容不全"),
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


def changed_part(store: TemplateStore, part: str, old: str, new: str) -> bytes:
    """The shipped frame with one of its parts edited as text."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(store.frame(KIND).content)) as source,
        zipfile.ZipFile(packed, "w") as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old in content.decode()
                content = content.decode().replace(old, new).encode()
            target.writestr(name, content)
    return packed.getvalue()


def test_a_wrong_field_in_the_foots_text_box_is_found(store: TemplateStore) -> None:
    content = changed_part(store, "word/document.xml", "{{ copy_to }}", "{{ copyto }}")
    with pytest.raises(Refused, match="copyto"):
        store.check(KIND, content)


def test_a_wrong_field_in_a_page_foot_is_found(store: TemplateStore) -> None:
    content = changed_part(store, "word/footer2.xml", "— </w:t>", "{{ pages }}</w:t>")
    with pytest.raises(Refused, match="pages"):
        store.check(KIND, content)


def test_what_is_fetched_from_elsewhere_is_refused(store: TemplateStore) -> None:
    outside = (
        '<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/image" Target="http://203.0.113.9/a.png" TargetMode="External"/>'
    )
    content = changed_part(
        store, "word/_rels/document.xml.rels", "</Relationships>", f"{outside}</Relationships>"
    )
    with pytest.raises(Refused, match="文件外"):
        store.check(KIND, content)


def test_a_frame_that_unfolds_to_a_flood_is_refused(store: TemplateStore) -> None:
    packed = io.BytesIO(store.frame(KIND).content)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/flood.xml", b" " * 70_000_000)
    with pytest.raises(Refused, match="太大"):
        store.check(KIND, packed.getvalue())


def test_a_frame_spoilt_after_its_check_gives_no_document(store: TemplateStore) -> None:
    content = changed_part(store, "word/document.xml", "{{ title }}", "{{ titel }}")
    with pytest.raises(Refused, match="titel"):
        build_daily_report(report_of(full_day()), FrameTemplate(KIND, content, office=True))


def test_without_a_frame_the_shipped_one_is_used(store: TemplateStore) -> None:
    data = report_of(full_day())
    assert build_daily_report(data) == build_daily_report(data, store.frame(KIND))


def test_the_shipped_frames_pass_their_own_check(store: TemplateStore) -> None:
    for kind in FRAMES:
        store.check(kind, store.frame(kind).content)
