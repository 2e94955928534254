"""intake messages, intake workbook: show what is understood; --accept saves what is certain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.clock import Clock
from antifraud_desktop.commands.face import DAY, REFUSED, Face, json_option, put_json, say, tell
from antifraud_desktop.commands.shapes import Indicators, intake_shape, received_text, rows_shape
from antifraud_desktop.errors import Refused
from antifraud_desktop.labels import NIL, label_of, state_label
from antifraud_desktop.records.submissions import (
    IntakeReview,
    SavedRow,
    SubmissionReview,
    Verdict,
)
from antifraud_desktop.rules.message_posts import split_posts
from antifraud_desktop.rules.plausibility import shown
from antifraud_desktop.rules.text_normal import fold_text

FULL_DATE = re.compile(r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})")
MOST_BYTES = 8_000_000
ACCEPT_HELP = "保存没有疑问的数字；有疑问的留待人工确认。"


@click.group("intake", help="读取报送：微信消息或表格。不加 --accept 只看不存。")
def intake() -> None:
    """Hold the commands of intake."""


@intake.command("messages", help="读取从微信复制或导出的文字（文件，或 - 表示标准输入）。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--date", "day", type=DAY, help="报送日期；不给则取文字中的日期，再没有就是今天。")
@click.option("--accept", is_flag=True, help=ACCEPT_HELP)
@json_option
@click.pass_obj
def messages(face: Face, file: str, day: datetime | None, *, accept: bool, as_json: bool) -> None:
    """Read a WeChat copy."""
    with click.open_file(file, "rb") as stream:
        text = text_of(stream.read(MOST_BYTES + 1))
    working = day.date() if day else date_in(text, face.clock)
    with face.program() as program:
        review = program.intake.read_messages(text, working)
        rows = program.intake.accept(review).rows if accept else None
        _tell(program, [review], rows, as_json=as_json)


@intake.command("workbook", help="读取村级报表或汇总表（xlsx），可一次给多个文件。")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--date", "day", type=DAY, help="报送日期，默认今天；表内写有日期的以表内为准。")
@click.option("--accept", is_flag=True, help=ACCEPT_HELP)
@json_option
@click.pass_obj
def workbook(
    face: Face, files: Sequence[Path], day: datetime | None, *, accept: bool, as_json: bool
) -> None:
    """Read workbooks one after the other; each is its own action when saved."""
    working = day.date() if day else face.clock.today()
    with face.program() as program:
        reviews: list[IntakeReview] = []
        rows: list[SavedRow] = []
        for file in files:
            review = program.intake.read_workbook(file, working)
            reviews.append(review)
            if accept:
                rows += program.intake.accept(review).rows
        _tell(program, reviews, rows if accept else None, as_json=as_json)


def text_of(content: bytes) -> str:
    """Return the text of a file saved by any common program: UTF-8, UTF-16 or GB 18030."""
    if len(content) > MOST_BYTES:
        raise Refused("这个文件太大，不像是一天的消息。", "请只复制当天的消息再试。")
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ()
    for encoding in (*encodings, "utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("这个文件不是文字。", "请把微信消息复制到记事本，另存为文本文件再试。")


def date_in(text: str, clock: Clock) -> date:
    """Return the day most messages came on, else the first full date written, else today."""
    folded = fold_text(text)
    posts, _withdrawn = split_posts(folded, clock.now(), lambda _name: False)
    days = Counter(post.received.date() for post in posts if post.received)
    if days:
        return max(days, key=lambda day: (days[day], day))
    return next((day for day in map(_day, FULL_DATE.findall(folded)) if day), clock.today())


def _day(parts: tuple[str, str, str]) -> date | None:
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        return None


def _tell(
    program: Program,
    reviews: Sequence[IntakeReview],
    rows: Sequence[SavedRow] | None,
    *,
    as_json: bool,
) -> None:
    indicators = {i.code: i for i in program.indicators.list()}
    shape = intake_shape(reviews, indicators)
    if rows is not None:
        shape["rows"] = rows_shape(rows)
    if as_json:
        put_json(shape)
    else:
        _print(reviews, shape["not_submitted"], indicators)
    verdicts = (
        [s.verdict for review in reviews for s in review.submissions]
        if rows is None
        else [row.verdict for row in rows]
    )
    done = Counter(verdicts)
    say("，".join(f"{label_of(v)}{done[v]}" for v in Verdict) + ("" if rows else "（未保存）"))
    if verdicts and done[Verdict.REFUSED] == len(verdicts):
        click.get_current_context().exit(REFUSED)


def _print(reviews: Sequence[IntakeReview], silent: Sequence[str], indicators: Indicators) -> None:
    for review in reviews:
        for submission in review.submissions:
            _print_submission(submission, indicators)
        for title, texts in (
            ("未识别", review.reading.unrecognised),
            ("不含数字", review.reading.ignored),
        ):
            for text in texts:
                tell(f"{title}：{text.text}")
        for row in review.reading.ignored_rows:
            tell(f"跳过的行：{row}")
        for notice in review.reading.notices:
            tell(f"注意：{notice}")
    if silent:
        tell(f"未报（{len(silent)}）：{'、'.join(silent)}")


def _print_submission(submission: SubmissionReview, indicators: Indicators) -> None:
    at = received_text(submission.received, submission.date)
    figures = "，".join(
        f"{indicators[f.indicator].label}{shown(f.value, indicators[f.indicator])}"
        for f in submission.figures
    )
    state = state_label(submission.state, nil=submission.nil)
    tell(f"{submission.unit} {submission.date} {at} {state}：{figures or NIL}")
    for doubt in submission.doubts:
        tell(f"  待确认：{doubt.text}（{doubt.why}）")
    for warning in submission.warnings:
        tell(f"  请核对：{warning.text}")
    for difference in submission.differences:
        tell(f"  改动：{difference}")
    if submission.reason:
        tell(f"  {submission.reason}")
