"""Records of children: what may be written, who sees it, when it goes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.errors import ChangedElsewhere, EnvironmentTrouble, Invalid, Refused
from antifraud_desktop.records.youth import ReportTo, YouthFields, YouthReason
from antifraud_desktop.work import NotAllowed
from db.models import AuditEntry, AuditPayload, YouthRecord
from tests.accounts.conftest import TestClock
from tests.youth.conftest import ADMIN, AUDITOR, CHECKER, OFFICE, SECOND, WORKER

Enter = Callable[..., Program]
TODAY = date(2023, 8, 12)
CHILD = YouthFields(
    name="单小芳",
    birth_month="2010-05",
    school="青禾镇中心小学",
    village="大石村",
    guardian="李四",
    guardian_phone="13800138001",
    left_on=date(2023, 3, 1),
    why_left="家里老人生病，孩子在家照看",
    help_given="已联系学校，安排老师上门补课",
)


@pytest.fixture
def worker(enter: Enter) -> Program:
    program = enter(WORKER)
    program.youth_keys.found()
    return program


def test_a_record_is_kept_found_and_shown_masked(worker: Program) -> None:
    number, changes = worker.youth.save(CHILD)
    assert changes.youth
    (row,) = worker.youth.list()
    assert (str(row.name), row.school, row.village) == ("单*", CHILD.school, CHILD.village)
    view = worker.youth.read(number)
    assert (str(view.name), str(view.guardian), str(view.guardian_phone)) == (
        "单*",
        "李*",
        "138****8001",
    )
    assert view.birth_month == "2010-05"
    assert "单小芳" not in f"{view!r}{CHILD!r}"


@pytest.mark.parametrize(
    "text", ["单小", "shanxiaofang", "sxf", "SXF", "中心小学", "大石", "xiaofang"]
)
def test_a_child_is_found_by_name_pinyin_school_or_village(worker: Program, text: str) -> None:
    worker.youth.save(CHILD)
    worker.youth.save(replace(CHILD, name="张三", school="别的学校", village="竹园村"))
    assert [str(row.name) for row in worker.youth.list(text)] == ["单*"]


def test_what_is_whole_is_shown_for_five_minutes_and_a_listed_reason(
    worker: Program, clock: TestClock
) -> None:
    number, _changes = worker.youth.save(CHILD)
    grant = worker.youth.unmask(number, YouthReason.GUARDIAN)
    assert worker.youth.whole(grant) == CHILD
    clock.turn(minutes=5)
    with pytest.raises(Refused, match="时间已过"):
        worker.youth.whole(grant)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("why_left", "父亲涉诈被抓"),
        ("why_left", "去了缅 北"),
        ("help_given", "该生系问题少年"),
        ("help_given", "重 点·人 员子女"),
        ("village", "电诈高发村"),
        ("help_given", "其父母未返回前，停止孩子入学"),
        ("name", "单*"),
        ("guardian_phone", "1380013"),
        ("birth_month", "2010"),
        ("birth_month", "2003-01"),
        ("birth_month", "2024-01"),
        ("why_left", "很" * 2001),
        ("name", ""),
    ],
)
def test_labels_measures_masks_and_impossible_values_are_not_kept(
    worker: Program, field: str, text: str
) -> None:
    with pytest.raises(Invalid) as refused:
        worker.youth.save(replace(CHILD, **{field: text}))
    assert [p.field for p in refused.value.problems] == [field]
    assert worker.youth.list() == ()


@pytest.mark.parametrize(
    "text",
    [
        "厌学，和同学有矛盾",
        "跟父母去外地，转学手续没有办好",
        "申请了低保和助学金",
        "学校安排了法治副校长上课",
        "",
    ],
)
def test_harmless_words_pass(worker: Program, text: str) -> None:
    number, _changes = worker.youth.save(replace(CHILD, why_left=text))
    assert worker.youth.whole(worker.youth.unmask(number, YouthReason.CORRECT)).why_left == text


def test_a_report_stays_open_until_it_has_an_outcome(worker: Program) -> None:
    number, _changes = worker.youth.save(CHILD)
    assert worker.youth.due().never_reported == 1

    def version() -> int:
        return worker.youth.read(number).version

    worker.youth.report(number, ReportTo.POLICE, TODAY, "未保专干", version())
    worker.youth.report(number, ReportTo.EDUCATION, TODAY, "未保专干", version())
    assert worker.youth.list()[0].open_reports == 2
    worker.youth.outcome(number, 1, TODAY, "派出所已上门了解，平安", version())
    due = worker.youth.due()
    assert (due.open_reports, due.never_reported) == (1, 0)
    with pytest.raises(Refused, match="待反馈"):
        worker.youth.outcome(number, 1, TODAY, "再报一次", version())
    with pytest.raises(Refused, match="没有结果"):
        worker.youth.remove(number)
    for day, by in ((date(2023, 8, 13), "未保专干"), (TODAY, " ")):
        with pytest.raises(Invalid):
            worker.youth.report(number, ReportTo.POLICE, day, by, version())
    worker.youth.outcome(number, 2, TODAY, "学校已接回", version())
    assert worker.youth.due().open_reports == 0


def test_a_child_cannot_have_left_school_tomorrow(worker: Program) -> None:
    with pytest.raises(Invalid, match="离校日期在今天之后"):
        worker.youth.save(replace(CHILD, left_on=date(2023, 8, 13)))


def test_two_editors_are_told(worker: Program) -> None:
    number, _changes = worker.youth.save(CHILD)
    version = worker.youth.read(number).version
    worker.youth.save(replace(CHILD, school="镇中学"), number, version)
    with pytest.raises(ChangedElsewhere, match=WORKER):
        worker.youth.save(replace(CHILD, school="县中学"), number, version)
    assert worker.youth.read(number).school == "镇中学"


def test_a_record_goes_six_months_after_the_return_to_school(
    worker: Program, clock: TestClock, root: Path
) -> None:
    number, _changes = worker.youth.save(CHILD)
    other, _changes = worker.youth.save(replace(CHILD, name="张三"))
    for one in (number, other):
        version = worker.youth.read(one).version
        worker.youth.report(one, ReportTo.POLICE, TODAY, "未保专干", version)
    worker.youth.outcome(number, 1, TODAY, "平安", worker.youth.read(number).version)
    for one in (number, other):
        worker.youth.back_at_school(one, TODAY, worker.youth.read(one).version)
    assert worker.youth.read(number).erase_on == date(2024, 2, 12)
    assert worker.youth.read(other).erase_on is None
    clock.at = clock.at.replace(year=2024, month=2, day=11)
    with pytest.raises(Refused, match="没有到期"):
        worker.youth.erase_due()
    clock.turn(days=1)
    assert worker.youth.due().to_erase == 1
    worker.youth.erase_due()
    assert [row.record_id for row in worker.youth.list()] == [other]
    assert f'"{number}"' in (root / "office.erasures").read_text()


def test_the_office_erases_what_is_due_without_the_key(enter: Enter, clock: TestClock) -> None:
    worker = enter(WORKER)
    worker.youth_keys.found()
    number, _changes = worker.youth.save(CHILD)
    worker.youth.back_at_school(number, TODAY, worker.youth.read(number).version)
    clock.at = clock.at.replace(year=2024, month=2, day=12)
    office = enter(OFFICE)
    due = office.retention.due(clock.today(), "youth_record")
    assert [item.what for item in due] == [f"第{number}号记录"]
    office.retention.carry_out(due, "复学满六个月")
    assert enter(WORKER).youth.list() == ()


def test_a_number_is_never_given_again(worker: Program) -> None:
    number, _changes = worker.youth.save(CHILD)
    worker.youth.remove(number)
    assert worker.youth.save(CHILD)[0] > number


@pytest.mark.parametrize("name", [OFFICE, ADMIN, CHECKER, AUDITOR])
def test_nobody_else_reads_or_finds_a_child(enter: Enter, name: str) -> None:
    worker = enter(WORKER)
    worker.youth_keys.found()
    number, _changes = worker.youth.save(CHILD)
    worker.youth.read(number)
    worker.youth.whole(worker.youth.unmask(number, YouthReason.REPORT))
    worker.youth.report(number, ReportTo.POLICE, TODAY, "未保专干", 2)
    other = enter(name)
    for use in (
        other.youth.list,
        other.youth.due,
        other.youth.erase_due,
        lambda: other.youth.read(number),
        lambda: other.youth.save(CHILD),
        lambda: other.youth.remove(number),
        lambda: other.youth.unmask(number, YouthReason.REPORT),
    ):
        with pytest.raises(NotAllowed):
            use()
    if name not in (ADMIN, AUDITOR):
        assert other.search.find("单小芳") == ()


def test_a_second_worker_without_a_grant_reads_nothing(enter: Enter) -> None:
    worker = enter(WORKER)
    worker.youth_keys.found()
    number, _changes = worker.youth.save(CHILD)
    second = enter(SECOND)
    for use in (
        second.youth.list,
        lambda: second.youth.read(number),
        lambda: second.youth.save(CHILD),
        lambda: second.youth.remove(number),
        lambda: second.youth.unmask(number, YouthReason.REPORT),
    ):
        with pytest.raises(Refused, match="打不开"):
            use()


def test_the_trail_tells_actions_and_numbers_and_nothing_of_a_child(worker: Program) -> None:
    number, _changes = worker.youth.save(CHILD)
    worker.youth.list("单小芳")
    worker.youth.whole(worker.youth.unmask(number, YouthReason.SCHOOL))
    worker.youth.report(number, ReportTo.POLICE, TODAY, "未保专干王五", 2)
    worker.youth.outcome(number, 1, TODAY, "派出所说平安", 3)
    worker.youth.back_at_school(number, TODAY, 4)
    with worker.work.reading() as session:
        entries = session.query(AuditEntry).filter_by(subject_kind="youth_record").all()
        payloads = [
            f"{p.before}{p.after}"
            for p in session.query(AuditPayload).filter(
                AuditPayload.entry_id.in_([e.id for e in entries])
            )
        ]
        assert {e.action for e in entries} == {
            "youth.save",
            "unmask",
            "youth.report",
            "youth.outcome",
            "youth.returned",
        }
    said = json.dumps([e.summary for e in entries], ensure_ascii=False) + "".join(payloads)
    for word in ("单", "芳", "大石村", "小学", "13800138001", "王五", "平安"):
        assert word not in said


def test_with_the_data_key_alone_no_byte_of_a_child_is_found(worker: Program) -> None:
    worker.youth.save(CHILD)
    marks = [str(v).encode() for v in (CHILD.name, CHILD.school, CHILD.village, CHILD.guardian)]
    with worker.vault.engine.connect() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='table'")
        dumped = b"".join(
            value if isinstance(value, bytes) else str(value).encode()
            for table in tables.scalars().all()
            for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"').all()
            for value in row
        )
    assert b"\xe5\xbc\xa0\xe4\xb8\x89" in dumped  # the account 张三 is found this way
    assert [mark for mark in marks if mark in dumped and mark != "李四".encode()] == []


def test_a_damaged_record_is_told_and_the_others_stay(worker: Program) -> None:
    number, _changes = worker.youth.save(CHILD)
    other, _changes = worker.youth.save(replace(CHILD, name="张三"))
    with worker.work.writing(audited=False) as uow:
        row = uow.session.get_one(YouthRecord, number)
        row.box = bytes([row.box[0] ^ 1]) + row.box[1:]
        uow.commit()
    with pytest.raises(EnvironmentTrouble, match=f"第{number}号"):
        worker.youth.read(number)
    assert str(worker.youth.read(other).name) == "张*"
