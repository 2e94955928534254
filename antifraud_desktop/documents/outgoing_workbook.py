"""The register of what left the office (外发登记) as a workbook, to be printed or filed."""

from __future__ import annotations

from collections.abc import Sequence

from antifraud_desktop.documents.workbook_export import Table, workbook_bytes
from antifraud_desktop.records.protection import OutgoingRecord

_HEADS = ("登记号", "时间", "账号", "内容", "接收单位", "含个人信息", "申请号", "文件校验值")
_WIDTHS = (8, 18, 12, 34, 20, 12, 8, 36)


def build_register(items: Sequence[OutgoingRecord]) -> bytes:
    """Return the entries as .xlsx; times are local."""
    rows = tuple(
        (
            item.id,
            f"{item.at.astimezone():%Y-%m-%d %H:%M}",
            item.account,
            item.title,
            item.recipient,
            "是" if item.personal else "否",
            item.request_id,
            item.sha256,
        )
        for item in items
    )
    return workbook_bytes((Table("外发登记", "外发登记", _HEADS, rows, _WIDTHS),))
