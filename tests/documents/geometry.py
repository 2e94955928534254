"""What a document must keep on paper, read from the file alone: page, tables, pictures, traces."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from docx import Document
from docx.oxml.ns import qn

TEXT_MM, TWIPS_PER_MM, EMU_PER_MM = 156, 56.6929, 36_000
MARGINS_MM = [37, 35, 28, 26]
LONG_TABLE = 20
TRACES = (
    (r"\{\{|\}\}|\{%|%\}|｛｛|｝｝", "template tag left"),
    (r"\bNone\b|\bnan\b|NaT", "None or nan printed"),
    (r"20\d\d年0\d月|月0\d日", "padded date"),
    ("[\ue000-\uf8ff\ufffd]", "private-use or replacement character"),
)


def all_text(document: Any) -> str:
    """Every paragraph's text, those of tables and text boxes too."""
    paragraphs = document.element.body.iter(qn("w:p"))
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in paragraphs)


def faults(content: bytes) -> list[str]:
    """Say what is wrong with a document's shape."""
    document = Document(io.BytesIO(content))
    return [
        *_page(document),
        *_tables(document),
        *_pictures(document),
        *_traces(document),
        *_package(content),
    ]


def _page(document: Any) -> list[str]:
    found: list[str] = []
    for section in document.sections:
        page = [round(x.mm) for x in (section.page_width, section.page_height)]
        sides = [
            round(x.mm)
            for x in (
                section.top_margin,
                section.bottom_margin,
                section.left_margin,
                section.right_margin,
            )
        ]
        if page != [210, 297] or sides != MARGINS_MM:
            found.append(f"page {page} margins {sides}")
        grid = section._sectPr.xpath("./w:docGrid")[0]
        if (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) != ("lines", "579"):
            found.append("grid")
    if not document.settings.odd_and_even_pages_header_footer:
        found.append("odd and even footers")
    return found


def _tables(document: Any) -> list[str]:
    found: list[str] = []
    for table in document.tables:
        width = sum(int(g.get(qn("w:w"))) for g in table._tbl.tblGrid.gridCol_lst)
        if width > (TEXT_MM + 1) * TWIPS_PER_MM:
            found.append(f"table {width} twips wide")
        rows = table._tbl.tr_lst
        if len(rows) > LONG_TABLE and not rows[0].xpath("./w:trPr/w:tblHeader"):
            found.append("long table without a repeating head")
        if any(not row.xpath("./w:trPr/w:cantSplit") for row in rows):
            found.append("row that may split")
    return found


def _pictures(document: Any) -> list[str]:
    body = document.element.body
    limit = (TEXT_MM + 1) * EMU_PER_MM
    wide = [e for e in body.iter("{*}extent") if int(e.get("cx")) > limit]
    inline = body.xpath(".//w:p[w:r/w:drawing/wp:inline]")
    clipped = [p for p in inline if p.pPr.pStyle.val != "Picture"]
    untold = [e for e in body.iter("{*}docPr") if not e.get("descr")]
    return (
        ["picture too wide"] * len(wide)
        + ["picture in exact spacing"] * len(clipped)
        + ["picture without a text"] * len(untold)
    )


def _traces(document: Any) -> list[str]:
    text = all_text(document)
    return [why for pattern, why in TRACES if re.search(pattern, text)]


def _package(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        xml = package.read("word/document.xml").decode()
        declared = package.read("[Content_Types].xml").decode()
        names = package.namelist()
    found = ["theme font"] if re.search(r"w:(ascii|eastAsia|hAnsi)Theme=", xml) else []
    kinds = {n.rsplit(".", 1)[-1] for n in names if n != "[Content_Types].xml"}
    found += [f"undeclared {k}" for k in kinds if f'Extension="{k}"' not in declared]
    return found
