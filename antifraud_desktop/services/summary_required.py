"""What was required in a summary's days by kind of unit, and who lacks something (R9, R10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy.orm import Session

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.charts import GridChart
from antifraud_desktop.records.requirements import Cell, Matrix, MatrixRow, Slot, SlotState
from antifraud_desktop.records.summaries import Period, Required
from antifraud_desktop.records.summary_figures import Figure, Ledger, TraceRow
from antifraud_desktop.rules.requirements import due_in, matrix
from antifraud_desktop.rules.summary_words import full_day
from antifraud_desktop.services.chart_grids import SLOTS
from antifraud_desktop.services.requirement_counting import (
    GROUP_NAME,
    Plan,
    counted,
    parties,
    plan_between,
)
from antifraud_desktop.services.summary_book import FigureBook
from db.vocabulary import UnitKind

TIMES, PIECES = "次", "个单位"
GROUP = "group"
MOST_NAMED = 5
SIDES = {"required": "规定动作应完成次数", "done": "规定动作已完成次数"}
ONE_DAY = timedelta(days=1)


def due_matrix(session: Session, first: date, last: date) -> Matrix:
    """Return the matrix of the periods that end within the range: each is judged once."""
    plan = plan_between(session, first, last)
    periods = {code: due_in(found, first, last) for code, found in plan.periods.items()}
    done = counted(session, Plan(plan.requirements, periods))
    return matrix(plan.requirements, parties(session), periods, done, first, last, last + ONE_DAY)


def required(session: Session, book: FigureBook) -> tuple[Required, ...]:
    """Return done and required by kind of unit, the leading group first; what had none is left out.

    A day that is not over yet asks for nothing.
    """
    first, last = book.period.first, book.period.judged
    if last is None:
        return ()
    by_kind: dict[str, list[MatrixRow]] = {}
    for row in due_matrix(session, first, last).rows:
        by_kind.setdefault(_kind(row), []).append(row)
    found: list[Required] = []
    for kind, rows in by_kind.items():
        wanted = sum(slot.required for row in rows for slot in _slots(row))
        if not wanted:
            continue
        name = GROUP_NAME if kind == GROUP else label_of(UnitKind(kind))
        done = sum(min(slot.done, slot.required) for row in rows for slot in _slots(row))
        gaps = [
            row.party.name for row in rows if any(s.state is SlotState.SHORT for s in _slots(row))
        ]
        asked = _figure(book, kind, name, "required", wanted, last)
        made = _figure(book, kind, name, "done", done, last)
        share = book.share(f"requirements.share.{kind}", f"{name}规定动作完成率", made, asked)
        if share is None:
            continue
        short = book.count(
            f"requirements.short.{kind}", len(gaps), PIECES, f"规定动作没有完成的{name}",
            Ledger.REQUIREMENTS, {"kind": kind, "side": "short"}, (first, last),
        )  # fmt: skip
        found.append(
            Required(
                name,
                asked,
                made,
                share,
                tuple(gaps[:MOST_NAMED]),
                short if gaps else None,
                meetings=kind == GROUP,
            )
        )
    return tuple(found)


def requirement_rows(session: Session, figure: Figure) -> tuple[TraceRow, ...]:
    """Return the periods a figure counts, each with what counts of it; or the units that lack."""
    kind, side = figure.chosen["kind"], figure.chosen["side"]
    found = due_matrix(session, figure.first, figure.last)
    rows = [row for row in found.rows if _kind(row) == kind]
    if side == "short":
        return tuple(
            TraceRow(None, row.party.name, "有过期未完成的", 1)
            for row in rows
            if any(s.state is SlotState.SHORT for s in _slots(row))
        )
    return tuple(
        TraceRow(
            slot.span.last,
            row.party.name,
            f"{asked.name}　{slot.span.name}{slot.class_name}",
            slot.required if side == "required" else min(slot.done, slot.required),
        )
        for row in rows
        for asked, cell in zip(found.requirements, row.cells, strict=True)
        for slot in (cell.slots if cell else ())
    )


def required_grid(session: Session, period: Period) -> GridChart | None:
    """Return the matrix of what fell due, as the sentences count it; None where nothing did."""
    if period.judged is None:
        return None
    found = due_matrix(session, period.first, period.judged)
    asked = [
        number
        for number in range(len(found.requirements))
        if any(_has(row.cells[number]) for row in found.rows)
    ]
    rows = [row for row in found.rows if any(_has(row.cells[number]) for number in asked)]
    if not rows:
        return None
    span = f"{full_day(period.first).text}至{full_day(period.judged).text}"
    return GridChart(
        title=f"到期的规定动作完成情况（{span}）",
        rows=tuple(row.party.name for row in rows),
        columns=tuple(found.requirements[number].name for number in asked),
        cells=tuple(tuple(_state(row.cells[number]) for number in asked) for row in rows),
        texts=tuple(tuple(_counts(row.cells[number]) for number in asked) for row in rows),
        legend=SLOTS,
        source=f"来源：活动台账和会议记录，{span}内到期的；格内为已做/应做，空白为没有到期的",
        empty="这段时间没有到期的规定动作。",
    )


def _has(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.slots)


def _state(cell: Cell | None) -> str:
    return cell.state.value if cell is not None and cell.state is not None else ""


def _counts(cell: Cell | None) -> str:
    return f"{cell.counted}/{cell.required}" if cell is not None and cell.slots else ""


def _kind(row: MatrixRow) -> str:
    return row.party.kind.value if row.party.kind else GROUP


def _slots(row: MatrixRow) -> Iterator[Slot]:
    return (slot for cell in row.cells if cell is not None for slot in cell.slots)


def _figure(book: FigureBook, kind: str, name: str, side: str, value: int, last: date) -> Figure:
    return book.count(
        f"requirements.{side}.{kind}", value, TIMES, f"{name}{SIDES[side]}",
        Ledger.REQUIREMENTS, {"kind": kind, "side": side}, (book.period.first, last),
    )  # fmt: skip
