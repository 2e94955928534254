"""Papers about persons that are masked, printed in piles, blank, or approved by a second person."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from antifraud_desktop.errors import Refused
from antifraud_desktop.records.person_papers import PersonPaper
from antifraud_desktop.records.rights import NewRequest
from antifraud_desktop.records.visits import NewVisit
from antifraud_desktop.vocabulary import RightKind, VisitKind
from antifraud_desktop.work import NotAllowed
from tests.persons.conftest import (
    CHECKER,
    OFFICER,
    OTHER,
    Desk,
    someone,
)
from tests.persons.papers import (
    NUMBER,
    PHONE,
    Enter,
    approved,
    foot_of,
    heads_of,
    last_entry,
    order,
    text_of,
)

P = PersonPaper


def test_the_masked_file_needs_no_approval_and_shows_nothing_whole(
    clerk: Desk, filed: int, officer: Desk, tmp_path: Path
) -> None:
    said = "张三称来电是13812345678"
    officer.program.visits.log(
        NewVisit((filed,), date(2023, 8, 11), VisitKind.HOME, talk=said, needs="恢复工资卡")
    )
    clerk.program.person_papers.masked_file(filed, tmp_path / "a.docx")
    told = text_of(tmp_path / "a.docx")
    for hidden in ("张三", NUMBER, PHONE, "3组12号", "13812345678", "1975年2月3日"):
        assert hidden not in told, hidden
    for shown in ("张*", "青禾市公安局", "惩戒决定〔2023〕5号", "恢复工资卡", "入户"):
        assert shown in told, shown
    assert "已遮掩" in foot_of(tmp_path / "a.docx")


def test_the_whole_file_needs_a_second_person_and_is_marked(
    enter: Enter, clerk: Desk, filed: int, tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    with pytest.raises(Refused, match="导出申请"):
        clerk.program.person_papers.hand_out(order(P.PERSON_FILE, filed), path)
    request, _ = clerk.program.exports.ask("person_file", {"files": [filed]}, "本人", "办理需要")
    with pytest.raises(Refused):
        clerk.program.exports.carry_out(request.id, path)
    assert not path.exists()
    title = approved(enter, clerk, "person_file", {"files": [filed]}, path, "县公安局")
    assert "张三" not in title
    told = text_of(path)
    assert NUMBER in told
    assert PHONE in told
    assert "报送县公安局" in heads_of(path)


def test_an_officer_cannot_ask_for_anothers_file(enter: Enter, filed: int) -> None:
    for kind, scope in (
        ("person_file", {"files": [filed]}),
        ("person_file", {"unit": "V01"}),
        ("person_papers", {"paper": "notice", "unit": "V01"}),
        ("referral_letter", {"file": filed, "to": "法律援助中心", "visit": 1}),
    ):
        with pytest.raises(Refused):
            enter(OTHER).program.exports.ask(kind, scope, "本人", "办理需要")


def test_a_unit_is_printed_at_once_by_whoever_is_responsible(
    clerk: Desk, officer: Desk, filed: int, tmp_path: Path
) -> None:
    clerk.open(person=someone("李四", 124, phone="13900139000"), officers=(OFFICER,))
    clerk.open(person=someone("王五", 125, phone="13700137000"), officers=(OTHER,))
    path = tmp_path / "a.docx"
    count, _ = officer.program.person_papers.batch(P.UNDERTAKING, "V01", "集中签署", path)
    told = text_of(path)
    assert count == 2
    assert "本人张三，" in told
    assert "本人李四，" in told
    assert "王五" not in told
    entry, after = last_entry(officer)
    assert (entry.action, len(after["files"])) == ("print", 2)  # type: ignore[arg-type]
    assert filed in after["files"]  # type: ignore[operator]
    with pytest.raises(Refused, match="没有由您负责"):
        clerk.program.person_papers.batch(P.UNDERTAKING, "V01", "集中签署", tmp_path / "b.docx")


def test_papers_of_others_files_are_approved_in_a_pile(
    enter: Enter, clerk: Desk, filed: int, tmp_path: Path
) -> None:
    assert filed
    clerk.open(person=someone("李四", 124, phone="13900139000"))
    scope: dict[str, object] = {"paper": "undertaking", "unit": "V01"}
    approved(enter, clerk, "person_papers", scope, tmp_path / "a.docx")
    told = text_of(tmp_path / "a.docx")
    assert told.count("自愿承诺") == 2
    assert "编号" in heads_of(tmp_path / "a.docx")


def test_a_referral_tells_the_help_that_was_recorded(
    enter: Enter, clerk: Desk, officer: Desk, filed: int, tmp_path: Path
) -> None:
    visit, _ = officer.program.visits.log(
        NewVisit((filed,), date(2023, 8, 11), VisitKind.HOME, talk="无", needs="需要法律援助")
    )
    scope: dict[str, object] = {"file": filed, "to": "青禾县法律援助中心", "visit": visit}
    approved(enter, clerk, "referral_letter", scope, tmp_path / "a.docx", "法律援助中心")
    told = text_of(tmp_path / "a.docx")
    for words in ("青禾县法律援助中心：", "需要法律援助", "张三"):
        assert words in told
    silent, _ = officer.program.visits.log(
        NewVisit((filed,), date(2023, 8, 12), VisitKind.TELEPHONE, talk="一切正常")
    )
    with pytest.raises(Refused, match="需要什么帮助"):
        clerk.program.exports.ask(
            "referral_letter", scope | {"visit": silent}, "法律援助中心", "办理需要"
        )


def test_the_rights_desk_answers_on_paper_and_copies_with_approval(
    enter: Enter, clerk: Desk, filed: int, tmp_path: Path
) -> None:
    person = clerk.files.file(filed).person.person_id
    desk, papers = clerk.program.rights, clerk.program.person_papers
    number, _ = desk.receive(NewRequest(person, RightKind.COPY, date(2023, 8, 12), "复制档案"))
    papers.answer_request(P.RIGHTS_RECEIPT, number, tmp_path / "a.docx")
    told = text_of(tmp_path / "a.docx")
    assert "复制档案" in told
    assert "15个工作日" in told
    with pytest.raises(Refused, match="还没有答复"):
        papers.answer_request(P.RIGHTS_DECISION, number, tmp_path / "b.docx")
    with pytest.raises(Refused, match="导出申请"):
        papers.answer_request(P.OWN_DATA, number, tmp_path / "b.docx")
    approved(enter, clerk, "own_data", {"request": number}, tmp_path / "c.docx")
    copied = text_of(tmp_path / "c.docx")
    assert NUMBER in copied
    assert PHONE in copied
    desk.grant(number, "已复制并交付本人。", desk.get(number).version)
    papers.answer_request(P.RIGHTS_DECISION, number, tmp_path / "d.docx")
    assert "已复制并交付本人。" in text_of(tmp_path / "d.docx")
    with pytest.raises(NotAllowed):
        enter(OFFICER).program.exports.ask("own_data", {"request": number}, "本人", "办理需要")


def test_blank_papers_and_the_help_sheet_are_about_nobody(clerk: Desk, tmp_path: Path) -> None:
    papers = clerk.program.person_papers
    for paper in (P.HELP_SHEET, P.UNDERTAKING, P.VISIT_RECORD, P.INTERVIEW_RECORD, P.APPEAL_LIMIT):
        path = tmp_path / f"{paper.value}.docx"
        papers.blank(paper, path)
        assert "（空）" not in text_of(path)
        assert not clerk.program.exports.register()[0].personal
    assert "第三十二条" in text_of(tmp_path / "help_sheet.docx")
    with pytest.raises(Refused):
        papers.blank(P.NOTICE, tmp_path / "b.docx")


def test_a_file_that_cannot_be_written_leaves_no_entry(
    clerk: Desk, officer: Desk, filed: int, tmp_path: Path
) -> None:
    papers = officer.program.person_papers
    before = clerk.program.exports.register_count()
    inside = officer.program.folder.root / "a.docx"
    for path in (tmp_path / "a.pdf", inside):
        with pytest.raises(Refused):
            papers.hand_out(order(P.NOTICE, filed), path)
        assert not path.exists()
    assert clerk.program.exports.register_count() == before
    entry, _after = last_entry(officer)
    assert entry.action != "print"


def test_only_who_issues_documents_rewords_templates_and_it_is_on_record(
    enter: Enter, clerk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "模板.docx"
    clerk.program.person_papers.templates.export(P.NOTICE, path)
    with pytest.raises(NotAllowed):
        enter(OFFICER).program.person_papers.install_template(P.NOTICE, path)
    with pytest.raises(NotAllowed):
        enter(OFFICER).program.person_papers.reset_template(P.NOTICE)
    with pytest.raises(Refused):
        clerk.program.person_papers.install_template(P.REFERRAL_LETTER, path)
    assert last_entry(clerk)[0].action != "set_template"
    clerk.program.person_papers.install_template(P.NOTICE, path)
    entry, _after = last_entry(clerk)
    assert (entry.action, entry.subject_id) == ("set_template", "notice")


def test_what_needs_a_file_or_a_request_first_is_told_so(clerk: Desk, filed: int) -> None:
    for kind in clerk.program.exports.kinds():
        if kind.alone:
            continue
        for scope in ({}, {"paper": "own_data", "files": [filed]}, {"files": []}):
            if kind.code == "person_file" and scope.get("files"):
                continue
            with pytest.raises(Refused) as caught:
                clerk.program.exports.ask(kind.code, scope, "本人", "办理需要")
            assert caught.value.advice
    assert {k.code for k in clerk.program.exports.kinds() if k.alone} == {"unit_contacts"}


def test_a_restricted_file_is_not_handed_on_though_it_was_approved(
    enter: Enter, clerk: Desk, filed: int, tmp_path: Path
) -> None:
    request, _ = clerk.program.exports.ask("person_file", {"files": [filed]}, "本人", "办理需要")
    enter(CHECKER).program.exports.decide(request.id, True, "同意", request.version)
    clerk.status.stop(filed, "本人提出异议，核实期间限制处理", clerk.version(filed))
    with pytest.raises(Refused, match="限制处理"):
        clerk.program.exports.carry_out(request.id, tmp_path / "a.docx")
    assert not (tmp_path / "a.docx").exists()


def test_an_account_that_lost_a_file_cannot_carry_it_out(
    enter: Enter, clerk: Desk, officer: Desk, filed: int, tmp_path: Path
) -> None:
    request, _ = officer.program.exports.ask("person_file", {"files": [filed]}, "本人", "办理需要")
    enter(CHECKER).program.exports.decide(request.id, True, "同意", request.version)
    clerk.files.set_officers(filed, (OTHER,), clerk.version(filed))
    with pytest.raises(Refused, match="没有这份档案"):
        officer.program.exports.carry_out(request.id, tmp_path / "a.docx")
    assert not (tmp_path / "a.docx").exists()
