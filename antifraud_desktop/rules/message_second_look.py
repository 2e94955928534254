"""A last look at what was read: figures that are certain alone, but not beside their neighbours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from antifraud_desktop.records.intake import Doubt, FigureReading, Span, VersionReading

_WIDE_COMMA = re.compile(r"[\d０-９]，[\d０-９]{3}(?![\d０-９])")
_LISTED = re.compile(r"[ \t]*[、和及与,，][ \t]*")
_SHARED_OUT = re.compile("分别|各是|各为|依次")
WHY: Mapping[str, str] = {
    "wide_comma": "数字中间是中文逗号，可能是一个数，也可能是两个数，请核实。",
    "several_values": "这一项后面连着报了几个数，请核实合计。",
}


def second_look(raw: str, reading: VersionReading) -> VersionReading:
    """Return the reading with every figure its neighbours make doubtful turned into a doubt.

    ``raw`` is the text as pasted. 单子1，300份 may be one number or two; 损失3000元、5000元 names
    one figure with two amounts.
    """
    kept: list[FigureReading] = []
    doubts = list(reading.doubts)
    for figure in reading.figures:
        code = _objection(raw, figure, reading.doubts)
        if code is None:
            kept.append(figure)
            continue
        proposed = figure.value if code == "wide_comma" else None
        found = Doubt(figure.indicator, figure.text, WHY[code], code, proposed, figure.place)
        doubts.append(found)
    if len(kept) == len(reading.figures):
        return reading
    doubts.sort(key=lambda d: d.place.start if isinstance(d.place, Span) else 0)
    return replace(reading, figures=tuple(kept), doubts=tuple(doubts))


def _objection(raw: str, figure: FigureReading, doubts: tuple[Doubt, ...]) -> str | None:
    place = figure.place
    if not isinstance(place, Span):
        return None
    if _WIDE_COMMA.search(raw[place.start : place.end]):
        return "wide_comma"
    if _SHARED_OUT.search(raw[place.start : place.end]):
        return "several_values"
    for doubt in doubts:
        orphan = doubt.indicator is None and doubt.code == "no_label"
        if not orphan or not isinstance(doubt.place, Span):
            continue
        if _LISTED.fullmatch(raw[place.end : doubt.place.start]) and raw[place.end] != "，":
            return "several_values"
    return None
