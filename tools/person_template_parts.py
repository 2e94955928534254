"""The parts a template of a person's paper is written from: lines, rows, tables, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from make_base_document import paragraph

TWIPS_PER_MM = 56.6929
ROW_MM, SIGN_MM = 9.0, 14.0
LINE = 'w:val="single" w:sz="{}" w:space="0" w:color="000000"'


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a form: its text (a line each), how many columns wide, label or left text."""

    text: str
    span: int = 1
    style: str = "CellLeft"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a form and its least height in millimetres; ``tag`` rows steer and vanish."""

    boxes: tuple[Box, ...]
    least_mm: float = ROW_MM
    head: bool = False
    keep: bool = False


def label(text: str, span: int = 1) -> Box:
    """Return the name of a field, in 黑体."""
    return Box(text, span, "CellHead")


def pairs(*texts: str) -> Row:
    """Return a row of fields: name, value, name, value."""
    return Row(tuple(label(t) if n % 2 == 0 else Box(t) for n, t in enumerate(texts)))


def wide(name: str, value: str, span: int, least_mm: float = ROW_MM) -> Row:
    """Return a row of one field that goes over the rest of the width."""
    return Row((label(name), Box(value, span)), least_mm)


def head(*texts: str) -> Row:
    """Return the head of a list."""
    return Row(tuple(label(t) for t in texts), head=True)


def band(text: str, span: int) -> Row:
    """Return a heading across the table that stays with what follows it."""
    return Row((label(text, span),), keep=True)


def tag(text: str, span: int) -> Row:
    """Return a row that holds nothing but a tag of the template; it vanishes when filled."""
    return Row((Box(text, span),))


def each(name: str, source: str, cells: Sequence[str], span: int) -> tuple[Row, ...]:
    """Return the rows that repeat for every entry of a list."""
    return (
        tag(f"{{%tr for {name} in {source} %}}", span),
        Row(tuple(Box(cell) for cell in cells)),
        tag("{%tr endfor %}", span),
    )


def long_text(source: str, span: int, least_mm: float) -> tuple[Row, ...]:
    """Return the rows of a long text: a row never splits over two pages, so it is several."""
    return (
        tag(f"{{%tr for part in {source} %}}", span),
        Row((label("{{ part.label }}"), Box("{{ part.text }}", span - 1)), least_mm),
        tag("{%tr endfor %}", span),
    )


def sign(*texts: str, span: int = 1, least_mm: float = SIGN_MM) -> Row:
    """Return a row to be signed by hand; the last field goes over ``span`` columns."""
    last = len(texts) - 1
    boxes = tuple(
        label(t) if n % 2 == 0 else Box(t, span if n == last else 1) for n, t in enumerate(texts)
    )
    return Row(boxes, least_mm, keep=True)


def table(widths_mm: Sequence[float], rows: Sequence[Row]) -> str:
    """Return a ruled table whose rows never split; heads repeat on every page."""
    widths = [round(w * TWIPS_PER_MM) for w in widths_mm]
    sides = "".join(f"<w:{s} {LINE.format(8)}/>" for s in ("top", "left", "bottom", "right"))
    inner = "".join(f"<w:{s} {LINE.format(4)}/>" for s in ("insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    margin = "".join(f'<w:{s} w:w="57" w:type="dxa"/>' for s in ("left", "right"))
    content = "".join(_row(row, widths) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{sides}{inner}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margin}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{content}</w:tbl>"
    )


def _row(row: Row, widths: Sequence[int]) -> str:
    cells: list[str] = []
    column = 0
    for box in row.boxes:
        width = sum(widths[column : column + box.span])
        span = f'<w:gridSpan w:val="{box.span}"/>' if box.span > 1 else ""
        kept = "<w:keepNext/>" if row.keep or row.head else ""
        text = "".join(paragraph(box.style, line, kept) for line in box.text.split("\n"))
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}'
            f'<w:vAlign w:val="center"/></w:tcPr>{text}</w:tc>'
        )
        column += box.span
    if column != len(widths):
        raise ValueError(row)
    repeat = "<w:tblHeader/>" if row.head else ""
    height = f'<w:trHeight w:val="{round(row.least_mm * TWIPS_PER_MM)}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{repeat}</w:trPr>{''.join(cells)}</w:tr>"


def end() -> str:
    """Return the paragraph Word wants after a table, without height."""
    return paragraph("FootAnchor", "")


def title(text: str) -> str:
    """Return the title of a form."""
    return paragraph("FormTitle", text)


def text(*lines: str, signed: bool = False) -> str:
    """Return running text, a paragraph each; ``signed`` stays with the signature below it."""
    kept = "<w:keepNext/>" if signed else ""
    return "".join(paragraph("BodyText", line, kept) for line in lines)


def steer(line: str) -> str:
    """Return a paragraph that holds a tag of the template and vanishes when filled."""
    return paragraph("BodyText", line)


def to(line: str) -> str:
    """Return whom a letter is for, without indent."""
    return paragraph("Normal", line)


def section(line: str) -> str:
    """Return a first-level heading."""
    return paragraph("Level1", line)


def note(*lines: str) -> str:
    """Return small text below or above a table."""
    return "".join(paragraph("TableNote", line) for line in lines)


def signature(*lines: str) -> str:
    """Return name and date on the right, two characters in, held together with what precedes."""
    right = '<w:ind w:rightChars="200" w:right="640"/><w:jc w:val="right"/>'
    blank = paragraph("Normal", "", "<w:keepNext/>")
    last = len(lines) - 1
    return blank + "".join(
        paragraph("Normal", line, ("" if n == last else "<w:keepNext/>") + right)
        for n, line in enumerate(lines)
    )
