"""Few persons are not told exactly, nor by what their number could be worked out from."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.records.summaries import Cared, FraudLine, Frauds
from antifraud_desktop.records.summary_figures import Figure, Ledger
from antifraud_desktop.rules.summary_measures import follow_ups
from antifraud_desktop.rules.summary_results import counted_types
from antifraud_desktop.vocabulary import DocumentKind
from tests.ui.office import DAY, NOW

MONTHLY = DocumentKind.MONTHLY_SUMMARY
SMALL = range(1, 5)
numbers = st.integers(0, 40)


def figure(value: int, key: str) -> Figure | None:
    if not value:
        return None
    told = "少于5人次" if value in SMALL else f"{value}人次"
    return Figure(key, value, told, key, Ledger.FOLLOW_UPS, DAY, DAY, small=True)


@given(numbers, numbers)
def test_no_part_of_the_follow_ups_is_worked_out(done: int, not_done: int) -> None:
    cared = Cared(
        due=figure(done + not_done, "due"),
        done=figure(done, "done"),
        not_done=figure(not_done, "not_done"),
    )
    told = [part for part in follow_ups(cared) if isinstance(part, Figure)]
    exact = {part.key for part in told if part.value not in SMALL}
    hidden = {key for key, value in (("done", done), ("not_done", not_done)) if value in SMALL}
    if hidden:
        assert len(exact) <= 1, "the whole and one part would tell the other"
    assert not {part.told for part in told if part.value in SMALL} - {"少于5人次"}


@given(st.lists(st.integers(1, 12), min_size=2, max_size=9))
def test_no_single_small_type_is_worked_out_from_the_sum(counts: list[int]) -> None:
    counts.sort(reverse=True)
    lines = [
        FraudLine(str(n), Figure(str(n), c, f"{c}起", "", Ledger.INCIDENTS, DAY, DAY))
        for n, c in enumerate(counts)
    ]
    told = counted_types(Frauds(types=tuple(lines)))
    hidden = [line.count.value for line in lines if line.name not in told]
    assert all(line.count.value not in SMALL for line in lines if line.name in told)
    assert len(hidden) != 1 or hidden[0] not in SMALL


def test_three_visits_are_told_as_fewer_than_five_everywhere(
    quiet: Program, tmp_path: Path
) -> None:
    edits = [FigureEdit("U001", "case_visits", 3), FigureEdit("U001", "leaflets", 40)]
    quiet.submissions.type_figures(DAY, edits, received=NOW)
    summaries = quiet.ledgers.summaries
    text = "".join(p.text for p in summaries.view(MONTHLY, DAY).paragraphs)
    assert "重点人员走访少于5人次" in text
    document = Document(io.BytesIO(summaries.preview(MONTHLY, DAY)))
    cells = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
    assert cells["重点人员走访"] == "<5"
    assert cells["发放宣传单"] == "40份"
    path = tmp_path / "小结.xlsx"
    summaries.export(MONTHLY, DAY, None, path)
    book = load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows(values_only=True):
            if any("重点人员走访" in str(value) for value in row):
                assert not {3, "3", "3人次"} & set(row), row
    assert summaries.trace(MONTHLY, DAY, None, "daily.case_visits").total == 3, "inside it is told"


def test_a_small_month_is_not_worked_out_from_the_change(quiet: Program) -> None:
    for day, value in ((date(2023, 8, 4), 3), (date(2023, 8, 11), 12)):
        edits = [FigureEdit("U001", "case_visits", value)]
        quiet.submissions.type_figures(day, edits, received=NOW)
    view = quiet.ledgers.summaries.view(DocumentKind.WEEKLY_SUMMARY, DAY)
    (told,) = [p for p in view.paragraphs if "重点人员走访" in p.text]
    assert told.text == "各单位报送重点人员走访12人次。"
    assert "daily_before.case_visits" not in {f.key for f in view.figures}
