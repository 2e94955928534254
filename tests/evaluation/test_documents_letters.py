"""Letters that follow a frozen month, and the templates an office may reword (R19)."""

from __future__ import annotations

import runpy
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document

from antifraud_desktop.documents.letter_fields import LETTERS
from antifraud_desktop.documents.letter_templates import LetterStore, shipped_letter
from antifraud_desktop.documents.paper_check import check_template
from antifraud_desktop.errors import Refused
from antifraud_desktop.evaluations import Evaluations
from antifraud_desktop.records.consequences import InterviewHeld, NewCard
from antifraud_desktop.vocabulary import DocumentKind
from antifraud_desktop.work import Work
from tests.documents.geometry import faults
from tests.evaluation.filling import FIRST
from tests.evaluation.issued import stored, texts
from tests.evaluation.offices import at, office_of

TODAY = date(2023, 9, 5)
NUMBER = "990101199001011234"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def frozen(work: Work, villages: None, tmp_path: Path) -> Evaluations:
    """August is frozen: two villages are at its bottom."""
    office = office_of(work, tmp_path / "office")
    office.months.draft(FIRST)
    office.months.freeze(FIRST, "先行定稿")
    return office


@pytest.mark.parametrize("kind", LETTERS)
def test_a_shipped_letter_passes_the_check_an_office_s_own_has_to_pass(kind: DocumentKind) -> None:
    check_template(LETTERS[kind], shipped_letter(kind))


def test_r19_notice_record_and_card_are_written_from_their_interviews(
    work: Work, frozen: Evaluations
) -> None:
    (first, second), _changes = frozen.consequences.begin(FIRST)
    with pytest.raises(Refused, match="还没有安排约谈的时间和地点"):
        frozen.letters.issue_notice(first)
    assert "另行通知" in texts(frozen.letters.preview_notice(first))
    when = datetime(2023, 9, 12, 15, 30)
    frozen.interviews.plan(first, when, "镇会议室", "镇领导丙", 1)
    record, _changes = frozen.letters.issue_notice(first)
    said = texts(stored(work, record.id)[0])
    assert "定于2023年9月12日15时30分在镇会议室与你单位主要负责人谈话，由镇领导丙主持" in said
    assert (record.kind, record.date) == ("interview_notice", date(2023, 9, 12))
    held = at(work, datetime(2023, 9, 13, 9))
    with pytest.raises(Refused, match="还没有登记约谈情况"):
        held.letters.issue_record(first)
    given = InterviewHeld(
        date(2023, 9, 12), "镇领导丙", f"负责人{NUMBER}", "入户少", "每周入户", date(2023, 9, 30)
    )
    with pytest.raises(Refused):
        held.interviews.hold(first, given, 2)
    held.interviews.hold(first, replace(given, attendees="村负责人"), 2)
    issued, _changes = held.letters.issue_record(first)
    said = texts(stored(work, issued.id)[0])
    assert all(word in said for word in ("入户少", "每周入户", "2023年9月30日", "村负责人"))
    assert all(faults(stored(work, n)[0]) == [] for n in (record.id, issued.id))
    held.interviews.withdraw(second, date(2023, 9, 13), "结果有误", 1)
    with pytest.raises(Refused, match="还没有安排"):
        held.letters.issue_notice(second)


def test_r19_the_yellow_card_s_notice_names_both_months(work: Work, frozen: Evaluations) -> None:
    (first, _second), _changes = frozen.consequences.begin(FIRST)
    october = at(work, datetime(2023, 10, 8, 10))
    october.months.draft(date(2023, 9, 1))
    october.months.freeze(date(2023, 9, 1), "先行定稿")
    unit = october.interviews.get(first).unit_code
    (again, _other), _changes = october.consequences.pick(
        date(2023, 9, 1), [unit, "U001" if unit != "U001" else "U002"], "整改没有到位"
    )
    for number, day in ((first, date(2023, 9, 12)), (again, date(2023, 10, 8))):
        given = InterviewHeld(day, "镇领导丙", "", "入户少", "每周入户", date(2023, 10, 20))
        october.interviews.hold(number, given, 1)
    card, _changes = october.cards.give(
        unit, NewCard(date(2023, 10, 8), "每周入户两天。\n按时报送。", date(2023, 10, 31))
    )
    record, _changes = october.letters.issue_card(card)
    said = texts(stored(work, record.id)[0])
    assert faults(stored(work, record.id)[0]) == []
    assert "2023年8月、2023年9月两个月" in said
    assert "每周入户两天。\n按时报送。" in said
    october.cards.withdraw(card, date(2023, 10, 8), "约谈有误", 1)
    with pytest.raises(Refused, match="已经撤销"):
        october.letters.issue_card(card)


def test_an_office_rewords_a_letter_and_a_broken_one_is_refused(tmp_path: Path) -> None:
    store = LetterStore(tmp_path / "templates")
    kind = DocumentKind.YELLOW_CARD_NOTICE
    out = tmp_path / "改.docx"
    store.export(kind, out)
    document = Document(str(out))
    document.paragraphs[0].runs[0].text = "黄牌整改通知"
    document.save(str(out))
    store.install(kind, out)
    assert [t.office for t in store.list()] == [False, False, True]
    assert "黄牌整改通知" in texts(store.content(kind))
    for wrong, told in (("{{ nobody }}", "没有的字段"), ("株连其亲属，停发低保", "罪责自负")):
        document.paragraphs[0].runs[0].text = wrong
        document.save(str(out))
        with pytest.raises(Refused, match=told):
            store.install(kind, out)
    store.reset(kind)
    assert not any(t.office for t in store.list())


def test_the_shipped_letters_are_what_their_source_makes(tmp_path: Path) -> None:
    made = runpy.run_path(str(ROOT / "tools" / "make_letter_templates.py"))
    made["main"](tmp_path)
    assert {path.stem for path in tmp_path.iterdir()} == {kind.value for kind in LETTERS}
    for kind in LETTERS:
        assert (tmp_path / f"{kind.value}.docx").read_bytes() == shipped_letter(kind)
