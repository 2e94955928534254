"""What may be written of a child: an allow-list of fields, and no word that brands one."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.records.youth import YouthFields
from antifraud_desktop.rules.boundaries import find_forbidden
from antifraud_desktop.rules.identity_numbers import read_phone
from antifraud_desktop.rules.masking import holds_mask

LONGEST_LINE, LONGEST_NOTE = 64, 2000
OLDEST = 18
"""At this age a person is no child any more (未成年人保护法第二条)."""
NAMES = {
    "name": "姓名",
    "birth_month": "出生年月",
    "school": "学校",
    "village": "村（社区）",
    "guardian": "监护人",
    "guardian_phone": "监护人电话",
    "left_on": "离校日期",
    "why_left": "离校原因",
    "help_given": "帮扶情况",
}
_NOTES = frozenset({"why_left", "help_given"})
_MASKED = frozenset({"name", "guardian", "guardian_phone", *_NOTES})
_LABELS = re.compile(
    "电信诈骗|电信网络诈骗|网络诈骗|电诈|涉诈|反诈|诈骗|骗子|帮信|掩隐|跑分|卡农|卡商|两卡|断卡|洗钱"
    "|缅北|缅甸|园区|回流|偷越|偷渡|前科|案底|犯罪|涉案|涉嫌|嫌疑|违法|惩戒|劣迹|高危|重点人员"
    "|黑名单|坏孩子|问题少年|问题学生|问题青少年|不良少年|失足|混混|小偷"
)
_SPACES = re.compile(r"[\s\u3000·.。_\-—*]+")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_NO_LABEL = (
    "未成年人记录里不能写“{word}”这类标签（未成年人保护法第四条、第一百零三条）。"
    "请只写孩子的困难和需要的帮助；涉及案件的，由公安机关处理，不在这里记录。"
)


def find_label(text: str) -> str:
    """Return the first word that brands a child, an empty text when there is none.

    Spaces and dots between the characters do not hide it.
    """
    found = _LABELS.search(_SPACES.sub("", text))
    return found[0] if found else ""


def problems_of(given: YouthFields, today: date) -> tuple[Problem, ...]:
    """Return everything that keeps a record from being saved."""
    found: list[Problem] = []
    if not given.name.strip():
        found.append(_wrong("name", "请填写姓名", "required"))
    for field in fields(given):
        text = getattr(given, field.name)
        if isinstance(text, str) and text:
            found += _text_problems(field.name, text)
    found += _date_problems(given, today)
    if given.guardian_phone and not holds_mask(given.guardian_phone):
        problems = read_phone(given.guardian_phone).problems
        found += [_wrong("guardian_phone", p.text, p.code) for p in problems]
    return tuple(found)


def note_problems(field: str, text: str) -> tuple[Problem, ...]:
    """Return what keeps a note of a report or an outcome from being saved."""
    if not text.strip():
        return (_wrong(field, "请填写这一项", "required"),)
    return tuple(_text_problems(field, text))


def _text_problems(field: str, text: str) -> list[Problem]:
    most = LONGEST_NOTE if field in _NOTES else LONGEST_LINE
    if len(text) > most:
        return [_wrong(field, f"{NAMES.get(field, '文字')}超过{most}个字", "long")]
    if field in _MASKED and field not in _NOTES and holds_mask(text):
        return [_wrong(field, f"{NAMES[field]}里有遮挡符号，请先显示完整信息再修改", "masked")]
    word = find_label(text)
    if word:
        return [_wrong(field, _NO_LABEL.format(word=word), "label")]
    return [_wrong(field, f"{hit.sentence}{hit.instead}", hit.code) for hit in find_forbidden(text)]


def _date_problems(given: YouthFields, today: date) -> list[Problem]:
    found: list[Problem] = []
    if given.birth_month:
        if not _MONTH.fullmatch(given.birth_month):
            found.append(_wrong("birth_month", "出生年月请写成2010-05的样子", "form"))
        else:
            year, month = (int(part) for part in given.birth_month.split("-"))
            months = (today.year - year) * 12 + today.month - month
            if months < 0:
                found.append(_wrong("birth_month", "出生年月在今天之后", "future"))
            elif months > OLDEST * 12:
                text = "这个人已满十八周岁，不属于未成年人帮扶的范围"
                found.append(_wrong("birth_month", text, "adult"))
    if given.left_on and given.left_on > today:
        found.append(_wrong("left_on", "离校日期在今天之后", "future"))
    return found


def _wrong(field: str, text: str, code: str) -> Problem:
    return Problem(field, Severity.ERROR, text, code)
