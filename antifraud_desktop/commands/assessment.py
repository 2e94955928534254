"""assessment template, record: passing the gate of person files without a screen (PIPL 55-56)."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from antifraud_desktop.commands.face import DAY, Face, json_option, put_json, say
from antifraud_desktop.errors import EnvironmentTrouble, Refused
from antifraud_desktop.rules.compliance_forms import FormDefinition
from antifraud_desktop.vocabulary import FormKind

KIND = FormKind.IMPACT_ASSESSMENT
LARGEST = 1_000_000


@click.group("assessment", help="个人信息保护影响评估：取题目、登记已签署的评估。")
def assessment() -> None:
    """Hold the commands of the impact assessment."""


@assessment.command("template", help="以JSON输出要回答的问题；填好 answers 后交给 record。")
@click.pass_obj
def template(face: Face) -> None:
    """Print the questions, with empty answers to fill in."""
    with face.program() as program:
        definition = program.forms.definition(KIND)
    put_json(_questions(definition))


@assessment.command(
    "record",
    help="登记一份已由负责人签署的影响评估。没有回答完的不能登记；填写的人不代替负责人决定。",
)
@click.option(
    "--answers",
    "file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='JSON文件：{"answers": {问题代码: 回答}}，选“理由”的另加 问题代码.reason。',
)
@click.option("--signed-by", required=True, help="签署的负责人姓名。")
@click.option("--signed-on", required=True, type=DAY, help="签署日期。")
@json_option
@click.pass_obj
def record(face: Face, file: Path, signed_by: str, signed_on: datetime, *, as_json: bool) -> None:
    """Fill, save and sign the assessment that is open, or a new one."""
    answers = _answers(file)
    with face.program() as program:
        form, _changes = program.forms.start(KIND)
        form, _changes = program.forms.save(form.id, answers, form.version)
        form, _changes = program.forms.sign(form.id, signed_by, signed_on.date(), form.version)
    if as_json:
        put_json({"form": form.id, "signed_on": signed_on.date().isoformat()})
    say("影响评估已登记。")


def _questions(definition: FormDefinition) -> dict[str, Any]:
    return {
        "title": definition.title,
        "edition": definition.edition,
        "questions": [
            {
                "code": question.code,
                "text": question.text,
                "hint": question.hint,
                "kind": question.kind.value,
                "required": question.required,
                "choices": {choice.code: choice.label for choice in question.choices},
                "reason_for": list(question.note_for),
            }
            for question in definition.questions()
        ],
        "answers": {question.code: "" for question in definition.questions()},
    }


def _answers(file: Path) -> dict[str, str]:
    """Return the answers of a file; raises Refused on what is none."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise EnvironmentTrouble(f"文件打不开：{file.name}。", "请检查文件和读取权限。") from error
    try:
        told = json.loads(content[:LARGEST].decode("utf-8-sig"))
    except ValueError as error:
        raise Refused("回答文件不是JSON。", "请先用 assessment template 取得样式。") from error
    answers = told.get("answers", told) if isinstance(told, dict) else None
    if not isinstance(answers, dict) or not all(isinstance(a, str) for a in answers.values()):
        raise Refused(
            "回答文件里没有“问题代码：回答”的列表。", "请先用 assessment template 取得样式。"
        )
    return answers
