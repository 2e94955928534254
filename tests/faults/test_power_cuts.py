"""The log cut anywhere: exactly the commits that lie whole before the cut are back.

What the disk may hold at a power cut after any single call is tried by ``make faults``, which
watches the program with strace.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import sign_in
from antifraud_desktop.clock import SystemClock
from tests.faults.desk import ACCOUNT, FIRST, PASSWORD, UNITS, Desk, Figures
from tests.faults.disk_images import Content, Disk, images
from tests.faults.traces import Event, events_of

DAY = FIRST + timedelta(days=1)
LOG_HEAD, FRAME = 32, 24 + 4096
SECTOR = 512


@dataclass(frozen=True)
class Cut:
    """An office as it stood while its window was open, and where each commit ended in the log."""

    desk: Desk
    key: bytes
    before: Figures
    ends: list[int]
    log: bytes

    def figures(self, commits: int) -> Figures:
        new = {(str(DAY), unit): 30 + n for n, unit in enumerate(UNITS[:commits])}
        return self.before | new

    def look(self, log: bytes) -> Figures:
        """Open the office with another log, as the next start does."""
        self.desk.log.write_bytes(log)
        shm = self.desk.root / "office.db-shm"
        shm.unlink(missing_ok=True)
        shutil.copy(self.desk.root / "pristine", self.desk.database)
        return self.desk.figures(self.key)

    def whole_before(self, place: int) -> int:
        return sum(end <= place for end in self.ends)


@pytest.fixture
def cut(desk: Desk, tmp_path: Path) -> Cut:
    before = desk.figures()
    program = sign_in(desk.root, ACCOUNT, PASSWORD, SystemClock())
    ends = []
    for number, unit in enumerate(UNITS[:6]):
        text = f"{unit}联络员 {DAY:%Y/%m/%d} 17:05:00\n{unit}：入户{30 + number}户"
        program.intake.accept(program.intake.read_messages(text, DAY))
        ends.append(desk.log.stat().st_size)
    image = tmp_path / "image"
    image.mkdir()
    for file in desk.root.iterdir():
        if file.is_file() and not file.name.endswith("-shm"):
            shutil.copy(file, image / file.name)
    shutil.copy(image / "office.db", image / "pristine")
    key = program.vault.key
    program.close()
    left = Desk(image)
    return Cut(left, key, before, ends, left.log.read_bytes())


def test_cut_at_every_frame_and_within_it_the_commits_before_are_back(cut: Cut) -> None:
    dice = random.Random(1)  # noqa: S311 - the same places every time
    assert len(set(cut.ends)) == 6
    for start in range(LOG_HEAD, len(cut.log), FRAME):
        for place in (start, start + dice.randrange(1, FRAME)):
            found = cut.look(cut.log[:place])
            assert found == cut.figures(cut.whole_before(place)), place


def test_torn_and_reordered_sectors_of_the_last_commit_take_nothing_else_with_them(
    cut: Cut,
) -> None:
    dice = random.Random(2)  # noqa: S311 - the same sectors every time
    first, last = cut.ends[-2:]
    places = range(first - first % SECTOR + SECTOR, last, SECTOR)
    for _ in range(40):
        torn = bytearray(cut.log)
        for place in dice.sample(places, dice.randint(1, len(places))):
            torn[place : place + SECTOR] = bytes(min(SECTOR, last - place))
        assert cut.look(bytes(torn)) == cut.figures(5)


def test_a_log_cut_back_past_what_was_told_is_an_alarm(cut: Cut) -> None:
    cut.look(cut.log[: cut.ends[3]])
    told = cut.desk.here("verify", "--json")
    assert told.code == 1
    assert [p["kind"] for p in told.json["problems"]] == ["tail_cut"]
    assert "⚠" in told.err


def test_what_is_synced_is_in_every_image_and_what_is_not_may_be_missing() -> None:
    """The images of ``make faults``: a sync makes sure, nothing else does."""
    events = [
        Event("create", "/d/a"),
        Event("write", "/d/a", 0, b"1" * 1024),
        Event("sync", "/d/a"),
        Event("sync", "/d"),
        Event("write", "/d/a", 0, b"2" * 1024),
        Event("write", "/d/a", 1024, b"3" * 512),
        Event("rename", "/d/a", other="/d/b"),
    ]
    dice = random.Random(3)  # noqa: S311 - the same images every time
    seen: set[tuple[str, bytes]] = set()
    for _, image in images(Disk("/d", {}, {}), events, 400, dice):
        seen.update(image.items())
    contents = {content for name, content in seen if name == "a"}
    assert {b"", b"1" * 1024, b"2" * 512 + b"1" * 512, b"1" * 512 + b"2" * 512} <= contents
    assert b"1" * 1024 + b"3" * 512 in contents  # the later write without the earlier one
    assert ("b", b"2" * 1024 + b"3" * 512) in seen
    after = images(Disk("/d", {"/d/a": Content()}, {}), events[3:5], 50, dice)
    assert all(set(image) <= {"a"} for _, image in after)


def test_a_trace_is_read_with_places_names_and_interruptions() -> None:
    lines = [
        r'7  openat(AT_FDCWD<\x2f\x64>, "\x61", O_RDWR|O_CREAT, 0644) = 3<\x2f\x64\x2f\x61>',
        r'7  write(3<\x2f\x64\x2f\x61>, "\x31\x32", 2) = 2',
        r'7  write(3<\x2f\x64\x2f\x61>, "\x33", 1 <unfinished ...>',
        r"8  fsync(4<\x2f\x64>) = 0",
        r"7  <... write resumed>) = 1",
        r'7  pwrite64(3<\x2f\x64\x2f\x61>, "\x34", 1, 4096) = 1',
        r'7  unlink("\x2f\x64\x2f\x78") = -1 ENOENT (No such file or directory)',
        r'7  rename("\x2f\x64\x2f\x61", "\x2f\x64\x2f\x62") = 0',
        "7  +++ exited with 0 +++",
    ]
    assert list(events_of(lines)) == [
        Event("create", "/d/a"),
        Event("write", "/d/a", 0, b"12"),
        Event("sync", "/d"),
        Event("write", "/d/a", 2, b"3"),
        Event("write", "/d/a", 4096, b"4"),
        Event("rename", "/d/a", other="/d/b"),
    ]
