"""The notice of an inspection to come (督导检查通知)."""

from __future__ import annotations

from antifraud_desktop.documents import word
from antifraud_desktop.documents.supervision_paper import UNINDENTED, assemble, signed
from antifraud_desktop.records.supervision import NoticeRecord, SheetHead
from antifraud_desktop.rules.day_words import day_text

RELIEF = (
    "请照常开展工作，不用另外准备汇报材料、展板和台账，不安排陪同；需要了解的情况现场看、当面问。"
)


def build_inspection_notice(head: SheetHead, notice: NoticeRecord) -> bytes:
    """Return the notice as .docx bytes; equal input gives equal bytes."""
    why = "为了解反诈工作开展情况、帮助解决困难，镇反诈办拟到你单位督导检查，有关事项通知如下："
    content = (
        word.paragraph("BodyText", f"{word.clean(notice.unit)}：", properties=UNINDENTED)
        + word.body(why)
        + word.heading("一、时间")
        + word.body(day_text(notice.day))
        + word.heading("二、人员")
        + word.body(notice.inspectors or "镇反诈办工作人员")
        + word.heading("三、内容")
        + "".join(word.body(f"{n}. {text}") for n, text in enumerate(notice.matters, start=1))
        + word.heading("四、要求")
        + word.body(RELIEF)
        + signed(head)
    )
    return assemble(head, f"{head.township}反诈工作督导检查通知", content)
