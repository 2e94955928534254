"""How high an organ stands, read from its name.

Decided here: what the name of a 市 leaves open is asked, for a county-level city's bureau is
named like a prefecture's (×市公安局 is taken for the prefecture's, with a doubt). Districts of the
four municipalities under the central government are asked too, without a guess.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from antifraud_desktop.records.persons import OrganReading
from antifraud_desktop.rules.text_normal import fold_text
from db.vocabulary import OrganLevel

ORDER = (OrganLevel.COUNTY, OrganLevel.PREFECTURE, OrganLevel.PROVINCE, OrganLevel.NATIONAL)

_POLICE = re.compile("公安|派出所|警察|反诈中心|刑侦|经侦|网安")
_MUNICIPALITY = re.compile("^(?:北京|上海|天津|重庆)市?")
_BELOW_COUNTY = re.compile("派出所|大队|中队|警务室")
_COURTS = (
    (re.compile("最高人民(?:法院|检察院)"), OrganLevel.NATIONAL),
    (re.compile("高级人民法院|省人民检察院|自治区人民检察院"), OrganLevel.PROVINCE),
    (re.compile("中级人民法院"), OrganLevel.PREFECTURE),
    (re.compile("法院|检察院"), OrganLevel.COUNTY),
)
_CERTAIN = (
    (re.compile("公安部"), OrganLevel.NATIONAL),
    (re.compile("分局|公安分局"), OrganLevel.COUNTY),
    (re.compile("(?:县|(?<!自治)(?<!地)区|自治旗|旗|林区|特区)公安"), OrganLevel.COUNTY),
    (re.compile("(?:市|自治州|州|地区|盟)[^省市]{1,10}市公安"), OrganLevel.COUNTY),
    (re.compile("公安厅|(?:省|自治区)公安"), OrganLevel.PROVINCE),
    (re.compile("(?:自治州|地区|盟)公安"), OrganLevel.PREFECTURE),
)
_PERHAPS_PREFECTURE = re.compile("[市州]公安")
_NOTHING: Mapping[str, OrganLevel] = MappingProxyType({})


def level_of(organ: str, told: Mapping[str, OrganLevel] = _NOTHING) -> OrganReading:
    """Return an organ's level by its name; ``told`` are names an office has settled.

    ``level`` is None where the name tells none. A ``doubt`` with a level is the likely reading
    and wants a look; without one it must be answered.
    """
    name = re.sub(r"\s", "", fold_text(organ))
    police = bool(_POLICE.search(name))
    settled = told.get(organ.strip())
    if settled is not None:
        return OrganReading(settled, police)
    if not police:
        level = next((level for shape, level in _COURTS if shape.search(name)), None)
        return OrganReading(level, police=False, doubt="" if level else _unknown(organ))
    return _of_police(organ, name)


def _of_police(organ: str, name: str) -> OrganReading:
    if _BELOW_COUNTY.search(name):
        return OrganReading(OrganLevel.COUNTY, police=True)
    if municipality := _MUNICIPALITY.match(name):
        return _of_municipality(organ, name[municipality.end() :])
    for shape, level in _CERTAIN:
        if shape.search(name):
            return OrganReading(level, police=True)
    if _PERHAPS_PREFECTURE.search(name):
        doubt = f"“{organ.strip()}”若是县级市的公安局，就不是设区的市级，请核对"
        return OrganReading(OrganLevel.PREFECTURE, police=True, doubt=doubt)
    return OrganReading(None, police=True, doubt=_unknown(organ))


def at_least(level: OrganLevel, least: OrganLevel) -> bool:
    """Say whether a level is as high as another or higher."""
    return ORDER.index(level) >= ORDER.index(least)


def _of_municipality(organ: str, rest: str) -> OrganReading:
    if re.match("公安(?:局)?$", rest):
        return OrganReading(OrganLevel.PROVINCE, police=True)
    doubt = f"直辖市的区县公安机关“{organ.strip()}”是否算设区的市级，请按文书选择机关层级"
    return OrganReading(None, police=True, doubt=doubt)


def _unknown(organ: str) -> str:
    return f"从“{organ.strip()}”看不出机关层级，请选择" if organ.strip() else "请填写机关"
