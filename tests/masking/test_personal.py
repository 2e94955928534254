"""A personal value shows itself masked however it is turned into text, until a grant opens it."""

from __future__ import annotations

import copy
import io
import json
import pickle
import traceback
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

import pytest

from antifraud_desktop.records.personal import Personal, PersonalKind, StillMaskedError, Unmasked
from antifraud_desktop.rules.masking import personal
from db import audit

NOW = datetime(2023, 8, 12, 17, 50)
WHOLE = "13899990000"
GRANT = Unmasked("unit", "U001", "张三", NOW, NOW + timedelta(minutes=5))


@dataclass(frozen=True, slots=True)
class Card:
    name: str
    phone: Personal


@pytest.fixture
def phone() -> Personal:
    return personal(PersonalKind.PHONE, WHOLE, "unit", "U001")


def test_every_way_to_text_gives_the_mask(phone: Personal) -> None:
    card = Card("大石村", phone)
    out = io.StringIO()
    print(phone, card, file=out)
    texts = [
        str(phone),
        f"{phone:>20}",
        "{}".format(phone),  # noqa: UP032 - another way
        "%s %r" % (phone, card),  # noqa: UP031 - another way
        repr([phone]),
        repr(asdict(card)),
        str(copy.deepcopy(card)),
        out.getvalue(),
    ]
    assert all("138****0000" in text for text in texts)
    assert not [text for text in texts if WHOLE in text]


def test_what_would_write_it_elsewhere_is_refused(phone: Personal) -> None:
    for write in (json.dumps, pickle.dumps, lambda v: audit.as_json({"phone": v})):
        with pytest.raises(TypeError) as trouble:
            write(phone)
        assert WHOLE not in "".join(traceback.format_exception(trouble.value))


def test_only_a_grant_for_its_record_and_only_in_time_opens_it(phone: Personal) -> None:
    assert phone.whole_for(GRANT, NOW) == WHOLE
    last = GRANT.until - timedelta(seconds=1)
    assert phone.whole_for(GRANT, last) == WHOLE
    other = Unmasked("unit", "U002", "张三", NOW, GRANT.until)
    for grant, at in ((GRANT, GRANT.until), (GRANT, NOW - timedelta(seconds=1)), (other, NOW)):
        with pytest.raises(StillMaskedError) as trouble:
            phone.whole_for(grant, at)
        assert WHOLE not in "".join(traceback.format_exception(trouble.value))


def test_an_empty_value_is_empty_and_a_masked_one_is_not(phone: Personal) -> None:
    empty = personal(PersonalKind.PHONE, "", "unit", "U001")
    assert (str(empty), bool(empty)) == ("", False)
    assert phone
    assert str(phone) != ""


def test_two_values_with_the_same_mask_are_told_apart(phone: Personal) -> None:
    twin = personal(PersonalKind.PHONE, "13811110000", "unit", "U001")
    assert str(twin) == str(phone)
    assert twin != phone
    assert phone == personal(PersonalKind.PHONE, WHOLE, "unit", "U001")


def test_a_mask_that_gives_the_value_away_is_refused() -> None:
    for shown in ("", WHOLE, f"电话{WHOLE}"):
        with pytest.raises(ValueError, match="mask"):
            Personal(PersonalKind.PHONE, WHOLE, shown, "unit", "U001")


def test_it_cannot_be_changed(phone: Personal) -> None:
    with pytest.raises(AttributeError):
        phone.shown = WHOLE
