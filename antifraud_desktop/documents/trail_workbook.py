"""The audit trail as a workbook, for an inspection or the archive."""

from __future__ import annotations

from collections.abc import Sequence

from antifraud_desktop.documents.workbook_export import Table, workbook_bytes
from antifraud_desktop.records.trail import TrailEntry

_HEADS = ("序号", "时间", "账号", "操作", "说明", "对象类别", "对象编号", "前后内容")
_WIDTHS = (9, 20, 14, 18, 40, 16, 20, 10)


def build_trail(entries: Sequence[TrailEntry]) -> bytes:
    """Return the entries as .xlsx; times are local, before and after are not in it."""
    rows = tuple(
        (
            e.sequence,
            f"{e.at.astimezone():%Y-%m-%d %H:%M:%S}",
            e.account,
            e.action,
            e.summary,
            e.subject_kind,
            e.subject_id,
            e.detail,
        )
        for e in entries
    )
    return workbook_bytes((Table("操作记录", "操作记录", _HEADS, rows, _WIDTHS),))
