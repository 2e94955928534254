"""Marked personal data, an office full of it, and looking for it in whatever was produced."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from html import unescape

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.records.townships import ExemptionRecord
from tests.ui.office import DAY, NOW

NAME = "李四甲"
PHONE, SPACED_PHONE = "13899990000", "138 9999 0000"
IDENTITY = "990101199001011239"
CARD = "6222021234567890123"
MARKS = (NAME, PHONE, SPACED_PHONE, IDENTITY, CARD)
NUMBERS = (PHONE, SPACED_PHONE, IDENTITY, CARD)
TEXT = f"来电{PHONE}或{SPACED_PHONE}，证{IDENTITY}，卡{CARD}"
REASON = f"核对后更正（{TEXT}）"
AMOUNT = 13_800_138_000
"""A loss in yuan that looks like a phone; as a figure it must stay."""

MESSAGE = f"""大石村联络员 2023/8/12 17:31:02
大石村：入户28户，宣传96人次，新增几十个吧打{PHONE}问
备注：{TEXT}
"""


def fill(program: Program) -> None:
    """Put marked data wherever the program takes any."""
    units = program.units
    units.save(replace(units.get("U001"), liaison=NAME, phone=PHONE))
    units.save(replace(units.get("U002"), liaison=NAME, phone=f"{SPACED_PHONE}（微信同号）"))
    program.townships.change_settings(
        {
            "issuer": f"青禾镇反诈办{PHONE}",
            "copy_to": f"各村（联系{SPACED_PHONE}）",
            "tomorrow": (f"有情况打{PHONE}", f"涉案卡{CARD}"),
        },
        date(2023, 8, 1),
    )
    program.intake.accept(program.intake.read_messages(MESSAGE, DAY))
    program.submissions.type_figures(
        DAY,
        [FigureEdit("U002", "households_visited", 32), FigureEdit("U002", "loss_amount", AMOUNT)],
        received=NOW.replace(hour=17, minute=5),
    )
    program.submissions.type_figures(
        DAY, [FigureEdit("U002", "households_visited", 33)], reason=REASON, received=NOW
    )
    program.submissions.send_back("U002", DAY, REASON)
    program.calendar.save_exemption(ExemptionRecord("U003", DAY, DAY, f"防汛，{TEXT}", "镇长"))
    program.calendar.set_day(date(2023, 8, 13), reporting=False, reason=f"停报，{TEXT}")


def marks_in(content: bytes | str, marks: Iterable[str] = MARKS) -> set[str]:
    """Return the marks found in what was produced: in parts of packages and pictures too."""
    texts = list(_texts(content if isinstance(content, bytes) else content.encode()))
    return {mark for mark in marks for text in texts if mark in text}


def _texts(content: bytes) -> Iterator[str]:
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                yield name
                yield from _texts(package.read(name))
        return
    if content.startswith(b"\x89PNG"):
        yield from _png_texts(content)
    text = content.decode("utf-8", "replace")
    yield text
    # Runs of a paragraph may part a number, and a name may be written by character numbers.
    yield unescape(re.sub(r"<[^>]*>", "", text))
    yield content.decode("utf-16-le", "replace")


def _png_texts(content: bytes) -> Iterator[str]:
    place = 8
    while place < len(content):
        (length,) = struct.unpack(">I", content[place : place + 4])
        kind, data = content[place + 4 : place + 8], content[place + 8 : place + 8 + length]
        if kind in (b"tEXt", b"iTXt", b"eXIf"):
            yield data.decode("utf-8", "replace")
        if kind == b"zTXt":
            yield zlib.decompress(data.split(b"\0", 1)[1][1:]).decode("utf-8", "replace")
        place += 12 + length
