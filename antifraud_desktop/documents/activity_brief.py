"""The activity brief (简报): one or several activities told in sentences, up to four pictures."""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image

from antifraud_desktop.documents import word
from antifraud_desktop.documents.report import Chart, build, head_fields, head_marks
from antifraud_desktop.documents.templates import FrameTemplate, shipped_frame
from antifraud_desktop.records.activities import BriefActivity, BriefInput
from antifraud_desktop.rules.day_words import day_text
from db.vocabulary import DocumentKind

MOST_PICTURES = 4
WIDEST_MM, HIGHEST_MM = 110.0, 62.0
DOTS_PER_MM = 8
"""About 200 dots an inch: sharp on paper, a tenth of what a telephone takes."""
QUALITY = 85
NO_PICTURES = "本期没有附照片。"
_ORDER = "一二三四五六七八九十"


def build_activity_brief(
    data: BriefInput, pictures: Mapping[int, bytes], frame: FrameTemplate | None = None
) -> bytes:
    """Return the brief as .docx bytes; ``pictures`` holds the bytes of those named in ``data``.

    Without a frame the shipped one is used. It tells numbers of people, never names.
    """
    several = len(data.activities) > 1
    parts: list[str] = []
    if several:
        heard = sum(number for a in data.activities for _group, number in a.audience)
        parts.append(
            word.body(f"本期反映{len(data.activities)}场活动，参加和受宣传群众{heard}人次。")
        )
    charts: list[Chart] = []
    for number, activity in enumerate(data.activities):
        if several:
            parts.append(word.heading(f"{_numeral(number)}、{activity.title}"))
        parts += [word.body(text) for text in sentences(activity)]
        charts += [
            _picture(pictures[p.id], activity)
            for p in activity.pictures
            if p.id in pictures and len(charts) < MOST_PICTURES
        ]
    fields = head_fields(data.head, day_text(data.day), data.title)
    marks = head_marks(data.head, demonstration=data.demonstration)
    frame = frame or shipped_frame(DocumentKind.ACTIVITY_BRIEF)
    return build(frame, fields, parts, charts[:MOST_PICTURES], marks, no_charts=NO_PICTURES)


def sentences(activity: BriefActivity) -> list[str]:
    """Return what happened, what was used, what came of it: a paragraph each."""
    at = f"{activity.at.hour}时{activity.at.minute:02}分" if activity.at else ""
    where = f"在{activity.place}" if activity.place else ""
    first = f"{day_text(activity.day)}{at}，{activity.unit_name}{where}开展{activity.type_name}"
    if activity.title != activity.type_name:
        first += f"“{activity.title}”"
    if activity.hosts:
        first += f"，由{activity.hosts}承办"
    first += _heard(activity)
    if activity.quantity is not None and activity.quantity_word:
        first += f"，共{activity.quantity}{activity.quantity_word}"
    told = [first + "。"]
    if activity.materials:
        told.append(f"活动使用{'、'.join(activity.materials)}。")
    if activity.summary.strip():
        told.append(activity.summary.strip())
    if activity.media_link.strip():
        told.append(f"媒体报道：{activity.media_link.strip()}")
    return told


def _heard(activity: BriefActivity) -> str:
    groups = [f"{group}{number}人" for group, number in activity.audience]
    if not groups:
        return ""
    total = sum(number for _group, number in activity.audience)
    more = f"，共{total}人" if len(groups) > 1 else ""
    return f"，受众为{'、'.join(groups)}{more}"


def _numeral(place: int) -> str:
    tens, ones = divmod(place + 1, 10)
    if not tens:
        return _ORDER[ones - 1]
    return (_ORDER[tens - 1] if tens > 1 else "") + "十" + (_ORDER[ones - 1] if ones else "")


def _picture(content: bytes, activity: BriefActivity) -> Chart:
    with Image.open(io.BytesIO(content)) as opened:
        image = opened.convert("RGB")
    share = min(WIDEST_MM / image.width, HIGHEST_MM / image.height)
    width, height = image.width * share, image.height * share
    image.thumbnail((round(width * DOTS_PER_MM), round(height * DOTS_PER_MM)))
    small = io.BytesIO()
    image.save(small, "JPEG", quality=QUALITY)
    caption = f"{activity.unit_name}{activity.title}"
    return Chart(small.getvalue(), width, height, caption, f"照片：{caption}")
