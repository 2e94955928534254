"""Whole months on real databases: the service against a program written from the page alone."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from antifraud_desktop.services.evaluations import EvaluationService
from antifraud_desktop.work import Work
from db.engine import connect
from tests.evaluation import independent, independent_inputs
from tests.evaluation.by_chance import by_chance
from tests.evaluation.conftest import KEY
from tests.evaluation.filling import FIRST, LAST
from tests.evaluation.townships import plain_scheme, plain_unit


@pytest.mark.parametrize("seed", range(12))
def test_r15_a_random_township_comes_out_the_same_from_the_rows_themselves(
    work: Work, months: EvaluationService, path: Path, seed: int
) -> None:
    by_chance(work, seed)
    edition, _changes = months.draft(FIRST)
    with closing(connect(path, KEY)) as connection:
        tables = independent_inputs.read(connection, *independent_inputs.TABLES)
    rows = independent_inputs.inputs(tables, FIRST, LAST)
    counted = {"households_visited", "people_reached"}
    theirs = {
        row["code"]: {**row, "flows": {k: v for k, v in row["flows"].items() if k in counted}}
        for row in rows
    }
    ours = {u.code: plain_unit(u) for u in edition.snapshot.units}
    assert set(ours) == set(theirs)
    for code, unit in ours.items():
        assert {k: (v, theirs[code][k]) for k, v in unit.items() if v != theirs[code][k]} == {}
    scores = independent.month(plain_scheme(edition.snapshot.scheme), rows, LAST.day)
    assert {
        u.code: ([int(c.score * 100) for c in u.criteria], int(u.total * 100), u.rank)
        for u in edition.result.units
    } == {code: (s["scores"], s["total"], s["rank"]) for code, s in scores.items()}
