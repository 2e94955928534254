"""How high an organ stands by its name, and what the name leaves open."""

from __future__ import annotations

import pytest

from antifraud_desktop.rules.organ_levels import at_least, level_of
from db.vocabulary import OrganLevel


@pytest.mark.parametrize(
    ("organ", "level", "doubtful"),
    [
        ("公安部", OrganLevel.NATIONAL, False),
        ("×省公安厅", OrganLevel.PROVINCE, False),
        ("×自治区公安厅", OrganLevel.PROVINCE, False),
        ("重庆市公安局", OrganLevel.PROVINCE, False),
        ("×市公安局", OrganLevel.PREFECTURE, True),
        ("×市公安局刑侦支队", OrganLevel.PREFECTURE, True),
        ("×自治州公安局", OrganLevel.PREFECTURE, False),
        ("×地区公安局", OrganLevel.PREFECTURE, False),
        ("×盟公安局", OrganLevel.PREFECTURE, False),
        ("×县公安局", OrganLevel.COUNTY, False),
        ("×自治县公安局", OrganLevel.COUNTY, False),
        ("×旗公安局", OrganLevel.COUNTY, False),
        ("×市×区公安局", OrganLevel.COUNTY, False),
        ("×市公安局×分局", OrganLevel.COUNTY, False),
        ("×区公安分局", OrganLevel.COUNTY, False),
        ("甲市乙市公安局", OrganLevel.COUNTY, False),
        ("×自治州乙市公安局", OrganLevel.COUNTY, False),
        ("×县公安局刑侦大队", OrganLevel.COUNTY, False),
        ("×派出所", OrganLevel.COUNTY, False),
        ("天津市×区公安分局", None, True),
        ("公安机关", None, True),
        ("最高人民法院", OrganLevel.NATIONAL, False),
        ("×省高级人民法院", OrganLevel.PROVINCE, False),
        ("×市中级人民法院", OrganLevel.PREFECTURE, False),
        ("×县人民法院", OrganLevel.COUNTY, False),
        ("×镇人民政府", None, True),
        ("", None, True),
    ],
)
def test_how_high_an_organ_stands(organ: str, level: OrganLevel | None, doubtful: bool) -> None:
    reading = level_of(organ)
    assert (reading.level, bool(reading.doubt)) == (level, doubtful)


def test_what_the_office_settled_stands() -> None:
    told = {"×市公安局": OrganLevel.COUNTY}
    assert (level_of("×市公安局", told).level, level_of("×市公安局", told).doubt) == (
        OrganLevel.COUNTY,
        "",
    )
    assert at_least(OrganLevel.NATIONAL, OrganLevel.PREFECTURE)
    assert not at_least(OrganLevel.COUNTY, OrganLevel.PREFECTURE)
