"""The list of units as a workbook: read, checked, and compared with what is known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from antifraud_desktop.errors import Refused
from antifraud_desktop.intake.spreadsheet import Sheet, read_sheets
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.numerals import read_number
from db.vocabulary import UnitKind

KIND_WORDS: Mapping[str, UnitKind] = {
    "村": UnitKind.VILLAGE, "行政村": UnitKind.VILLAGE, "村委会": UnitKind.VILLAGE,
    "社区": UnitKind.COMMUNITY, "居委会": UnitKind.COMMUNITY, "居": UnitKind.COMMUNITY,
    "机关": UnitKind.GOVERNMENT_OFFICE, "机关单位": UnitKind.GOVERNMENT_OFFICE,
    "站所": UnitKind.GOVERNMENT_OFFICE, "部门": UnitKind.GOVERNMENT_OFFICE,
    "学校": UnitKind.SCHOOL, "中学": UnitKind.SCHOOL, "小学": UnitKind.SCHOOL,
    "幼儿园": UnitKind.SCHOOL,
    "银行网点": UnitKind.BANK, "银行": UnitKind.BANK, "信用社": UnitKind.BANK,
    "通信网点": UnitKind.TELECOM, "通信": UnitKind.TELECOM, "营业厅": UnitKind.TELECOM,
    "派出所": UnitKind.POLICE_STATION, "企业": UnitKind.ENTERPRISE, "公司": UnitKind.ENTERPRISE,
    "场所": UnitKind.VENUE, "行业场所": UnitKind.VENUE,
}  # fmt: skip
HEADS: Mapping[str, tuple[str, ...]] = {
    "name": ("单位名称", "单位", "名称", "村（社区）", "村社区"),
    "kind": ("类别", "单位类别", "类型"),
    "aliases": ("别名", "简称", "别称"),
    "households": ("户数", "总户数"),
    "residents": ("常住人口/人数", "常住人口", "人数", "人口"),
    "reports_daily": ("是否每日报送", "每日报送"),
    "ranked": ("参加排名", "是否参加排名", "是否排名"),
    "liaison": ("联络员", "联系人"),
    "phone": ("联系电话", "电话", "手机"),
    "leader": ("包片领导", "挂钩领导", "包村领导"),
}
LABELS = {
    "name": "名称", "kind": "类别", "aliases": "别名", "households": "户数",
    "residents": "常住人口", "reports_daily": "每日报送", "ranked": "参加排名",
    "liaison": "联络员", "phone": "联系电话", "leader": "包片领导", "sort_order": "排序",
}  # fmt: skip
YES_NO = {"是": True, "否": False, "√": True, "×": False, "有": True, "无": False}
LONGEST = 60
HEAD_WITHIN = 10


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One row as read: the fields that were filled in, or why it is refused."""

    row: int
    name: str
    fields: Mapping[str, object]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class UnitsReading:
    """The rows of a unit list in order."""

    rows: tuple[UnitRow, ...]


@dataclass(frozen=True, slots=True)
class UnitsImportRow:
    """What importing does with a row: create, update, unchanged or refused (with reason)."""

    row: int
    name: str
    verdict: str
    reason: str = ""
    changed: tuple[str, ...] = ()
    record: UnitRecord | None = None


def read_units_workbook(path: Path) -> UnitsReading:
    """Read a unit list; columns may stand in any order.

    Raises Refused when no head row with 单位名称 and 类别 is found.
    """
    for sheet in read_sheets(path):
        found = _head(sheet)
        if found is not None:
            row, columns = found
            rows = [_row(sheet, n, columns) for n in range(row + 1, sheet.rows + 1)]
            return UnitsReading(tuple(_doubles_refused([r for r in rows if r])))
    raise Refused("没有找到单位清单的表头。", "表头应有“单位名称”和“类别”两栏，请对照模板检查。")


def plan_units_import(
    existing: Sequence[UnitRecord], reading: UnitsReading
) -> tuple[UnitsImportRow, ...]:
    """Compare a list with the known units; blanks never erase, importing again changes nothing."""
    by_name = {u.name: u for u in existing}
    owners = {alias: u.name for u in existing for alias in (u.name, *u.aliases)}
    number = max((_number_of(u.code) for u in existing), default=0)
    planned: list[UnitsImportRow] = []
    for order, row in enumerate(reading.rows, start=1):
        known = by_name.get(row.name)
        reason = row.reason or _taken(row, owners)
        if reason:
            planned.append(UnitsImportRow(row.row, row.name, "refused", reason))
            continue
        if known is None:
            number += 1
            fresh = UnitRecord(f"U{number:03}", row.name, UnitKind.VILLAGE, sort_order=order)
            record = replace(fresh, **row.fields)  # type: ignore[arg-type]
            planned.append(UnitsImportRow(row.row, row.name, "create", record=record))
            continue
        record = replace(known, **row.fields)  # type: ignore[arg-type]
        changed = tuple(LABELS[f] for f in row.fields if getattr(known, f) != getattr(record, f))
        verdict = "update" if changed else "unchanged"
        planned.append(UnitsImportRow(row.row, row.name, verdict, changed=changed, record=record))
    return tuple(planned)


def _head(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    words = {_plain(w): field for field, names in HEADS.items() for w in names}
    for row in range(1, min(sheet.rows, HEAD_WITHIN) + 1):
        columns: dict[str, int] = {}
        for column in range(1, sheet.columns + 1):
            field = words.get(_plain(sheet.text(row, column)))
            if field:
                columns.setdefault(field, column)
        if {"name", "kind"} <= set(columns):
            return row, columns
    return None


def _plain(text: str) -> str:
    return re.sub(r"[（(].*?[）)]|\s", "", text) or text


def _row(sheet: Sheet, number: int, columns: Mapping[str, int]) -> UnitRow | None:
    texts = {field: sheet.text(number, column) for field, column in columns.items()}
    if not any(texts.values()):
        return None
    name = texts["name"].strip()
    fields: dict[str, object] = {}
    problems: list[str] = []
    if not name:
        problems.append("没有单位名称")
    elif len(name) > LONGEST:
        problems.append(f"单位名称超过{LONGEST}个字")
    for field, text in texts.items():
        if field == "name" or not text.strip():
            continue
        value, problem = _value(field, text.strip())
        if problem:
            problems.append(problem)
        else:
            fields[field] = value
    if "kind" not in fields and not any("类别" in p for p in problems):
        problems.append("没有填写类别")
    return UnitRow(number, name, fields, "；".join(problems))


def _value(field: str, text: str) -> tuple[object, str]:
    if field == "kind":
        kind = KIND_WORDS.get(text)
        return kind, "" if kind else f"类别“{text}”认不出来"
    if field in ("households", "residents"):
        number = read_number(text)
        if number is None or number.whole is None or number.approximate or number.whole < 0:
            return None, f"{LABELS[field]}“{text}”不是不小于0的整数"
        return number.whole, ""
    if field in ("reports_daily", "ranked"):
        answer = YES_NO.get(text)
        return answer, "" if answer is not None else f"{LABELS[field]}应填是或否，现为“{text}”"
    if field == "aliases":
        names = [a.strip() for a in re.split(r"[;；、,，]", text)]
        return tuple(dict.fromkeys(a for a in names if a)), ""
    return text[:LONGEST], ""


def _doubles_refused(rows: Sequence[UnitRow]) -> list[UnitRow]:
    """Refuse a name or alias that stands in two rows; the first keeps it."""
    seen: dict[str, int] = {}
    checked: list[UnitRow] = []
    for row in rows:
        aliases = row.fields.get("aliases", ())
        names = [row.name, *(aliases if isinstance(aliases, tuple) else ())]
        double = next((n for n in names if n and n in seen), None)
        if double and not row.reason:
            checked.append(replace(row, reason=f"“{double}”与第{seen[double]}行重复"))
            continue
        if not row.reason:
            seen.update(dict.fromkeys(names, row.row))
        checked.append(row)
    return checked


def _taken(row: UnitRow, owners: Mapping[str, str]) -> str:
    aliases = row.fields.get("aliases", ())
    names = [row.name, *(aliases if isinstance(aliases, tuple) else ())]
    for name in names:
        owner = owners.get(name, row.name)
        if owner != row.name:
            return f"“{name}”已是{owner}的名称或别名"
    return ""


def _number_of(code: str) -> int:
    return int(code[1:]) if code[:1] == "U" and code[1:].isdigit() else 0
