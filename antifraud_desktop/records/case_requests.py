"""What a clerk hands over to open or change a file. Whole values never show in a ``repr``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from antifraud_desktop.records.persons import Basis
from db.vocabulary import AppealState, CaseCategory, OrganLevel


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person as entered. ``unit_code`` may be empty while the unit is not known.

    A sound identity number gives birth and gender; ``birth_on`` is asked for without one.
    """

    name: str = field(repr=False)
    identity_number: str = field(default="", repr=False)
    birth_on: date | None = field(default=None, repr=False)
    gender: str = ""
    phone: str = field(default="", repr=False)
    unit_code: str = ""
    address: str = field(default="", repr=False)
    guardian: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """A measure as its decision tells it."""

    organ: str
    organ_level: OrganLevel | None
    number: str
    ground: str = field(repr=False)
    starts_on: date | None
    ends_on: date | None
    served_on: date | None = None
    appeal: AppealState = AppealState.NONE


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to open: for a person on file (its number) or a new one, on a basis.

    ``basis_text`` is the basis as an old register wrote it. ``officers`` are accounts. ``facts``
    are allow-listed fields of the category by code. A decision's dates in ``basis`` make its
    measure.
    """

    person: PersonFacts | int
    category: CaseCategory
    basis: Basis = field(repr=False)
    basis_text: str = field(default="", repr=False)
    officers: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)
