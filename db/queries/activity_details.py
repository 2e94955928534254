"""What an activity has beside its line of the list: for the ledger as a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Activity, ActivityAudience, Material, StockMovement
from db.vocabulary import AudienceGroup

_PART = 500
"""So many numbers one statement is given."""


@dataclass(slots=True)
class Details:
    """Hosts, media link and summary; numbers by group; (material, pieces, measure word)."""

    hosts: str
    media_link: str
    summary: str
    audience: list[tuple[AudienceGroup, int]] = field(default_factory=list)
    materials: list[tuple[str, int, str]] = field(default_factory=list)


def details_of(session: Session, numbers: Sequence[int]) -> dict[int, Details]:
    """Return the details of activities by their number."""
    found: dict[int, Details] = {}
    for part in _parts(numbers):
        a, g, used = Activity, ActivityAudience, StockMovement
        texts = select(a.id, a.hosts, a.media_link, a.summary).where(a.id.in_(part))
        for number, hosts, media, summary in session.execute(texts):
            found[number] = Details(hosts, media, summary)
        groups = select(g.activity_id, g.group, g.number).where(g.activity_id.in_(part))
        for number, group, count in session.execute(groups.order_by(g.activity_id, g.group)):
            found[number].audience.append((group, count))
        pieces = (
            select(used.activity_id, Material.name, used.quantity, Material.measure_word)
            .join(Material, Material.id == used.material_id)
            .where(used.activity_id.in_(part))
            .order_by(used.activity_id, Material.sort_order, Material.id)
        )
        for activity_id, name, count, measure in session.execute(pieces):
            if activity_id is not None:
                found[activity_id].materials.append((name, count, measure))
    return found


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[n : n + _PART] for n in range(0, len(numbers), _PART))
