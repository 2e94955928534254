"""Activities and materials of a summary's days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from antifraud_desktop.records.summaries import Line, Outstanding, Publicity
from antifraud_desktop.records.summary_figures import Figure, Ledger
from antifraud_desktop.services.summary_book import FigureBook
from db.queries import summaries as queries
from db.vocabulary import MovementKind

TIMES, PERSONS = "次", "人次"
MOST_TYPES = 8
MOST_MATERIALS = 6
MATERIAL_WORDS: Mapping[MovementKind, str] = {
    MovementKind.HANDED_OUT: "发放",
    MovementKind.PUT_UP: "张贴悬挂",
}


def publicity(session: Session, book: FigureBook) -> Publicity:
    """Return what the ledgers of activities and materials hold of the days."""
    span = (book.period.first, book.period.until)
    moved = queries.movements_by_material(session, span)
    handed_out = _materials(book, moved, MovementKind.HANDED_OUT)
    put_up = _materials(book, moved, MovementKind.PUT_UP)
    rows = queries.activities_by_type(session, span)
    if not rows:
        return Publicity(handed_out=handed_out, put_up=put_up)
    total = _count(book, "activities.all", sum(row[3] for row in rows), "宣传活动次数", {})
    types = tuple(_type(book, row) for row in rows[:MOST_TYPES])
    rest = len(rows) - len(types)
    return Publicity(
        activities=total,
        audience=_audience(
            book, "activities.audience", sum(row[4] for row in rows), "活动受众", {}
        ),
        types=types,
        others=book.computed(
            "activities.others",
            sum(row[3] for row in rows[MOST_TYPES:]),
            TIMES,
            "其他类型的活动次数",
            (total, *(one.count for one in types)),
            "活动总次数减去已列类型的次数",
        )
        if rest
        else None,
        outstanding=tuple(
            Outstanding(
                day,
                unit,
                title,
                _audience(
                    book, f"activities.one.{number}", heard, f"{unit}“{title}”的受众",
                    {"number": str(number)},
                ),
            )
            for number, day, unit, title, heard in queries.largest_activities(session, span)
        ),
        handed_out=handed_out,
        put_up=put_up,
    )  # fmt: skip


def _type(book: FigureBook, row: tuple[Any, ...]) -> Line:
    code, name, word, number, heard, quantity = row
    chosen = {"type": code}
    return Line(
        name,
        _count(book, f"activities.type.{code}", number, f"{name}次数", chosen),
        _audience(book, f"activities.heard.{code}", heard, f"{name}受众", chosen)
        if heard
        else None,
        book.count(
            f"activities.quantity.{code}",
            quantity,
            word,
            f"{name}计数（{word}）",
            Ledger.ACTIVITIES,
            {**chosen, "sum": "quantity"},
        )
        if word and quantity
        else None,
    )


def _count(book: FigureBook, key: str, value: int, what: str, chosen: Mapping[str, str]) -> Figure:
    return book.count(key, value, TIMES, what, Ledger.ACTIVITIES, chosen)


def _audience(
    book: FigureBook, key: str, value: int, what: str, chosen: Mapping[str, str]
) -> Figure:
    summed = {**chosen, "sum": "audience"}
    return book.count(key, value, PERSONS, what, Ledger.ACTIVITIES, summed)


def _materials(
    book: FigureBook, rows: Sequence[tuple[Any, ...]], kind: MovementKind
) -> tuple[Line, ...]:
    found = [row for row in rows if row[3] is kind][:MOST_MATERIALS]
    return tuple(
        Line(
            name,
            book.count(
                f"materials.{kind.value}.{code}",
                int(number),
                measure,
                f"{name}{MATERIAL_WORDS[kind]}数量",
                Ledger.MATERIALS,
                {"material": code, "kind": kind.value},
            ),
        )
        for code, name, measure, _kind, number in found
    )
