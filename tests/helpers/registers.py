"""Old registers as offices keep them, made for tests; the sample's seven rows by their columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from antifraud_desktop.rules.identity_numbers import check_character

HEADS = (
    "序号", "姓名", "身份证号", "性别", "出生年月", "住址", "电话", "类别", "判决/文书",
    "包保人", "备注",
)  # fmt: skip
JUDGMENT = (
    "（2024）×刑初12号，帮助信息网络犯罪活动罪，×县人民法院，2024-05-20，"
    "犯罪时间2023-08，有期徒刑一年"
)
DECISION = "×市公安局 惩戒决定〔2026〕5号，2026-02-01至2028-01-31，理由：出租银行卡3张"
NUMBER = "990101198001010014"


def number_of(birth: str, serial: str = "001") -> str:
    """Return a made-up identity number of somebody born on YYYYMMDD."""
    first = f"990101{birth}{serial}"
    return first + check_character(first)


def row_of(**given: object) -> dict[str, object]:
    """Return a person's row that would open a file, with what a test changes."""
    names = {
        "name": "姓名", "number": "身份证号", "gender": "性别", "birth": "出生年月", "home": "住址",
        "phone": "电话", "kind": "类别", "basis": "判决/文书", "officer": "包保人", "note": "备注",
    }  # fmt: skip
    row: dict[str, object] = {
        "姓名": "张三", "身份证号": NUMBER, "性别": "男", "出生年月": "1980.1", "住址": "大石村3组",
        "电话": "13800138000", "类别": "前科", "判决/文书": JUDGMENT, "包保人": "村干部甲",
    }  # fmt: skip
    return row | {names[name]: value for name, value in given.items()}


SAMPLE: tuple[Mapping[str, object], ...] = (
    row_of(),
    row_of(
        name="李四", number=990101197502029952, gender="女", birth="1975-02", home="河东村1组",
        phone="138 0013 8000", kind="缅北回流", basis=None, note="身份证号为数字格式，末位已丢",
    ),
    row_of(
        name="王五", number="99010120050708001X", birth="2005/7", home="柳树村", phone=None,
        basis="（2022）×刑初7号，犯罪时间2021-03，有期徒刑一年", note="犯罪时未满18周岁",
    ),
    row_of(
        name="赵六", number="990101199012120034", birth="1990年12月", home="白云村",
        phone="13800138001", kind="高危", basis=None, note="与某某是亲戚",
    ),
    row_of(birth="1980-01", home="大石村三组", kind="两卡", basis=DECISION, note="与1重复"),
    row_of(
        name="钱七", number="99010119880303005X", birth="1988-03", home="红星社区",
        phone="13800138002", kind="两卡", basis="×县公安局 决定，五年", note="县级机关、期限五年",
    ),
    {"姓名": "合计"},
)  # fmt: skip
REFUSED_TRACES = (
    "李四", "王五", "赵六", "钱七", "990101197502029952", "99010120050708001X", "20050708",
    "990101199012120034", "99010119880303005X", "13800138001", "13800138002", "河东村1组",
)  # fmt: skip
"""What the refused rows of the sample hold: none of it may be found anywhere."""


def write_register(
    path: Path,
    rows: Iterable[Mapping[str, object]],
    heads: Sequence[str] = HEADS,
    above: Sequence[str] = (),
    title: str = "重点人员台账",
) -> Path:
    """Write a register: lines above, a head, a row for each; numbers stay number cells."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for line in above:
        sheet.append([line])
    sheet.append(list(heads))
    for number, row in enumerate(rows, start=1):
        told = {"序号": number} | dict(row)
        sheet.append([told.get(head) for head in heads])
    book.save(path)
    return path
