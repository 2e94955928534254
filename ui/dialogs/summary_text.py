"""A summary as it is read in the window: its figures are links, its table stands in its place."""

from __future__ import annotations

from html import escape

from antifraud_desktop.records.summaries import SummaryView
from antifraud_desktop.records.summary_figures import Figure, Paragraph
from antifraud_desktop.rules.day_words import day_text

TABLE_BEFORE = 3
"""The table closes the chapter of results: it stands before the third heading."""


def summary_head(view: SummaryView) -> str:
    """Return the title with the days that are meant."""
    p = view.period
    running = f"，截至{p.until.month}月{p.until.day}日" if p.until < p.last else ""
    return f"{view.title}（{day_text(p.first)}至{day_text(p.last)}{running}）"


def summary_html(view: SummaryView) -> str:
    """Return the text; what comes from the ledgers is no markup."""
    parts: list[str] = []
    headings = 0
    for paragraph in view.paragraphs:
        headings += paragraph.heading
        if paragraph.heading and headings == TABLE_BEFORE:
            parts.append(_table(view.table))
        parts.append(_paragraph(paragraph))
    return "".join(parts)


def _paragraph(paragraph: Paragraph) -> str:
    if paragraph.heading:
        return f"<h3>{escape(paragraph.text)}</h3>"
    told = "".join(
        f'<a href="#{escape(part.key)}">{escape(part.told)}</a>'
        if isinstance(part, Figure)
        else escape(part if isinstance(part, str) else part.text)
        for part in paragraph.parts
    )
    return f"<p><b>{escape(paragraph.lead)}</b>{told}</p>"


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    if len(rows) <= 1:
        return ""
    told = "".join(
        f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in rows
    )
    return f'<table border="1" cellspacing="0" cellpadding="4">{told}</table>'
