"""Column heads and labels, unit names, and what a clerk taught."""

from __future__ import annotations

from dataclasses import replace

import pytest

from antifraud_desktop.intake.presets import load_fraud_types, load_indicators
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.fraud_types import name_fraud_types
from antifraud_desktop.rules.text_normal import fold, fold_text
from antifraud_desktop.rules.wordings import UnitNames, Wordings, is_stock
from db.vocabulary import UnitKind

WORDINGS = Wordings(load_indicators())
MEANT = {
    "宣传人次": "people_reached", "入户数": "households_visited", "发放宣传单（份）": "leaflets",
    "国家反诈中心APP 当日新增": "app_installed_new", "累计安装": "app_installed_total",
    "反诈APP累计安装（人）": "app_installed_total", "重点人员走访（人次）": "case_visits",
    "損失金額（元）": "loss_amount", "劝阻金额": "amount_saved", "App新增": "app_installed_new",
    "横幅数": "banners", "发案（起）": "incidents", "今日张贴海报": "posters",
}  # fmt: skip
UNITS = (
    UnitRecord("1", "大石村", UnitKind.VILLAGE, ("大石",)),
    UnitRecord("2", "红星社区", UnitKind.COMMUNITY, ("红星", "中心")),
    UnitRecord("3", "青禾中心小学", UnitKind.SCHOOL, ("小学", "中心")),
)


@pytest.mark.parametrize(("label", "code"), MEANT.items())
def test_labels_are_understood(label: str, code: str) -> None:
    found = WORDINGS.match(label)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "label", ["", "备注", "序号", "APP安装", "APP安装率", "宣传户数", "损失户数", "夜校"]
)
def test_law_of_intake_doubtful_labels_mean_nothing(label: str) -> None:
    assert WORDINGS.match(label) is None


def test_a_column_under_a_merged_head() -> None:
    new = WORDINGS.match_in_group("国家反诈中心APP", "当日新增")
    homes = WORDINGS.match_in_group("宣传", "入户数")
    assert new is not None
    assert homes is not None
    assert (new.code, homes.code) == ("app_installed_new", "households_visited")


def test_a_taught_wording_reads_and_a_shared_one_does_not() -> None:
    first, second, *rest = load_indicators()
    taught = Wordings([replace(first, learnt=("反诈夜校",)), second, *rest])
    shared = Wordings([replace(first, aliases=("夜校",)), replace(second, aliases=("夜校",))])
    assert taught.match("反诈夜校") == replace(first, learnt=("反诈夜校",))
    assert shared.match("夜校") is None


def test_stock_and_flow() -> None:
    assert is_stock(WORDINGS.by_code["app_installed_total"])
    assert not is_stock(WORDINGS.by_code["app_installed_new"])


@pytest.mark.parametrize(
    ("text", "name"),
    [("大石村村委会", "大石村"), ("青禾镇大石", "大石村"), ("红星社区-网格员", "红星社区"),
    ("小学", "青禾中心小学"),
     ("大石桥村", None), ("石村", None), ("中心", None)],
)  # fmt: skip
def test_unit_names(text: str, name: str | None) -> None:
    found = UnitNames(UNITS).match(text)
    assert (found.name if found else None) == name


def test_folding_keeps_places() -> None:
    text = "入\u200b戶\u200b２８户 1️⃣\r\n宣傳"
    folded = fold(text)
    start = folded.text.index("28")
    first, last = folded.place(start, start + 2)
    assert text[first:last] == "２８"
    assert folded.place(len(folded.text), len(folded.text))[0] == len(text)
    assert "①" in folded.text
    assert fold_text("a\rb") == "A\nB"


def test_fraud_types_in_published_order() -> None:
    types = load_fraud_types()
    assert name_fraud_types("冒充客服和刷单", types) == ("刷单返利", "冒充电商物流客服")
    assert not name_fraud_types("没有", types)
