"""Fraud types (R21) and the words by which a message about an incident names them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FraudType:
    """A published fraud type; ``aliases`` are wordings villages use for it."""

    name: str
    aliases: tuple[str, ...] = ()


def name_fraud_types(text: str, types: Iterable[FraudType]) -> tuple[str, ...]:
    """Return the types named in ``text`` in published order; 其他 only when said outright."""
    return tuple(
        kind.name for kind in types if any(word in text for word in (kind.name, *kind.aliases))
    )
