"""Judging the rows of old registers: what stands against each, and who is who (R11)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.intake.person_register import RawRow, read_register
from antifraud_desktop.intake.register_matching import KnownPerson, Matcher, Opened
from antifraud_desktop.intake.register_rows import JudgedRow, RowJudge
from antifraud_desktop.records.register import ColumnRole, RowVerdict
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import CaseCategory, UnitKind
from tests.helpers.registers import (
    DECISION,
    JUDGMENT,
    NUMBER,
    SAMPLE,
    number_of,
    row_of,
    write_register,
)
from tests.intake.register_reading import TODAY, one, settled

UNITS = tuple(
    UnitRecord(f"U00{n}", name, kind, aliases=(name[:2],))
    for n, (name, kind) in enumerate(
        (
            ("大石村", UnitKind.VILLAGE),
            ("河东村", UnitKind.VILLAGE),
            ("红星社区", UnitKind.COMMUNITY),
        ),
        start=1,
    )
)
R, V = ColumnRole, RowVerdict


def test_r11_the_sample_register_row_by_row(tmp_path: Path) -> None:
    rows = settled(write_register(tmp_path / "台账.xlsx", SAMPLE))
    assert [(row.row, row.verdict) for row in rows] == [
        (2, V.CREATE),
        (3, V.REFUSED),
        (4, V.REFUSED),
        (5, V.REFUSED),
        (6, V.JOIN),
        (7, V.REFUSED),
        (8, V.IGNORED),
    ]
    assert rows[0].category is CaseCategory.CONVICTED
    assert rows[4].category is CaseCategory.TWO_CARD
    assert "第2行是同一人" in rows[4].reason
    for row, decisive, beside in (
        (rows[1], "末位数字已丢失", "没有依据文书"),
        (rows[2], "应当封存", ""),
        (rows[3], "“高危”不是建档的法定类别", "校验码"),
        (rows[5], "“×县公安局”层级不够", "最长2年"),
        (rows[6], "合计", ""),
    ):
        assert decisive in row.reasons[0]
        assert beside in row.reason


def test_of_a_sealed_record_nothing_more_is_told(tmp_path: Path) -> None:
    row = one(
        tmp_path,
        row_of(
            number=number_of("20050708"),
            birth=None,
            basis=JUDGMENT.replace("2023-08", "2021-03"),
            home="外镇",
            phone="1",
        ),
    )
    assert len(row.reasons) == 1
    assert "应当封存" in row.reason


def test_a_birth_month_without_a_number_protects_the_younger_reading(tmp_path: Path) -> None:
    """Born in 2005-08 and an offence in 2023-08: on its first day still 17."""
    row = one(tmp_path, row_of(number=None, birth="2005-08"))
    assert "应当封存" in row.reason


def test_a_remark_that_speaks_of_a_minor_is_for_a_person_to_judge(tmp_path: Path) -> None:
    row = one(tmp_path, row_of(note="犯罪时未成年"))
    assert row.verdict is V.REFUSED
    assert "按判决书核对" in row.reason
    assert one(tmp_path, row_of(note="已成年，有未成年子女需要帮助")).verdict is V.REFUSED


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"name": None}, "没有姓名"),
        ({"name": "张*"}, "隐去"),
        ({"name": "某男子"}, "不像一个人的姓名"),
        ({"number": NUMBER[:-1] + "5"}, "校验码"),
        ({"number": None, "birth": None}, "分不清是谁"),
        ({"birth": "1981-01"}, "出生年月与身份证号不一致"),
        ({"gender": "女"}, "性别与身份证号不一致"),
        ({"kind": None}, "没有写明类别"),
        ({"kind": "前科、两卡"}, "一份档案只能有一个类别"),
        ({"kind": "前科人员的弟弟"}, "亲属关系不是建档的理由"),
        ({"basis": "行罚决〔2024〕3号，行政拘留五日"}, "行政处罚不是建档依据"),
        ({"basis": None}, "没有依据文书"),
        ({"basis": "×县人民法院，帮信罪"}, "文号"),
        (
            {
                "kind": "两卡",
                "basis": "×县公安局惩戒决定〔2026〕1号，2026-02-01至2027-01-31，理由：出借卡",
            },
            "层级不够",
        ),
        ({"kind": "两卡", "basis": DECISION.replace("2028-01-31", "2029-02-01")}, "最长2年"),
        (
            {
                "kind": "公安提示",
                "basis": "×县公安局 提示函〔2026〕9号，2026-11-01，提示事项：频繁转账",
            },
            "没有确认",
        ),
        ({"basis": JUDGMENT.replace("帮助信息网络犯罪活动罪", "盗窃罪")}, "不是电信网络诈骗"),
    ],
)
def test_what_stands_against_a_row_is_told(
    tmp_path: Path, change: dict[str, object], reason: str
) -> None:
    row = one(tmp_path, row_of(**change))
    assert row.verdict is V.REFUSED
    assert reason in row.reason


@pytest.mark.parametrize(
    ("change", "category"),
    [
        ({"kind": "刑满释放"}, CaseCategory.CONVICTED),
        (
            {
                "kind": "高危",
                "basis": "×县公安局 提示函〔2026〕9号，2026-11-01，写明本人，提示事项：频繁转账",
            },
            CaseCategory.CONCERN,
        ),
        ({"kind": "缅北回流", "basis": "×县公安局 通知，2026-10-01"}, CaseCategory.RETURNEE),
        (
            {"kind": "滞留境外", "basis": "母亲求助，2026-10-01，求助：联系不上，请求协助返回"},
            CaseCategory.ABROAD,
        ),
        (
            {"kind": "受害人", "basis": "本人申请帮扶，2026-10-01，事由：心理疏导"},
            CaseCategory.VICTIM,
        ),
        ({"number": None, "birth": "1980-01-01"}, CaseCategory.CONVICTED),
        ({"birth": 1980.1}, CaseCategory.CONVICTED),
        ({"birth": date(1980, 1, 1)}, CaseCategory.CONVICTED),
    ],
)
def test_what_rests_on_its_document_comes_in(
    tmp_path: Path, change: dict[str, object], category: CaseCategory
) -> None:
    row = one(tmp_path, row_of(**change))
    assert (row.verdict, row.category) == (V.CREATE, category), row.reason


def test_the_unit_comes_from_the_address(tmp_path: Path) -> None:
    reading = read_register(write_register(tmp_path / "台账.xlsx", [row_of(home="大石村3组")]))
    judged = RowJudge(TODAY, UNITS).judge(reading.rows[0])
    assert judged.person is not None
    assert judged.person.unit_code == "U001"
    for home, told in (("长坪村", "对应不到本镇单位"), (None, "没有住址")):
        row = one(tmp_path, row_of(home=home), units=UNITS)
        assert row.verdict is V.CREATE
        assert told in row.reason
        assert "所属单位待定" in row.reason
    assert one(tmp_path, row_of(home="长坪村")).verdict is V.CREATE


@pytest.mark.parametrize(
    ("home", "ours"),
    [
        ("×县青禾镇大石村3组", True),
        ("某某省某市×县青禾镇大石村", True),
        ("大石村乡道边", True),
        ("水乡村2组", True),
        ("白马镇大石村", False),
        ("×县白马乡河东村", False),
        ("某某市城南街道大石村", False),
    ],
)
def test_an_address_of_another_township_is_not_ours(tmp_path: Path, home: str, ours: bool) -> None:
    path = write_register(tmp_path / "台账.xlsx", [row_of(home=home)])
    judged = RowJudge(TODAY, UNITS, township="青禾镇").judge(read_register(path).rows[0])
    assert judged.stands is ours
    assert any("别的乡镇" in reason for reason in judged.reasons) is not ours


def test_a_phone_that_is_none_is_left_out_and_told(tmp_path: Path) -> None:
    path = write_register(tmp_path / "台账.xlsx", [row_of(phone="12345")])
    judged = RowJudge(TODAY, ()).judge(read_register(path).rows[0])
    assert judged.stands
    assert judged.person is not None
    assert judged.person.phone == ""
    assert any("电话" in note for note in judged.notes)
    assert not any("12345" in note for note in judged.notes)


def test_one_number_with_two_names_brings_in_neither(tmp_path: Path) -> None:
    path = write_register(
        tmp_path / "台账.xlsx", [row_of(), row_of(name="李四", kind="两卡", basis=DECISION)]
    )
    rows = settled(path)
    assert [row.verdict for row in rows] == [V.REFUSED, V.REFUSED]
    assert all("第2、3行" in row.reason for row in rows)


def test_doubles_are_collected_and_stop_nothing(tmp_path: Path) -> None:
    known = KnownPerson(
        7, "张三", NUMBER, date(1980, 1, 1), frozenset({CaseCategory.CONVICTED}), frozenset()
    )
    other = row_of(name="李四", number=number_of("19750202", "002"), gender="女", birth="1975")
    path = write_register(
        tmp_path / "台账.xlsx", [row_of(), row_of(kind="两卡", basis=DECISION), other, other]
    )
    rows = settled(path, (known,))
    assert [row.verdict for row in rows] == [V.DUPLICATE, V.JOIN, V.CREATE, V.DUPLICATE]
    assert "在册人员" in rows[1].reason
    assert "第4行" in rows[3].reason


def test_a_closed_file_of_the_same_document_is_not_opened_again(tmp_path: Path) -> None:
    closed = frozenset({(CaseCategory.CONVICTED, "（2024）×刑初12号")})
    known = KnownPerson(7, "张三", NUMBER, date(1980, 1, 1), frozenset(), closed)
    assert one(tmp_path, row_of(), known=(known,)).verdict is V.DUPLICATE
    newer = row_of(basis=JUDGMENT.replace("12号", "90号"))
    assert one(tmp_path, newer, known=(known,)).verdict is V.JOIN


def test_a_name_alone_never_makes_two_rows_one_person(tmp_path: Path) -> None:
    known = KnownPerson(7, "张三", NUMBER, date(1980, 1, 1), frozenset(), frozenset())
    nameless = row_of(number=None, birth="1980-01-01")
    assert "可能与在册的同名人员是同一人" in one(tmp_path, nameless, known=(known,)).reason
    assert (
        one(tmp_path, row_of(number=None, birth="1981-01-01"), known=(known,)).verdict is V.CREATE
    )
    assert (
        "可能与第2行是同一人"
        in one(
            tmp_path, row_of(), row_of(number=None, birth="1980-01-01", kind="两卡", basis=DECISION)
        ).reason
    )
    assert one(tmp_path, nameless, nameless).verdict is V.DUPLICATE


_CELLS = st.text(max_size=30) | st.sampled_from(
    [NUMBER, JUDGMENT, DECISION, "高危", "两卡", "张三"]
)


@given(st.dictionaries(st.sampled_from(list(R)), _CELLS), _CELLS)
def test_no_row_without_a_basis_of_its_own_stands(texts: dict[ColumnRole, str], basis: str) -> None:
    """Whatever a row holds, it is judged; it stands only with person, category and basis."""
    judged: JudgedRow = RowJudge(TODAY, UNITS).judge(RawRow(2, texts, basis=basis))
    (settled_row,) = Matcher((), lambda _row, _person: Opened(1)).settle([judged])
    assert (settled_row.verdict is V.CREATE) is judged.stands
    if judged.stands:
        assert judged.basis is not None
        assert judged.category is not None
        assert judged.number or judged.birth
        assert judged.person is not None
        assert judged.person.name
    else:
        assert judged.reasons
