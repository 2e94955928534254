"""What the audit trail keeps of before and after."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from db.audit import as_json
from db.vocabulary import UnitKind


def test_values_are_kept_in_one_spelling() -> None:
    values = {
        "名称": "竹园村",
        "kind": UnitKind.VILLAGE,
        "day": date(2023, 8, 12),
        "at": datetime(2023, 8, 12, 10, 0, tzinfo=UTC),
        "deadline": time(18, 0),
        "score": Decimal("92.50"),
        "days": frozenset({date(2023, 8, 12), date(2023, 8, 11)}),
        "aliases": ("竹园",),
        "residents": None,
    }
    assert as_json(values) == (
        '{"aliases":["竹园"],"at":"2023-08-12T10:00:00+00:00","day":"2023-08-12",'
        '"days":["2023-08-11","2023-08-12"],"deadline":"18:00:00","kind":"village",'
        '"residents":null,"score":"92.50","名称":"竹园村"}'
    )
    assert as_json(None) is None


def test_what_has_no_spelling_is_a_fault() -> None:
    with pytest.raises(TypeError, match="object"):
        as_json({"row": object()})
