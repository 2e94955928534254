"""What 今日 says of the evaluation: one sentence for each thing that waits (R18, R19)."""

from __future__ import annotations

from datetime import date

from antifraud_desktop.records.evaluation_course import EvaluationDue
from ui.care import evaluation_due


def test_nothing_waits_nothing_is_said() -> None:
    assert evaluation_due(EvaluationDue()) == []


def test_each_thing_that_waits_leads_to_its_tab() -> None:
    due = EvaluationDue(
        open_objections=2,
        closing=date(2023, 8, 1),
        closing_on=date(2023, 9, 8),
        to_freeze=date(2023, 7, 1),
        to_choose=2,
        to_hold=1,
        measures_past=1,
        cards_offered=1,
    )
    assert [(p.text, p.tab) for p in evaluation_due(due)] == [
        ("2件考核异议待答复。", "公示与异议"),
        ("2个末位单位还没有安排约谈。", "约谈"),
        ("1次约谈还没有进行。", "约谈"),
        ("1项约谈或黄牌整改已过期限，请核实。", "约谈"),
        ("1个单位已约谈两次，请研究是否给予黄牌。", "黄牌"),
        ("8月考核异议期到9月8日。", ""),
        ("7月考核异议期已满，可以定稿。", ""),
    ]
    assert {p.page for p in evaluation_due(due)} == {"evaluation"}
