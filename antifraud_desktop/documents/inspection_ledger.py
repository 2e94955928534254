"""The ledger of findings and their rectification (督导整改台账) as a table."""

from __future__ import annotations

from collections.abc import Sequence

from antifraud_desktop.documents.workbook_export import Table
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.supervision import FindingRecord, SheetHead

TITLE = "督导整改台账"
HEADS = ("序号", "单位", "督导日期", "发现的问题", "整改要求", "整改期限", "状态", "整改完成",
         "整改情况", "验收日期", "验收人", "退回原因")  # fmt: skip
WIDTHS = (6, 14, 12, 34, 34, 12, 10, 12, 34, 12, 12, 24)


def finding_table(head: SheetHead, findings: Sequence[FindingRecord]) -> Table:
    """Return the findings as a sheet of a workbook."""
    rows = tuple(
        (
            number,
            finding.unit,
            finding.inspected_on.isoformat(),
            finding.text,
            finding.demand,
            finding.due_on.isoformat(),
            label_of(finding.state),
            finding.rectified_on.isoformat() if finding.rectified_on else "",
            finding.rectification,
            finding.verified_on.isoformat() if finding.verified_on else "",
            finding.verified_by,
            finding.sent_back,
        )
        for number, finding in enumerate(findings, start=1)
    )
    return Table(TITLE, f"{head.township}反诈工作{TITLE}", HEADS, rows, WIDTHS)
