"""What was done to a subject, from the audit trail, in words a clerk reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.records.townships import HistoryEntry
from db.models import AuditEntry, AuditPayload

FIELD_NAMES = {
    "name": "名称",
    "kind": "类别",
    "aliases": "别名",
    "households": "户数",
    "residents": "常住人口",
    "reports_daily": "每日报送",
    "ranked": "参加排名",
    "leader": "包片领导",
    "liaison": "联络员",
    "phone": "联系电话",
    "active_from": "启用日期",
    "active_until": "停用日期",
    "sort_order": "排序",
    "short_name": "简称",
    "measure_word": "单位",
    "nature": "性质",
    "measure": "计量",
    "group": "所属部分",
    "ceiling": "上限",
    "flow_code": "对应当日指标",
    "learnt": "学会的说法",
    "shown_for": "适用单位",
    "in_report": "列入日报",
    "active": "启用",
    "share": "比例",
    "by": "完成日期",
    "valid_from": "生效日期",
    "deadline": "报送截止",
    "bulletin_time": "通报时间",
    "reminder_time": "提醒时间",
    "issuer": "发文机关",
    "report_to": "报",
    "send_to": "送",
    "copy_to": "发",
    "tomorrow": "明日要求",
    "start": "开始日期",
    "end": "结束日期",
    "daily_until": "每日报送至",
    "campaign": "行动名称",
    "reason": "原因",
    "allowed_by": "批准人",
    "first_day": "起始日",
    "last_day": "截止日",
}
MOST = 200


def history_of(session: Session, subject_kind: str, subject_id: str) -> tuple[HistoryEntry, ...]:
    """Return what was done to one subject, newest first, at most 200 actions."""
    statement = (
        select(AuditEntry, AuditPayload)
        .outerjoin(AuditPayload, AuditPayload.entry_id == AuditEntry.id)
        .where(AuditEntry.subject_kind == subject_kind, AuditEntry.subject_id == subject_id)
        .order_by(AuditEntry.sequence.desc())
        .limit(MOST)
    )
    return tuple(
        HistoryEntry(
            at=entry.at,
            account=entry.account,
            summary=entry.summary,
            details=details_of(
                _loaded(payload.before if payload else None),
                _loaded(payload.after if payload else None),
            ),
        )
        for entry, payload in session.execute(statement)
    )


def details_of(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Return 'field：before → after' for every field that differs."""
    names = [*before, *(key for key in after if key not in before)]
    return tuple(
        f"{FIELD_NAMES.get(key, key)}：{_shown(before.get(key))} → {_shown(after.get(key))}"
        for key in names
        if before.get(key) != after.get(key)
    )


def _loaded(text: str | None) -> dict[str, Any]:
    value = json.loads(text) if text else {}
    return value if isinstance(value, dict) else {}


def _shown(value: Any) -> str:
    if value is None or value in ("", []):
        return "（空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(str(v) for v in value)
    return str(value)
