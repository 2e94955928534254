"""What the campaign's evaluation holds of a unit, in words, oldest month first."""

from __future__ import annotations

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.consequences import HistoryMonth, UnitHistory
from antifraud_desktop.rules.day_words import month_text, table_day
from ui.widgets.rank_words import rank_text

NOTHING = "还没有定稿的考核。"


def history_text(history: UnitHistory) -> str:
    """Return months, objections, falsifications, interviews and cards, a line each."""
    lines = [_month(m) for m in history.months] or [NOTHING]
    lines += [
        f"{table_day(o.received_on)}异议（{o.criterion_name or '整个结果'}）：{label_of(o.state)}"
        for o in history.objections
    ]
    lines += [
        f"{table_day(f.day)}报送认定弄虚作假" + ("，已撤销" if f.lifted_on else "")
        for f in history.falsifications
    ]
    lines += [f"{month_text(i.month)}约谈：{label_of(i.state)}" for i in history.interviews]
    lines += [f"{table_day(c.given_on)}黄牌：{label_of(c.state)}" for c in history.cards]
    return "\n".join(lines)


def _month(month: HistoryMonth) -> str:
    if month.rank is None:
        return f"{month_text(month.month)}：{month.total}分，不排名（{month.why}）"
    low = "，末位" if month.bottom else ""
    place = f"{rank_text(month.rank)}（共{month.of}个）"
    return f"{month_text(month.month)}：{month.total}分，{place}{low}"
