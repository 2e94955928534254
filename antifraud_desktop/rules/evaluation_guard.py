"""What no criterion counts: persons, children, incidents; installs without an order (R8, R17)."""

from __future__ import annotations

from antifraud_desktop.records.units import IndicatorRecord
from db.vocabulary import IndicatorGroup, Measure, Nature

PERSON_WORDS = (
    *("重点人员", "重点人群", "重点对象", "涉诈人员", "涉诈人", "两卡", "惩戒", "前科", "刑满"),
    *("嫌疑", "抓获", "打击处理", "返回人员", "回流", "境外", "滞留", "偷渡", "劝返", "返乡人员"),
    *("建档", "在档", "在册", "列管", "管控", "受害人", "被害人", "本人档案", "一人一档"),
)
CHILD_WORDS = ("未成年", "儿童", "孩子", "辍学", "失学", "控辍", "留守")
INCIDENT_WORDS = (
    *("发案", "警情", "立案", "案件", "案发", "被骗", "受骗", "损失", "涉案", "案损", "破案"),
    *("劝阻", "止付", "挽损", "挽回", "拦截"),
)
VETO_WORDS = ("一票否决", "否决", "直接末位", "取消评优", "取消资格")
NEVER_COUNTED = frozenset(
    {"case_visits", "incidents", "loss_amount", "dissuasions", "amount_saved"}
)
INSTALL_WORDS = ("APP", "安装", "国家反诈中心", "注册量", "下载")

_PERSONS = "不得按在档人员、涉诈人员或返回人员的人数考核"
_CHILDREN = "不得按未成年人的人数考核"
_INCIDENTS = "不得按发案、损失或劝阻的多少考核"


def forbidden_words(text: str) -> str:
    """Return why a criterion of this name is refused (R17), or an empty text."""
    if any(word in text for word in PERSON_WORDS):
        return _PERSONS
    if any(word in text for word in CHILD_WORDS):
        return _CHILDREN
    if any(word in text for word in INCIDENT_WORDS):
        return _INCIDENTS
    if any(word in text for word in VETO_WORDS):
        return "不得设置一票否决等否决性项目"
    return ""


def why_not_counted(indicator: IndicatorRecord) -> str:
    """Return why no criterion may count an indicator (R17), or an empty text.

    What its code, its section of the report, its name or its short name says is enough: an
    indicator of the office's own cannot count persons under another word.
    """
    if indicator.group is IndicatorGroup.CARE:
        return _PERSONS
    if indicator.group is IndicatorGroup.INCIDENT or indicator.measure is Measure.MONEY:
        return _INCIDENTS
    names = f"{indicator.name} {indicator.short_name}"
    reason = forbidden_words(names)
    if not reason and indicator.code in NEVER_COUNTED:
        reason = _PERSONS if indicator.code == "case_visits" else _INCIDENTS
    if not reason and indicator.nature is not Nature.FLOW:
        reason = "只能考核当月做了多少，不能考核累计数"
    return reason


def counts_installs(indicator: IndicatorRecord) -> bool:
    """Say whether an indicator is an app-install figure, ranked only on a document (R8)."""
    names = f"{indicator.name} {indicator.short_name}".upper()
    return indicator.code.startswith("app_") or any(word in names for word in INSTALL_WORDS)


def speaks_of_installs(text: str) -> bool:
    """Say whether a criterion's name speaks of installing the app (R8)."""
    return any(word in text.upper() for word in INSTALL_WORDS)
