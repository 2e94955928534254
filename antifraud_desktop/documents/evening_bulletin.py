"""The 21:00 bulletin (通报): what changed since 18:00, how units did, what is asked tomorrow."""

from __future__ import annotations

from antifraud_desktop.documents import word
from antifraud_desktop.documents.numbers import NIL, state_word
from antifraud_desktop.documents.report import build, frame_fields, marks
from antifraud_desktop.documents.sentences import (
    change_sentences,
    incident_sentences,
    submission_sentences,
    work_sentences,
)
from antifraud_desktop.documents.templates import FrameTemplate
from antifraud_desktop.records.days import ReportInput, Standing, UnitDay

WIDTHS_MM = (40.0, 36.0, 16.0, 16.0, 16.0, 16.0, 16.0)


def bulletin_title(data: ReportInput) -> str:
    """Return the title below the red line."""
    day = data.day.date
    return f"{data.day.township}{day.month}月{day.day}日反诈工作通报"


def build_evening_bulletin(data: ReportInput, frame: FrameTemplate) -> bytes:
    """Return the bulletin as .docx bytes. App-install figures stay out of it (R8)."""
    day = data.day
    parts = [
        *marks(data),
        word.heading("一、报送情况"),
        *map(word.body, submission_sentences(day)),
        word.heading(f"二、{day.deadline.hour}时后更正、补报"),
        *map(word.body, change_sentences(data.changes)),
        word.heading("三、报送成绩"),
        *_standing_section(data),
        word.heading("四、今日工作"),
        *map(word.body, work_sentences(day, circular=True)),
        word.heading("五、发案与劝阻"),
        *map(word.body, incident_sentences(day)),
        word.heading("六、明日要求"),
        *map(word.body, data.tomorrow or ("请各单位按时报送，没有工作情况也请报零报告。",)),
    ]
    hour = f"{day.bulletin_time.hour}时"
    return build(frame, frame_fields(data, bulletin_title(data), hour), parts, ())


def _standing_section(data: ReportInput) -> list[str]:
    due = [u for u in data.day.units if u.expected]
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
    today = state_word(unit).replace(f"（{NIL}）", f"·{NIL}")
    counts = (
        (month.expected, month.on_time, month.late, month.made_up, month.missing)
        if month
        else ("豁免",) * 5
    )
    return [
        word.Cell(unit.name, style="CellLeft"),
        word.Cell(today),
        *(word.Cell(str(c)) for c in counts),
    ]
