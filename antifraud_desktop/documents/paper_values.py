"""The gate of a person's paper: every value as a template is given it, and as Word shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from antifraud_desktop.documents import word
from antifraud_desktop.documents.long_cells import parts
from antifraud_desktop.documents.paper_fields import WHOLE
from antifraud_desktop.records.person_papers import LongText, Sheet

NEW_PARAGRAPH = "\a"
"""What docxtpl makes a new paragraph of; a line break would stretch the line before it."""
_LONG_MM, _LISTED_MM = 126.0, 84.0
_BOXES = re.compile("[□☑]")
"""Marks that Word takes for Latin ones unless it is told."""


def filled(sheet: Sheet, *, whole: bool = False) -> dict[str, Any]:
    """Return a sheet as a template takes it.

    Numbers of persons in free text are masked; the person's own fields stay as they are handed
    over. ``whole`` keeps all of it: a copy of the own data, in which others are masked already.
    """
    return {name: _value(name, value, whole=whole) for name, value in sheet.items()}


def _value(name: str, value: object, *, whole: bool) -> Any:
    if isinstance(value, LongText):
        return _rows(value)
    if isinstance(value, tuple | list):
        return [filled(part, whole=whole) for row in value for part in _parted(row)]
    if isinstance(value, Mapping):
        return filled(value, whole=whole)
    if value is None:
        return word.BLANK
    gate: Callable[[object], str] = word.held if whole or name in WHOLE else word.clean
    return NEW_PARAGRAPH.join(gate(line) for line in word.lines(value))


def _parted(row: Sheet) -> Iterator[Sheet]:
    """Yield a row, and further ones while its text goes on."""
    if not isinstance(row.get("text"), str):
        yield row
        return
    first, *rest = parts(row["text"], _LISTED_MM)
    yield {**row, "text": first}
    going_on = {name: "（续）" if number == 0 else "" for number, name in enumerate(row)}
    yield from ({**going_on, "text": text} for text in rest)


def _rows(long: LongText) -> list[dict[str, str]]:
    pieces = parts(long.text, _LONG_MM)
    return [
        {
            "label": long.label if number == 0 else "（续）",
            "text": NEW_PARAGRAPH.join(word.clean(line) for line in word.lines(piece)),
        }
        for number, piece in enumerate(pieces)
    ]


def tell_fonts(document: Any) -> None:
    """Give characters the standard's fonts lack a font of their own; Chinese marks are Chinese.

    A template's run holds what was filled in with the font of the template.
    """
    from docx.oxml import parse_xml

    for run in list(document.element.body.iter("{*}r")):
        texts = [node for node in run if node.tag.endswith("}t")]
        if len(texts) != 1 or not (text := texts[0].text or ""):
            continue
        written = word.run(text, figure=True)
        if "<w:rPr>" not in written and not _BOXES.search(text):
            continue
        made = parse_xml(f"<w:p {word.NAMESPACES}>{written}</w:p>")
        for new in list(made):
            run.addprevious(_with_properties(new, run))
        run.getparent().remove(run)


def _with_properties(new: Any, old: Any) -> Any:
    """Return the new run with the old one's properties beside its own font."""
    from docx.oxml.ns import qn

    properties = deepcopy(old.rPr) if old.rPr is not None else new.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    given = new.rPr.rFonts if new.rPr is not None else None
    for key, value in (given.attrib if given is not None else {}).items():
        fonts.set(key, value)
    if _BOXES.search(new.text):
        fonts.set(qn("w:hint"), "eastAsia")
    if new.rPr is not None and new.rPr is not properties:
        new.remove(new.rPr)
    if new.rPr is None:
        new.insert(0, properties)
    return new
