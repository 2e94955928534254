"""R21: the published list of fraud types, dated and found by the words people use."""

from __future__ import annotations

import json
from datetime import date, datetime
from importlib.resources import files

import pytest

from antifraud_desktop.intake.messages import read_messages
from antifraud_desktop.intake.presets import load_fraud_types, load_indicators
from antifraud_desktop.records.intake import IntakeContext
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import UnitKind

PUBLISHED = (
    "刷单返利",
    "虚假网络投资理财",
    "虚假购物服务",
    "冒充电商物流客服",
    "虚假贷款",
    "虚假征信",
    "冒充领导熟人",
    "冒充公检法及政府机关",
    "网络婚恋交友",
    "网络游戏产品虚假交易",
    "其他",
)


def test_r21_the_shipped_list_is_the_published_one_and_dated() -> None:
    assert tuple(t.name for t in load_fraud_types()) == PUBLISHED
    content = json.loads((files("resources") / "fraud_types.json").read_text(encoding="utf-8"))
    assert content["as_of"] == "2024-06"


@pytest.mark.parametrize(
    ("words", "name"),
    [("刷单", "刷单返利"), ("冒充客服", "冒充电商物流客服"), ("杀猪盘", "网络婚恋交友")],
)
def test_r21_a_type_is_read_beside_an_incident(words: str, name: str) -> None:
    village = UnitRecord("U001", "大石村", UnitKind.VILLAGE)
    context = IntakeContext(date(2023, 8, 12), datetime(2023, 8, 12, 18, 5))
    text = f"大石村8月12日：发案1起，{words}，损失8600元"
    reading = read_messages(text, [village], load_indicators(), context, load_fraud_types())
    assert reading.versions[0].fraud_types == (name,)
