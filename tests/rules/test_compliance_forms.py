from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.rules.compliance_forms import (
    AnswerKind,
    BadDefinitionError,
    Choice,
    FormDefinition,
    Question,
    Section,
    cleaned,
    definition_from,
    incomplete,
    malformed,
    opens_files,
    reason_code,
    runs_out,
)
from antifraud_desktop.services.form_definitions import load_definition
from antifraud_desktop.vocabulary import FormKind

TODAY = date(2023, 8, 12)
FORM = FormDefinition(
    FormKind.BREACH,
    "1",
    "表",
    "",
    "",
    (
        Section(
            "一",
            "",
            (
                Question("what", "事件", AnswerKind.TEXT),
                Question(
                    "told",
                    "通知了吗",
                    AnswerKind.CHOICE,
                    choices=(Choice("yes", "已通知"), Choice("no", "没有通知")),
                    note_for=("no",),
                ),
                Question("told_on", "日期", AnswerKind.DATE, needed_when=("told", ("yes",))),
                Question("more", "补充", AnswerKind.TEXT, required=False),
            ),
        ),
    ),
)


def said(answers: dict[str, str]) -> dict[str, str]:
    return {p.field: p.code for p in incomplete(FORM, answers, TODAY)}


def test_every_missing_answer_is_told_at_once() -> None:
    assert said({}) == {"what": "required", "told": "required"}


def test_an_answer_of_blanks_is_none() -> None:
    assert said({"what": " \n　", "told": "no", "told.reason": " "}) == {
        "what": "required",
        "told.reason": "reason",
    }


def test_a_reason_is_asked_only_for_the_answer_that_wants_one() -> None:
    assert said({"what": "误发", "told": "yes", "told_on": "2023-08-12"}) == {}
    assert said({"what": "误发", "told": "no"}) == {"told.reason": "reason"}


def test_a_date_is_needed_only_where_something_was_done_and_lies_not_ahead() -> None:
    assert said({"what": "误发", "told": "yes"}) == {"told_on": "required"}
    assert said({"what": "误发", "told": "yes", "told_on": "2023-08-13"}) == {"told_on": "future"}


@pytest.mark.parametrize(
    "number", ["990101199001011234", "99010119900101123X", "6222020000000000000"]
)
def test_numbers_of_persons_have_no_place_in_a_form(number: str) -> None:
    answers = {"what": f"表格里有{number}这个人", "told": "no", "told.reason": "已止住"}
    assert said(answers) == {"what": "personal"}
    answers = {"what": "误发", "told": "no", "told.reason": f"是{number}"}
    assert said(answers) == {"told.reason": "personal"}


def test_telephone_and_file_numbers_may_stand_in_a_form() -> None:
    answers = {"what": "电话13800138000，文号〔2023〕12号", "told": "no", "told.reason": "见上"}
    assert said(answers) == {}


def test_what_cannot_be_kept_is_told_with_everything_wrong() -> None:
    found = malformed(
        FORM,
        {
            "other": "1",
            "told": "perhaps",
            "told_on": "八月",
            "what": "长" * 1001,
            "told.reason": "长" * 301,
        },
    )
    assert {p.field: p.code for p in found} == {
        "other": "unknown",
        "told": "choice",
        "told_on": "date",
        "what": "long",
        "told.reason": "long",
    }
    assert malformed(FORM, {"what": "长" * 1000, "told_on": "2023-08-12"}) == ()


@given(st.dictionaries(st.text(), st.text()))
def test_any_answers_are_judged_and_never_break_the_rule(answers: dict[str, str]) -> None:
    problems = malformed(FORM, answers)
    unknown = set(answers) - {"what", "told", "told_on", "more"}
    unknown -= {reason_code(c) for c in ("what", "told", "told_on", "more")}
    assert unknown <= {p.field for p in problems if p.code == "unknown"}
    assert all(text == text.strip() != "" for text in cleaned(answers).values())


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(1, 3))
def test_a_form_counts_whole_years(signed: date, years: int) -> None:
    last = runs_out(signed, years)
    assert last.year == signed.year + years
    assert timedelta(years * 365 - 1) <= last - signed <= timedelta(years * 366)


def test_a_form_of_a_leap_day_counts_to_the_end_of_february() -> None:
    assert runs_out(date(2024, 2, 29), 1) == date(2025, 2, 28)


def test_only_a_conclusion_that_allows_it_opens_files() -> None:
    assert opens_files({"conclusion": "may_start"})
    assert opens_files({"conclusion": "with_measures"})
    assert not opens_files({"conclusion": "must_not"})
    assert not opens_files({})


QUESTION = {"code": "a", "text": "问", "kind": "choice", "choices": [{"code": "x", "label": "甲"}]}


def definition(*questions: dict[str, object]) -> FormDefinition:
    return definition_from(
        {
            "kind": "breach",
            "edition": "1",
            "title": "",
            "intro": "",
            "closing": "",
            "sections": [{"title": "", "article": "", "questions": list(questions)}],
        }
    )


@pytest.mark.parametrize(
    "questions",
    [
        (QUESTION, QUESTION),
        ({**QUESTION, "choices": []},),
        ({**QUESTION, "note_for": ["y"]},),
        ({**QUESTION, "needed_when": {"question": "b", "answers": ["x"]}},),
        (QUESTION, {**QUESTION, "code": "b", "needed_when": {"question": "a", "answers": ["y"]}}),
    ],
)
def test_a_definition_that_contradicts_itself_is_a_fault(
    questions: tuple[dict[str, object], ...],
) -> None:
    with pytest.raises(BadDefinitionError):
        definition(*questions)


@pytest.mark.parametrize("kind", list(FormKind))
def test_shipped_forms_name_their_law_and_ask_for_the_legal_staff(kind: FormKind) -> None:
    form = load_definition(kind)
    assert form.kind is kind
    assert "个人信息保护法" in form.intro
    assert "法务人员" in form.intro
    assert all("条" in section.article for section in form.sections)
    assert "legal_review" in {q.code for q in form.questions()}


def test_the_assessment_asks_in_the_three_parts_of_the_law() -> None:
    form = load_definition(FormKind.IMPACT_ASSESSMENT)
    three = form.sections[:3]
    assert [s.article[-3:] for s in three] == ["第一项", "第二项", "第三项"]
    assert 12 <= sum(len(s.questions) for s in three) <= 18


def test_the_self_audit_asks_a_reason_wherever_something_is_not_met() -> None:
    form = load_definition(FormKind.SELF_AUDIT)
    checks = [q for q in form.questions() if q.kind is AnswerKind.CHECK]
    assert 20 <= len(checks) <= 30
    answers = {q.code: "not_met" for q in checks}
    told = {p.field for p in incomplete(form, answers, TODAY)}
    assert {reason_code(q.code) for q in checks} <= told
    answers = {q.code: "met" for q in checks}
    told = {p.field for p in incomplete(form, answers, TODAY)}
    assert told.isdisjoint({reason_code(q.code) for q in checks})


def test_the_breach_form_asks_what_the_law_wants_told() -> None:
    form = load_definition(FormKind.BREACH)
    codes = {q.code for q in form.questions()}
    assert {"kinds", "cause", "harm"} <= codes
    assert {"remedies", "advice", "contact"} <= codes
    assert {"found_on", "found_by", "department", "individuals"} <= codes


def test_definitions_are_readable_json_of_their_own_name() -> None:
    from importlib.resources import files

    for path in (files("resources") / "forms").iterdir():
        data = json.loads(path.read_text(encoding="utf-8"))
        assert path.name == f"{data['kind']}-{data['edition']}.json"
