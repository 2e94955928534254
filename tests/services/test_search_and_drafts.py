"""Search by text, pinyin and initials; drafts that survive."""

from __future__ import annotations

from dataclasses import replace

import pytest

from antifraud_desktop.pinyin import pinyin_of
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.services.drafts import DraftService
from antifraud_desktop.services.search import SearchService
from antifraud_desktop.services.units import UnitService
from antifraud_desktop.vocabulary import UnitKind
from antifraud_desktop.work import Work


@pytest.fixture
def search(work: Work) -> SearchService:
    # The township of these tests is written past the services, so its pinyin comes with a save.
    units = UnitService(work)
    for unit in units.list():
        units.save(replace(unit, leader="李四"))
    return SearchService(work)


@pytest.mark.parametrize("text", ["大石", "DSC", "dashi", " 石村 "])
def test_a_unit_is_found(search: SearchService, text: str) -> None:
    (hit,) = search.find(text)
    assert (hit.kind, hit.title) == ("unit", "大石村")


@pytest.mark.parametrize("text", ["入户", "rhzf", "RHZF"])
def test_an_indicator_is_found(search: SearchService, text: str) -> None:
    assert ("indicator", "households_visited") in {(h.kind, h.key) for h in search.find(text)}


def test_nothing_and_wildcards_find_nothing(search: SearchService) -> None:
    assert search.find("  ") == ()
    assert search.find("%") == ()
    assert search.find("_") == ()
    assert len(search.find("村", limit=2)) == 2


def test_a_new_unit_is_found_at_once(search: SearchService, work: Work) -> None:
    UnitService(work).save(UnitRecord("", "单家庄", UnitKind.VILLAGE))
    assert [h.title for h in search.find("sjz")] == ["单家庄"]


@pytest.mark.parametrize(
    ("name", "full", "initials"), [("单雄", "shanxiong", "sx"), ("仇和", "qiuhe", "qh")]
)
def test_surnames_are_read_as_surnames(name: str, full: str, initials: str) -> None:
    spelt = pinyin_of(name, person=True)
    assert (spelt.full, spelt.initials) == (full, initials)


def test_drafts_belong_to_one_account_and_are_discarded(work: Work) -> None:
    drafts = DraftService(work)
    assert drafts.load("grid:2023-08-12") is None
    drafts.save("grid:2023-08-12", "one")
    drafts.save("grid:2023-08-12", "two")
    drafts.save("paste", "text")
    assert drafts.load("grid:2023-08-12") == "two"
    assert set(drafts.keys()) == {"grid:2023-08-12", "paste"}
    assert DraftService(replace(work, account="李四")).keys() == ()
    drafts.discard("grid:2023-08-12")
    drafts.discard("never there")
    assert drafts.keys() == ("paste",)
