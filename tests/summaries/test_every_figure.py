"""Every figure of a demonstration's summaries is traced to the rows it counts."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from docx import Document

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.records.summary_figures import Figure, Ledger, Named, Trace
from antifraud_desktop.rules.summary_results import INTERVAL
from antifraud_desktop.vocabulary import DocumentKind
from tests.evaluation.independent_inputs import Tables
from tests.summaries.conftest import AUGUST, SEPTEMBER, UNTIL
from tests.summaries.plain import counted
from tests.summaries.plain_levels import target_of

WEEKLY, MONTHLY, WHOLE = (
    DocumentKind.WEEKLY_SUMMARY,
    DocumentKind.MONTHLY_SUMMARY,
    DocumentKind.WORK_SUMMARY,
)
Asked = tuple[DocumentKind, date, date | None]
ASKED: tuple[Asked, ...] = (
    (WEEKLY, date(2023, 9, 20), None),
    (WEEKLY, UNTIL, None),
    (MONTHLY, SEPTEMBER, None),
    (MONTHLY, date(2023, 8, 1), None),
    (WHOLE, date(2023, 7, 31), date(2023, 10, 2)),
)
DATES = re.compile(r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}[年月日](?:至(?:\d{1,2}月)?\d{1,2}日)?")
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@pytest.fixture(params=ASKED, ids=lambda asked: f"{asked[0].value}-{asked[1]}")
def asked(request: pytest.FixtureRequest) -> Asked:
    found: Asked = request.param
    return found


def traces(demo: Program, asked: Asked) -> Iterator[Trace]:
    yield from demo.ledgers.summaries.traces(*asked, most=100_000)


def test_every_counted_figure_is_what_the_tables_hold(
    demo: Program, tables: Tables, asked: Asked
) -> None:
    found = [t for t in traces(demo, asked) if t.figure.ledger is not Ledger.COMPUTED]
    assert len(found) > 40
    wrong = {
        t.figure.key: (t.figure.value, again)
        for t in found
        if (again := counted(t.figure, tables)) != t.figure.value
    }
    assert wrong == {}


def test_the_rows_behind_a_figure_add_up_to_it(demo: Program, asked: Asked) -> None:
    for trace in traces(demo, asked):
        if trace.figure.ledger is not Ledger.COMPUTED:
            assert trace.total == sum(row.amount for row in trace.rows) == trace.figure.value, trace
            assert trace.count == len(trace.rows)


def test_every_computed_figure_follows_from_its_parts(
    demo: Program, tables: Tables, asked: Asked
) -> None:
    for trace in traces(demo, asked):
        if trace.figure.ledger is Ledger.COMPUTED:
            parts = [part.value for part in trace.parts]
            assert trace.figure.value == _again(trace.figure, parts, trace.parts, tables), trace


def _again(figure: Figure, parts: list[int], figures: tuple[Figure, ...], tables: Tables) -> int:
    kind = figure.key.split(".")
    if "share" in kind:
        exact = Fraction(parts[0], parts[1]) * 1000
        rounded = int(exact + Fraction(1, 2))
        return 10 * (min(rounded, 999) if parts[0] < parts[1] else rounded)
    if kind[-1] in ("low", "high"):
        return _wilson(parts[0], parts[1], low=kind[-1] == "low")
    if kind[-1] == "needed":
        share = Fraction(target_of(figures[1], tables)["share_ppm"], 1_000_000)
        return -int(-(share * parts[0]) // 1)
    if kind[-1] == "per_day":
        by = next(t["by"] for t in tables["target"] if t["code"] == kind[1])
        return -(-parts[0] // ((date.fromisoformat(by) - figures[0].first).days + 1))
    if kind[-1] in ("others", "still"):
        return parts[0] - sum(parts[1:])
    return abs(parts[0] - parts[1])


def _wilson(aware: int, asked: int, *, low: bool) -> int:
    """R7: the 95 % interval as textbooks give it, in hundredths of a percent."""
    z, share = 1.959963984540054, aware / asked
    middle = share + z * z / (2 * asked)
    spread = z * math.sqrt(share * (1 - share) / asked + z * z / (4 * asked * asked))
    limit = (middle - spread if low else middle + spread) / (1 + z * z / asked)
    return 10 * int(limit * 1000 + 0.5)


def test_the_text_tells_no_number_but_figures_dates_and_names(
    demo: Program, tables: Tables, asked: Asked
) -> None:
    known = {
        row[column]
        for table, column in (
            ("unit", "name"), ("activity", "title"), ("target", "name"), ("material", "name"),
            ("indicator", "name"), ("activity_type", "name"), ("fraud_type", "name"),
        )
        for row in tables[table]
    }  # fmt: skip
    view = demo.ledgers.summaries.view(*asked)
    by_key = {figure.key: figure for figure in view.figures}
    for paragraph in view.paragraphs:
        assert not NUMBER.search(paragraph.lead)
        for part in paragraph.parts:
            if isinstance(part, str):
                assert not NUMBER.search(part), part
            elif isinstance(part, Named):
                rest = DATES.sub("", part.text).replace(INTERVAL, "")
                for name in sorted(known, key=len, reverse=True):
                    rest = rest.replace(name, "")
                assert not NUMBER.search(rest), part.text
            else:
                assert by_key[part.key] == part


def test_the_document_is_the_text_and_its_table(
    demo: Program, asked: Asked, tmp_path: Path
) -> None:
    summaries = demo.ledgers.summaries
    view = summaries.view(*asked)
    document = Document(io.BytesIO(summaries.preview(*asked)))
    read = [p.text for p in document.paragraphs]
    for paragraph in view.paragraphs:
        assert paragraph.lead + paragraph.text in read
    told = {figure.told for figure in view.figures}
    (table,) = document.tables
    for row in table.rows[1:]:
        for cell in row.cells[1:]:
            text = re.sub("^(?:增加|减少)", "", cell.text)
            assert text in told | {"未报", "—", "持平", "<5"}
    body = {text for text in read if NUMBER.search(text)}
    said = {p.lead + p.text for p in view.paragraphs}
    others = [text for text in body - said if not DATES.sub("", text).strip().startswith("图")]
    loose = [text for text in others if NUMBER.search(DATES.sub("", text))]
    assert loose == ["“未报”指没有单位报送，不等于零；“—”指没有可比的数字；人数不足5的不写确数。"]


def test_a_frozen_ranking_is_told_with_its_leaders_alone(demo: Program) -> None:
    view = demo.ledgers.summaries.view(MONTHLY, AUGUST)
    (told,) = [p for p in view.paragraphs if "考核已经定稿" in p.text]
    assert told.text.startswith("2023年8月考核已经定稿，参加排名的单位")
    result = demo.evaluations.months.results(AUGUST).result
    leading = [u.name for u in result.units if u.rank is not None][:3]
    assert [p.text for p in told.parts if isinstance(p, Named)][1:] == leading
    week = demo.ledgers.summaries.view(WEEKLY, date(2023, 8, 20))
    assert not any("考核" in p.text for p in week.paragraphs)


def test_the_grid_of_requirements_counts_what_the_sentences_count(own_demo: Program) -> None:
    record, _changes = own_demo.ledgers.summaries.issue(MONTHLY, SEPTEMBER)
    data = own_demo.ledgers.summaries.snapshot(record.id).data
    (grid,) = data.grids
    cells = [text.split("/") for row in grid.texts for text in row if text]
    assert sum(int(done) for done, _required in cells) == sum(r.done.value for r in data.required)
    assert sum(int(r) for _done, r in cells) == sum(r.required.value for r in data.required)
    assert {state for row in grid.cells for state in row} <= {"", "done", "short"}
