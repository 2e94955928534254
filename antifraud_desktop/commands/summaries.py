"""report weekly|monthly|summary: summaries issued from the ledgers, as docx and as xlsx."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.commands.face import Face, put_json, say
from antifraud_desktop.records.days import IssuedRecord
from antifraud_desktop.records.summaries import SummaryView
from antifraud_desktop.records.summary_figures import Figure
from antifraud_desktop.rules.summary_measures import is_small
from antifraud_desktop.vocabulary import DocumentKind

SUMMARIES: Mapping[str, DocumentKind] = {
    "weekly": DocumentKind.WEEKLY_SUMMARY,
    "monthly": DocumentKind.MONTHLY_SUMMARY,
    "summary": DocumentKind.WORK_SUMMARY,
}
MONTH = click.DateTime(["%Y-%m"])


@dataclass(frozen=True, slots=True)
class Asked:
    """The options that say what days are meant, as they were given."""

    day: datetime | None
    month: datetime | None
    since: datetime | None
    until: datetime | None

    def refuse(self, kind: str) -> None:
        """Raise UsageError for an option the kind of report has no use for."""
        wrong = {
            "--date": self.day and kind == "summary",
            "--month": self.month and kind != "monthly",
            "--from": self.since and kind != "summary",
            "--to": self.until and kind != "summary",
        }
        for option, given in wrong.items():
            if given:
                raise click.UsageError(f"{option} 不用于 {kind}。")


def issue_summary(
    face: Face, kind: str, asked: Asked, out: Path, xlsx: Path | None, *, as_json: bool
) -> None:
    """Number, freeze and write a summary; again makes a new edition."""
    wanted = SUMMARIES[kind]
    with face.program() as program:
        first, last = _days(program, face, wanted, asked)
        summaries = program.ledgers.summaries
        issued, _changes = summaries.issue(wanted, first, last)
        program.documents.export(issued.id, out)
        if xlsx is not None:
            summaries.export(wanted, first, last, xlsx)
        view = summaries.view(wanted, first, last)
    if as_json:
        put_json({**_shape(issued, view), "file": str(out), "xlsx": str(xlsx) if xlsx else None})
    say(f"{issued.title}已写到 {out}" + (f"，表格已写到 {xlsx}" if xlsx else ""))


def _days(
    program: Program, face: Face, kind: DocumentKind, asked: Asked
) -> tuple[date, date | None]:
    today = face.clock.today()
    if kind is DocumentKind.WORK_SUMMARY:
        start = program.townships.overview().campaign.start
        return _day(asked.since) or start, _day(asked.until) or today
    return _day(asked.month) or _day(asked.day) or today, None


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


def _shape(issued: IssuedRecord, view: SummaryView) -> dict[str, Any]:
    period = view.period
    return {
        "kind": issued.kind,
        "first_day": period.first.isoformat(),
        "last_day": period.last.isoformat(),
        "until": period.until.isoformat(),
        "number": issued.number,
        "year": issued.year,
        "edition": issued.edition,
        "title": issued.title,
        "sha256": issued.sha256,
        "paragraphs": [one.lead + one.text for one in view.paragraphs],
        "figures": [_figure(figure) for figure in view.figures],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    """Return a figure; of few persons the count is not told (boundaries.md)."""
    return {
        "key": figure.key,
        "value": None if is_small(figure) else figure.value,
        "text": figure.told,
        "what": figure.what,
        "ledger": figure.ledger.value,
        "from": figure.first.isoformat(),
        "to": figure.last.isoformat(),
        "of": list(figure.of),
    }
