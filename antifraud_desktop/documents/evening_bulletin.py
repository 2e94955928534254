"""The 21:00 bulletin (通报): the day's report again, what changed since 18:00, how units did."""

from __future__ import annotations

from antifraud_desktop.documents import word
from antifraud_desktop.documents.figures import report_charts
from antifraud_desktop.documents.numbers import NIL, STATE_WORDS
from antifraud_desktop.documents.report import build, frame_fields, marks
from antifraud_desktop.documents.sentences import (
    care_sentences,
    change_sentences,
    incident_sentences,
    notice_sentences,
    numbered,
    submission_sentences,
    work_sentences,
)
from antifraud_desktop.documents.templates import FrameTemplate, shipped_frame
from antifraud_desktop.documents.unit_tables import unit_section
from antifraud_desktop.records.days import ReportInput, Standing, UnitDay
from db.vocabulary import DocumentKind, SubmissionState

WIDTHS_MM = (40.0, 30.0, 22.0, 16.0, 16.0, 16.0, 16.0)
NO_DAYS = "—"


def bulletin_title(data: ReportInput) -> str:
    """Return the title below the red line."""
    day = data.day.date
    return f"{data.day.township}{day.month}月{day.day}日反诈工作通报"


def build_evening_bulletin(data: ReportInput, frame: FrameTemplate | None = None) -> bytes:
    """Return the bulletin as .docx bytes; without a frame the shipped one is used.

    It tells the day as it stands by now, with what changed after the 18:00 report (R4).
    App-install figures stay out of it unless a document orders them in, and no unit is ranked
    (R8).
    """
    day, circular = data.day, not data.installs_ordered
    parts = [
        word.heading("一、报送情况"),
        *map(word.body, submission_sentences(day)),
        word.heading(f"二、{day.deadline.hour}时后更正、补报"),
        *map(word.body, change_sentences(data)),
        word.heading("三、报送成绩"),
        *_standing_section(data),
        word.heading("四、今日工作"),
        *(word.body(*told) for told in work_sentences(day, circular=circular)),
        word.heading("五、分村（社区）情况"),
        *unit_section(day, circular=circular),
        word.heading("六、走访与帮扶"),
        *map(word.body, care_sentences(day)),
        word.heading("七、发案与劝阻"),
        *map(word.body, incident_sentences(day)),
        word.heading("八、问题与提示"),
        *map(word.body, notice_sentences(data, circular=circular)),
    ]
    closing = [
        word.heading("九、明日要求"),
        *map(word.body, numbered(data.tomorrow) or ["请各单位按时报送，没有工作也请报零报告。"]),
    ]
    frame = frame or shipped_frame(DocumentKind.EVENING_BULLETIN)
    fields = frame_fields(data, bulletin_title(data), f"{day.bulletin_time.hour}时")
    return build(frame, fields, parts, report_charts(day, circular=circular), marks(data), closing)


def _standing_section(data: ReportInput) -> list[str]:
    due = data.day.expected
    if not due:
        return [word.body("今日没有应报单位。")]
    months = {s.unit: s for s in data.standings}
    heads = ["单位", "今日", "本月应报", "按时", "迟报", "补报", "未报"]
    rows = [_row(unit, months.get(unit.name)) for unit in due]
    note = "注：本月各栏为本月1日至今日的天数，豁免日不计；排列按单位次序，不是名次。"
    return [
        word.table(WIDTHS_MM, [word.Cell(h) for h in heads], rows),
        word.paragraph("TableNote", note),
    ]


def _row(unit: UnitDay, month: Standing | None) -> list[word.Cell]:
    counts = (
        (month.expected, month.on_time, month.late, month.made_up, month.missing)
        if month
        else (NO_DAYS,) * 5
    )
    return [
        word.Cell(unit.name, style="CellLeft"),
        word.Cell(_today(unit)),
        *(word.Cell(str(c)) for c in counts),
    ]


def _today(unit: UnitDay) -> str:
    word_of_state = STATE_WORDS[unit.state]
    silent = unit.state in (SubmissionState.MISSING, SubmissionState.EXEMPT)
    return f"{word_of_state}·{NIL}" if unit.nil and not silent else word_of_state
