"""Units: one form, all its problems at once; retired, never deleted; every change on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from antifraud_desktop.errors import ChangedElsewhere, Invalid, Refused
from antifraud_desktop.intake.units_workbook import UnitsImportRow
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.services.units import UnitService
from antifraud_desktop.vocabulary import UnitKind, WordingOrigin
from antifraud_desktop.work import Work
from db.models import AuditEntry, UnitAlias


@pytest.fixture
def units(work: Work) -> UnitService:
    return UnitService(work)


def _actions(work: Work) -> int:
    with work.reading() as session:
        return session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def _named(units: UnitService, name: str) -> UnitRecord:
    return next(u for u in units.list() if u.name == name)


def test_a_new_unit_gets_the_next_code_and_stands_last(units: UnitService) -> None:
    assert units.save(UnitRecord("", " 青禾中学 ", UnitKind.SCHOOL, aliases=("中学", " ", "中学")))
    made = units.list()[-1]
    assert (made.code, made.name, made.aliases) == ("U005", "青禾中学", ("中学",))
    assert made.sort_order > units.list()[-2].sort_order
    assert made.version == 1


def test_all_problems_of_a_form_are_told_at_once_and_nothing_is_saved(units: UnitService) -> None:
    wrong = UnitRecord(
        "",
        "",
        UnitKind.VILLAGE,
        aliases=("大石",),
        households=-1,
        leader="长" * 61,
        active_from=date(2023, 8, 2),
        active_until=date(2023, 8, 1),
    )
    with pytest.raises(Invalid) as trouble:
        units.save(wrong)
    assert {p.field for p in trouble.value.problems} == {
        "name",
        "aliases",
        "households",
        "leader",
        "active_until",
    }
    assert len(units.list()) == 4


def test_a_name_or_alias_belongs_to_one_unit(units: UnitService) -> None:
    other = _named(units, "河东村")
    for taken in ("大石", "大石村"):
        with pytest.raises(Invalid, match="大石村"):
            units.save(replace(other, aliases=(*other.aliases, taken)))
        with pytest.raises(Invalid, match="大石村"):
            units.teach_alias(other.code, taken)


def test_a_taught_alias_is_learnt_once(units: UnitService, work: Work) -> None:
    unit = _named(units, "大石村")
    assert units.teach_alias(unit.code, " 石头村 ")
    assert not units.teach_alias(unit.code, "石头村")
    assert _named(units, "大石村").aliases == ("大石", "石头村")
    with work.reading() as session:
        origins = dict(session.execute(select(UnitAlias.text, UnitAlias.origin)).all())
    assert origins["石头村"] is WordingOrigin.LEARNT
    assert origins["大石"] is WordingOrigin.PRESET
    with pytest.raises(Invalid):
        units.teach_alias(unit.code, "  ")


def test_saving_what_is_the_same_is_no_action(units: UnitService, work: Work) -> None:
    before = _actions(work)
    assert not units.save(units.list()[0])
    assert _actions(work) == before


def test_a_stale_form_is_refused_and_says_who_was_first(units: UnitService) -> None:
    stale = _named(units, "大石村")
    units.save(replace(stale, leader="李四"))
    with pytest.raises(ChangedElsewhere, match="张三"):
        units.save(replace(stale, leader="王五"))
    assert _named(units, "大石村").leader == "李四"


def test_changing_only_the_liaison_also_raises_the_version(units: UnitService) -> None:
    before = _named(units, "大石村")
    units.save(replace(before, liaison="李四"))
    assert _named(units, "大石村").version == before.version + 1


def test_a_retired_unit_keeps_its_past_and_is_gone_afterwards(units: UnitService) -> None:
    code = _named(units, "竹园村").code
    units.retire(code, date(2023, 8, 12))
    assert "竹园村" in {u.name for u in units.list(on=date(2023, 8, 12))}
    assert "竹园村" not in {u.name for u in units.list(on=date(2023, 8, 13))}
    assert units.get(code).active_until == date(2023, 8, 12)
    with pytest.raises(Refused):
        units.get("U999")


@pytest.mark.parametrize("text", ["大石", "dashi", "dsc", "DSC", "石村"])
def test_units_are_found_by_name_alias_pinyin_and_initials(units: UnitService, text: str) -> None:
    assert [u.name for u in units.list(text=text)] == ["大石村"]


def test_history_tells_before_and_after_in_chinese(units: UnitService) -> None:
    unit = _named(units, "大石村")
    units.save(replace(unit, kind=UnitKind.COMMUNITY, households=None, ranked=False))
    (entry,) = units.history(unit.code)
    assert entry.summary == "修改单位：大石村"
    assert entry.details == (
        "类别：村 → 社区",
        "户数：400 → （空）",
        "参加排名：是 → 否",
    )


def _row(record: UnitRecord, verdict: str) -> UnitsImportRow:
    return UnitsImportRow(2, record.name, verdict, record=record)


def test_an_import_is_one_action_and_shows_in_each_units_history(
    units: UnitService, work: Work
) -> None:
    before = _actions(work)
    old = _named(units, "大石村")
    rows = [
        _row(UnitRecord("", "新塘社区", UnitKind.COMMUNITY, residents=3690), "create"),
        _row(replace(old, residents=1400), "update"),
        _row(_named(units, "河东村"), "unchanged"),
        UnitsImportRow(5, "？", "refused", "没有类别"),
    ]
    assert units.accept_import(rows).units
    assert _actions(work) == before + 1
    assert units.history(old.code)[0].details == ("常住人口：1300 → 1400",)
    new = _named(units, "新塘社区")
    assert "名称：（空） → 新塘社区" in units.history(new.code)[0].details
    assert units.history(_named(units, "河东村").code) == ()


def test_an_import_that_changes_nothing_leaves_no_trace(units: UnitService, work: Work) -> None:
    before = _actions(work)
    versions = [u.version for u in units.list()]
    assert not units.accept_import([_row(u, "unchanged") for u in units.list()])
    assert _actions(work) == before
    assert [u.version for u in units.list()] == versions


def test_an_import_planned_on_older_data_is_refused_whole(units: UnitService) -> None:
    old = _named(units, "大石村")
    units.save(replace(old, leader="李四"))
    rows = [
        _row(UnitRecord("", "新塘社区", UnitKind.COMMUNITY), "create"),
        _row(replace(old, residents=1400), "update"),
    ]
    with pytest.raises(ChangedElsewhere):
        units.accept_import(rows)
    assert "新塘社区" not in {u.name for u in units.list()}


def test_an_import_cannot_take_a_name_that_belongs_to_another(units: UnitService) -> None:
    double = UnitRecord("", "石村", UnitKind.VILLAGE, aliases=("大石",))
    with pytest.raises(Invalid, match="大石村"):
        units.accept_import([_row(double, "create")])
