"""What a file may hold: an allow-list of fields per category, and what no file ever holds (R11).

Whatever is not listed has no place in a file. What the law forbids is told by name, so that a
column of an old register or an entry of a form is refused with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.records.persons import Refusal
from antifraud_desktop.rules import refusals
from antifraud_desktop.rules.masking_text import mask_runs
from antifraud_desktop.rules.partial_dates import read_date
from antifraud_desktop.rules.text_normal import fold_text
from db.vocabulary import CaseCategory

YES, NO = "是", "否"


class FieldKind(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    DATE = "date"
    YES_NO = "yes_no"


_HELP: Mapping[str, str] = {
    "help_needed": "需要的帮助",
    "help_given": "已提供的帮助",
    "work_wish": "就业意愿",
}
FIELDS: Mapping[CaseCategory, Mapping[str, str]] = {
    CaseCategory.CONVICTED: {
        "released_on": "刑满或解除矫正日期",
        "correction": "是否在社区矫正",
        "help_plan": "帮扶计划",
        "plan_ends_on": "帮扶计划截止日期",
        "skills": "技能",
        **_HELP,
    },
    CaseCategory.TWO_CARD: {
        "told_on": "告知权利日期",
        "service_refused": "基本服务是否受影响",
        "service": "受影响的服务",
        **_HELP,
    },
    CaseCategory.RETURNEE: {
        "returned_on": "返回日期",
        "returned_from": "返回前所在国家或地区",
        "help_referred": "已转介的部门",
        **_HELP,
    },
    CaseCategory.ABROAD: {
        "region": "所在国家或地区",
        "last_heard_on": "最近联系日期",
        "wish": "本人意愿",
        "help_needed": "需要的帮助",
        "help_given": "已提供的帮助",
    },
    CaseCategory.CONCERN: {
        "told_on": "提醒本人日期",
        "said": "本人说明",
        "help_needed": "需要的帮助",
        "help_given": "已提供的帮助",
    },
    CaseCategory.VICTIM: {
        "fraud_type": "被骗类型",
        "reported": "是否已报案",
        "help_needed": "需要的帮助",
        "help_given": "已提供的帮助",
    },
}
"""The fields of each category in the order they are shown: code and Chinese name."""

FIELD_KINDS: Mapping[str, FieldKind] = {
    "released_on": FieldKind.DATE,
    "plan_ends_on": FieldKind.DATE,
    "told_on": FieldKind.DATE,
    "returned_on": FieldKind.DATE,
    "last_heard_on": FieldKind.DATE,
    "correction": FieldKind.YES_NO,
    "service_refused": FieldKind.YES_NO,
    "reported": FieldKind.YES_NO,
}
"""Fields that are no text."""

_OTHERS = "家属|亲属|配偶|父亲|母亲|父母|妻子|丈夫|子女|担保人|户主|联系人|监护人"
_FORBIDDEN = (
    ("卡号|账号|账户|帐号|帐户|银行卡(?!张数)|开户|支付宝|存折|流水", "属于金融账户信息"),
    ("定位|GPS|轨迹|坐标|经纬度|基站|行踪|行程|途经|航班|车次|出行记录", "属于行踪信息"),
    ("通话记录|话单|通讯录|聊天记录|短信记录|通话清单", "属于通信内容"),
    ("行政处罚|治安处罚|治安拘留|行政拘留|违法记录|处罚记录", "属于应当封存的违法记录"),
    ("婚姻|婚否|婚况|离异|健康码|核酸|疫苗|病史|病历|健康状况|血型", "属于敏感个人信息"),
    ("宗教|信仰|民族|种族|指纹|人脸|虹膜|DNA", "属于敏感个人信息"),
    (
        rf"(?:{_OTHERS}).{{0,4}}(?:身份证|证件|证号|单位|职务|工作)|家庭成员|家庭关系|社会关系|同户人",
        "属于他人的信息，亲属不能作为管理对象",
    ),
    ("(?:他人|家属|亲属|第三人).{0,4}(?:照片|扫描|复印)|证件(?:照片|扫描|复印)", "属于证件影像"),
    ("风险(?:评分|分值|积分|等级|指数)|评分|打分|积分|信用分", "是对人的评分"),
)
_SHAPES = tuple((re.compile(names), why) for names, why in _FORBIDDEN)
_MARK = "\x00"


def forbidden_column(name: str) -> Refusal | None:
    """Return why a column or entry of this name is never taken, or None.

    Not being forbidden does not make a field allowed: only :data:`FIELDS` are.
    """
    plain = re.sub(r"\s", "", fold_text(name))
    why = next((why for shape, why in _SHAPES if shape.search(plain)), None)
    return None if why is None else refusals.forbidden_field(name.strip(), why)


def forbidden_number(text: str) -> Refusal | None:
    """Return why a free text cannot be kept: it holds a card's or an identity number.

    The person's own number has its own field; relatives and others have none. Telephones pass.
    """
    marked = mask_runs(
        text, identity=lambda _: f"{_MARK}I", mobile=lambda _: "", account=lambda _: f"{_MARK}A"
    )
    if f"{_MARK}A" in marked:
        return refusals.forbidden_field("文字里的卡号", "属于金融账户信息")
    if f"{_MARK}I" in marked:
        return refusals.forbidden_field("文字里的身份证号", "不能写在说明里，本人的号码有专门一栏")
    return None


def fact_problems(category: CaseCategory, facts: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return what is wrong with a file's fields: not listed, or not of the field's kind."""
    names = FIELDS[category]
    found: list[Problem] = []
    for code, text in facts.items():
        if code not in names:
            told = f"“{code}”不在这类档案可以登记的项目里，请删去"
            found.append(Problem(code, Severity.ERROR, told, "not_listed"))
        elif text.strip():
            found += _kind_problems(code, names[code], text.strip())
    return tuple(found)


def _kind_problems(code: str, name: str, text: str) -> list[Problem]:
    kind = FIELD_KINDS.get(code, FieldKind.TEXT)
    day = read_date(text) if kind is FieldKind.DATE else None
    if kind is FieldKind.DATE and (day is None or day.whole is None):
        return [Problem(code, Severity.ERROR, f"{name}请填写到日，例如2026-03-01", "date")]
    if kind is FieldKind.YES_NO and text not in (YES, NO):
        return [Problem(code, Severity.ERROR, f"{name}请填写“{YES}”或“{NO}”", "yes_no")]
    return []
