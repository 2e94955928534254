"""The list of activities page by page, its sums, and the list as a workbook (活动台账)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Refused
from antifraud_desktop.labels import label_of
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.activities import ActivityFilter, ActivityRow, ActivitySum
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.activity_rows import audience_of
from antifraud_desktop.services.ledger_export import export_tables
from antifraud_desktop.work import Work, allowed
from db.queries import activities as queries
from db.queries.activities import Chosen
from db.queries.activity_details import Details, details_of

if TYPE_CHECKING:
    from antifraud_desktop.documents.workbook_export import Table

MOST_EXPORTED = 20_000
"""Rows of one workbook: more take minutes to write and nobody reads them."""


class ActivityListService:
    """Reads the ledger; a million rows are paged and summed in the database."""

    def __init__(self, work: Work, folder: DataFolder) -> None:
        """Keep the way to the database and the program's folder."""
        self._work = work
        self._folder = folder

    @allowed(Permission.READ_FIGURES)
    def page(
        self, wanted: ActivityFilter, first: int = 0, most: int = 200
    ) -> tuple[ActivityRow, ...]:
        """Return lines of the list from ``first`` on, the latest day first."""
        with self._work.reading() as session:
            rows = queries.page(session, _chosen(wanted), first, most)
        return tuple(ActivityRow(*row) for row in rows)

    @allowed(Permission.READ_FIGURES)
    def count(self, wanted: ActivityFilter) -> int:
        """Return how many lines the list has."""
        with self._work.reading() as session:
            return queries.count(session, _chosen(wanted))

    @allowed(Permission.READ_FIGURES)
    def place_of(self, wanted: ActivityFilter, number: int) -> int | None:
        """Return which line of the list an activity is, from 0; None when it is not in it."""
        with self._work.reading() as session:
            return queries.place_of(session, _chosen(wanted), number)

    @allowed(Permission.READ_FIGURES)
    def sums(self, wanted: ActivityFilter, by: str) -> tuple[ActivitySum, ...]:
        """Return sums ``by`` type, unit or month; a month is called 2023年8月."""
        with self._work.reading() as session:
            rows = queries.sums(session, _chosen(wanted), by)
        return tuple(
            ActivitySum(_month(name) if by == "month" else name, count, int(heard), int(quantity))
            for name, count, heard, quantity in rows
        )

    @allowed(Permission.ISSUE_DOCUMENTS)
    def export(self, wanted: ActivityFilter, path: Path) -> Changes:
        """Write the list and its sums as a workbook and register it.

        Raises Refused for more than 20,000 lines, errors of :func:`ledger_export.export_tables`.
        """
        many = self.count(wanted)
        if many > MOST_EXPORTED:
            raise Refused(
                f"有{many}条活动，一个表格最多{MOST_EXPORTED}条。", "请按月份或单位筛选后分次导出。"
            )
        rows = self.page(wanted, 0, MOST_EXPORTED)
        with self._work.reading() as session:
            details = details_of(session, [row.id for row in rows])
        tables = (
            _list_table(rows, details),
            *(
                _sum_table(title, self.sums(wanted, by))
                for title, by in (("按类型", "type"), ("按单位", "unit"), ("按月", "month"))
            ),
        )
        title = f"活动台账（{many}条）"
        return export_tables(self._work, self._folder, path, "activities", title, tables)


def _chosen(wanted: ActivityFilter) -> Chosen:
    return Chosen(
        first=wanted.first,
        last=wanted.last,
        type_code=wanted.type_code or None,
        unit_code=wanted.unit_code or None,
        series=wanted.series or None,
        text=wanted.text.strip() or None,
    )


def _month(text: str) -> str:
    year, month = text.split("-")
    return f"{year}年{int(month)}月"


def _list_table(rows: tuple[ActivityRow, ...], details: Mapping[int, Details]) -> Table:
    from antifraud_desktop.documents.workbook_export import Table

    heads = ("序号", "日期", "时间", "单位", "类型", "活动名称", "地点", "人数", "数量", "计入日报")
    more = ("班级", "承办", "受众", "使用物料", "媒体报道", "小结")
    return Table(
        name="活动台账",
        title="反诈活动台账",
        heads=(*heads, *more),
        rows=tuple(
            (
                number,
                f"{row.day.year}-{row.day.month}-{row.day.day}",
                f"{row.at:%H:%M}" if row.at else None,
                row.unit_name,
                row.type_name,
                row.title,
                row.place,
                row.audience,
                None if row.quantity is None else f"{row.quantity}{row.quantity_word}",
                "是" if row.fills_daily else "否",
                row.class_name,
                *_more(details.get(row.id)),
            )
            for number, row in enumerate(rows, start=1)
        ),
        widths=(6, 12, 8, 18, 14, 32, 20, 8, 10, 10, 14, 20, 28, 24, 24, 40),
    )


def _more(found: Details | None) -> tuple[str | None, ...]:
    """Return hosts, audience by group, materials, media and summary as cells."""
    if found is None:  # removed between the two questions
        return (None,) * 5
    heard = "、".join(
        f"{label_of(group)}{count}人" for group, count in audience_of(found.audience).items()
    )
    used = "、".join(f"{name}{count}{measure}" for name, count, measure in found.materials)
    return found.hosts, heard, used, found.media_link, found.summary


def _sum_table(title: str, sums: tuple[ActivitySum, ...]) -> Table:
    from antifraud_desktop.documents.workbook_export import Table

    total = (
        "合计",
        sum(s.activities for s in sums),
        sum(s.audience for s in sums),
    )
    return Table(
        name=title,
        title=f"反诈活动{title}汇总",
        heads=(title.removeprefix("按"), "场次", "人数"),
        rows=(*((s.name, s.activities, s.audience) for s in sums), total),
        widths=(24, 12, 14),
    )
