"""What was done to a subject, from the audit trail, in words a clerk reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from antifraud_desktop.errors import ChangedElsewhere
from antifraud_desktop.labels import WORDS
from antifraud_desktop.records.townships import HistoryEntry
from antifraud_desktop.rules.masking import mask_name, mask_phone, mask_text
from antifraud_desktop.vocabulary import (
    AgeBand,
    Ceiling,
    IncidentChannel,
    IncidentKind,
    IndicatorGroup,
    Measure,
    Nature,
    ReportingRhythm,
    UnitKind,
)
from db import audit
from db.models import AuditEntry
from db.queries.audit import actions_on

FIELD_NAMES: Mapping[str, str] = {
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
    "measure_word": "计量单位",
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
    "rhythm_after": "三个月后的报送",
    "weekly_day": "每周报送日",
    "spike_factor": "异常倍数",
    "spike_days": "比较天数",
    "first_number": "首期期号",
    "interview_loss": "约谈起点",
    "listing_loss": "挂牌整治起点",
    "accountability_days": "责任落实期限（天）",
    "incident_kind": "发案或劝阻",
    "unit_code": "单位编号",
    "day": "日期",
    "fraud_type": "诈骗类型",
    "channel": "渠道",
    "age_band": "年龄段",
    "loss": "损失",
    "saved": "挽回",
    "warning": "提示语",
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
    "reporting": "报送日",
    "until": "有效至",
}
STORED_WORDS: Mapping[str, Mapping[str, str]] = {
    "kind": WORDS[UnitKind],
    "shown_for": WORDS[UnitKind],
    "nature": WORDS[Nature],
    "measure": WORDS[Measure],
    "group": WORDS[IndicatorGroup],
    "ceiling": WORDS[Ceiling],
    "rhythm_after": WORDS[ReportingRhythm],
    "incident_kind": WORDS[IncidentKind],
    "channel": WORDS[IncidentChannel],
    "age_band": WORDS[AgeBand],
    "weekly_day": {str(n): f"星期{day}" for n, day in enumerate("一二三四五六日")},
}
MASKS: Mapping[str, Callable[[str], str]] = {"liaison": mask_name, "phone": mask_phone}
MONEY = ("interview_loss", "listing_loss", "loss", "saved")
"""Told in 元; stored in 分."""
MASKED_BOTH = "（已改，内容隐去）"
MOST = 200


def history_of(session: Session, subject_kind: str, subject_id: str) -> tuple[HistoryEntry, ...]:
    """Return what was done to one subject, newest first, at most 200 actions."""
    rows = actions_on(session, subject_kind, subject_id, MOST)
    return tuple(_entry(entry, _loaded(before), _loaded(after)) for entry, before, after in rows)


def history_in_lists(
    session: Session, subject_kind: str, subject_id: str, list_kind: str
) -> tuple[HistoryEntry, ...]:
    """Return a subject's history with the imports of whole lists that touched it."""
    found = list(actions_on(session, subject_kind, subject_id, MOST))
    entries = [(e.sequence, _entry(e, _loaded(b), _loaded(a))) for e, b, a in found]
    for entry, before_text, after_text in actions_on(session, list_kind, "import", MOST):
        before, after = _loaded(before_text), _loaded(after_text)
        if subject_id in after:
            own = _entry(entry, before.get(subject_id) or {}, after[subject_id])
            entries.append((entry.sequence, own))
    return tuple(e for _n, e in sorted(entries, key=lambda pair: -pair[0])[:MOST])


def changed_elsewhere(
    session: Session, what: str, subject_kind: str, subject_id: str
) -> ChangedElsewhere:
    """Return the refusal of a stale save, with who saved first and when (local time)."""
    last = audit.last_of(session, subject_kind, subject_id)
    said = f"由{last.account}于{last.at.astimezone():%m-%d %H:%M}改动" if last else "被改动"
    return ChangedElsewhere(f"{what}刚{said}，本次没有保存。", "请查看最新内容后再改。")


def details_of(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Return 'field：before → after' for every field that differs, personal data masked."""
    order = {name: place for place, name in enumerate(FIELD_NAMES)}
    names = sorted({**before, **after}, key=lambda name: order.get(name, len(order)))
    return tuple(
        f"{FIELD_NAMES.get(key, key)}：{_change(key, before.get(key), after.get(key))}"
        for key in names
        if before.get(key) != after.get(key) and not _both_empty(before.get(key), after.get(key))
    )


def _entry(entry: AuditEntry, before: Mapping[str, Any], after: Mapping[str, Any]) -> HistoryEntry:
    return HistoryEntry(
        at=entry.at,
        account=entry.account,
        summary=entry.summary,
        details=details_of(before, after),
    )


def _loaded(text: str | None) -> dict[str, Any]:
    value = json.loads(text) if text else {}
    return value if isinstance(value, dict) else {}


def _both_empty(before: Any, after: Any) -> bool:
    return before in (None, "", []) and after in (None, "", [])


def _change(field: str, before: Any, after: Any) -> str:
    old, new = _shown(field, before), _shown(field, after)
    return f"{old} → {new}" + (MASKED_BOTH if old == new else "")


def _shown(field: str, value: Any) -> str:
    if value is None or value in ("", []):
        return "（空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if field in MONEY and isinstance(value, int):
        return f"{value // 100}.{value % 100:02}元"
    words = STORED_WORDS.get(field, {})
    if isinstance(value, list):
        return "、".join(words.get(str(v), mask_text(str(v))) for v in value)
    return words.get(str(value), MASKS.get(field, mask_text)(str(value)))
