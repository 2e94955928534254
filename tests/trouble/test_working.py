"""Trouble in the middle of the work: nothing that was saved or typed is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.cli import main
from antifraud_desktop.clock import FixedClock
from db import engine as storage
from tests.ui import office
from tests.ui.office import DAY, PASSWORD
from tests.ui.sessions import begun, signed_in
from tests.ui.windows import quiet
from ui.application import Session

CLOCK = FixedClock(office.NOW)
ROOT = Path(__file__).parents[2]
LONG_REASON = "已与联络员核实。" * 3_000  # more than a half-filled page still takes
MESSAGES = """大石村联络员 2023/8/12 17:31:02
大石村今日：入户28户，宣传96人
"""


@pytest.fixture
def data(tmp_path: Path, sound: Path) -> Path:
    return office.copy(tmp_path / "data", sound)


@pytest.fixture
def session(qapp: QApplication, data: Path) -> Iterator[Session]:
    yield from begun(qapp, data, CLOCK)


class FullDisk:
    """SQLite's own word of a full disk: the file may not grow by a page."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.is_full = False
        set_pragmas = storage._set_pragmas

        def with_limit(connection: Any, *rest: Any) -> None:
            set_pragmas(connection, *rest)
            if self.is_full:
                pages = connection.execute("PRAGMA page_count").fetchone()[0]
                connection.execute(f"PRAGMA max_page_count = {pages}")

        patch.setattr(storage, "_set_pragmas", with_limit)

    def fill(self, program: Program | None = None) -> None:
        """Let nothing grow any more, in connections that are open neither."""
        if program is not None:
            program.vault.engine.dispose()
            with closing(storage.connect(program.folder.database, program.vault.key)) as raw:
                raw.execute("VACUUM")  # no free pages are left to write to
        self.is_full = True


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> FullDisk:
    return FullDisk(monkeypatch)


def test_a_full_disk_leaves_typed_figures_on_the_page(
    session: Session, disk: FullDisk, qtbot: QtBot
) -> None:
    window = signed_in(session, qtbot)
    window.open_page("grid")
    quiet(qtbot, window.workspace)
    page = window.page("grid")
    units = [f"U00{n}" for n in range(1, 5)]
    page.filter.all_indicators.setChecked(True)
    codes = page.grid.model.columns
    disk.fill(window.workspace.program)
    for unit in units:
        for code in codes:
            assert page.grid.view.show_cell(unit, code)
            index = page.grid.view.currentIndex()
            page.grid.model.setData(index, "3", Qt.ItemDataRole.EditRole)
    typed = len(page.grid.model.sheet.edits)
    page.keeper.save(LONG_REASON, None)
    labels = page.save_bar.findChildren(QLabel)
    qtbot.waitUntil(lambda: any("磁盘已满" in label.text() for label in labels), timeout=15_000)
    quiet(qtbot, window.workspace)
    assert len(page.grid.model.sheet.edits) == typed
    disk.is_full = False
    window.workspace.program.vault.engine.dispose()
    page.keeper.save("已核实", None)
    qtbot.waitUntil(lambda: not page.grid.model.sheet.edits, timeout=15_000)
    book = window.workspace.program.days.book(DAY)
    assert all(book.units[n].figures[codes[0]] == 3 for n in range(4))


def test_a_full_disk_on_the_command_line_saves_all_or_nothing(
    data: Path,
    disk: FullDisk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ANTIFRAUD_PASSWORD", PASSWORD)
    paste = tmp_path / "messages.txt"
    paste.write_text(MESSAGES + "大家辛苦了\n" * 20_000, encoding="utf-8")
    wanted = ["--data", str(data), "intake", "messages", str(paste), "--accept"]
    disk.fill()
    assert main([*wanted, "--date", DAY.isoformat()], CLOCK) == 3
    err = capsys.readouterr().err
    assert "磁盘已满" in err
    assert "清理磁盘空间" in err
    assert "Traceback" not in err
    disk.is_full = False
    program = office.open_copy(data)
    book = program.days.book(DAY)
    program.close()
    assert all(unit.received is None for unit in book.units)
    assert main([*wanted, "--date", DAY.isoformat()], CLOCK) == 0


BOTH_FACES = """
import os, sys
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QApplication
import antifraud_desktop.bootstrap, ui.main_window
from antifraud_desktop.cli import main
from ui import theme
from ui.application import Session
application = QApplication([])
theme.apply(application, theme.Mode.LIGHT)
if os.geteuid() == 0:
    os.setuid(65534)  # the rights of root know no read-only folder
root = Path(sys.argv[1])
print(main(["--data", str(root), "day", "show"]), flush=True)
session = Session(application, root)
session.begin()
while session.dialog is None:
    application.processEvents()
print(session.dialog.told.text())
session.end()
"""


# Whoever may write nowhere cannot write down which lines ran either.
UNMEASURED = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE")}


@pytest.fixture
def read_only(data: Path) -> Iterator[Path]:
    """The office where another user of the machine may look, but not write."""
    folder = Path(tempfile.mkdtemp(prefix="antifraud-"))
    shutil.copytree(data, folder, dirs_exist_ok=True)
    for path in folder.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_without_the_right_to_write_is_told_by_both_faces(read_only: Path) -> None:
    before = sorted(path.name for path in read_only.iterdir())
    done = subprocess.run(
        [sys.executable, "-c", BOTH_FACES, str(read_only)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=ROOT,
        env={**UNMEASURED, "PYTHONDONTWRITEBYTECODE": "1", "ANTIFRAUD_PASSWORD": PASSWORD},
    )
    assert done.returncode == 0, done.stderr
    code, told = done.stdout.splitlines()
    assert code == "3"
    for said in (told, done.stderr):
        assert "只读" in said
        assert "写入权限" in said
        assert "Traceback" not in said
    assert sorted(path.name for path in read_only.iterdir()) == before
