"""files import, list, gate: old registers and what is on file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.commands.face import (
    REFUSED,
    Face,
    json_option,
    put_json,
    say,
    sentences,
    tell,
)
from antifraud_desktop.errors import Refused
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.person_views import PersonFilter
from antifraud_desktop.records.register import RegisterReview, RowVerdict
from antifraud_desktop.services.backups import BEFORE_IMPORT

PAGE = 200
WITHOUT_SCREEN = (
    "没有屏幕的机器可用 assessment template 取题目，用 assessment record 登记签署的评估。"
)
_EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("files", help="人员档案：导入旧台账、列出、查看能否建档。")
def files() -> None:
    """Hold the commands on person files."""


@files.command(
    "import",
    help="读取旧台账（xlsx）。不加 --accept 只看不存；没有合法依据的行列明原因，不保存。"
    "加 --accept 时须已签署影响评估，否则退出码为1。",
)
@click.argument("file", type=_EXISTING)
@click.option("--accept", is_flag=True, help="保存可以建档的行；其余的行不留痕迹。")
@click.option("--sheet", default="", help="工作表名；不给则取第一张像台账的表。")
@click.option(
    "--failed",
    type=click.Path(dir_okay=False, path_type=Path),
    help="把未导入的行连同原因另存为这个xlsx文件（含个人信息，登记在外发登记里）。",
)
@json_option
@click.pass_obj
def import_register(
    face: Face, file: Path, sheet: str, failed: Path | None, *, accept: bool, as_json: bool
) -> None:
    """Judge an old register row by row; --accept saves what rests on a document."""
    with face.program() as program:
        review = program.register.review(file, sheet=sheet)
        trouble: Refused | None = None
        if accept:
            try:
                program.forms.impact_gate()
                program.backups.before(BEFORE_IMPORT)
                review = program.register.accept(file, review).review
            except Refused as refused:
                trouble = refused
        if failed is not None and review.with_verdict(RowVerdict.REFUSED):
            program.register.write_failed(file, review, failed)
    saved = accept and trouble is None
    if as_json:
        put_json(_shape(review, accepted=saved))
    else:
        _print(review)
    counts = review.counts()
    told = "，".join(f"{label_of(verdict)}{counts[verdict]}" for verdict in RowVerdict)
    say(told if saved else f"{told}（未保存）")
    if trouble is not None:
        say(sentences(trouble))
        say(WITHOUT_SCREEN)
        click.get_current_context().exit(REFUSED)


@files.command("list", help="列出人员档案（姓名、号码已遮盖）。")
@click.option("--text", default="", help="按姓名、拼音、首字母或号码后四位查找；查找会留下记录。")
@json_option
@click.pass_obj
def list_files(face: Face, text: str, *, as_json: bool) -> None:
    """List persons with their files, masked."""
    with face.program() as program:
        rows = [row for page in _pages(program, PersonFilter(text=text)) for row in page]
    if as_json:
        put_json(
            {
                "persons": [
                    {
                        "person": row.person_id,
                        "name": str(row.name),
                        "identity_number": str(row.identity_number),
                        "phone": str(row.phone),
                        "unit": row.unit_name,
                        "files": [
                            {
                                "file": one.file_id,
                                "category": one.category.value,
                                "status": one.status.value,
                                "next_due": one.next_due.isoformat() if one.next_due else None,
                            }
                            for one in row.files
                        ],
                    }
                    for row in rows
                ]
            }
        )
        return
    for row in rows:
        kinds = "、".join(f"{label_of(f.category)}（{label_of(f.status)}）" for f in row.files)
        tell(f"{row.person_id}\t{row.name}\t{row.identity_number}\t{row.unit_name}\t{kinds}")


@files.command("gate", help="查看影响评估是否已签署、能否建档；不能建档时退出码为1。")
@json_option
@click.pass_obj
def gate(face: Face, *, as_json: bool) -> None:
    """Say whether person files can be opened."""
    shut = ""
    with face.program() as program:
        try:
            program.forms.impact_gate()
        except Refused as refused:
            shut = sentences(refused)
    if as_json:
        put_json({"open": not shut, "reason": shut.replace("\n", "")})
    say(shut or "影响评估已签署，可以建立人员档案。")
    if shut:
        say(WITHOUT_SCREEN)
        click.get_current_context().exit(REFUSED)


def _pages(program: Program, wanted: PersonFilter) -> Any:
    first = 0
    while page := program.persons.page(wanted, first, PAGE).rows:
        yield page
        first += len(page)


def _shape(review: RegisterReview, *, accepted: bool) -> dict[str, Any]:
    return {
        "rows": [
            {
                "row": row.row,
                "verdict": row.verdict.value,
                "reason": row.reason,
                "category": row.category.value if row.category else None,
            }
            for row in review.rows
        ],
        "accepted": accepted,
        "sheet": review.sheet,
        "columns": [
            {"column": column.letter, "head": column.head, "role": column.role.value}
            for column in review.columns
        ],
        "notices": list(review.notices),
        **{verdict.value: number for verdict, number in review.counts().items()},
    }


def _print(review: RegisterReview) -> None:
    for notice in review.notices:
        tell(f"注意：{notice}")
    for row in review.rows:
        kind = label_of(row.category) if row.category else ""
        tell(f"第{row.row}行\t{row.name}\t{kind}\t{label_of(row.verdict)}\t{row.reason}")
