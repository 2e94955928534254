"""How a request stands in the list and below it: its clock in words, who asked, the answer."""

from __future__ import annotations

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.rights import RightsRecord
from antifraud_desktop.rules.day_words import table_day
from antifraud_desktop.vocabulary import RequestState
from ui.tables.row_model import Column


def told_of(record: RightsRecord) -> str:
    """Return what was asked and answered, in lines."""
    who = f"代办人{record.asked_by}（{record.proof}）" if record.asked_by else "本人提出"
    lines = [f"{who}，由“{record.entered_by}”登记。{record.text}"]
    if record.decided_on is not None:
        lines.append(
            f"{label_of(record.state)}（{table_day(record.decided_on)}，{record.decided_by}）：{record.answer}"
        )
    return "\n".join(lines)


def clock_word(record: RightsRecord) -> str:
    """Return how much time is left, with a mark when it presses."""
    if record.state is not RequestState.OPEN:
        return ""
    left = record.days_left
    if left < 0:
        return f"⚠ 已超{-left}个工作日"
    return "● 今天到期" if left == 0 else f"还有{left}个工作日"


def is_erased(record: RightsRecord) -> bool:
    """Say whether nothing of the person's name is left."""
    return not str(record.name).strip("*")


def _name(record: RightsRecord) -> str:
    return "（已删除）" if is_erased(record) else str(record.name)


COLUMNS: tuple[Column[RightsRecord], ...] = (
    Column("编号", lambda r: str(r.request_id), right=True),
    Column("姓名", _name),
    Column("单位", lambda r: r.unit_name),
    Column("要求", lambda r: label_of(r.kind)),
    Column("收到", lambda r: table_day(r.received_on)),
    Column("应答复", lambda r: table_day(r.due_on)),
    Column("剩余时间", clock_word),
    Column("状态", lambda r: label_of(r.state)),
    Column("办理人", lambda r: r.decided_by or r.entered_by),
)
