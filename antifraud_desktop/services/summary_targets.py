"""Targets as of a summary's last day (R7): reached, lacking, needed each day."""

from __future__ import annotations

from fractions import Fraction

from sqlalchemy.orm import Session

from antifraud_desktop.records.coverage import ProgressState, TargetProgress
from antifraud_desktop.records.summaries import TargetLine
from antifraud_desktop.records.summary_figures import Figure, Ledger, TraceRow
from antifraud_desktop.rules.coverage import SAMPLE, UNITS, group_of
from antifraud_desktop.rules.coverage_texts import INSTALL, held_text
from antifraud_desktop.services.awareness import awareness_lines
from antifraud_desktop.services.coverage_progress import progress_on
from antifraud_desktop.services.records_of import unit_records
from antifraud_desktop.services.summary_book import FigureBook
from antifraud_desktop.services.targets import target_records

PERSONS, PIECES = "人", "个"
LACKING = (ProgressState.LATE, ProgressState.OVERDUE, ProgressState.OPEN)
SIDES = {"reached": "达到数", "base": "基数", "without": "没有填数的单位数"}
PER_MYRIAD = 10_000


def targets(session: Session, book: FigureBook) -> tuple[TargetLine, ...]:
    """Return every target in use, in the office's order."""
    return tuple(_line(book, found) for found in progress_on(session, book.period.until))


def _line(book: FigureBook, found: TargetProgress) -> TargetLine:
    target, name = found.target, found.target.name
    asked = book.asked(
        f"targets.{target.code}.asked", Fraction(target.share), f"{name}的目标", target.code
    )
    installs = target.subject.startswith(INSTALL)
    without = _count(book, found, "without", found.without_figure, PIECES)
    if found.state is ProgressState.UNKNOWN or found.reached is None or found.base is None:
        return TargetLine(name, asked, without=without, by=target.by, unknown=True)
    reached = _count(book, found, "reached", found.reached, found.measure)
    base = _count(book, found, "base", found.base, found.measure)
    met, lacking = found.state is ProgressState.REACHED, found.state in LACKING
    share = book.share(f"targets.{target.code}.share", f"{name}比例", reached, base)
    if found.needed is None:
        low, high = (_limit(book, found, side, (reached, base)) for side in ("low", "high"))
        return TargetLine(
            name, asked, share, reached, asked_people=base, low=low, high=high, by=target.by,
            met=met, lacking=lacking,
        )  # fmt: skip
    needed = book.computed(
        f"targets.{target.code}.needed", found.needed, found.measure, f"{name}应达到数",
        (base, asked), "基数×目标比例，不足一个的按一个算",
    )  # fmt: skip
    still = per_day = None
    if found.still:
        still = book.computed(
            f"targets.{target.code}.still", found.still, found.measure, f"{name}还差数",
            (needed, reached), "应达到数减去达到数",
        )  # fmt: skip
        if found.per_day:
            per_day = book.computed(
                f"targets.{target.code}.per_day", found.per_day, found.measure,
                f"{name}每天需要数", (still,), "还差数÷到期限的天数（含当天），向上取整",
            )  # fmt: skip
    return TargetLine(
        name,
        asked,
        share,
        reached,
        needed,
        still,
        per_day,
        without=without if found.without_figure else None,
        by=target.by,
        met=met,
        lacking=lacking,
        installs=installs,
    )


def _limit(
    book: FigureBook, found: TargetProgress, side: str, of: tuple[Figure, Figure]
) -> Figure | None:
    """Return a limit of the sample's 95 % interval (R7)."""
    line = found.awareness
    if line is None:
        return None
    word, limit = ("下限", line.low) if side == "low" else ("上限", line.high)
    key = f"targets.{found.target.code}.{side}"
    what = f"{found.target.name}的95%区间{word}"
    return book.limit(key, Fraction(limit), what, of, "按威尔逊法由知晓数和样本数算出")


def _count(book: FigureBook, found: TargetProgress, side: str, value: int, measure: str) -> Figure:
    """Return a figure of a target; nothing before the last day is left out of what it rests on."""
    code, sampled = found.target.code, found.target.basis == SAMPLE
    until = book.period.until
    return book.count(
        f"targets.{code}.{side}",
        value,
        measure,
        f"{found.target.name}{'样本' if sampled else ''}{SIDES[side]}",
        Ledger.SAMPLES if sampled else Ledger.COVERAGE,
        {"target": code, "side": side},
        (until, until),
        inside=found.target.subject.startswith(INSTALL),
    )


def target_rows(session: Session, figure: Figure) -> tuple[TraceRow, ...]:
    """Return the target itself: what the office set."""
    wanted = figure.chosen["target"]
    return tuple(
        TraceRow(
            target.by,
            "",
            f"目标：{target.name}",
            int(Fraction(target.share) * PER_MYRIAD + Fraction(1, 2)),
        )
        for target in target_records(session)
        if target.code == wanted
    )


def coverage_rows(session: Session, figure: Figure) -> tuple[TraceRow, ...]:
    """Return the units' figures that hold as of the day, or the units without any."""
    side = figure.chosen["side"]
    found = _progress(session, figure)
    units = [u for u in found.units if u.base is not None] if found else []
    if side == "without":
        everybody = found.units if found else ()
        return tuple(
            TraceRow(None, u.unit_name, "没有填数", 1) for u in everybody if u.reached is None
        )
    if side == "base":
        return tuple(
            TraceRow(u.base.day, u.unit_name, held_text(u.base), u.base.value)
            for u in units
            if u.base is not None
        )
    once = found is not None and found.target.basis == UNITS
    return tuple(
        TraceRow(
            u.reached.day,
            u.unit_name,
            held_text(u.reached),
            min(1, u.reached.value) if once else u.reached.value,
        )
        for u in units
        if u.reached is not None
    )


def sample_rows(session: Session, figure: Figure) -> tuple[TraceRow, ...]:
    """Return each unit's samples of its latest day: asked (the base) or aware (what is reached)."""
    found = _progress(session, figure)
    if found is None or figure.chosen["side"] == "without":
        return ()
    kinds = found.target.unit_kinds
    codes = {
        u.code
        for u in unit_records(session, names_only=True).values()
        if u.kind in kinds or not kinds
    }
    base = figure.chosen["side"] == "base"
    return tuple(
        TraceRow(line.day, line.unit_name, "抽样", line.asked if base else line.aware)
        for line in awareness_lines(session, group_of(found.target), figure.last)
        if line.unit_code in codes
    )


def _progress(session: Session, figure: Figure) -> TargetProgress | None:
    wanted = figure.chosen["target"]
    return next((p for p in progress_on(session, figure.last) if p.target.code == wanted), None)
