"""What stands against computing, showing or freezing a month (R18)."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from antifraud_desktop.errors import Refused
from antifraud_desktop.records.evaluation import MonthResult
from antifraud_desktop.records.evaluation_editions import EditionHead
from antifraud_desktop.services.evaluation_inputs import last_day
from antifraud_desktop.services.records_of import township_record
from db.vocabulary import EvaluationState


def check_month(session: Session, first: date, today: date) -> None:
    """Refuse a month that has not come, or lies outside the campaign."""
    campaign = township_record(session).campaign
    if first > today:
        raise Refused("这个月还没有到。", "请选择已经开始的月份。")
    if last_day(first) < campaign.start or (campaign.end is not None and first > campaign.end):
        raise Refused("这个月不在专项行动期间。", "请选择行动期间的月份。")


def why_not(head: EditionHead, short: str) -> tuple[str, str]:
    """Return why a month is not frozen yet, and what to do."""
    if head.open_objections:
        return f"还有{head.open_objections}件异议没有答复。", "请先答复异议，再定稿。"
    if head.objections_until is not None:
        until = head.objections_until
        return (
            f"异议期到{until.month}月{until.day}日，还没有满。",
            "请期满后再定稿，或写明提前的理由。",
        )
    return f"{head.month.year}年{head.month.month}月考核{short}。", "请先公示，或写明不公示的理由。"


def check_over(first: date, today: date) -> None:
    """Refuse a month that is not over."""
    if today <= last_day(first):
        raise Refused(f"{first.year}年{first.month}月还没有结束。", "请在月末之后再公示和定稿。")


def check_units(result: MonthResult) -> None:
    """Refuse a month in which nobody is judged: there is nothing to show or to freeze."""
    if not result.units:
        raise Refused(
            "这个月没有可以考核的单位，不能公示和定稿。", "请到“基础信息”登记单位，再重新计算。"
        )


def what_lacks(head: EditionHead, today: date) -> str:
    """Return which step a month lacks before it is frozen, or an empty text."""
    if head.state is not EvaluationState.SHOWN or head.objections_until is None:
        return "未经公示"
    return "异议期未满" if today <= head.objections_until else ""
