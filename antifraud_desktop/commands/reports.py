"""day, report and chart."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import click

from antifraud_desktop.commands.shared import DAY, FILE, JSON_OPTION, Situation, answer
from antifraud_desktop.documents.numbers import cell, state_word
from antifraud_desktop.errors import EnvironmentTrouble
from antifraud_desktop.records.days import DayBook
from db.vocabulary import DocumentKind

FEN_PER_YUAN = 100


@click.group(help="一天的状态、数字和催报。")
def day() -> None:
    """Group the commands on a day."""


@day.command(help="各单位的状态和数字，以及合计。")
@click.option("--date", "when", type=DAY, required=True, help="日期，如 2023-08-12。")
@JSON_OPTION
@click.pass_obj
def show(situation: Situation, when: date, as_json: bool) -> None:
    """Show a day."""
    with situation.program() as program:
        book = program.days.book(when)
    answer(day_json(book), as_json=as_json, text=_day_words(book))


@day.command(help="催报文字：点名未报单位，说明还剩多少分钟。")
@click.option("--date", "when", type=DAY, required=True, help="日期，如 2023-08-12。")
@JSON_OPTION
@click.pass_obj
def chase(situation: Situation, when: date, as_json: bool) -> None:
    """Print the chase text."""
    with situation.program() as program:
        text = program.days.chase_text(when)
    answer({"date": when.isoformat(), "text": text}, as_json=as_json, text=text)


@click.command(help="发出18时日报（daily）或21时通报（evening）：编号、定稿、写出Word文件。")
@click.argument("kind", type=click.Choice(["daily", "evening"]))
@click.option("--date", "when", type=DAY, required=True, help="日期，如 2023-08-12。")
@click.option("--out", type=FILE, required=True, help="写到哪个文件（.docx）。")
@JSON_OPTION
@click.pass_obj
def report(situation: Situation, kind: str, when: date, out: Path, as_json: bool) -> None:
    """Issue a report."""
    wanted = DocumentKind.DAILY_REPORT if kind == "daily" else DocumentKind.EVENING_BULLETIN
    with situation.program() as program:
        record, _changes = program.documents.issue(wanted, when)
        program.documents.export(record.id, out)
    answer(
        {
            "file": str(out),
            "kind": record.kind,
            "date": when.isoformat(),
            "number": record.number,
            "edition": record.edition,
            "title": record.title,
            "sha256": record.sha256,
        },
        as_json=as_json,
        text=f"已发出{record.title}：{out}",
    )


@click.command(help="画图：trend（近七日趋势）、by_unit（当日各单位）。")
@click.argument("kind", type=click.Choice(["trend", "by_unit"]))
@click.option("--date", "when", type=DAY, help="日期；不写则为今天。")
@click.option("--out", type=FILE, required=True, help="写到哪个文件（.png）。")
@JSON_OPTION
@click.pass_obj
def chart(situation: Situation, kind: str, when: date | None, out: Path, as_json: bool) -> None:
    """Draw a chart."""
    with situation.program() as program:
        png = program.documents.chart(kind, when or program.clock.today())
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(png)
    except OSError as error:
        raise EnvironmentTrouble(f"图片没有写成：{out}。", "请看文件夹能否写入。") from error
    answer(
        {"file": str(out), "kind": kind, "sha256": hashlib.sha256(png).hexdigest()},
        as_json=as_json,
        text=f"已写出：{out}",
    )


def day_json(book: DayBook) -> dict[str, Any]:
    """Return a day with stable keys; a figure that was not sent is absent, never 0."""
    money = {i.code for i in book.indicators if i.is_money}

    def number(code: str, value: int) -> int | float:
        if code not in money:
            return value
        whole, rest = divmod(value, FEN_PER_YUAN)
        return whole if rest == 0 else value / FEN_PER_YUAN

    return {
        "date": book.date.isoformat(),
        "reporting": book.reporting,
        "units": [
            {
                "unit": u.name,
                "state": u.state.value,
                "nil": u.nil,
                "expected": u.expected,
                "received": u.received.isoformat(sep=" ") if u.received else None,
                "versions": u.versions,
                "corrected_after_deadline": u.corrected_after_deadline,
                "figures": {c: number(c, v) for c, v in u.figures.items()},
                "fraud_types": list(u.fraud_types),
                "doubts": u.doubts,
                "note": u.note,
                "reason": u.reason,
            }
            for u in book.units
        ],
        "totals": {c: number(c, v) for c, v in book.totals.items()},
        "not_submitted": [u.name for u in book.units if u.state.value == "missing"],
        "warnings": [
            {"unit": w.unit, "indicator": w.indicator, "text": w.text} for w in book.warnings
        ],
    }


def _day_words(book: DayBook) -> str:
    lines = [f"{book.township} {book.date}" + ("" if book.reporting else "（不是报送日）")]
    for unit in book.units:
        told = "，".join(
            f"{i.label}{cell(unit.figures[i.code], i)}"
            for i in book.indicators
            if i.code in unit.figures
        )
        lines.append(f"{unit.name}\t{state_word(unit)}\t{told}")
    told = "，".join(
        f"{i.label}{cell(book.totals[i.code], i)}" for i in book.indicators if i.code in book.totals
    )
    lines.append(f"合计\t{told or '没有数字'}")
    return "\n".join(lines)
