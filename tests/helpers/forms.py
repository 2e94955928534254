"""Filled forms of the law, and the people of an office."""

from __future__ import annotations

from datetime import date

from antifraud_desktop.rules.compliance_forms import AnswerKind, FormDefinition, reason_code
from antifraud_desktop.vocabulary import Role
from antifraud_desktop.work import Work
from db.models import Account, AccountRole

DAY = date(2023, 8, 12)


def filled(form: FormDefinition, **special: str) -> dict[str, str]:
    """Answer every question by its first choice."""
    answers: dict[str, str] = {}
    for question in form.questions():
        if question.choices:
            answers[question.code] = question.choices[0].code
            if question.choices[0].code in question.note_for:
                answers[reason_code(question.code)] = "理由"
        else:
            answers[question.code] = (
                DAY.isoformat() if question.kind is AnswerKind.DATE else "已写明"
            )
    return answers | special


def staff(work: Work, **roles: Role) -> None:
    with work.writing(audited=False) as uow:
        for name, role in roles.items():
            uow.session.add(
                Account(
                    name=name,
                    display_name=name,
                    created_at=work.clock.utc(),
                    roles=[AccountRole(role=role)],
                )
            )
        uow.commit()
