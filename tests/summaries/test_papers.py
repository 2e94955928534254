"""Issued summaries: editions, empty ledgers, the workbook, the frame, the command."""

from __future__ import annotations

import hashlib
import io
import json
import re
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from antifraud_desktop.bootstrap import Program, at_moment
from antifraud_desktop.cli import main
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.demo import DEMO_PASSWORD
from antifraud_desktop.documents.frames import BODY_MARK
from antifraud_desktop.errors import Refused
from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.vocabulary import DocumentKind
from tests.summaries.conftest import AFTERNOON, SEPTEMBER
from tests.ui.office import DAY, NOW

WEEKLY, MONTHLY, WHOLE = (
    DocumentKind.WEEKLY_SUMMARY,
    DocumentKind.MONTHLY_SUMMARY,
    DocumentKind.WORK_SUMMARY,
)


def texts(content: bytes) -> list[str]:
    return [p.text for p in Document(io.BytesIO(content)).paragraphs]


def reach(program: Program, unit: str, number: int) -> None:
    edits = [FigureEdit(unit, "households_visited", number)]
    program.submissions.type_figures(DAY, edits, received=NOW)


def test_empty_ledgers_yield_honest_sentences(quiet: Program) -> None:
    view = quiet.ledgers.summaries.view(MONTHLY, DAY)
    told = "\n".join(p.lead + p.text for p in view.paragraphs)
    for sentence in (
        "本月没有登记领导小组会议；没有登记交办事项。",
        "本月活动台账没有登记宣传活动。",
        "本月物料台账没有登记发放和张贴。",
        "本月没有报送和登记走访联系。",
        "本月没有登记督导检查。",
        "本月没有单位报送工作数字。",
        "发案劝阻台账还没有登记。",
        "台账没有登记宣传活动、领导小组会议、督导检查、走访联系，不能据此说明这些工作的开展情况。",
    ):
        assert sentence in told
    # Four villages owed eleven days; nothing else has a figure.
    assert "每日报送应报44次，按时报送0次，按时率0.0%，未报44次" in told
    ledgers = {figure.ledger.value for figure in view.figures}
    assert ledgers <= {"submissions", "computed", "targets", "requirements", "coverage"}
    document = Document(io.BytesIO(quiet.ledgers.summaries.preview(MONTHLY, DAY)))
    assert document.tables == []


def test_a_preview_says_that_it_is_a_draft_and_leaves_no_trace(quiet: Program) -> None:
    content = quiet.ledgers.summaries.preview(WEEKLY, DAY)
    assert "草稿　未编号　不得外发" in texts(content)
    assert quiet.documents.issued() == ()


def test_r4_the_same_days_again_are_an_edition_and_the_first_stays(quiet: Program) -> None:
    reach(quiet, "U001", 30)
    summaries = quiet.ledgers.summaries
    first, changes = summaries.issue(MONTHLY, DAY)
    assert changes.documents
    reach(quiet, "U002", 15)
    second, _changes = summaries.issue(MONTHLY, date(2023, 8, 2))
    assert (first.number, first.edition, second.number, second.edition) == (1, 1, 1, 2)
    assert second.title == "反诈工作月小结第1期（第2版）"
    for record, told in ((first, 30), (second, 45)):
        content = quiet.documents.content(record.id)
        assert hashlib.sha256(content).hexdigest() == record.sha256
        assert any(f"入户走访{told}户" in text for text in texts(content))
        assert summaries.snapshot(record.id).figures["daily.households_visited"].value == told


def test_a_running_week_keeps_its_number_when_it_is_over(quiet: Program) -> None:
    running, _changes = quiet.ledgers.summaries.issue(WEEKLY, DAY)
    later = at_moment(quiet, FixedClock(datetime(2023, 8, 15, 9)))
    over, _changes = later.ledgers.summaries.issue(WEEKLY, DAY)
    following, _changes = later.ledgers.summaries.issue(WEEKLY, date(2023, 8, 15))
    assert (running.number, over.number, over.edition, following.number) == (1, 1, 2, 2)
    assert not any("截至8月12日。" in text for text in texts(later.documents.content(over.id)))


def test_a_week_to_come_is_refused(quiet: Program) -> None:
    for kind, first in ((WEEKLY, date(2023, 8, 21)), (MONTHLY, date(2023, 9, 1))):
        with pytest.raises(Refused):
            quiet.ledgers.summaries.issue(kind, first)
    with pytest.raises(Refused):
        quiet.ledgers.summaries.view(DocumentKind.DAILY_REPORT, DAY)


def test_the_work_summary_is_signed_and_has_no_red_head(demo: Program) -> None:
    content = demo.ledgers.summaries.preview(WHOLE, date(2023, 8, 1), date(2023, 9, 30))
    document = Document(io.BytesIO(content))
    told = [p.text for p in document.paragraphs if p.text.strip()]
    assert "工作总结" in told[0]
    assert told[-1] == "2023年10月3日"
    assert told[-2] == demo.townships.settings(AFTERNOON.date()).issuer
    assert not any(p.style.name == "发文机关标志" for p in document.paragraphs)
    headings = [t for t in told if re.match("[一二三四]、", t)]
    assert headings == ["一、主要做法", "二、工作成效", "三、存在问题", "四、下一步打算"]


def test_an_office_may_reword_the_frame_without_an_issue_number(
    own_demo: Program, tmp_path: Path
) -> None:
    store, path = own_demo.documents.templates, tmp_path / "框架.docx"
    document = Document(io.BytesIO(store.frame(WHOLE).content))
    assert "{{ issue }}" not in "".join(p.text for p in document.paragraphs)
    document.paragraphs[-2].text = "镇专项办（{{ issuer }}）"
    document.save(str(path))
    store.install(WHOLE, path)
    assert any("镇专项办" in t for t in texts(own_demo.ledgers.summaries.preview(WHOLE, SEPTEMBER)))
    document.paragraphs[-1].text = ""
    document.save(str(path))
    with pytest.raises(Refused) as refused:
        store.install(WHOLE, path)
    assert "date_line" in refused.value.sentence
    assert BODY_MARK not in "".join(texts(own_demo.ledgers.summaries.preview(WHOLE, SEPTEMBER)))


def test_the_workbook_names_every_figure_and_where_it_comes_from(
    own_demo: Program, tmp_path: Path
) -> None:
    summaries, path = own_demo.ledgers.summaries, tmp_path / "九月.xlsx"
    changes = summaries.export(MONTHLY, SEPTEMBER, None, path)
    assert changes.exports
    book = load_workbook(path)
    assert book.sheetnames == ["正文", "每日报送汇总", "数字来源", "来源明细"]
    view = summaries.view(MONTHLY, SEPTEMBER)
    rows = list(book["数字来源"].iter_rows(min_row=3, values_only=True))
    assert [row[2] for row in rows] == [figure.what for figure in view.figures]
    assert all(row[3] and row[4] for row in rows)
    read = [row[1] for row in book["正文"].iter_rows(min_row=3, values_only=True)]
    assert read == [p.text for p in view.paragraphs]
    by_number: dict[int, int] = {}
    for row in book["来源明细"].iter_rows(min_row=3, values_only=True):
        if isinstance(row[5], int):
            by_number[row[0]] = by_number.get(row[0], 0) + row[5]
    checked = 0
    for number, trace in enumerate(summaries.traces(MONTHLY, SEPTEMBER, most=200), start=1):
        if number in by_number and trace.count == len(trace.rows):
            assert by_number[number] == trace.figure.value
            checked += 1
    assert checked > 10


def test_r8_rows_of_installs_stay_in_the_program(own_demo: Program, tmp_path: Path) -> None:
    path = tmp_path / "九月.xlsx"
    own_demo.ledgers.summaries.export(MONTHLY, SEPTEMBER, None, path)
    rows = list(load_workbook(path)["来源明细"].iter_rows(min_row=3, values_only=True))
    installs = [r for r in rows if "安装国家反诈中心APP" in str(r[1]) and "目标" not in str(r[1])]
    assert installs
    assert {r[4] for r in installs} == {"只在程序里查看"}
    units = {unit.name for unit in own_demo.units.list()}
    view = own_demo.ledgers.summaries.view(MONTHLY, SEPTEMBER)
    for paragraph in view.paragraphs:
        if "安装国家反诈中心APP" in paragraph.text:
            assert not any(name in paragraph.text for name in units)


def test_what_the_summary_lacks_has_no_trace(demo: Program) -> None:
    with pytest.raises(Refused):
        demo.ledgers.summaries.trace(MONTHLY, SEPTEMBER, None, "no.such")


def test_the_command_issues_and_tells_every_figure(
    own_demo: Program,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = own_demo.folder.root
    own_demo.close()
    monkeypatch.setenv("ANTIFRAUD_PASSWORD", DEMO_PASSWORD)

    def run(*words: str) -> int:
        return main(("--data", str(root), "report", *words), FixedClock(AFTERNOON))

    docx, xlsx = tmp_path / "a.docx", tmp_path / "a.xlsx"
    asked = ("--month", "2023-09", "--out", str(docx), "--xlsx", str(xlsx), "--json")
    assert run("monthly", *asked) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["first_day"], told["until"], told["edition"]) == (
        "monthly_summary", "2023-09-01", "2023-09-30", 1,
    )  # fmt: skip
    assert {"key", "value", "text", "what", "ledger", "from", "to", "of"} == set(told["figures"][0])
    assert set(told["paragraphs"]) <= set(texts(docx.read_bytes()))
    assert xlsx.is_file()
    assert run("weekly", "--date", "2023-09-20", "--out", str(docx)) == 0
    assert run("summary", "--from", "2023-08-01", "--to", "2023-09-30", "--out", str(docx)) == 0
    assert run("summary", "--to", "2023-11-01", "--out", str(docx)) == 1
    assert run("weekly", "--month", "2023-09", "--out", str(docx)) == 2
    assert run("daily", "--xlsx", str(xlsx), "--out", str(docx)) == 2
