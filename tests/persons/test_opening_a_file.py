"""A file opens on its basis, and what the law refuses leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.records.case_requests import NewFile, PersonFacts
from antifraud_desktop.records.person_views import PersonFilter
from antifraud_desktop.records.persons import Basis, PartialDate
from antifraud_desktop.services.file_refusals import FileRefused
from antifraud_desktop.vocabulary import AttentionLevel, BasisKind, CaseCategory, FileStatus
from antifraud_desktop.work import NotAllowed
from tests.helpers.plain_pages import times_in_file, times_in_log
from tests.persons.conftest import (
    DECISION,
    JUDGMENT,
    NOTICE,
    OFFICER,
    REQUEST,
    Desk,
    identity,
    someone,
)

YOUNG = identity(321, "20050203")


def test_r11_a_file_opens_on_its_basis_and_shows_itself_masked(clerk: Desk) -> None:
    number = clerk.open(officers=(OFFICER,))
    view = clerk.files.file(number)
    assert (view.category, view.status) == (CaseCategory.CONVICTED, FileStatus.OPEN)
    assert (str(view.person.name), str(view.person.phone)) == ("张*", "138****8000")
    assert "19750203" not in str(view.person.identity_number)
    assert view.person.age == 48
    assert view.person.unit_name == "大石村"
    assert [basis.number for basis in view.bases] == [JUDGMENT.number]
    assert view.bases[0].offence_on == "2022-08"
    assert [officer.account for officer in view.officers] == [OFFICER]
    assert view.attention is AttentionLevel.NORMAL
    assert view.retain_until == date(2028, 8, 12)  # five years at most
    assert view.review_on == date(2024, 8, 12)  # once a year
    assert [e.title for e in clerk.files.timeline(number)] == [
        f"指定包保责任人：{OFFICER}",
        "建档：电诈及关联犯罪被刑事处罚",
    ]


def test_r11_a_second_category_joins_the_same_person_with_its_measure(clerk: Desk) -> None:
    first = clerk.open()
    person = clerk.files.file(first).person.person_id
    second = clerk.open(CaseCategory.TWO_CARD, person)
    view = clerk.files.file(second)
    assert [brief.file_id for brief in view.person.files] == [first, second]
    (measure,) = view.measures
    assert (measure.starts_on, measure.ends_on) == (DECISION.starts_on, DECISION.ends_on)
    assert view.retain_until == date(2025, 5, 1)  # its end and ninety days
    assert clerk.persons.page(PersonFilter()).total == 1


def test_one_person_has_one_row_and_one_open_file_of_a_category(clerk: Desk) -> None:
    person = clerk.files.file(clerk.open()).person.person_id
    with pytest.raises(Invalid) as same_number:
        clerk.open(CaseCategory.VICTIM, someone("张珊"))
    assert [p.code for p in same_number.value.problems] == ["exists"]
    with pytest.raises(Invalid) as same_category:
        clerk.open(CaseCategory.CONVICTED, person)
    assert [p.code for p in same_category.value.problems] == ["exists"]


REFUSED = {
    "a judgment is no notice": (CaseCategory.CONCERN, JUDGMENT, "wrong_kind"),
    "a county cannot list": (
        CaseCategory.TWO_CARD,
        replace(DECISION, organ="青禾县公安局", level=None),
        "organ_level",
    ),
    "five years by the police": (
        CaseCategory.TWO_CARD,
        replace(DECISION, ends_on=date(2028, 1, 31)),
        "too_long",
    ),
    "the notice names somebody else": (
        CaseCategory.CONCERN,
        replace(NOTICE, names_person=False),
        "not_named",
    ),
    "a relative is no reason": (
        CaseCategory.VICTIM,
        replace(REQUEST, ground="系在逃人员的父亲"),
        "relative",
    ),
    "an offence under eighteen is sealed": (
        CaseCategory.CONVICTED,
        replace(JUDGMENT, offence_on=PartialDate(2022, 8, 12)),
        "sealed",
    ),
    "no prosecution, no record": (
        CaseCategory.CONVICTED,
        Basis(BasisKind.NON_PROSECUTION, offence_on=PartialDate(2023, 1)),
        "no_conviction",
    ),
}
NAME, STREET, PHONE = "赵钱孙名", "马家沟东巷9号", "13912345678"


@pytest.mark.parametrize("case", list(REFUSED))
def test_a_refused_basis_says_the_rule_and_leaves_nothing(
    clerk: Desk, root: Path, case: str
) -> None:
    category, basis, code = REFUSED[case]
    stranger = PersonFacts(
        NAME,
        YOUNG if "eighteen" in case else identity(555),
        phone=PHONE,
        unit_code="V01",
        address=STREET,
    )
    with pytest.raises(FileRefused) as refused:
        clerk.files.open_file(NewFile(stranger, category, basis))
    assert code in {refusal.code for refusal in refused.value.refusals}
    for refusal in refused.value.refusals:
        assert refusal.sentence in refused.value.sentence
        assert refusal.instead in refused.value.advice
        assert refusal.rule
    assert clerk.persons.page(PersonFilter()).total == 0
    key = clerk.program.vault.key
    for mark in (NAME, STREET, PHONE, stranger.identity_number):
        assert times_in_file(root / "office.db", key, mark) == 0
        assert times_in_log(root / "office.db", key, mark) == 0


def test_all_problems_come_at_once(clerk: Desk) -> None:
    wrong = PersonFacts("", identity(123)[:-1] + "Y", phone="123", unit_code="X9")
    with pytest.raises(Invalid) as found:
        clerk.files.open_file(NewFile(wrong, CaseCategory.VICTIM, Basis(BasisKind.OWN_REQUEST)))
    fields = {p.field for p in found.value.problems}
    assert {"name", "identity_number", "phone", "unit_code", "issued_on", "ground"} <= fields


def test_fields_outside_the_list_and_forbidden_words_are_not_saved(clerk: Desk) -> None:
    with pytest.raises(Invalid) as unlisted:
        clerk.open(facts={"religion": "无"})
    assert [p.code for p in unlisted.value.problems] == ["not_listed"]
    number = clerk.open()
    for text, code in (
        ("已通知学校，不准其子女入学", "forbidden"),
        (f"妻子身份证{identity(789)}", "forbidden_field"),
    ):
        with pytest.raises(Invalid) as forbidden:
            clerk.files.change_facts(number, {"work_wish": text}, clerk.version(number))
        assert {p.code for p in forbidden.value.problems} == {code}
        with pytest.raises(Invalid):
            clerk.status.close(number, text, clerk.version(number))
    before = clerk.version(number)
    clerk.files.change_facts(number, {"work_wish": "本人愿意外出务工"}, before)
    assert [str(fact.value) for fact in clerk.files.file(number).facts] == ["本人愿意外出务工"]


def test_no_file_before_the_impact_assessment(tmp_path: Path, clock: object, clerk: Desk) -> None:
    from antifraud_desktop.bootstrap import SetUp, set_up, sign_in

    root = tmp_path / "other"
    set_up(root, SetUp("青禾镇", "行动", date(2023, 8, 1), "经办", "my-own-password"), clock)  # type: ignore[arg-type]
    program = sign_in(root, "经办", "my-own-password", clock)  # type: ignore[arg-type]
    try:
        desk = Desk(program)
        with pytest.raises(Refused, match="影响评估"):
            desk.open(person=someone(unit_code=""))
        with pytest.raises(Refused, match="影响评估"):
            desk.referrals.add("张三", "V01", "本人求助")
    finally:
        program.close()


def test_a_case_officer_opens_no_files(enter: Callable[[str], Desk]) -> None:
    with pytest.raises(NotAllowed):
        enter(OFFICER).open()
