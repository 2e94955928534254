"""What every computed report shares: the frame, the body put in its place, the pictures."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from antifraud_desktop.documents import word
from antifraud_desktop.documents.numbers import day_text
from antifraud_desktop.documents.package import deterministic_bytes
from antifraud_desktop.documents.templates import BODY_MARK, FrameTemplate, render_frame
from antifraud_desktop.errors import Refused
from antifraud_desktop.records.days import ReportInput

DEMONSTRATION = "演示资料　非真实数据　不得外发"
DRAFT = "草稿　未编号　不得外发"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart to be placed: PNG bytes, its size on paper and what it tells."""

    png: bytes
    width_mm: float
    height_mm: float
    caption: str
    told: str


def frame_fields(data: ReportInput, title: str, hour: str) -> dict[str, str]:
    """Return the fields of the frame; a blank addressee stays a visible blank line."""
    head = data.head
    return {
        "issuer": word.clean(head.issuer),
        "issue": f"第{head.number}期" if head.number else "（草稿）",
        "date_line": f"{day_text(data.day.date)}{hour}",
        "title": word.clean(title),
        "report_to": word.clean(head.report_to or "（未填写）"),
        "send_to": word.clean(head.send_to or "（未填写）"),
        "copy_to": word.clean(head.copy_to or "各村（社区）、镇直各单位"),
        "issued_on": _issued_on(head.issued_at),
    }


def build(
    frame: FrameTemplate, fields: Mapping[str, str], body: Sequence[str], charts: Sequence[Chart]
) -> bytes:
    """Return the document: the frame with the body and the charts where the mark stands."""
    from docx.oxml import parse_xml

    document = render_frame(frame.content, dict(fields))
    mark = _mark(document)
    parts = [*body, *_charts(document, charts)]
    root = parse_xml(f"<w:body {word.NAMESPACES}>{''.join(parts)}</w:body>")
    for element in list(root):
        mark.addprevious(element)
    mark.getparent().remove(mark)
    document.core_properties.title = fields["title"]
    return deterministic_bytes(document)


def marks(data: ReportInput) -> list[str]:
    """Return the lines that keep demonstration and draft from passing for the real thing."""
    lines = [DEMONSTRATION] if data.day.demonstration else []
    lines += [] if data.head.number else [DRAFT]
    return [word.paragraph("Demonstration", line) for line in lines]


def _mark(document: Any) -> Any:
    found = [p for p in document.paragraphs if p.text.strip() == BODY_MARK]
    if len(found) != 1:
        raise Refused(
            f"模板里应有且只有一个独占一段的“{BODY_MARK}”。", "请恢复默认模板或改正后再生成。"
        )
    return found[0]._p  # noqa: SLF001 - python-docx gives elements no other way


def _charts(document: Any, charts: Sequence[Chart]) -> list[str]:
    parts: list[str] = []
    for number, chart in enumerate(charts, start=1):
        relation, _image = document.part.get_or_add_image(io.BytesIO(chart.png))
        parts.append(word.paragraph("Caption", f"图{number}　{chart.caption}"))
        parts.append(word.picture(relation, number, chart.width_mm, chart.height_mm, chart.told))
    return parts


def _issued_on(at: datetime) -> str:
    return day_text(at.date())
