"""What the lists of the page show of receipts, objections, falsifications, interviews, cards."""

from __future__ import annotations

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.consequences import (
    Candidate,
    CardOffer,
    CardRecord,
    InterviewRecord,
)
from antifraud_desktop.records.evaluation_course import (
    FalsificationRecord,
    ObjectionRecord,
    UnitReceipt,
)
from antifraud_desktop.rules.day_words import month_text, table_day
from antifraud_desktop.vocabulary import ObjectionState
from ui.tables.row_model import Column
from ui.widgets.rank_words import NOT_RANKED

RECEIPT_WIDTHS = (110, 64, 76, 110, 150, 96)
OBJECTION_WIDTHS = (90, 96, 110, 110, 300)
FALSIFICATION_WIDTHS = (96, 110, 120, 290, 90, 90)
CANDIDATE_WIDTHS = (120, 70, 80, 110)
INTERVIEW_WIDTHS = (90, 90, 110, 130, 100, 100)
CARD_WIDTHS = (90, 110, 150, 96, 100)
OFFER_WIDTHS = (120, 260)
SIGNS = {
    "open": "● ",
    "accepted": "✓ ",
    "partly": "✓ ",
    "rejected": "✗ ",
    "withdrawn": "— ",
    "overdue": "⚠ ",
    "closed": "✓ ",
    "chosen": "○ ",
    "planned": "○ ",
    "held": "● ",
    "standing": "● ",
}


def receipt_columns() -> tuple[Column[UnitReceipt], ...]:
    """Return the columns of who was shown its sheet."""
    return (
        Column("单位", lambda r: r.unit),
        Column("名次", lambda r: NOT_RANKED if r.rank is None else str(r.rank), right=True),
        Column("总分", lambda r: str(r.total), right=True),
        Column("看到结果", lambda r: table_day(r.confirmed_on) or "○ 还没有回执"),
        Column("怎么确认的", lambda r: r.how),
        Column("异议", _objections_told),
        Column("登记人", lambda r: r.entered_by),
    )


def _objections_told(receipt: UnitReceipt) -> str:
    if receipt.open_objections:
        return f"● {receipt.open_objections}件待答复"
    return f"{receipt.objections}件" if receipt.objections else ""


def objection_columns() -> tuple[Column[ObjectionRecord], ...]:
    """Return the columns of objections."""
    return (
        Column("状态", lambda o: f"{SIGNS[o.state]}{label_of(o.state)}"),
        Column("收到", lambda o: table_day(o.received_on)),
        Column("单位", lambda o: o.unit),
        Column("针对", lambda o: o.criterion_name or "整个结果"),
        Column("异议内容", lambda o: o.text),
        Column("答复", lambda o: o.answer),
    )


def objection_told(record: ObjectionRecord) -> str:
    """Return an objection with what came of it, to be read in full."""
    against = f"{month_text(record.month)}（第{record.edition}版）"
    said = f"{table_day(record.received_on)}对{against}{record.criterion_name or '整个结果'}提出"
    lines = [f"{record.unit}于{said}：{record.text}"]
    if record.state is ObjectionState.WITHDRAWN:
        lines.append(f"单位于{table_day(record.decided_on)}撤回。")
    elif record.answer:
        said = f"{label_of(record.state)}（{record.decided_by}，{table_day(record.decided_on)}）"
        lines.append(f"{said}：{record.answer}")
    if record.effect:
        lines.append(f"更正：{record.effect}")
    return "\n".join(lines)


def falsification_columns() -> tuple[Column[FalsificationRecord], ...]:
    """Return the columns of falsified submissions."""
    return (
        Column("报送日期", lambda f: table_day(f.day)),
        Column("单位", lambda f: f.unit),
        Column("指标", lambda f: f.indicator_name or "全部数字"),
        Column("认定依据", lambda f: f.evidence),
        Column("认定人", lambda f: f.decided_by),
        Column("认定日期", lambda f: table_day(f.decided_on)),
        Column("状态", lambda f: f"✓ {table_day(f.lifted_on)}撤销" if f.lifted_on else "● 扣分"),
    )


def falsification_told(record: FalsificationRecord) -> str:
    """Return a falsification to be read in full."""
    told = (
        f"{record.unit}{table_day(record.day)}报送的{record.indicator_name or '全部数字'}，"
        f"{record.decided_by}于{table_day(record.decided_on)}认定弄虚作假：{record.evidence}"
    )
    if record.lifted_on:
        told += f"\n{table_day(record.lifted_on)}撤销：{record.lifted_reason}"
    return told


def candidate_columns() -> tuple[Column[Candidate], ...]:
    """Return the columns of a month's bottom."""
    return (
        Column("单位", lambda c: c.unit),
        Column("名次", lambda c: str(c.rank), right=True),
        Column("总分", lambda c: str(c.total), right=True),
        Column("情形", lambda c: "同分，由领导选定" if c.tied else "末位"),
        Column("约谈", lambda c: "✓ 已登记" if c.interview_id else "○ 还没有登记"),
    )


def interview_columns() -> tuple[Column[InterviewRecord], ...]:
    """Return the columns of interviews."""
    return (
        Column("状态", lambda i: f"{SIGNS[i.state]}{label_of(i.state)}"),
        Column("月份", lambda i: month_text(i.month)),
        Column("单位", lambda i: i.unit),
        Column("约定时间", lambda i: f"{i.planned_at:%Y-%m-%d %H:%M}" if i.planned_at else ""),
        Column("约谈日期", lambda i: table_day(i.held_on)),
        Column("整改期限", lambda i: table_day(i.measures_due)),
        Column("整改要求", lambda i: i.measures),
    )


def interview_told(record: InterviewRecord) -> str:
    """Return an interview to be read in full."""
    place = "" if record.rank is None else f"，第{record.rank}名，{record.total}分"
    lines = [f"{record.unit}　{month_text(record.month)}考核第{record.edition}版{place}。"]
    if not record.listed and record.withdrawn_on is None:
        lines.append("⚠ 新的一版里该单位已经不在末位，请撤销这次约谈。")
    if record.chosen_reason:
        lines.append(f"登记：{record.chosen_by}，{record.chosen_reason}")
    if record.planned_at is not None:
        at = f"{record.planned_at:%Y-%m-%d %H:%M}"
        lines.append(f"约定：{at}　{record.place}　约谈人：{record.interviewer}")
    if record.held_on is not None:
        lines.append(f"{table_day(record.held_on)}约谈，参加：{record.attendees}")
        lines.append(f"存在问题：{record.problems}")
        lines.append(
            f"整改要求：{record.measures}（期限{table_day(record.measures_due) or '未定'}）"
        )
    if record.follow_up:
        lines.append(f"整改跟进：{record.follow_up}")
    if record.closed_on is not None:
        lines.append(f"{table_day(record.closed_on)}办结。")
    if record.withdrawn_on is not None:
        lines.append(f"{table_day(record.withdrawn_on)}撤销：{record.withdrawn_reason}")
    return "\n".join(lines)


def offer_columns() -> tuple[Column[CardOffer], ...]:
    """Return the columns of cards that may be given."""
    return (
        Column("单位", lambda o: o.unit),
        Column(
            "依据",
            lambda o: f"{month_text(o.first.month)}、{month_text(o.second.month)}两次约谈",
        ),
        Column("", lambda _o: "○ 可以发黄牌，由领导决定"),
    )


def card_columns() -> tuple[Column[CardRecord], ...]:
    """Return the columns of yellow cards."""
    return (
        Column("状态", lambda c: f"{SIGNS[c.state]}{label_of(c.state)}"),
        Column("单位", lambda c: c.unit),
        Column("依据的约谈", lambda c: f"{c.first_month.month}月、{c.second_month.month}月"),
        Column("发出日期", lambda c: table_day(c.given_on)),
        Column("整改期限", lambda c: table_day(c.measures_due)),
        Column("整改要求", lambda c: c.measures),
    )


def card_told(record: CardRecord) -> str:
    """Return a card to be read in full."""
    months = f"{month_text(record.first_month)}、{month_text(record.second_month)}"
    given = f"{record.given_by}于{table_day(record.given_on)}发出黄牌"
    lines = [
        f"{record.unit}　{given}，依据{months}两次约谈。",
        f"整改要求：{record.measures}（期限{table_day(record.measures_due) or '未定'}）",
    ]
    if record.closed_on is not None:
        lines.append(f"{table_day(record.closed_on)}解除：{record.closing}")
    if record.withdrawn_on is not None:
        lines.append(f"{table_day(record.withdrawn_on)}撤销：{record.withdrawn_reason}")
    return "\n".join(lines)
