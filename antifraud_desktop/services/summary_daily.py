"""The daily figures of a summary's days, added up by indicator, beside those of the days before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from antifraud_desktop.documents.numbers import SMALL, is_install
from antifraud_desktop.records.summaries import Compared
from antifraud_desktop.records.summary_figures import Figure, Ledger
from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.services.records_of import indicator_records
from antifraud_desktop.services.summary_book import FigureBook
from db.queries import days as day_queries
from db.vocabulary import IndicatorGroup, Nature


def daily(session: Session, book: FigureBook) -> tuple[tuple[Compared, ...], tuple[Compared, ...]]:
    """Return the flows of the work, and those about persons, in the office's order.

    Levels of a stock are told as coverage, incidents from their own ledger: daily figures that
    tell of the same cases are never added to it (R20). What nobody reported has no figure.
    """
    p = book.period
    now = day_queries.totals_between(session, p.first, p.until)
    before: Mapping[int, int] = {}
    if p.before_first is not None and p.before_last is not None:
        before = day_queries.totals_between(session, p.before_first, p.before_last)
    work: list[Compared] = []
    care: list[Compared] = []
    for number, indicator in indicator_records(session).items():
        told = indicator.active and indicator.in_report and indicator.nature is Nature.FLOW
        if not told or indicator.group is IndicatorGroup.INCIDENT:
            continue
        found = _compared(book, indicator, now.get(number), before.get(number))
        (care if indicator.group is IndicatorGroup.CARE else work).append(found)
    return tuple(work), tuple(care)


def _compared(
    book: FigureBook, indicator: IndicatorRecord, now: int | None, before: int | None
) -> Compared:
    p, small = book.period, indicator.group is IndicatorGroup.CARE
    if now is None:
        return Compared(indicator.name, None)
    figure = _figure(book, indicator, "daily", now, (p.first, p.until))
    hidden = small and any(0 < (value or 0) < SMALL for value in (now, before))
    if before is None or p.before_first is None or p.before_last is None or hidden:
        return Compared(indicator.name, figure)
    earlier = _figure(book, indicator, "daily_before", before, (p.before_first, p.before_last))
    change = book.change(
        f"daily_change.{indicator.code}",
        f"{indicator.name}较上期的变化",
        figure,
        earlier,
        "" if indicator.is_money else indicator.measure_word,
    )
    return Compared(indicator.name, figure, earlier, change)


def _figure(
    book: FigureBook, indicator: IndicatorRecord, kind: str, value: int, span: tuple[date, date]
) -> Figure:
    what = f"{indicator.name}（{'本期' if kind == 'daily' else '上期'}每日报送之和）"
    key, chosen = f"{kind}.{indicator.code}", {"indicator": indicator.code}
    if indicator.is_money:
        return book.money(key, value, what, Ledger.DAILY, chosen, span)
    return book.count(
        key,
        value,
        indicator.measure_word,
        what,
        Ledger.DAILY,
        chosen,
        span,
        small=indicator.group is IndicatorGroup.CARE,
        inside=is_install(indicator),
    )
