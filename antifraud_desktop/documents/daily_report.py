"""The 18:00 daily report (日报), section by section."""

from __future__ import annotations

from antifraud_desktop.documents import word
from antifraud_desktop.documents.figures import report_charts
from antifraud_desktop.documents.report import build, frame_fields, marks
from antifraud_desktop.documents.sentences import (
    care_sentences,
    incident_sentences,
    notice_sentences,
    submission_sentences,
    work_sentences,
)
from antifraud_desktop.documents.templates import FrameTemplate, shipped_frame
from antifraud_desktop.documents.unit_tables import unit_section
from antifraud_desktop.records.days import ReportInput
from db.vocabulary import DocumentKind


def report_title(data: ReportInput) -> str:
    """Return the title below the red line."""
    day = data.day.date
    return f"{data.day.township}{day.month}月{day.day}日反诈工作情况"


def build_daily_report(data: ReportInput, frame: FrameTemplate | None = None) -> bytes:
    """Return the report as .docx bytes; the same input and frame give the same bytes.

    Without a frame the shipped one is used.
    A quantity nobody reported prints 未报, never 0; a section without content says so.
    """
    day = data.day
    hour = f"{day.deadline.hour}时"
    parts = [
        word.heading("一、报送情况"),
        *map(word.body, submission_sentences(day)),
        word.heading("二、今日工作"),
        *(word.body(*told) for told in work_sentences(day)),
        word.heading("三、分村（社区）情况"),
        *unit_section(day),
        word.heading("四、走访与帮扶"),
        *map(word.body, care_sentences(day)),
        word.heading("五、发案与劝阻"),
        *map(word.body, incident_sentences(day)),
        word.heading("六、问题与提示"),
        *map(word.body, notice_sentences(data)),
    ]
    frame = frame or shipped_frame(DocumentKind.DAILY_REPORT)
    return build(
        frame, frame_fields(data, report_title(data), hour), parts, report_charts(day), marks(data)
    )
