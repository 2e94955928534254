"""What every computed report shares: the frame, the body put in its place, the pictures."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from antifraud_desktop.documents import word
from antifraud_desktop.documents.frames import BODY_MARK, render_frame
from antifraud_desktop.documents.package import deterministic_bytes
from antifraud_desktop.documents.templates import FrameTemplate
from antifraud_desktop.errors import Refused
from antifraud_desktop.records.days import IssueHead, ReportInput
from antifraud_desktop.rules.day_words import day_text

DEMONSTRATION = "演示资料　非真实数据　不得外发"
NO_CHARTS = "近七日没有报送数字，本期不附图。"
DRAFT = "草稿　未编号　不得外发"
KEPT_WITH_FOOT = 2
"""So many paragraphs stand on one page with the foot: it never has a page of its own."""
FOOT_LINE_MM, FOOT_WIDTH_MM, FOOT_EM_MM, FOOT_SPARE_MM = 8.5, 140.0, 14 * 25.4 / 72, 3.0

_NO_ADDRESSEE = re.compile("^[报送发][：:]$")


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart to be placed: PNG bytes, its size on paper and what it tells."""

    png: bytes
    width_mm: float
    height_mm: float
    caption: str
    told: str


def frame_fields(data: ReportInput, title: str, hour: str) -> dict[str, str]:
    """Return the fields of a day's frame."""
    return head_fields(data.head, f"{day_text(data.day.date)}{hour}", title)


def head_fields(head: IssueHead, date_line: str, title: str) -> dict[str, str]:
    """Return the fields of the frame. A foot line without addressee is left out later."""
    return {
        "issuer": word.clean(head.issuer),
        "issue": f"第{head.number}期" if head.number else "（草稿）",
        "date_line": date_line,
        "title": word.clean(title),
        "report_to": word.clean(head.report_to),
        "send_to": word.clean(head.send_to),
        "copy_to": word.clean(head.copy_to or "各村（社区）、镇直各单位"),
        "issued_on": day_text(head.issued_at.date()),
    }


def build(
    frame: FrameTemplate,
    fields: Mapping[str, str],
    body: Sequence[str],
    charts: Sequence[Chart],
    marks: Sequence[str] = (),
    closing: Sequence[str] = (),
    no_charts: str = NO_CHARTS,
) -> bytes:
    """Return the document: the frame with the body and the charts where the mark stands.

    ``marks`` stand above the body and in the head of every page, ``closing`` after the charts,
    ``no_charts`` in their place where there are none.
    """
    from docx.oxml import parse_xml

    document = render_frame(frame.content, dict(fields))
    place = _place(document)
    shown = [word.paragraph("Demonstration", mark) for mark in marks]
    pictures = _charts(document, charts) or [word.body(no_charts)]
    parts = [*shown, *body, *pictures, *closing]
    root = parse_xml(f"<w:body {word.NAMESPACES}>{''.join(parts)}</w:body>")
    elements = list(root)
    _keep_with_foot(elements[-KEPT_WITH_FOOT:])
    for element in elements:
        place.addprevious(element)
    place.getparent().remove(place)
    _leave_out_empty_addressees(document)
    _make_room_for_foot(document)
    _mark_pages(document, "　　".join(marks))
    document.core_properties.title = fields["title"]
    document.core_properties.author = fields["issuer"]
    return deterministic_bytes(document)


def marks(data: ReportInput) -> list[str]:
    """Return the lines a day's document is marked by."""
    return head_marks(data.head, demonstration=data.day.demonstration)


def head_marks(head: IssueHead, *, demonstration: bool) -> list[str]:
    """Return the lines that keep demonstration and draft from passing for the real thing."""
    lines = [DEMONSTRATION] if demonstration else []
    return lines + ([] if head.number else [DRAFT])


def _place(document: Any) -> Any:
    found = [p for p in document.paragraphs if p.text.strip() == BODY_MARK]
    if len(found) != 1:
        raise Refused(
            f"模板里应有且只有一个独占一段的“{BODY_MARK}”。", "请恢复默认模板或改正后再生成。"
        )
    return found[0]._p  # noqa: SLF001 - python-docx gives elements no other way


def _keep_with_foot(elements: Sequence[Any]) -> None:
    for element in elements:
        for properties in element.xpath("./w:pPr"):
            properties.get_or_add_keepNext()


def _leave_out_empty_addressees(document: Any) -> None:
    for element in document.element.body.xpath(".//w:p[w:pPr/w:pStyle/@w:val='Colophon']"):
        text = "".join(t.text or "" for t in element.iter("{*}t")).strip()
        if _NO_ADDRESSEE.match(text) and len(element.getparent().xpath("./w:p")) > 1:
            element.getparent().remove(element)


def _make_room_for_foot(document: Any) -> None:
    """Size the foot by its lines, and the paragraph it hangs on, which keeps its place free.

    The box stands at the bottom of the last page; text never runs under it, because the
    paragraph below the text is as high as the box.
    """
    for anchor in document.element.body.xpath(".//w:p[w:pPr/w:pStyle/@w:val='FootAnchor']"):
        boxes = anchor.xpath(".//wp:anchor")
        if not boxes:
            continue
        texts = (
            "".join(t.text or "" for t in element.iter("{*}t"))
            for element in anchor.xpath(".//w:p[w:pPr/w:pStyle/@w:val='Colophon']")
        )
        count = sum(max(1, -int(-_foot_mm(text) // FOOT_WIDTH_MM)) for text in texts)
        height = count * FOOT_LINE_MM + FOOT_SPARE_MM
        for extent in boxes[0].xpath("./wp:extent | .//a:xfrm/a:ext"):
            extent.set("cy", str(round(height * word.EMU_PER_MM)))
        spacing = anchor.pPr.get_or_add_spacing()
        for name, value in (("line", round(height * word.TWIPS_PER_MM)), ("lineRule", "exact")):
            spacing.set(f"{{{spacing.nsmap['w']}}}{name}", str(value))


def _foot_mm(text: str) -> float:
    return word.text_mm(text) / word.CELL_EM_MM * FOOT_EM_MM


def _mark_pages(document: Any, text: str) -> None:
    """Write the marks into the head of every page, where the frame has heads."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml

    if not text:
        return
    # Filling the frame exchanges these parts; only the relations lead to the new ones.
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.HEADER:
            for first in relation.target_part.element.xpath("./w:p[1]"):
                run = word.run(text).replace("<w:r>", f"<w:r {word.NAMESPACES}>", 1)
                first.append(parse_xml(run))


def _charts(document: Any, charts: Sequence[Chart]) -> list[str]:
    parts: list[str] = []
    for number, chart in enumerate(charts, start=1):
        relation, _image = document.part.get_or_add_image(io.BytesIO(chart.png))
        parts.append(word.paragraph("Caption", f"图{number}　{chart.caption}"))
        parts.append(word.picture(relation, number, chart.width_mm, chart.height_mm, chart.told))
    return parts
