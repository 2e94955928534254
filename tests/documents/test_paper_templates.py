"""Templates of persons' papers: sound as shipped, checked at import, never an empty paper."""

from __future__ import annotations

import io
import runpy
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud_desktop.bootstrap import shipped_templates
from antifraud_desktop.documents.paper_fields import trial_sheet
from antifraud_desktop.documents.person_papers import build_papers
from antifraud_desktop.documents.person_templates import PersonTemplateStore
from antifraud_desktop.errors import Refused
from antifraud_desktop.records.person_papers import LongText, PersonPaper
from tests.documents.geometry import all_text, faults
from tests.helpers.sources import ROOT

P = PersonPaper
SHIPPED = shipped_templates() / "persons"


@pytest.fixture
def store(tmp_path: Path) -> PersonTemplateStore:
    return PersonTemplateStore(SHIPPED, tmp_path / "office")


def reworded(paper: PersonPaper, path: Path, old: str, new: str) -> Path:
    """Save the shipped template with the first paragraph holding ``old`` reworded, as Word does."""
    document = Document(str(SHIPPED / f"{paper.value}.docx"))
    for element in document.element.body.iter(qn("w:p")):
        texts = list(element.iter(qn("w:t")))
        whole = "".join(t.text or "" for t in texts)
        if old in whole:
            texts[0].text = whole.replace(old, new)
            for other in texts[1:]:
                other.text = ""
            break
    else:
        raise LookupError(old)
    document.save(str(path))
    return path


@pytest.mark.parametrize("paper", list(PersonPaper))
def test_every_shipped_template_passes_the_check_it_asks_of_others(
    store: PersonTemplateStore, paper: PersonPaper
) -> None:
    store.install(paper, SHIPPED / f"{paper.value}.docx")
    content = build_papers(paper, store.content(paper), [trial_sheet(paper)], title="试")
    assert faults(content) == []


def test_the_shipped_templates_are_what_the_tool_makes(tmp_path: Path) -> None:
    made = runpy.run_path(str(ROOT / "tools" / "make_person_templates.py"))
    made["main"](tmp_path)
    assert {f.name: f.read_bytes() for f in tmp_path.iterdir()} == {
        f.name: f.read_bytes() for f in SHIPPED.iterdir()
    }


def test_an_office_rewords_a_paper_and_can_go_back(
    store: PersonTemplateStore, tmp_path: Path
) -> None:
    path = reworded(P.UNDERTAKING, tmp_path / "a.docx", "拨打96110", "拨打96110或者告诉村干部")
    store.install(P.UNDERTAKING, path)
    content = build_papers(
        P.UNDERTAKING, store.content(P.UNDERTAKING), [trial_sheet(P.UNDERTAKING)], title="承诺书"
    )
    assert "告诉村干部" in all_text(Document(io.BytesIO(content)))
    assert next(t for t in store.list() if t.paper is P.UNDERTAKING).office
    store.reset(P.UNDERTAKING)
    assert not next(t for t in store.list() if t.paper is P.UNDERTAKING).office


@pytest.mark.parametrize(
    ("paper", "old", "new", "named"),
    [
        (P.NOTICE, "{{ purpose }}", "{{ purpuse }}", "purpuse"),
        (P.NOTICE, "{{ purpose }}", "｛｛ purpose ｝｝", "全角"),
        (P.NOTICE, "{{ purpose }}", "{{ purpose }", "不成对"),
        (P.NOTICE, "{{ purpose }}", "为了工作", "purpose"),
        (P.NOTICE, "{{ purpose }}", "{# {{ purpose }} #}", "purpose"),
        (P.NOTICE, "{{ purpose }}", "{% if false %}{{ purpose }}{% endif %}", "purpose"),
        (P.NOTICE, "{{ basis.line }}", "{{ basis.lines }}", "basis.lines"),
        (P.NOTICE, "{%p endfor %}", "依据", "语句有错"),
        (P.NOTICE, "{%p endfor %}", "依据{%p endfor %}", "依据"),
        (P.NOTICE, "{{ purpose }}", "{{ purpose.__class__ }}", "__class__"),
        (P.NOTICE, "{{ purpose }}", "{{ purpose }}{{ range(9) }}", "range"),
        (P.NOTICE, "{{ purpose }}", "{{ purpose }}{% set a = 1 %}", "不支持"),
    ],
)
def test_a_broken_template_is_refused_and_the_paragraph_named(
    store: PersonTemplateStore, tmp_path: Path, paper: PersonPaper, old: str, new: str, named: str
) -> None:
    path = reworded(paper, tmp_path / "a.docx", old, new)
    with pytest.raises(Refused) as caught:
        store.install(paper, path)
    assert named in str(caught.value)
    assert not store.list()[list(P).index(paper)].office


@pytest.mark.parametrize(
    "words",
    [
        "本人违反承诺的，家属不得享受低保。",
        "本人不从境外返回的，子女不得入学。",
        "违反承诺的，在村口张贴本人照片。",
        "同意由村委会代管本人护照。",
    ],
)
def test_a_template_that_threatens_is_refused_with_the_rule(
    store: PersonTemplateStore, tmp_path: Path, words: str
) -> None:
    path = reworded(P.UNDERTAKING, tmp_path / "a.docx", "五、", f"{words}五、")
    with pytest.raises(Refused, match="模板这一段不能用") as caught:
        store.install(P.UNDERTAKING, path)
    assert caught.value.advice


def test_an_own_template_spoilt_in_its_folder_is_never_printed(
    store: PersonTemplateStore, tmp_path: Path
) -> None:
    store.install(P.NOTICE, SHIPPED / "notice.docx")
    reworded(P.NOTICE, tmp_path / "office" / "notice.docx", "{{ purpose }}", "")
    with pytest.raises(Refused, match="purpose"):
        store.content(P.NOTICE)


def test_what_is_no_word_file_is_refused_calmly(store: PersonTemplateStore, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    for content in (b"", b"hello", b"PK\x03\x04broken"):
        path.write_bytes(content)
        with pytest.raises(Refused):
            store.install(P.NOTICE, path)


def read(content: bytes) -> list[str]:
    document = Document(io.BytesIO(content))
    return [
        "".join(t.text or "" for t in p.iter(qn("w:t")))
        for p in document.element.body.iter(qn("w:p"))
    ]


def undertaking(**values: object) -> list[str]:
    sheet = {**trial_sheet(P.UNDERTAKING), **values}
    content = build_papers(
        P.UNDERTAKING, (SHIPPED / "undertaking.docx").read_bytes(), [sheet], title="承诺书"
    )
    return read(content)


@settings(deadline=None, max_examples=25)
@given(st.text(st.characters(blacklist_categories=("Cs", "Co", "Cn", "Zl", "Zp")), min_size=1))
def test_whatever_a_name_holds_the_paper_stays_whole(name: str) -> None:
    lines = undertaking(name=name)
    assert any(line.startswith("一、") for line in lines)
    assert "承诺人签名" in lines


def test_text_that_looks_like_a_template_or_a_tag_stays_text() -> None:
    whole = "\n".join(undertaking(name="甲<乙>{{ 7*7 }}&"))
    assert "甲<乙>{{ 7*7 }}&" in whole


def test_a_value_that_is_missing_is_a_visible_blank() -> None:
    assert any("住（空）" in line for line in undertaking(address=None))


def test_a_line_break_begins_a_new_paragraph_and_long_words_further_rows() -> None:
    sheet = {**trial_sheet(P.VISIT_RECORD), "talk": LongText("谈话情况", "第一句。\n第二句。")}
    template = (SHIPPED / "visit_record.docx").read_bytes()
    lines = read(build_papers(P.VISIT_RECORD, template, [sheet], title="走访记录"))
    assert {"第一句。", "第二句。"} <= set(lines)
    sheet["talk"] = LongText("谈话情况", "说了很多话，" * 330)
    content = build_papers(P.VISIT_RECORD, template, [sheet], title="走访记录")
    assert "（续）" in read(content)
    assert "".join(read(content)).count("说了很多话，") == 330


def test_words_that_stay_out_of_files_stay_out_of_papers() -> None:
    sheet = {**trial_sheet(P.VISIT_RECORD), "talk": LongText("谈话情况", "不回来就停他家的水电")}
    template = (SHIPPED / "visit_record.docx").read_bytes()
    with pytest.raises(Refused, match="没有生成"):
        build_papers(P.VISIT_RECORD, template, [sheet], title="走访记录")


def test_a_persons_own_complaint_is_printed_in_an_appeal() -> None:
    said = "村里停了我家的水电，请求更正"
    sheet = {**trial_sheet(P.APPEAL_LISTING), "grounds": LongText("事实和理由", said)}
    template = (SHIPPED / "appeal_listing.docx").read_bytes()
    assert said in read(build_papers(P.APPEAL_LISTING, template, [sheet], title="申诉书"))


def test_the_appeals_name_their_article_and_send_the_other_one_elsewhere() -> None:
    for paper, own, other in (
        (P.APPEAL_LISTING, "第三十一条", "另用第三十二条申诉书"),
        (P.APPEAL_LIMIT, "第三十二条", "另用第三十一条申诉书"),
    ):
        template = (SHIPPED / f"{paper.value}.docx").read_bytes()
        whole = "\n".join(read(build_papers(paper, template, [trial_sheet(paper)], title="申诉书")))
        assert f"依据：反电信网络诈骗法{own}" in whole
        assert other in whole


def test_several_persons_never_share_a_sheet_of_paper() -> None:
    sheets = [{**trial_sheet(P.UNDERTAKING), "name": name} for name in ("张三", "李四", "王五")]
    template = (SHIPPED / "undertaking.docx").read_bytes()
    content = build_papers(P.UNDERTAKING, template, sheets, title="承诺书", foot="办公室打印")
    document = Document(io.BytesIO(content))
    starts = [s._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for s in document.sections]
    assert starts == ["1", "1", "1"]
    assert {str(s.start_type) for s in document.sections} == {"ODD_PAGE (4)"}
    assert [n for n in ("张三", "李四", "王五") if f"本人{n}，" in all_text(document)] == [
        "张三", "李四", "王五",
    ]  # fmt: skip
    for section in document.sections:
        assert section.footer.paragraphs[-1].text == "办公室打印"
        assert section.even_page_footer.paragraphs[-1].text == "办公室打印"
    assert content == build_papers(
        P.UNDERTAKING, template, sheets, title="承诺书", foot="办公室打印"
    )


def test_a_rare_name_gets_a_font_that_has_it() -> None:
    sheet = {**trial_sheet(P.NOTICE), "name": "张㛃"}
    content = build_papers(
        P.NOTICE, (SHIPPED / "notice.docx").read_bytes(), [sheet], title="告知书"
    )
    fonts = {
        run.text: run._r.rPr.rFonts.get(qn("w:eastAsia"))
        for p in Document(io.BytesIO(content)).paragraphs
        for run in p.runs
        if "㛃" in run.text and run._r.rPr is not None
    }
    assert fonts == {"㛃": "仿宋"}
