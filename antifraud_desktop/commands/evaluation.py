"""evaluate: a month's scores and ranks, drafted or frozen, as text or JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.commands.face import Face, json_option, put_json, say, tell
from antifraud_desktop.errors import Refused
from antifraud_desktop.files import write_whole
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.evaluation import CriterionScore, Cut, UnitScore
from antifraud_desktop.records.evaluation_editions import CardOutlook, Edition
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import EvaluationState

MONTH = click.DateTime(["%Y-%m"])
BY_COMMAND = "由命令行定稿"


@click.command(
    "evaluate",
    help="计算某个月的考核：各单位各项得分、总分、名次。已公示的月份只显示，不重新计算；"
    "已定稿的月份分数变了才形成新的一版。",
)
@click.option("--month", required=True, type=MONTH, help="月份，例如 2023-08。")
@click.option(
    "--freeze", is_flag=True, help="定稿。没有公示或异议期未满也定稿，并记下是由命令定稿的。"
)
@click.option("--reason", default=BY_COMMAND, help="提前定稿的理由，记入该版。")
@click.option(
    "--circular",
    type=click.Path(dir_okay=False, path_type=Path),
    help="把考核通报存成.docx文件。已定稿的编号存档，没有定稿的标为草稿。",
)
@json_option
@click.pass_obj
def evaluate(
    face: Face,
    month: datetime,
    reason: str,
    circular: Path | None,
    *,
    freeze: bool,
    as_json: bool,
) -> None:
    """Draft a month, freeze it if asked to, and tell what came out."""
    with face.program() as program:
        found = _edition(program, month)
        if freeze and found.head.state is not EvaluationState.FROZEN:
            program.evaluations.months.freeze(month.date(), reason)
            found = program.evaluations.months.results(month.date())
        cards = program.evaluations.months.card_outlook(month.date())
        written = "" if circular is None else _write_circular(program, found, circular)
    if as_json:
        put_json(edition_shape(found, cards))
    else:
        _print(found, cards)
    say(f"{_named(found)}考核，{label_of(found.head.state)}，第{found.head.edition}版")
    if written:
        say(f"{written}已存到{circular}")


def _edition(program: Program, month: datetime) -> Edition:
    months = program.evaluations.months
    heads = months.editions(month.date())
    shown = bool(heads) and heads[0].state is EvaluationState.SHOWN
    if shown or not program.may(Permission.RUN_EVALUATION):
        return months.results(month.date())
    return months.draft(month.date())[0]


def _write_circular(program: Program, edition: Edition, path: Path) -> str:
    """Write the circular of the edition to a file: issued when frozen, else a draft."""
    month, papers = edition.head.month, program.evaluations.papers
    if path.suffix.lower() != ".docx":
        raise Refused("考核通报要存成.docx文件。", "请改文件名后再存。")
    if edition.head.state is EvaluationState.FROZEN:
        record, _changes = papers.issue_circular(month)
        program.documents.export(record.id, path)
        return record.title
    write_whole(path, papers.preview_circular(month))
    return "考核通报草稿"


def edition_shape(edition: Edition, cards: Sequence[CardOutlook]) -> dict[str, Any]:
    """Return an edition for JSON: points and shares are numbers, at most 2 and 6 places."""
    head, result = edition.head, edition.result
    names = {u.code: u.name for u in result.units}
    return {
        "month": f"{head.month:%Y-%m}",
        "until": edition.snapshot.until.isoformat(),
        "scheme": {"name": head.scheme, "number": edition.snapshot.scheme.number},
        "edition": head.edition,
        "state": head.state.value,
        "changes": head.changes,
        "sha256": head.sha256,
        "units": [_unit_shape(unit) for unit in result.units],
        "bottom": [names[code] for code in result.cut.listed],
        "tied": {"units": [names[c] for c in result.cut.tied], "pick": result.cut.pick},
        "yellow_cards": [
            {
                "unit": names.get(card.unit, card.unit),
                "code": card.unit,
                "months": [f"{m:%Y-%m}" for m in card.months],
                "interviewed": card.held,
                "given": card.given,
            }
            for card in cards
        ],
    }


def _unit_shape(unit: UnitScore) -> dict[str, Any]:
    return {
        "unit": unit.name,
        "code": unit.code,
        "kind": unit.kind.value,
        "total": float(unit.total),
        "rank": unit.rank,
        "unranked": unit.why or None,
        "last_total": None if unit.last_total is None else float(unit.last_total),
        "last_rank": unit.last_rank,
        "criteria": [_criterion_shape(score) for score in unit.criteria],
        "deductions": [
            {
                "code": d.code,
                "name": d.name,
                "count": d.count,
                "each": float(d.each),
                "points": float(d.points),
            }
            for d in unit.deductions
        ],
    }


def _criterion_shape(score: CriterionScore) -> dict[str, Any]:
    return {
        "code": score.code,
        "name": score.name,
        "weight": float(score.weight),
        "effective_weight": float(score.effective),
        "raw": float(score.raw),
        "score": float(score.score),
        "applicable": score.applicable,
        "inputs": _numbers(score.inputs),
        "formula": score.formula,
    }


def _numbers(inputs: Mapping[str, str]) -> dict[str, Any]:
    """Return inputs as numbers where they are, None where there was none."""
    return {key: _number(text) for key, text in inputs.items()}


def _number(text: str) -> int | float | str | None:
    if not text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    return int(value) if "." not in text else float(value)


def _print(edition: Edition, cards: Sequence[CardOutlook]) -> None:
    names = {u.code: u.name for u in edition.result.units}
    for unit in edition.result.units:
        rank = f"第{unit.rank}名" if unit.rank is not None else unit.why
        parts = "，".join(
            f"{c.name}{c.score}" if c.applicable else f"{c.name}不适用" for c in unit.criteria
        )
        lost = "".join(f"，{d.name}扣{d.points}" for d in unit.deductions)
        tell(f"{rank}\t{unit.name}\t{unit.total}\t{parts}{lost}")
    tell(_bottom_text(edition.result.cut, names))
    for card in cards:
        months = "、".join(f"{m.year}年{m.month}月" for m in card.months)
        due = "应发黄牌" if card.held else "约谈后应发黄牌"
        said = "已发黄牌" if card.given else due
        tell(f"{names.get(card.unit, card.unit)}：{months}排名末位，{said}")


def _bottom_text(cut: Cut, names: Mapping[str, str]) -> str:
    certain = "、".join(names[c] for c in cut.certain)
    tied = "、".join(names[c] for c in cut.tied)
    if not cut.tied:
        return f"排名末位：{certain or '无'}"
    return f"排名末位：{certain or '无'}；{tied}同分，由领导选{cut.pick}个并说明理由"


def _named(edition: Edition) -> str:
    return f"{edition.head.month.year}年{edition.head.month.month}月"
