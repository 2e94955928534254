"""The indicators and fraud types shipped with the program, as readable files in resources/."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules.fraud_types import FraudType
from db.vocabulary import Ceiling, IndicatorGroup, Measure, Nature, UnitKind

__all__ = ["FraudType", "load_fraud_types", "load_indicators"]


def load_indicators() -> tuple[IndicatorRecord, ...]:
    """Return the preset indicators in the order of the file."""
    rows = json.loads(_text("indicators.json"))
    return tuple(_indicator(row, order) for order, row in enumerate(rows, start=1))


def load_fraud_types() -> tuple[FraudType, ...]:
    """Return the shipped fraud types (R21): what a new township's own list begins with."""
    content = json.loads(_text("fraud_types.json"))
    return tuple(
        FraudType(row["name"], tuple(row["aliases"]), row["warning"]) for row in content["types"]
    )


def _text(name: str) -> str:
    return (files("resources") / name).read_text(encoding="utf-8")


def _indicator(row: Mapping[str, Any], order: int) -> IndicatorRecord:
    return IndicatorRecord(
        code=row["code"],
        name=row["name"],
        measure_word=row["measure_word"],
        nature=Nature(row.get("nature", Nature.FLOW)),
        measure=Measure(row.get("measure", Measure.COUNT)),
        group=IndicatorGroup(row.get("group", IndicatorGroup.WORK)),
        ceiling=Ceiling(row.get("ceiling", Ceiling.NONE)),
        flow_code=row.get("flow_code"),
        short_name=row.get("short_name", ""),
        aliases=tuple(row.get("aliases", ())),
        shown_for=tuple(UnitKind(kind) for kind in row.get("shown_for", ())),
        in_report=row.get("in_report", True),
        sort_order=row.get("sort_order", order),
    )
