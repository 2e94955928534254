"""Whatever four people do in whatever order: no file without another one's approval."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from hypothesis import Phase, given, note, settings
from hypothesis import strategies as st

from antifraud_desktop.clock import FixedClock
from antifraud_desktop.errors import Refused
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.work import Work
from db.engine import open_engine, session_factory
from db.vocabulary import ExportState
from tests.services.conftest import AFTERNOON, KEY
from tests.services.export_office import Office, open_office, sha

WHO = ("张三", "张三", "李四", "李四", "复核", "审计")
ACTS = ("agree", "agree", "carry_out", "carry_out", "refuse", "withdraw")
# A sequence begins somewhere in a request's life; what follows is anybody's.
APPROVED = [("ask", "张三", 0), ("agree", "李四", 0)]
BEGUN = (
    [],
    [("ask", "李四", 0)],
    APPROVED,
    [*APPROVED, ("wait", "", 23)],
    [*APPROVED, ("wait", "", 24)],
    [*APPROVED, ("disable", "李四", 0)],
    [*APPROVED, ("carry_out", "张三", 0)],
)


def sequence(dice: Random) -> list[tuple[str, str, int]]:
    """Draw evenly and weighted towards the two who ask and approve: others get nowhere."""
    steps = list(dice.choice(BEGUN))
    for _ in range(dice.randint(4, 12)):
        act = (dice.choice(ACTS), dice.choice(WHO), dice.randint(0, 1))
        other = (
            ("ask", dice.choice(WHO), 0),
            ("wait", "", dice.choice((1, 23, 24))),
            ("disable", dice.choice(("李四", "复核")), 0),
        )
        steps.append(dice.choice((act, act, act, *other)))
    return steps


@dataclass
class Told:
    """What a person in the room would know of a request."""

    asker: str
    approved_by: str = ""
    until: datetime | None = None
    over: bool = False


@dataclass
class Room:
    office: Office
    requests: dict[int, Told] = field(default_factory=dict)
    disabled: set[str] = field(default_factory=set)

    def usable(self, number: int, who: str) -> bool:
        told = self.requests[number]
        return (
            not told.over
            and told.asker == who
            and told.approved_by not in {"", who, *self.disabled}
            and told.until is not None
            and self.office.clock.utc() < told.until
            and who not in self.disabled
        )

    def do(self, step: str, who: str, what: int) -> None:
        office = self.office
        if step == "wait":
            office.clock.at += timedelta(hours=what)
        elif step == "disable":
            office.disable(who)
            self.disabled.add(who)
        elif step == "ask":
            try:
                self.requests[office.asked(who)] = Told(who)
            except Refused:
                assert who == "审计"
        elif self.requests:
            self.act(step, who, sorted(self.requests)[what % len(self.requests)])

    def act(self, step: str, who: str, number: int) -> None:
        told, desk = self.requests[number], self.office.desk(who)
        usable, files = self.usable(number, who), len(self.office.files())
        path = self.office.out / f"{number}-{files}.xlsx"
        try:
            if step == "carry_out":
                desk.carry_out(number, path)
            elif step == "withdraw":
                desk.withdraw(number)
            else:
                version = next(r.version for r in desk.pending() if r.id == number)
                desk.decide(number, agreed=step == "agree", why="核对过", version=version)
        except (Refused, StopIteration):
            assert not (step == "carry_out" and usable)
            assert len(self.office.files()) == files
            return
        if step == "agree":
            assert who != told.asker
            told.approved_by, told.until = who, self.office.clock.utc() + timedelta(hours=24)
        elif step == "carry_out":
            assert usable
        told.over = told.over or step != "agree"

    def check(self) -> None:
        items, files = self.office.items(), self.office.files()
        assert sorted(i.sha256 for i in items) == sorted(sha(p) for p in files)
        numbers = [i.request_id for i in items]
        assert len(numbers) == len(set(numbers))
        done = [n for n in self.requests if self.office.state(n) is ExportState.DONE]
        assert sorted(numbers) == sorted(done)


@contextmanager
def room(file: Path) -> Iterator[Room]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(file, Path(folder) / "office.db"))
        engine = open_engine(path, KEY)
        work = Work(session_factory(engine), FixedClock(AFTERNOON), "张三", frozenset(Permission))
        try:
            yield Room(open_office(work, Path(folder)))
        finally:
            engine.dispose()


# Shrinking replays whole offices for minutes; a failing sequence is short enough to read as it is.
@settings(max_examples=150, phases=(Phase.explicit, Phase.generate))
@given(seed=st.integers(0, 2**32))
def test_no_file_without_an_approval_by_another_and_one_file_for_each(
    township_file: Path, seed: int
) -> None:
    steps = sequence(Random(seed))  # noqa: S311 - dice, no secret
    note(str(steps))
    with room(township_file) as made:
        for step in steps:
            made.do(*step)
            made.check()


def test_the_room_sees_a_file_come_out(township_file: Path) -> None:
    with room(township_file) as made:
        for step in (
            ("ask", "张三", 0), ("carry_out", "张三", 0), ("agree", "李四", 0),
            ("wait", "", 13), ("carry_out", "李四", 0), ("carry_out", "张三", 0),
            ("carry_out", "张三", 0),
        ):  # fmt: skip
            made.do(*step)
            made.check()
        assert len(made.office.items()) == 1
        assert made.office.items()[0].at == datetime(2023, 8, 13, 6, 40, tzinfo=UTC)
