"""Measure words (量词): which of them may stand behind which indicator's number."""

from __future__ import annotations

from antifraud_desktop.records.units import IndicatorRecord

_PEOPLE = frozenset({"人次", "人", "名", "位", "个人", "人数", "余人"})
_CASES = frozenset({"起", "件", "例", "宗", "起案件", "起次"})
_MONEY = frozenset({"元", "块", "块钱", "圆", "元钱", "元整", "元人民币"})

_OF_WORD = {
    "户": frozenset({"户", "家", "户次", "家庭"}),
    "人次": _PEOPLE,
    "人": _PEOPLE | {"个"},
    "份": frozenset({"份", "张", "本", "册", "页", "余份"}),
    "张": frozenset({"张", "幅", "份", "副"}),
    "条": frozenset({"条", "幅", "副", "个"}),
    "块": frozenset({"块", "个", "处", "屏", "台", "面", "块屏"}),
    "场": frozenset({"场", "场次", "次", "期", "堂", "个"}),
    "起": _CASES | {"次"},
    "元": _MONEY,
}
_OF_CODE = {
    "app_installed_new": _PEOPLE | {"个", "部", "台"},
    "app_installed_total": _PEOPLE | {"个", "部", "台"},
    "parent_notices": frozenset({"份", "张", "封"}),
    "counter_reminders": _PEOPLE | {"次"},
    "dissuasions": _CASES | {"次", "笔", "人", "人次"},
    "case_visits": _PEOPLE | {"次", "个"},
}
_OTHERS = frozenset(
    {"次", "期", "个", "处", "辆", "部", "台", "面", "组", "笔", "封", "天", "小时", "分钟",
    "岁", "年",
     "公里", "米", "个月", "箱", "袋", "桌", "班", "所", "支", "队", "车", "车次", "趟", "轮",
     "条次", "篇",
     "期次", "遍", "套", "盒", "把", "件次", "块次", "个群", "群", "村", "对", "批", "届", "点",
     "分", "秒", "万元"}
)  # fmt: skip

ALL_MEASURES = frozenset().union(*_OF_WORD.values(), *_OF_CODE.values(), _OTHERS)
MEASURE_PATTERN = "|".join(sorted(ALL_MEASURES, key=lambda w: (-len(w), w)))


def accepts(indicator: IndicatorRecord, measure: str) -> bool:
    """Say whether a number with this measure word may be that indicator's figure."""
    if not measure or measure == indicator.measure_word:
        return True
    allowed = _OF_CODE.get(indicator.code) or _OF_WORD.get(indicator.measure_word)
    return allowed is not None and measure in allowed


def of_households(measure: str) -> bool:
    """Say whether the measure word counts households."""
    return measure in _OF_WORD["户"]


def of_people(measure: str) -> bool:
    """Say whether the measure word counts people."""
    return measure in _PEOPLE
