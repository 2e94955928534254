"""The law's forms and the recovery code on paper."""

from __future__ import annotations

import io
import math
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud_desktop.documents import recovery_paper, word
from antifraud_desktop.documents.form_paper import build_form
from antifraud_desktop.records.protection import FormRecord
from antifraud_desktop.records.townships import CampaignRecord, TownshipRecord
from antifraud_desktop.rules.compliance_forms import LONGEST_ANSWER, FormDefinition
from antifraud_desktop.services.form_definitions import load_definition
from antifraud_desktop.vocabulary import FormKind
from db.keyfile import add_recovery, create_key_file, unlock_with_recovery
from tests.documents.geometry import all_text, faults

TOWNSHIP = TownshipRecord("青禾镇", CampaignRecord("行动", date(2023, 8, 1), date(2023, 10, 31)))
HIGHEST_MM = 150  # of the 225 mm of a page, with the head repeated
AT = datetime(2023, 8, 12, 9, tzinfo=UTC)
AUDIT, BREACH = load_definition(FormKind.SELF_AUDIT), load_definition(FormKind.BREACH)
CODE = "OI5S-Z2B7-6GQ3-ABCD-EFGH-2345-67IJ-KLMN"


def record(definition: FormDefinition, **answers: str) -> FormRecord:
    return FormRecord(7, definition.kind, "1", answers, AT, "张三", ("张三",))


def read(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def rows(content: bytes) -> list[list[str]]:
    """Each row's cells, once each, with their lines."""
    return [
        ["\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in cell.p_lst)
         for cell in row.tc_lst]
        for table in read(content).tables for row in table._tbl.tr_lst
    ]  # fmt: skip


def height_mm(text: str) -> float:
    """How high an answer stands: 12 pt on lines of 15 pt, in a column of 76 mm."""
    return sum(max(1, math.ceil(word.text_mm(line) / 76)) for line in text.split("\n")) * 5.3


def row_of(content: bytes, words: str) -> list[str]:
    return next(row for row in rows(content) if len(row) > 1 and words in row[1])


@pytest.mark.parametrize("kind", list(FormKind))
def test_every_blank_form_keeps_the_shape_and_asks_all_its_questions(kind: FormKind) -> None:
    definition = load_definition(kind)
    content = build_form(None, definition, TOWNSHIP)
    assert faults(content) == []
    text = all_text(read(content))
    assert all(q.text in text for q in definition.questions())
    assert all(c.label in text for q in definition.questions() for c in q.choices)
    assert "____年__月__日" in text
    assert "☑" not in text
    assert "填写人（签名）" in text


def test_a_blank_form_has_room_to_write_in() -> None:
    content = build_form(None, BREACH, TOWNSHIP)
    heights = [int(h) for h in read(content).element.body.xpath(".//w:trHeight/@w:val")]
    assert min(heights) >= 8 * word.TWIPS_PER_MM
    assert max(heights) >= 25 * word.TWIPS_PER_MM


def test_the_same_form_gives_the_same_bytes() -> None:
    given_record = record(BREACH, what="误发")
    assert build_form(given_record, BREACH, TOWNSHIP) == build_form(given_record, BREACH, TOWNSHIP)


def test_a_check_is_ticked_once_with_its_reason() -> None:
    form = record(AUDIT, own_accounts="not_met", **{"own_accounts.reason": "两人共用"})
    row = row_of(build_form(form, AUDIT, TOWNSHIP), "一人一个账号")
    assert row[2] == "□ 符合\n☑ 不符合\n□ 不适用"
    assert row[3] == "两人共用"


def test_lines_of_an_answer_stay_lines_and_dates_are_written_out() -> None:
    form = record(BREACH, remedies="撤回文件\n请对方删除", found_on="2023-08-02")
    content = build_form(form, BREACH, TOWNSHIP)
    assert row_of(content, "已经采取的补救措施")[2] == "撤回文件\n请对方删除"
    assert row_of(content, "发现日期")[2] == "2023年8月2日"


def test_the_offices_own_telephone_is_not_masked_but_others_are() -> None:
    form = record(BREACH, contact="张三 13800138000", cause="接到13800138000来电")
    content = build_form(form, BREACH, TOWNSHIP)
    assert "13800138000" in row_of(content, "联系人、电话")[2]
    assert "13800138000" not in row_of(content, "发生的原因")[2]


LONG_TEXTS = st.builds(
    lambda piece, times: (piece * times)[:LONGEST_ANSWER],
    st.text(st.sampled_from("处置情况，甲<&a1\n"), min_size=1, max_size=60),
    st.sampled_from([1, 20, LONGEST_ANSWER]),
).filter(lambda text: text.strip())


@settings(max_examples=40, deadline=None)
@given(LONG_TEXTS)
def test_no_answer_is_lost_and_no_row_is_higher_than_a_page(answer: str) -> None:
    content = build_form(record(BREACH, cause=answer), BREACH, TOWNSHIP)
    found = rows(content)
    start = next(n for n, row in enumerate(found) if len(row) > 1 and row[1] == "发生的原因")
    parts = [found[start][2]]
    for row in found[start + 1 :]:
        if row[1:2] != ["（续）"]:
            break
        parts.append(row[2])
    told = "".join("".join(parts).split())
    assert told == "".join(word.held(line) for line in word.lines(answer)).replace(" ", "")
    assert all(height_mm(part) < HIGHEST_MM for part in parts)


def test_a_signed_form_names_who_answers_and_how_it_was_entered() -> None:
    signed = replace(
        record(BREACH, what="误发"),
        signed_by="李四",
        signed_on=date(2023, 8, 12),
        note="由经办员按纸质签名登记。",
    )
    text = all_text(read(build_form(signed, BREACH, TOWNSHIP)))
    for part in ("李四", "2023年8月12日", "由经办员按纸质签名登记。"):
        assert part in text
    assert "尚未签署" not in text
    assert "尚未签署" in all_text(read(build_form(record(BREACH), BREACH, TOWNSHIP)))


def test_a_demonstration_cannot_pass_for_the_real_thing() -> None:
    shown = build_form(None, AUDIT, replace(TOWNSHIP, demonstration=True))
    assert "演示资料" in all_text(read(shown))
    assert "演示资料" not in all_text(read(build_form(None, AUDIT, TOWNSHIP)))


def paper(code: str = CODE, township: str = "青禾镇") -> bytes:
    return recovery_paper.build(code, township, date(2023, 8, 12), "张三")


def groups_on(content: bytes) -> list[str]:
    cells = [text for row in rows(content)[:2] for text in row]
    assert cells[0::2] == [str(n) for n in range(1, 9)]
    return cells[1::2]


def test_the_recovery_paper_keeps_the_shape_and_says_how_to_keep_it() -> None:
    assert faults(paper()) == []
    text = all_text(read(paper()))
    for part in ("青禾镇", "2023年8月12日", "张三", "两人签名", "密封", "本码当即失效", "保险柜"):
        assert part in text


def test_after_a_recovery_the_office_is_left_to_be_written() -> None:
    assert "单位" not in all_text(read(paper(township=""))).splitlines()[1]


def test_digits_are_underlined_and_letters_are_not() -> None:
    runs = read(paper()).tables[0]._tbl.iter(qn("w:r"))
    for run in runs:
        text = "".join(t.text for t in run.iter(qn("w:t")))
        if run.find(f"{qn('w:rPr')}/{qn('w:sz')}") is not None:
            underlined = run.find(f"{qn('w:rPr')}/{qn('w:u')}") is not None
            assert underlined == text.isdigit()


def test_the_printed_code_opens_the_key_file(tmp_path: Any) -> None:
    path = tmp_path / "office.keys"
    key = create_key_file(path, "张三", "Fanzha-2023-Qinghe")
    printed = groups_on(paper(add_recovery(path, key)))
    assert unlock_with_recovery(path, " ".join(printed)) == key


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", min_size=32, max_size=32))
def test_every_code_is_printed_whole_in_its_order(code: str) -> None:
    assert "".join(groups_on(paper(code))) == code
    assert len(groups_on(paper(code))) == 8
