"""The Chinese words of the evaluation's own lists: what is judged, what targets grow with."""

from __future__ import annotations

from collections.abc import Mapping

from antifraud_desktop.records.evaluation import (
    Basis,
    Source,
)

SOURCE_WORDS: Mapping[Source, str] = {
    Source.ON_TIME: "按时报送",
    Source.DATA_QUALITY: "数据质量",
    Source.FLOW: "报送数字与目标比",
    Source.REQUIREMENTS: "规定动作完成率",
    Source.FOLLOW_UPS: "到期随访按时完成率",
    Source.FINDINGS: "督导问题按时办结率",
}
BASIS_WORDS: Mapping[Basis, str] = {
    Basis.HOUSEHOLDS: "户数",
    Basis.RESIDENTS: "常住人口",
    Basis.UNIT: "单位",
}
BASIS_UNITS: Mapping[Basis, str] = {
    Basis.HOUSEHOLDS: "户",
    Basis.RESIDENTS: "人",
    Basis.UNIT: "个",
}
