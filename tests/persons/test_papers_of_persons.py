"""Papers about persons: who may print what, what stands in them, and that it is on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.records.person_papers import PersonPaper
from antifraud_desktop.records.visits import NewVisit
from antifraud_desktop.vocabulary import CaseCategory, VisitKind
from antifraud_desktop.work import NotAllowed
from db.models import PunitiveMeasure
from tests.persons.conftest import (
    ADMIN,
    AUDITOR,
    CHECKER,
    LEADER,
    OFFICER,
    OTHER,
    Desk,
    someone,
)
from tests.persons.papers import (
    NUMBER,
    WHY,
    Enter,
    foot_of,
    last_entry,
    order,
    text_of,
)

P = PersonPaper


def test_the_notice_tells_what_the_law_asks(
    clerk: Desk, officer: Desk, filed: int, tmp_path: Path
) -> None:
    """个人信息保护法 17: who, why, what, how long, which rights, how to object."""
    path = tmp_path / "a.docx"
    officer.program.person_papers.hand_out(order(P.NOTICE, filed), path)
    told = text_of(path)
    for words in (
        "张三：", "第十七条", "青禾镇", OFFICER, "惩戒决定〔2023〕5号", "保存到惩戒期满后90日",
        "2025年5月1日", "第四十四条至第四十八条", "15个工作日", "第六十五条", "第三十一条",
        "第三十二条",
    ):  # fmt: skip
        assert words in told, words
    assert f"{OFFICER} 2023-08-12 09:00 打印 · 交本人" in foot_of(path)
    entry, after = last_entry(officer)
    assert (entry.action, entry.subject_kind, entry.subject_id) == (
        "print",
        "case_file",
        str(filed),
    )
    assert "张三" not in entry.summary
    assert after["reason"] == WHY
    item = clerk.program.exports.register()[0]
    assert (item.kind, item.personal, item.sha256) == ("notice", True, after["sha256"])
    assert "张三" not in item.title


@pytest.mark.parametrize("category", list(CaseCategory))
def test_every_category_has_its_notice(
    clerk: Desk, enter: Enter, tmp_path: Path, category: CaseCategory
) -> None:
    file_id = clerk.open(category, officers=(OFFICER,))
    enter(OFFICER).program.person_papers.hand_out(order(P.NOTICE, file_id), tmp_path / "a.docx")
    assert "一、为什么处理" in text_of(tmp_path / "a.docx")


def test_the_officer_needs_a_reason_that_says_something(
    officer: Desk, filed: int, tmp_path: Path
) -> None:
    for reason in ("", "　", "啊啊啊"):
        with pytest.raises(Invalid):
            officer.program.person_papers.hand_out(
                replace(order(P.NOTICE, filed), reason=reason), tmp_path / "a.docx"
            )
    assert not (tmp_path / "a.docx").exists()


def test_who_is_not_responsible_opens_the_person_first(
    clerk: Desk, filed: int, tmp_path: Path
) -> None:
    papers, path = clerk.program.person_papers, tmp_path / "a.docx"
    with pytest.raises(Refused, match="不由您负责"):
        papers.hand_out(order(P.UNDERTAKING, filed), path)
    person = clerk.files.file(filed).person.person_id
    other = clerk.open(person=someone("李四", 124, phone="13900139000"))
    wrong = clerk.program.unmasking.unmask(
        "person", str(clerk.files.file(other).person.person_id), "核对信息"
    )
    with pytest.raises(Refused, match="不由您负责"):
        papers.hand_out(order(P.UNDERTAKING, filed), path, wrong)
    assert not path.exists()
    grant = clerk.program.unmasking.unmask("person", str(person), "核对信息")
    papers.hand_out(order(P.UNDERTAKING, filed), path, grant)
    assert f"本人张三，身份证号码{NUMBER}" in text_of(path)


def test_a_grant_that_ran_out_or_is_anothers_opens_nothing(
    enter: Enter, clerk: Desk, filed: int, tmp_path: Path
) -> None:
    person = str(clerk.files.file(filed).person.person_id)
    checker = enter(CHECKER)
    grant = checker.program.unmasking.unmask("person", person, "核对信息")
    with pytest.raises(Refused):
        clerk.program.person_papers.hand_out(order(P.NOTICE, filed), tmp_path / "a.docx", grant)
    clerk.program.work.clock.turn(minutes=6)  # type: ignore[attr-defined]
    with pytest.raises(Refused):
        checker.program.person_papers.hand_out(order(P.NOTICE, filed), tmp_path / "a.docx", grant)


def test_others_see_no_file_and_print_none(enter: Enter, filed: int, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with pytest.raises(Refused, match="没有这份档案"):
        enter(OTHER).program.person_papers.hand_out(order(P.NOTICE, filed), path)
    with pytest.raises(Refused, match="没有这份档案"):
        enter(OTHER).program.person_papers.masked_file(filed, path)
    for name in (LEADER, ADMIN, AUDITOR):
        papers = enter(name).program.person_papers
        with pytest.raises(NotAllowed):
            papers.hand_out(order(P.NOTICE, filed), path)
        with pytest.raises(NotAllowed):
            papers.masked_file(filed, path)
        with pytest.raises(NotAllowed):
            papers.answer_request(P.RIGHTS_RECEIPT, 1, path)
    assert not path.exists()


def test_a_stopped_file_serves_the_persons_rights_only(
    clerk: Desk, officer: Desk, filed: int, tmp_path: Path
) -> None:
    clerk.status.stop(filed, "本人提出异议，核实期间限制处理", clerk.version(filed))
    papers = officer.program.person_papers
    with pytest.raises(Refused, match="限制处理"):
        papers.hand_out(order(P.UNDERTAKING, filed), tmp_path / "a.docx")
    papers.hand_out(order(P.NOTICE, filed), tmp_path / "b.docx")
    assert P.UNDERTAKING not in {c.paper for c in papers.choices(filed)}
    assert {P.NOTICE, P.APPEAL_LISTING, P.HELP_SHEET} <= {c.paper for c in papers.choices(filed)}


def test_choices_say_what_each_paper_needs(clerk: Desk, officer: Desk, filed: int) -> None:
    own = {c.paper: c for c in officer.program.person_papers.choices(filed)}
    seen = {c.paper: c for c in clerk.program.person_papers.choices(filed)}
    assert not own[P.NOTICE].grant
    assert seen[P.NOTICE].grant
    assert own[P.PERSON_FILE].approval
    assert own[P.PERSON_FILE].export == "person_file"
    kinds = {k.code for k in clerk.program.exports.kinds()}
    assert {c.export for c in own.values() if c.export} <= kinds


def test_an_appeal_names_the_decision_and_its_organ(
    officer: Desk, filed: int, clerk: Desk, tmp_path: Path
) -> None:
    with officer.program.work.reading() as session:
        measure = session.scalars(select(PunitiveMeasure.id)).one()
    papers = officer.program.person_papers
    with pytest.raises(Refused, match="哪一份惩戒决定"):
        papers.hand_out(order(P.APPEAL_LISTING, filed), tmp_path / "a.docx")
    papers.hand_out(
        order(P.APPEAL_LISTING, filed, measure_id=measure, text="卡是遗失的"), tmp_path / "a.docx"
    )
    told = text_of(tmp_path / "a.docx")
    for words in ("青禾市公安局：", "惩戒决定〔2023〕5号", "2023年2月1日至", "卡是遗失的", NUMBER):
        assert words in told, words
    other = clerk.open(person=someone("李四", 124, phone="13900139000"), officers=(OFFICER,))
    with pytest.raises(Refused, match="哪一份惩戒决定"):
        papers.hand_out(order(P.APPEAL_LISTING, other, measure_id=measure), tmp_path / "b.docx")
    papers.hand_out(
        order(
            P.APPEAL_LIMIT, filed, to="青禾农商行", limit="停止非柜面业务", since=date(2023, 8, 1)
        ),
        tmp_path / "c.docx",
    )
    assert "青禾农商行：" in text_of(tmp_path / "c.docx")


def test_a_visit_with_several_persons_names_nobody_else(
    clerk: Desk, officer: Desk, filed: int, tmp_path: Path
) -> None:
    other = clerk.open(person=someone("李四", 124, phone="13900139000"), officers=(OFFICER,))
    visit, _ = officer.program.visits.log(
        NewVisit((filed, other), date(2023, 8, 11), VisitKind.MEETING, talk="与张三、李四了解近况")
    )
    papers = officer.program.person_papers
    papers.hand_out(order(P.INTERVIEW_RECORD, filed, visit_id=visit), tmp_path / "a.docx")
    told = text_of(tmp_path / "a.docx")
    assert "张三" in told
    assert "李四" not in told
    assert "与张三、李*了解近况" in told
    third = clerk.open(person=someone("王五", 125, phone="13700137000"), officers=(OFFICER,))
    with pytest.raises(Refused, match="没有这次走访"):
        papers.hand_out(order(P.VISIT_RECORD, third, visit_id=visit), tmp_path / "b.docx")


def test_the_undertaking_binds_nobody_but_its_signer(
    officer: Desk, filed: int, tmp_path: Path
) -> None:
    officer.program.person_papers.hand_out(order(P.UNDERTAKING, filed), tmp_path / "a.docx")
    told = text_of(tmp_path / "a.docx")
    assert "只对本人有效" in told
    for relative in ("家属", "亲属", "家人", "子女", "配偶", "父母", "连带", "担保"):
        assert relative not in told
