"""The order of receipt, spans, teaching, and what stands already."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from antifraud_desktop.intake.messages import read_messages
from antifraud_desktop.records.intake import IntakeContext, Span
from db.vocabulary import VersionKind
from tests.intake.corpus_reading import DAY, fraud_types, indicators, merged, read, units

CONTEXT = IntakeContext(DAY, datetime(2023, 8, 12, 21))


def test_r3_versions_come_in_the_order_of_receipt() -> None:
    paste = "河东村 2023/8/12 17:40:00\n入户21户\n\n大石村 2023/8/12 17:05:00\n入户28户"
    reading = read(paste)
    assert [v.unit for v in reading.versions] == ["大石村", "河东村"]
    assert reading.versions[0].received == datetime(2023, 8, 12, 17, 5)


def test_bare_text_has_no_receipt_and_is_of_the_working_day() -> None:
    (version,) = read("大石村：入户28户").versions
    assert (version.received, version.date) == (None, DAY)


def test_spans_point_into_the_text_as_pasted() -> None:
    paste = "大石村 2023/8/12 17:05:00\r\n\u200b入戶２８戶，👍宣傳\u200b９６人"
    (version,) = read(paste).versions
    places = {f.indicator: f.place for f in version.figures}
    homes = places["households_visited"]
    assert isinstance(homes, Span)
    assert paste[homes.start : homes.end] == "入戶２８戶"


def test_a_taught_wording_reads_at_once() -> None:
    first, *rest = indicators()
    taught = [replace(first, learnt=("巡村",)), *rest]
    paste = "大石村 2023/8/12 17:05:00\n巡村28户"
    before = read(paste).versions[0]
    after = read_messages(paste, units(), taught, CONTEXT, fraud_types()).versions[0]
    assert before.doubts[0].code == "unknown_wording"
    assert before.doubts[0].indicator is None
    assert [(f.indicator, f.value) for f in after.figures] == [("households_visited", 28)]


def test_r4_an_addition_to_what_is_saved_is_asked_about_with_the_sum() -> None:
    paste = "大石村 2023/8/12 17:05:00\n补充：横幅2条"
    saved = {("大石村", DAY): {"banners": 3}}
    (version,) = read_messages(paste, units(), indicators(), CONTEXT, fraud_types(), saved).versions
    assert version.kind is VersionKind.ADDITION
    assert [(d.code, d.proposed) for d in version.doubts] == [("increment", 5)]


def test_fraud_types_belong_to_incidents_alone() -> None:
    happened = read("大石村：发案1起，刷单，损失8600元。宣传96人")
    stopped = read("大石村：劝阻刷单1起，发案0起")
    assert happened.versions[0].fraud_types == ("刷单返利",)
    assert stopped.versions[0].fraud_types == ()


def test_a_note_is_kept_and_other_periods_are_told() -> None:
    reading = read("大石村：入户28户，本周入户120户\n备注：下午停电")
    assert reading.versions[0].note == "下午停电"
    assert "本周入户120户" in reading.notices[0]


def test_a_table_with_notes_and_odd_cells() -> None:
    head = "村名\t入户\t宣传\t横幅\t夜校\t备注\n"
    paste = f"{head}大石村\t28\t约90\t/\t2\t停电\n河东村\t21人\t12.5\t无\t-\t\n"
    found = {u: m for (u, _), m in merged(read(paste)).items()}
    stone, river = found["大石村"], found["河东村"]
    assert stone.values() == {"households_visited": 28}
    assert river.values() == {"banners": 0}
    assert {d.code for d in stone.doubts} == {"approximate", "unknown_wording"}
    assert {d.code for d in river.doubts} == {"measure", "not_whole"}


def test_empty_input() -> None:
    assert read("").versions == ()


def test_sum_rows_are_told_apart() -> None:
    paste = "村名 入户 宣传\n大石村 28 96\n河东村 21 63\n合计 49 159"
    reading = read(paste)
    assert reading.ignored_rows == ("合计",)
    assert len(reading.versions) == 2


def test_legend_values_in_words_and_rows_that_disagree() -> None:
    paste = "（入户/宣传/横幅）\n大石村 28/九十六/约2\n入户30户"
    (version,) = read(paste).versions
    assert {d.code for d in version.doubts} >= {"two_values", "approximate"}


def test_withdrawals_are_notices_and_preambles_without_unit_unrecognised() -> None:
    reading = read("张三 2023/8/12 17:00\n入户28户，宣传96人\n河东村：入户21户\n大石村：入户3户")
    assert [i.text for i in reading.unrecognised] == ["入户28户，宣传96人"]
    told = read("“李四”撤回了一条消息\n大石村 2023/8/12 17:00\n入户28户")
    assert "李四" in told.notices[0]


def test_law_of_intake_a_question_reports_nothing() -> None:
    reading = read("大石村 2023/8/12 17:00\n是不是要报入户30户？")
    assert reading.versions == ()


def test_a_bare_no_among_other_words_is_asked_about() -> None:
    (version,) = read("大石村 2023/8/12 17:00\n没有，我在镇上办事").versions
    assert not version.nil
    assert [d.code for d in version.doubts] == ["nil_unclear"]


def test_corrections_said_in_two_numbers() -> None:
    for said in ("入户由28户改为26户", "更正 入户28→26", "把入户28改成26"):
        (version,) = read(f"大石村 2023/8/12 17:00\n{said}").versions
        assert [(f.indicator, f.value) for f in version.figures] == [("households_visited", 26)]


def test_chinese_list_numbers_and_sequences() -> None:
    lines = "十、入户1户\n十一、宣传2人"
    listed = "\n".join(
        f"{mark}、{w}" for mark, w in zip("一二三", ("入户1户", "宣传2人", "横幅3条"), strict=True)
    )
    (version,) = read(f"大石村 2023/8/12 17:00\n{listed}").versions
    assert [f.value for f in version.figures] == [1, 2, 3]
    assert read(f"大石村 2023/8/12 17:00\n{lines}").versions
