"""The activity ledger: entering, correcting, copying, listing, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.errors import ChangedElsewhere, Invalid, Refused
from antifraud_desktop.records.activities import (
    ActivityFilter,
    ActivityTypeRecord,
    NewActivity,
    UnitClassRecord,
)
from antifraud_desktop.vocabulary import AudienceGroup, UnitKind
from tests.activities.conftest import (
    DAY,
    as_leader,
    drive,
    handed_out,
    held,
    in_stock,
    reports,
)

ALL = ActivityFilter()


def lecture(**more: object) -> NewActivity:
    entry = NewActivity(
        type_code="lecture",
        day=DAY,
        title="防骗讲座",
        at=time(9, 30),
        place="村委会",
        hosts="镇反诈办",
        audience={AudienceGroup.RESIDENTS: 40, AudienceGroup.ELDERLY: 20},
    )
    return replace(entry, **more)  # type: ignore[arg-type]


def fields(told: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return {problem.field for problem in told.value.problems}


def test_an_entry_is_read_back_whole(office: Program) -> None:
    acts = office.ledgers.activities
    entry = lecture(media_link="公众号", summary="讲了刷单返利", figures={"people_reached": 60})
    (number,), changes = acts.log(entry, ["V01"])
    assert changes.activities
    record = acts.get(number)
    assert record.entry == entry
    assert (record.unit_name, record.type_name, record.audience) == ("大石村", "反诈讲座", 60)
    assert (record.entered_by, record.version) == ("经办", 1)


def test_several_units_and_days_are_entered_as_one_series_in_one_action(office: Program) -> None:
    acts, listed = office.ledgers.activities, office.ledgers.activity_list
    yesterday = DAY - timedelta(days=1)
    ids, _changes = acts.log(lecture(), ["V01", "V02"], [yesterday])
    rows = listed.page(ALL)
    assert [(r.day, r.unit_name) for r in rows] == [
        (DAY, "柳树村"),
        (DAY, "大石村"),
        (yesterday, "柳树村"),
        (yesterday, "大石村"),
    ]
    assert {r.series for r in rows} == {f"S{ids[0]}"}
    assert listed.count(ActivityFilter(series=f"S{ids[0]}")) == 4
    one, _changes = acts.log(lecture(), ["V01"])
    assert acts.get(one[0]).entry.series == ""


def test_a_type_proposes_figures_by_what_the_unit_reports(office: Program) -> None:
    acts = office.ledgers.activities
    assert acts.proposal(lecture(), "V01") == {"people_reached": 60}
    assert acts.proposal(lecture(), "S01") == {"lectures": 1, "audience": 60}
    assert acts.proposal(drive(), "V01") == {"households_visited": 20, "people_reached": 60}
    ids, _changes = acts.log(lecture(), ["V01", "B01"])
    assert [acts.get(n).entry.figures for n in ids] == [
        {"people_reached": 60},
        {"lectures": 1, "audience": 60},
    ]


def test_everything_wrong_is_told_at_once_and_nothing_is_saved(office: Program) -> None:
    bad = drive(
        title=" ",
        day=DAY + timedelta(days=1),
        quantity=-1,
        summary="对其家属停水停电",
        class_id=7,
        figures={"no_such": 1},
    )
    with pytest.raises(Invalid) as told:
        office.ledgers.activities.log(bad, ["S01"])
    assert fields(told) == {"title", "day", "quantity", "summary", "class_id", "units", "figures"}
    assert office.ledgers.activity_list.count(ALL) == 0


def test_two_editors_of_one_activity(office: Program) -> None:
    acts = office.ledgers.activities
    (number,), _changes = acts.log(lecture(), ["V01"])
    record = acts.get(number)
    acts.change(number, lecture(title="改名"), "V01", record.version)
    with pytest.raises(ChangedElsewhere):
        acts.change(number, lecture(title="再改"), "V01", record.version)
    assert acts.get(number).entry.title == "改名"


def test_the_last_one_of_a_unit_and_type_is_there_to_be_copied(office: Program) -> None:
    acts = office.ledgers.activities
    assert acts.last_of("lecture", "V01") is None
    acts.log(lecture(day=DAY - timedelta(days=3), title="早些的"), ["V01"])
    acts.log(lecture(title="最近的"), ["V01"])
    acts.log(lecture(title="别村的"), ["V02"])
    last = acts.last_of("lecture", "V01")
    assert last is not None
    assert last.entry.title == "最近的"


def test_the_list_is_narrowed_paged_and_knows_each_lines_place(office: Program) -> None:
    acts, listed = office.ledgers.activities, office.ledgers.activity_list
    for ago in range(9):
        acts.log(lecture(day=DAY - timedelta(days=ago), title=f"第{ago}次"), ["V01"])
    (other,), _changes = acts.log(drive(place="东街100%店", fills_daily=False), ["V02"])
    assert listed.count(ALL) == 10
    whole = listed.page(ALL)
    assert [r.id for r in listed.page(ALL, 3, 4)] == [r.id for r in whole[3:7]]
    assert [listed.place_of(ALL, r.id) for r in whole] == list(range(10))
    week = ActivityFilter(first=DAY - timedelta(days=2), last=DAY, unit_code="V01")
    assert [r.title for r in listed.page(week)] == ["第0次", "第1次", "第2次"]
    assert listed.place_of(week, other) is None
    assert [r.id for r in listed.page(ActivityFilter(text="100%"))] == [other]
    assert listed.count(ActivityFilter(text="1%店%")) == 0
    assert listed.count(ActivityFilter(type_code="household_drive")) == 1
    assert listed.count(ActivityFilter(unit_code="gone")) == 0


def test_sums_by_type_unit_and_month(office: Program) -> None:
    acts, listed = office.ledgers.activities, office.ledgers.activity_list
    acts.log(lecture(), ["V01", "V02"])
    acts.log(drive(fills_daily=False, day=date(2023, 7, 31)), ["V01"])
    by_type = {s.name: (s.activities, s.audience, s.quantity) for s in listed.sums(ALL, "type")}
    assert by_type == {"反诈讲座": (2, 120, 0), "敲门行动": (1, 60, 20)}
    assert [(s.name, s.activities) for s in listed.sums(ALL, "unit")] == [
        ("大石村", 2),
        ("柳树村", 1),
    ]
    assert [(s.name, s.activities) for s in listed.sums(ALL, "month")] == [
        ("2023年7月", 1),
        ("2023年8月", 2),
    ]


def test_the_ledger_leaves_as_a_workbook_that_is_registered(
    office: Program, tmp_path: Path
) -> None:
    office.ledgers.activities.log(lecture(title="=1+1"), ["V01"])
    path = tmp_path / "台账.xlsx"
    assert office.ledgers.activity_list.export(ALL, path).exports
    sheet = load_workbook(path)["活动台账"]
    cells = [cell.value for cell in sheet[3]]
    assert cells[:9] == [1, "2023-8-12", "09:30", "大石村", "反诈讲座", "=1+1", "村委会", 60, None]
    assert sheet["F3"].data_type == "s"
    told = dict(zip((c.value for c in sheet[2]), cells, strict=True))
    assert (told["受众"], told["使用物料"]) == ("群众40人、老年人20人", None)
    assert office.exports.register(None, None)[0].title == "活动台账（1条）"


def test_removing_asks_why_and_keeps_what_was_said_in_the_trail(office: Program) -> None:
    acts = office.ledgers.activities
    (number,), _changes = acts.log(lecture(), ["V01"])
    with pytest.raises(Invalid):
        acts.remove(number, " ", 1)
    acts.remove(number, "登记重复", 1)
    with pytest.raises(Refused):
        acts.get(number)
    assert office.ledgers.activity_list.count(ALL) == 0


def test_one_form_holds_the_meeting_of_each_class(office: Program) -> None:
    classes, acts = office.ledgers.unit_classes, office.ledgers.activities
    first, _changes = classes.save(UnitClassRecord("S01", "七年级1班", pupils=45))
    second, _changes = classes.save(UnitClassRecord("S01", "七年级2班", pupils=41))
    gone, _changes = classes.save(UnitClassRecord("S01", "九年级1班", pupils=50))
    classes.retire(gone, DAY - timedelta(days=1), 1)
    meeting = lecture(type_code="class_meeting", audience={}, fills_daily=True)
    made, _changes = acts.log(meeting, ["S01"], each_class=True)
    found = {acts.get(n).entry.class_id: acts.get(n) for n in made}
    assert {number: record.audience for number, record in found.items()} == {first: 45, second: 41}
    assert found[first].entry.figures == {"people_reached": 45}
    typed = replace(meeting, audience={AudienceGroup.PUPILS: 30})
    made, _changes = acts.log(typed, ["S01"], [DAY - timedelta(days=1)], each_class=True)
    assert [acts.get(n).audience for n in made] == [30, 30, 30, 30, 30]
    for units in (["S01", "V01"], ["V01"]):
        with pytest.raises(Invalid):
            acts.log(lecture(), units, each_class=True)
    assert [r.class_name for r in office.ledgers.activity_list.page(ALL)][-1] == "七年级1班"


def test_a_class_of_a_school_is_kept_and_retired(office: Program) -> None:
    classes, acts = office.ledgers.unit_classes, office.ledgers.activities
    number, _changes = classes.save(UnitClassRecord("S01", "七年级1班", pupils=45))
    meeting = lecture(type_code="class_meeting", class_id=number)
    acts.log(meeting, ["S01"])
    with pytest.raises(Invalid) as told:
        classes.save(UnitClassRecord("S01", "七年级1班"))
    assert fields(told) == {"name"}
    with pytest.raises(Refused):
        classes.save(UnitClassRecord("V01", "七年级1班"))
    classes.retire(number, DAY - timedelta(days=1), 1)
    assert classes.list("S01", DAY) == ()
    assert [c.name for c in classes.list("S01")] == ["七年级1班"]
    with pytest.raises(Invalid) as told:
        acts.log(meeting, ["S01"])
    assert fields(told) == {"class_id"}
    classes.save(UnitClassRecord("S01", "七年级1班", active_from=DAY))


def test_a_class_meeting_is_of_the_class_of_its_own_school(office: Program) -> None:
    number, _changes = office.ledgers.unit_classes.save(UnitClassRecord("S01", "七年级1班"))
    with pytest.raises(Invalid) as told:
        office.ledgers.activities.log(lecture(class_id=number), ["V01"])
    assert fields(told) == {"class_id"}


def test_types_are_shipped_and_edited(office: Program) -> None:
    types = office.ledgers.activity_types
    shipped = types.list()
    assert len(shipped) == 21
    known = {i.code for i in office.indicators.list()}
    assert {t.counts for t in shipped} - {""} <= known
    assert {code for t in shipped for code in t.audience_counts} <= known
    types.save(ActivityTypeRecord("", "电影放映", (UnitKind.VILLAGE,), quantity_word="场"))
    made = next(t for t in types.list() if t.name == "电影放映")
    office.ledgers.activities.log(lecture(type_code=made.code, quantity=2), ["V01"])
    types.save(replace(made, active=False))
    assert made.name not in {t.name for t in types.list(active_only=True)}
    with pytest.raises(ChangedElsewhere):
        types.save(made)
    with pytest.raises(Invalid) as told:
        types.save(ActivityTypeRecord("", "反诈讲座", counts="no_such"))
    assert fields(told) == {"name", "counts"}


def test_materials_used_leave_the_units_stock_and_come_back(office: Program) -> None:
    handed_out(office, "V01", 100)
    acts = office.ledgers.activities
    code = office.ledgers.materials.list()[0].code
    with pytest.raises(Invalid) as told:
        acts.log(lecture(materials={code: 101}), ["V01"])
    assert fields(told) == {"materials"}
    (number,), changes = acts.log(lecture(materials={code: 30}), ["V01"])
    assert changes.materials
    assert in_stock(office, "V01") == 70
    assert acts.get(number).entry.materials == {code: 30}
    acts.remove(number, "登记重复", 1)
    assert in_stock(office, "V01") == 100


def test_search_finds_by_title_place_and_the_units_pinyin(office: Program) -> None:
    office.ledgers.activities.log(lecture(title="防骗讲座", place="文化广场"), ["V01"])
    for text in ("防骗", "文化广场", "dsc"):
        hits = [h for h in office.search.find(text) if h.kind == "activity"]
        assert [h.title for h in hits] == ["防骗讲座"], text
    assert not [h for h in office.search.find("%") if h.kind == "activity"]


def test_only_who_keeps_ledgers_writes(office: Program, root: Path) -> None:
    office.ledgers.activities.log(lecture(), ["V01"])
    office.close()
    with as_leader(root) as leader:
        assert leader.ledgers.activity_list.count(ALL) == 1
        with pytest.raises(Refused):
            leader.ledgers.activities.log(lecture(), ["V01"])


def test_r5_figures_of_the_ledger_are_checked_like_others(office: Program) -> None:
    reports(office, leaflets=1)
    office.ledgers.activities.log(drive(5, 2000), ["V01"])
    assert held(office)["people_reached"] == 2000
    warnings = office.days.book(DAY).warnings
    assert any(w.unit_code == "V01" and w.indicator == "people_reached" for w in warnings)
