"""What stored editions say of places and criteria, read without the whole of their figures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import EvaluationResult
from db.queries import evaluation_course as queries


@dataclass(frozen=True, slots=True)
class Places:
    """What a frozen edition says of places: total, rank and why by unit code, and its bottom."""

    result_id: int
    month: date
    edition: int
    units: Mapping[str, tuple[str, Decimal, int | None, str]]
    certain: tuple[str, ...]
    tied: tuple[str, ...]
    pick: int

    @property
    def listed(self) -> tuple[str, ...]:
        """Return the unit codes at the bottom, worst first."""
        return (*self.certain, *self.tied)


def frozen_places(session: Session, first: date, last: date | None = None) -> dict[date, Places]:
    """Return by month the places of its latest frozen edition, oldest first."""
    return {
        row.month: _places(row.id, row.month, row.edition, json.loads(row.results))
        for row in queries.frozen_results(session, first, last)
    }


def codes_in(results: str) -> frozenset[str]:
    """Return the codes of the units an edition's stored results hold."""
    return frozenset(unit["code"] for unit in json.loads(results)["units"])


def criterion_names(session: Session, result_id: int) -> dict[str, str]:
    """Return the names of an edition's criteria by code, from its frozen inputs."""
    text = session.scalar(select(EvaluationResult.inputs).where(EvaluationResult.id == result_id))
    scheme = json.loads(text)["scheme"] if text else {"criteria": []}
    return {c["code"]: c["name"] for c in scheme["criteria"]}


def _places(result_id: int, month: date, edition: int, result: Mapping[str, Any]) -> Places:
    cut = result["cut"]
    return Places(
        result_id=result_id,
        month=month,
        edition=edition,
        units={
            u["code"]: (u["name"], Decimal(u["total"]), u["rank"], u["why"])
            for u in result["units"]
        },
        certain=tuple(cut["certain"]),
        tied=tuple(cut["tied"]),
        pick=cut["pick"],
    )
