"""day show, day chase, report, chart: the day as text, as documents, as pictures."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from antifraud_desktop.commands.face import DAY, Face, json_option, put_json, say, tell
from antifraud_desktop.commands.shapes import day_shape
from antifraud_desktop.commands.summaries import MONTH, SUMMARIES, Asked, issue_summary
from antifraud_desktop.labels import label_of, state_label
from antifraud_desktop.records.days import DayBook
from antifraud_desktop.rules.plausibility import shown
from antifraud_desktop.vocabulary import DocumentKind, SubmissionState

KINDS = {"daily": DocumentKind.DAILY_REPORT, "evening": DocumentKind.EVENING_BULLETIN}
OUT = click.Path(dir_okay=False, path_type=Path)


@click.group("day", help="某一天的报送情况。")
def day_group() -> None:
    """Hold the commands on a day."""


@day_group.command("show", help="各单位的状态和数字、合计。")
@click.option("--date", "day", type=DAY, help="日期，默认今天。")
@json_option
@click.pass_obj
def show(face: Face, day: datetime | None, *, as_json: bool) -> None:
    """Show states and figures of a day."""
    wanted = day.date() if day else face.clock.today()
    with face.program() as program:
        book = program.days.book(wanted)
    if as_json:
        put_json(day_shape(book))
    else:
        _print_day(book)


@day_group.command("chase", help="催报文字：谁还没报、还剩几分钟。")
@click.option("--date", "day", type=DAY, help="日期，默认今天。")
@click.option("--note", is_flag=True, help="同时记下已催报，日报里会写到。")
@json_option
@click.pass_obj
def chase(face: Face, day: datetime | None, *, note: bool, as_json: bool) -> None:
    """Print the chase text."""
    wanted = day.date() if day else face.clock.today()
    with face.program() as program:
        missing = [u.name for u in program.days.book(wanted).in_state(SubmissionState.MISSING)]
        text = program.days.chase_text(wanted)
        if note and missing:
            program.days.note_chased(wanted)
    if as_json:
        put_json({"date": wanted.isoformat(), "missing": missing, "text": text})
    else:
        tell(text)


@click.command(
    "report",
    help="生成18时日报（daily）、21时通报（evening）、周小结（weekly）、月小结（monthly）"
    "或工作总结（summary）：编号、定稿并存成docx。",
)
@click.argument("kind", type=click.Choice([*KINDS, *SUMMARIES]))
@click.option("--date", "day", type=DAY, help="日期，默认今天；周小结写这一天所在的周。")
@click.option("--month", type=MONTH, help="月小结的月份，例如 2023-08，默认本月。")
@click.option("--from", "since", type=DAY, help="工作总结从哪天起，默认行动开始那天。")
@click.option("--to", "until", type=DAY, help="工作总结到哪天止，默认今天。")
@click.option("--out", type=OUT, required=True, help="写到哪个docx文件。")
@click.option("--xlsx", type=OUT, help="小结和总结的文字、数字和数字来源另存为xlsx。")
@json_option
@click.pass_obj
def report(
    face: Face,
    kind: str,
    day: datetime | None,
    month: datetime | None,
    since: datetime | None,
    until: datetime | None,
    out: Path,
    xlsx: Path | None,
    *,
    as_json: bool,
) -> None:
    """Issue a document: number it, freeze it, write it. Again makes a new edition."""
    asked = Asked(day, month, since, until)
    asked.refuse(kind)
    if kind in SUMMARIES:
        issue_summary(face, kind, asked, out, xlsx, as_json=as_json)
        return
    if xlsx is not None:
        raise click.UsageError(f"--xlsx 不用于 {kind}。")
    wanted = day.date() if day else face.clock.today()
    with face.program() as program:
        issued, _changes = program.documents.issue(KINDS[kind], wanted)
        program.documents.export(issued.id, out)
    if as_json:
        put_json(
            {
                "kind": issued.kind,
                "date": issued.date.isoformat(),
                "number": issued.number,
                "year": issued.year,
                "edition": issued.edition,
                "title": issued.title,
                "sha256": issued.sha256,
                "file": str(out),
            }
        )
    say(f"{issued.title}已写到 {out}")


def _print_day(book: DayBook) -> None:
    states = [u.state for u in book.expected]
    counts = "，".join(
        f"{label_of(state)}{states.count(state)}" for state in SubmissionState if state in states
    )
    said = f"应报{len(states)}：{counts}" if book.reporting else "不是报送日"
    tell(f"{book.township} {book.date} {said}")
    for unit in book.units:
        at = f"{unit.received:%m-%d %H:%M:%S}" if unit.received else ""
        figures = "，".join(
            f"{i.label}{shown(unit.figures[i.code], i)}"
            for i in book.indicators
            if i.code in unit.figures
        )
        marks = f" 待确认{unit.doubts}处" if unit.doubts else ""
        state = state_label(unit.state, nil=unit.nil)
        tell(f"{unit.name}\t{state}\t{at}\t{figures}{marks}".rstrip())
    totals = "，".join(
        f"{i.label}{shown(book.totals[i.code], i)}"
        for i in book.indicators
        if i.code in book.totals
    )
    tell(f"合计：{totals or '没有数字'}")
