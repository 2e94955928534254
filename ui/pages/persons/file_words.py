"""What one file says, in lines: status, follow-up, attention, basis, measures, fields."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.person_views import BasisView, FileView, MeasureView
from antifraud_desktop.vocabulary import AttentionLevel
from ui.person_words import day_of, due_word


def told_of(view: FileView, today: date) -> str:
    """Return what a file says, part by part, in lines."""
    seen = day_of(view.last_contact) or "还没有"
    lines = [
        f"【{label_of(view.category)}】{label_of(view.status)}　{day_of(view.opened_on)}建档",
        f"责任人：{'、'.join(o.account for o in view.officers if o.until is None) or '未指定'}",
        f"随访：{due_word(view.next_due, today)}　最近联系：{seen}",
    ]
    if view.plan is not None and view.plan.every_days:
        lines.append(f"计划：每{view.plan.every_days}天一次")
    if view.attention is not AttentionLevel.NORMAL:
        waiting = "（待复核）" if view.unconfirmed else ""
        until = f"，至{day_of(view.attention_until)}" if view.attention_until else ""
        lines.append(f"关注：{label_of(view.attention)}{waiting}{until}　{view.attention_reason}")
    if view.review_on or view.retain_until:
        lines.append(
            f"复核：{day_of(view.review_on) or '无'}　保存至：{day_of(view.retain_until) or '未定'}"
        )
    if str(view.closing):
        lines.append(f"说明：{view.closing}")
    lines += _part("依据", view.bases, _basis)
    lines += _part("惩戒措施（其他机关决定，只读）", view.measures, _measure)
    lines += _part("内容", view.facts, lambda fact: f"{fact.label}：{fact.value}")
    return "\n".join(lines)


def _part(title: str, items: tuple[object, ...], word: Callable[..., str]) -> list[str]:
    return ["", f"{title}："] + [f"　{word(item)}" for item in items] if items else []


def _basis(basis: BasisView) -> str:
    level = f"（{label_of(basis.organ_level)}）" if basis.organ_level else ""
    parts = [
        label_of(basis.kind),
        f"{basis.organ}{level}",
        basis.number,
        day_of(basis.issued_on),
        basis.offence,
        f"犯罪时间{basis.offence_on}" if basis.offence_on else "",
    ]
    return "　".join(part for part in parts if part)


def _measure(measure: MeasureView) -> str:
    state = "已到期" if measure.over else label_of(measure.appeal)
    return (
        f"{measure.organ} {measure.number}　{day_of(measure.starts_on)}至{day_of(measure.ends_on)}"
        f"　{state}　理由：{measure.ground}"
    )
