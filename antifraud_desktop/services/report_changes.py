"""What came or changed after the 18:00 report (R4): the bulletin's 18时后更正、补报."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from antifraud_desktop.records.days import Change, DayBook, ReportInput, UnitDay
from antifraud_desktop.records.submissions import VersionView
from antifraud_desktop.rules.calendar import is_on_time
from antifraud_desktop.rules.submission_versions import differences
from antifraud_desktop.services.day_frame import DayFrame
from antifraud_desktop.services.submission_views import version_views
from antifraud_desktop.services.submission_writer import submission_for


def changes_since(
    session: Session,
    frame: DayFrame,
    book: DayBook,
    report: tuple[datetime, ReportInput] | None,
) -> tuple[Change, ...]:
    """Return what differs from the issued report, or was received after the deadline.

    A unit silent in the report and heard since is a 补报; changed figures are a 更正.
    """
    before = {u.code: u for u in report[1].day.units} if report else {}
    found: list[Change] = []
    for unit in book.units:
        saved = submission_for(session, frame.unit_ids[unit.code], book.date)
        views = version_views(saved, frame) if saved else ()
        change = _against(before.get(unit.code), unit, views, book) if report else None
        # A report written late already holds what came after 18:00; it is told all the same.
        change = change or _after_deadline(unit, views, book)
        if change is not None:
            found.append(change)
    return tuple(found)


def _against(
    before: UnitDay | None, unit: UnitDay, views: tuple[VersionView, ...], book: DayBook
) -> Change | None:
    if not views:
        return None
    last = max(views, key=lambda v: v.entered_at)
    if before is None or before.received is None:
        told = differences({}, unit.figures, book.indicators)
        details = tuple(d.replace("由未报改为", "") for d in told)
        return Change(unit.name, unit.received, last.entered_by, "补报", _or_nil(unit, details))
    told = differences(before.figures, unit.figures, book.indicators)
    if before.nil != unit.nil:
        told = (*told, "改为零报告" if unit.nil else "由零报告改为有数字")
    return Change(unit.name, last.received, last.entered_by, "更正", told) if told else None


def _after_deadline(unit: UnitDay, views: tuple[VersionView, ...], book: DayBook) -> Change | None:
    late = [v for v in views if not is_on_time(v.received, book.date, book.deadline)]
    if not late:
        return None
    last = late[-1]
    if late[0] is views[0]:
        told = differences({}, unit.figures, book.indicators)
        details = tuple(d.replace("由未报改为", "") for d in told)
        return Change(unit.name, last.received, last.entered_by, "补报", _or_nil(unit, details))
    told = tuple(d for v in late for d in v.differences)
    return Change(unit.name, last.received, last.entered_by, "更正", told) if told else None


def _or_nil(unit: UnitDay, details: tuple[str, ...]) -> tuple[str, ...]:
    return ("零报告",) if unit.nil and not details else details
