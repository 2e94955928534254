"""Old registers' words: categories, organs, dates and whole bases; doubts instead of guesses."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.records.persons import LIFE_SENTENCE, PartialDate
from antifraud_desktop.rules.basis_reading import read_basis
from antifraud_desktop.rules.case_categories import read_category, speaks_of_relative
from antifraud_desktop.rules.partial_dates import read_date
from db.vocabulary import BasisKind, CaseCategory, OrganLevel


def test_r11_a_judgment_is_read_part_by_part() -> None:
    reading = read_basis(
        "（2024）×刑初12号，帮助信息网络犯罪活动罪，×县人民法院，2024-05-20，犯罪时间2023-08，"
        "有期徒刑一年"
    )
    basis = reading.basis
    assert basis is not None
    assert (reading.doubts, reading.missing) == ((), ())
    assert (basis.kind, basis.organ) == (BasisKind.JUDGMENT, "×县人民法院")
    assert (basis.number, basis.ground) == ("（2024）×刑初12号", "帮助信息网络犯罪活动罪")
    assert (basis.issued_on, basis.sentence_months) == (date(2024, 5, 20), 12)
    assert str(basis.offence_on) == "2023-08"


def test_r11_a_decision_is_read_part_by_part() -> None:
    reading = read_basis(
        "×市公安局 惩戒决定〔2026〕5号，2026-02-01至2028-01-31，理由：出租银行卡3张，"
        "2026年2月3日送达"
    )
    basis = reading.basis
    assert basis is not None
    assert reading.missing == ()
    assert "县级市" in reading.doubts[0]
    assert (basis.kind, basis.organ) == (BasisKind.DECISION, "×市公安局")
    assert (basis.number, basis.ground) == ("惩戒决定〔2026〕5号", "出租银行卡3张")
    assert (basis.starts_on, basis.ends_on) == (date(2026, 2, 1), date(2028, 1, 31))
    assert basis.served_on == date(2026, 2, 3)


def test_r11_a_decision_without_days_keeps_its_length() -> None:
    reading = read_basis("×县公安局 决定，五年")
    assert reading.basis is not None
    assert (reading.basis.kind, reading.basis.level) == (BasisKind.DECISION, OrganLevel.COUNTY)
    assert (reading.basis.term_months, reading.basis.ends_on) == (60, None)
    assert reading.missing == ("文号", "事由", "起始日期", "截止日期")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("×县公安局书面提示函〔2026〕3号", BasisKind.POLICE_NOTICE),
        ("派出所2026年3月1日书面通知", BasisKind.POLICE_NOTICE),
        ("本人2026-03-01申请帮扶", BasisKind.OWN_REQUEST),
        ("其父2026-02-03求助，希望儿子回家", BasisKind.FAMILY_REQUEST),
        ("×检刑不诉〔2022〕3号不起诉决定书", BasisKind.NON_PROSECUTION),
        ("×人民法院判决", BasisKind.JUDGMENT),
    ],
)
def test_kinds_of_bases(text: str, kind: BasisKind) -> None:
    basis = read_basis(text).basis
    assert basis is not None
    assert basis.kind is kind


@pytest.mark.parametrize("text", ["", "  ", "无", "/", "—"])
def test_nothing_is_no_basis(text: str) -> None:
    assert read_basis(text).basis is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("×公行罚决字〔2025〕12号，行政拘留五日", "行政处罚"),
        ("听村里人说的", "没有认出"),
        ("×县公安局通知，2026.3", "只写到月"),
        ("×县公安局通知，2026年2月30日", "不是真实的日期"),
        ("×县人民法院，犯甲罪有期徒刑一年，犯乙罪有期徒刑三年", "决定执行"),
        ("上海市公安局浦东分局惩戒决定〔2026〕5号", "直辖市"),
    ],
)
def test_what_leaves_something_open_is_a_doubt(text: str, words: str) -> None:
    assert any(words in doubt for doubt in read_basis(text).doubts)


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("有期徒刑一年", 12),
        ("有期徒刑三年六个月，缓刑四年", 42),
        ("判处有期徒刑十个月", 10),
        ("有期徒刑1年6个月", 18),
        ("有期徒刑十一年", 132),
        ("判三缓五", 36),
        ("拘役五个月，缓刑八个月", 0),
        ("免予刑事处罚", 0),
        ("单处罚金5000元", 0),
        ("无期徒刑", LIFE_SENTENCE),
        ("犯甲罪有期徒刑二年，犯乙罪有期徒刑四年，决定执行有期徒刑五年", 60),
        ("", None),
    ],
)
def test_sentences(words: str, months: int | None) -> None:
    basis = read_basis(f"×县人民法院（2024）×刑初1号，{words}").basis
    assert basis is not None
    assert basis.sentence_months == months


@pytest.mark.parametrize(
    ("words", "months"),
    [("期限两年", 24), ("为期一年半", 18), ("期限半年", 6), ("期限18个月", 18), ("", None)],
)
def test_a_decision_s_length(words: str, months: int | None) -> None:
    basis = read_basis(f"×自治州公安局惩戒决定〔2026〕5号，{words}").basis
    assert basis is not None
    assert basis.term_months == months


def test_of_a_stretch_of_offences_the_first_day_counts() -> None:
    basis = read_basis("×县人民法院判决，犯罪时间2021年3月至2023年5月，2024-01-02").basis
    assert basis is not None
    assert (basis.offence_on, basis.issued_on) == (PartialDate(2021, 3), date(2024, 1, 2))


@given(
    st.integers(2000, 2026),
    st.dates(date(2000, 1, 1), date(2026, 1, 1)),
    st.dates(date(2000, 1, 1), date(2026, 1, 1)),
    st.integers(1, 15),
    st.sampled_from(["，", ",", "；", "， "]),
    st.permutations(range(5)),
)
def test_r11_the_parts_may_stand_in_any_order(
    year: int, issued: date, offence: date, years: int, comma: str, order: list[int]
) -> None:
    parts = (
        f"（{year}）×刑初{years}号",
        "诈骗罪",
        f"×县人民法院{comma}{issued.isoformat()}",
        f"犯罪时间{offence.year}年{offence.month}月{offence.day}日",
        f"有期徒刑{years}年",
    )
    basis = read_basis(comma.join(parts[n] for n in order)).basis
    assert basis is not None
    assert (basis.number, basis.ground) == (parts[0], "诈骗罪")
    assert (basis.organ, basis.issued_on) == ("×县人民法院", issued)
    assert (basis.offence_on, basis.sentence_months) == (PartialDate.of(offence), years * 12)


@given(
    st.text(
        st.sampled_from("×县市公安局法院判决2026-0年月日（）号罪，犯 至\u200b一期限"), max_size=40
    )
)
def test_any_text_is_read_without_a_fault(text: str) -> None:
    reading = read_basis(text)
    assert reading.basis is not None or reading.missing == ()


@pytest.mark.parametrize(
    ("word", "category"),
    [
        *[(word, CaseCategory.CONVICTED) for word in ("前科", "刑释", "电诈前科", "刑满释放")],
        *[(word, CaseCategory.TWO_CARD) for word in ("两卡", "兩卡", "涉两卡", "惩戒对象")],
        *[(word, CaseCategory.RETURNEE) for word in ("缅北回流", "回流", "境外返回", "缅北遣返")],
        *[(word, CaseCategory.ABROAD) for word in ("滞留", "在境外", "缅北", "滞留未回国")],
        *[(word, CaseCategory.VICTIM) for word in ("受害人", "被骗", "电诈受害人")],
        *[(word, CaseCategory.CONCERN) for word in ("公安提示", "公安书面提示")],
        *[(word, None) for word in ("前科、两卡", "其他", "张三的父亲", "涉诈人员家属", "家属")],
    ],
)
def test_r11_words_of_old_registers(word: str, category: CaseCategory | None) -> None:
    reading = read_category(word)
    assert (reading.category, reading.labelling) == (category, False)


@pytest.mark.parametrize("word", ["高危", "重点", "可疑", "涉诈嫌疑", "高 危 人 员", "重点人员"])
def test_r11_labels_give_no_category(word: str) -> None:
    assert (read_category(word).category, read_category(word).labelling) == (None, True)


@pytest.mark.parametrize(
    "text",
    [
        "张三的父亲",
        "系在逃人员之妻",
        "是张三的亲戚",
        "涉诈人员家属",
        "家属",
        "与张三是亲戚关系",
        "与某某有亲属关系",
        "其儿子涉诈",
        "儿子滞留缅北",
        "家中有人在境外",
    ],
)
def test_r11_a_relative_is_no_reason_for_a_file(text: str) -> None:
    assert speaks_of_relative(text)


@pytest.mark.parametrize(
    "text",
    [
        "父亲2026-02-03求助",
        "家属请求协助寻找",
        "联系人：张三的父亲",
        "监护人为其母亲",
        "前科",
        "受害人",
        "本人申请",
        "×县公安局书面提示",
        "被亲戚拉去缅北",
        "和父母同住",
        "",
    ],
)
def test_what_only_mentions_a_relative_passes(text: str) -> None:
    assert not speaks_of_relative(text)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("1980.1", "1980-01"),
        ("1975-02", "1975-02"),
        ("2005/7", "2005-07"),
        ("1990年12月", "1990-12"),
        ("1988-03", "1988-03"),
        ("２０２４年５月２０日", "2024-05-20"),
        ("2024 . 5 . 20", "2024-05-20"),
        ("19800101", "1980-01-01"),
        ("198001", "1980-01"),
        ("1980", "1980"),
        ("1980年", "1980"),
        ("1980-13", None),
        ("2023-02-29", None),
        ("去年", None),
        ("2020-2023", None),
    ],
)
def test_dates_keep_their_precision(text: str, stored: str | None) -> None:
    found = read_date(text)
    assert (None if found is None else str(found)) == stored


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(1, 3))
def test_partial_dates_come_back_and_hold_their_day(day: date, parts: int) -> None:
    partial = PartialDate(*(day.year, day.month, day.day)[:parts])
    assert PartialDate.parse(str(partial)) == partial
    assert read_date(str(partial)) == partial
    assert partial.earliest <= day <= partial.latest
    assert (partial.whole == day) == (parts == 3)


@pytest.mark.parametrize("text", ["2023-8", "2023-08-12-1", "", "x", "2023-13"])
def test_only_what_was_stored_is_a_partial_date(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        PartialDate.parse(text)


def test_a_day_without_a_month_is_no_date() -> None:
    with pytest.raises(ValueError, match="month"):
        PartialDate(2023, None, 5)
