"""Fraud types (R21): the words by which a message names them, and which to warn of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from antifraud_desktop.records.incidents import FraudTypeRecord, Tally


@dataclass(frozen=True, slots=True)
class FraudType:
    """A published fraud type; ``aliases`` are wordings villages use, ``warning`` a sentence."""

    name: str
    aliases: tuple[str, ...] = ()
    warning: str = ""


def name_fraud_types(text: str, types: Iterable[FraudType]) -> tuple[str, ...]:
    """Return the types named in ``text`` in published order; 其他 only when said outright."""
    return tuple(
        kind.name for kind in types if any(word in text for word in (kind.name, *kind.aliases))
    )


def types_to_warn_of(
    types: Iterable[FraudTypeRecord], counts: Mapping[int, Tally], most: int
) -> tuple[FraudTypeRecord, ...]:
    """Return the types with a sentence to tell that came most, by count, loss and list order.

    Without any count the first of the list are returned (R21).
    """
    told = [kind for kind in types if kind.warning]
    met = [kind for kind in told if counts.get(kind.id)]
    if not met:
        return tuple(sorted(told, key=lambda kind: (kind.sort_order, kind.id)))[:most]

    def weight(kind: FraudTypeRecord) -> tuple[int, int, int, int]:
        tally = counts[kind.id]
        return -(tally.incidents + tally.dissuasions), -tally.loss, kind.sort_order, kind.id

    return tuple(sorted(met, key=weight))[:most]
