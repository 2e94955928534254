"""The evaluation's documents: circular, sheet, letters, workbook, written from real files."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from antifraud_desktop.documents.evaluation_circular import build_circular
from antifraud_desktop.documents.evaluation_sentences import bottom, commended
from antifraud_desktop.documents.evaluation_texts import guarded, rank_change, signed
from antifraud_desktop.errors import Refused
from antifraud_desktop.evaluations import Evaluations
from antifraud_desktop.records.evaluation_course import NewFalsification, NewObjection
from antifraud_desktop.records.evaluation_papers import CircularInput
from antifraud_desktop.services.snapshots import from_json
from antifraud_desktop.work import Work
from tests.documents.geometry import faults
from tests.evaluation.filling import DAYS, FIRST, add_submission, add_unit, do
from tests.evaluation.issued import stored, texts
from tests.evaluation.offices import at, office_of
from tests.evaluation.townships import DASHI, sheet_of

TODAY = date(2023, 9, 5)


@pytest.fixture
def office(work: Work, villages: None, tmp_path: Path) -> Evaluations:
    return office_of(work, tmp_path / "office")


@pytest.fixture
def frozen(work: Work, office: Evaluations, tmp_path: Path) -> Evaluations:
    """August: a falsification, shown, an objection withdrawn, frozen on 9 September."""
    office.falsifications.record(
        NewFalsification("U002", DAYS[4], "入户底册对不上", TODAY, "李四", "households_visited")
    )
    office.months.draft(FIRST)
    office.months.show(FIRST)
    number, _changes = office.objections.receive(FIRST, NewObjection("U004", "有异议", TODAY))
    office.objections.withdraw(number, TODAY, 1)
    after = at(work, datetime(2023, 9, 9, 9), tmp_path / "office")
    after.months.freeze(FIRST)
    return after


def test_r18_the_circular_of_a_draft_says_so_and_is_not_issued(office: Evaluations) -> None:
    office.months.draft(FIRST)
    said = texts(office.papers.preview_circular(FIRST))
    assert "本稿没有定稿，结果可能变动。" in said
    with pytest.raises(Refused, match="还没有定稿，不能发通报"):
        office.papers.issue_circular(FIRST)


def test_r6_r19_the_circular_names_what_the_rules_say(work: Work, frozen: Evaluations) -> None:
    record, changes = frozen.papers.issue_circular(FIRST)
    assert changes.documents
    content, snapshot = stored(work, record.id)
    assert faults(content) == []
    said = texts(content)
    assert "青禾镇2023年8月反诈工作考核通报" in said
    assert "向各单位公示，异议期至9月8日，没有收到异议。" in said
    assert "第2村8月5日“入户走访”报送经核实为弄虚作假" in said
    edition = frozen.months.results(FIRST)
    low = [edition.result.unit(code) for code in edition.result.cut.certain]
    assert f"排在末位的是{low[0].name}（{low[0].total}分）" in said  # type: ignore[union-attr]
    assert "不设一票否决" in said
    assert "APP" not in said
    document = Document(io.BytesIO(content))
    ranks = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert ranks[0][:3] == ["名次", "单位", "总分"]
    assert [row[1] for row in ranks[1:]] == [u.name for u in edition.result.units]
    assert [row[2] for row in ranks[1:]] == [str(u.total) for u in edition.result.units]
    assert build_circular(from_json(CircularInput, snapshot)) == content


def test_the_same_circular_is_not_issued_twice_what_changed_is_a_new_edition(
    work: Work, frozen: Evaluations
) -> None:
    first, _changes = frozen.papers.issue_circular(FIRST)
    again, changes = frozen.papers.issue_circular(FIRST)
    assert (again.id, bool(changes)) == (first.id, False)
    do(work, lambda session: add_submission(session, 4, DAYS[0], datetime(2023, 8, 1, 17)))
    frozen.months.draft(FIRST)
    frozen.months.freeze(FIRST, "更正后定稿")
    second, _changes = frozen.papers.issue_circular(FIRST)
    assert (second.number, second.edition) == (first.number, 2)
    said = texts(stored(work, second.id)[0])
    assert "本通报为2023年8月（第2版），与上一版相比：" in said


def test_r17_units_that_are_not_ranked_are_told_apart(work: Work, office: Evaluations) -> None:
    do(work, lambda session: add_unit(session, 9, ranked=False))
    office.months.draft(FIRST)
    content = office.papers.preview_circular(FIRST)
    assert "以下单位不列名次：不参加排名的第9村。" in texts(content)
    table = Document(io.BytesIO(content)).tables[0]
    assert "第9村" not in "".join(cell.text for row in table.rows for cell in row.cells)


def test_r19_the_circular_names_the_tied_and_then_who_was_picked(work: Work) -> None:
    def fill(session: object) -> None:
        for number in range(1, 4):
            add_submission(session, add_unit(session, number).id, FIRST, datetime(2023, 8, 1, 17))

    do(work, fill)
    office = office_of(work)
    office.months.draft(FIRST)
    office.months.freeze(FIRST, "先行定稿")
    data = _data(work, office)
    assert "按办法由镇领导从中选定2个约谈。" in bottom(data)[0]
    assert "列名表扬" in commended(data)[0]
    office.consequences.pick(FIRST, ["U001", "U003"], "上月也在末位")
    assert bottom(_data(work, office))[-1] == "经研究，约谈第1村、第3村。"


def _data(work: Work, office: Evaluations) -> CircularInput:
    record, _changes = office.papers.issue_circular(FIRST)
    return from_json(CircularInput, stored(work, record.id)[1])


def test_a_unit_s_sheet_holds_its_own_scores_alone_and_how_to_object(
    work: Work, office: Evaluations
) -> None:
    office.months.draft(FIRST)
    with pytest.raises(Refused, match="还没有公示"):
        office.papers.issue_sheet(FIRST, "U002")
    office.months.show(FIRST)
    record, _changes = office.papers.issue_sheet(FIRST, "U002")
    assert faults(stored(work, record.id)[0]) == []
    said = texts(stored(work, record.id)[0])
    score = office.months.results(FIRST).result.unit("U002")
    assert score is not None
    for criterion in score.criteria:
        assert criterion.formula in said
    assert "异议期到2023年9月8日（含当日）" in said
    assert record.title.endswith("〔2023〕1号")
    assert "回　　执（〔2023〕1号）" in said
    assert not re.search("第[134]村", said)
    text = office.papers.sheet_text(FIRST, "U002")
    assert text.startswith("【考核结果】第2村2023年8月反诈工作考核：总分")
    assert "请回复“已阅”" in text


def test_few_contacts_with_persons_are_not_told_outside_the_office() -> None:
    unit = replace(DASHI, follow_ups_due=6, follow_ups_done=3)
    (few,) = [c for c in sheet_of(unit).criteria if c.code == "follow_ups"]
    assert "3次" not in guarded(few)
    assert guarded(few).endswith("＝50.00%，×10.00分＝5.00分")
    (many,) = [
        c
        for c in sheet_of(replace(DASHI, follow_ups_due=12, follow_ups_done=9)).criteria
        if c.code == "follow_ups"
    ]
    assert guarded(many) == many.formula


def test_changes_are_told_with_their_sign() -> None:
    assert [signed(Decimal(n)) for n in ("3.20", "-0.50", "0.00")] == ["＋3.20", "－0.50", "0.00"]
    sheet = sheet_of(DASHI)
    places = [(2, 5), (5, 2), (3, 3), (None, 2), (2, None)]
    told = [rank_change(replace(sheet, rank=now, last_rank=last)) for now, last in places]
    assert told == ["升3位", "降3位", "持平", "—", "—"]


def test_the_workbook_holds_the_whole_computation(
    office: Evaluations, work: Work, tmp_path: Path
) -> None:
    office.months.draft(FIRST)
    path = tmp_path / "底稿.xlsx"
    assert office.papers.export_computation(FIRST, path).exports
    book = load_workbook(path)
    assert book.sheetnames == ["名次", "计分明细", "输入数据", "来源说明"]
    assert all(c.data_type != "f" for s in book.worksheets for row in s.rows for c in row)
    edition = office.months.results(FIRST)
    rows = list(book["名次"].iter_rows(min_row=3, values_only=True))
    assert [(r[0], r[1], Decimal(str(r[3]))) for r in rows] == [
        (u.rank, u.name, u.total) for u in edition.result.units
    ]
    scores = {
        (r[0], r[1]): Decimal(str(r[5]))
        for r in book["计分明细"].iter_rows(min_row=3, values_only=True)
    }
    assert all(scores[u.name, c.name] == c.score for u in edition.result.units for c in u.criteria)
    heads = [c.value for c in book["输入数据"][2]]
    assert not any("APP" in str(head) for head in heads)
    assert edition.head.sha256 in [c.value for c in book["来源说明"]["B"]]
    with work.reading() as session:
        assert session.connection().exec_driver_sql(
            "SELECT title FROM outgoing_item"
        ).scalars().all() == ["2023年8月考核计算底稿"]
