"""Pictures of every page, from the real window without a screen.

Run: python tools/pictures.py [--data DIR [--password-file FILE]] --out DIR
Without --data a demonstration township is made in a temporary folder. Light and dark, 1366×768.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time as clock
from datetime import date, datetime, time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from antifraud_desktop.accounts import account_names
from antifraud_desktop.bootstrap import Program, sign_in
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.demo import DEMO_PASSWORD, DemoPlan, make_demo
from antifraud_desktop.records.youth import ReportTo, YouthFields
from antifraud_desktop.vocabulary import Role
from ui import theme
from ui.application import chinese
from ui.dialogs.explain import ExplainDialog
from ui.dialogs.first_run import FirstRunDialog
from ui.dialogs.help import HelpDialog
from ui.dialogs.paste_messages import PasteMessagesDialog
from ui.dialogs.scheme import SchemeDialog
from ui.dialogs.sign_in import SignInDialog
from ui.dialogs.summary import SummaryDialog
from ui.main_window import MainWindow
from ui.preferences import Appearance
from ui.workspace import Workspace

SIZE = (1366, 768)
DAY = date(2023, 9, 29)
AFTERNOON = time(17, 35)
PASTED = """{0}联络员 {3} 17:31:02
{0}今日：入户28户，宣传96人，发放宣传单110份，新增安装约15人，微信群宣传1次覆盖230人

{1} 2023/9/29 17:32:40
{1}零报告

镇反诈办 {3} 17:33:00
@所有人 还没报的村抓紧，18点截止

{2} {3} 17:34:10
{2}：入户十六户、宣传六十一人次，APP新增5，累计382
更正：{2}入户应为18户
"""
WORKER, GIVEN, OWN = "未保专干", "given-by-another", "my-own-password"
CHILDREN = (
    YouthFields(
        name="张小三",
        birth_month="2010-05",
        school="演示中学",
        village="枣林村",
        guardian="张三",
        guardian_phone="13800138000",
        left_on=date(2023, 9, 4),
        why_left="父母外出务工，家中无人照看",
        help_given="已联系学校，安排老师上门补课",
    ),
    YouthFields(name="李小四", birth_month="2011-02", school="演示中学", village="白杨村"),
)
SETTLE_S = 8.0
MIDDLE = 12
"""The row of a unit that is neither first nor last."""
IDLE_ROUNDS = 30  # longer than the pause pages wait for after typing


def settle(application: QApplication, workspace: Workspace | None = None) -> None:
    """Wait until the worker has nothing left to do and everything is painted."""
    end = clock.monotonic() + SETTLE_S
    quiet = 0
    while clock.monotonic() < end and quiet < IDLE_ROUNDS:
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        clock.sleep(0.02)
        waiting = workspace is not None and workspace.operations.is_busy
        quiet = 0 if waiting else quiet + 1


def save(widget: QWidget, path: Path) -> None:
    """Save a picture of a widget."""
    widget.grab().save(str(path))
    print(path)


def pictures_of(application: QApplication, program: Program, out: Path, mode: theme.Mode) -> None:
    """Save every page and dialog in one look."""
    theme.apply(application, mode)
    workspace = Workspace(program, program.clock.today())
    window = MainWindow(workspace, Appearance(mode.value))
    window.resize(*SIZE)
    window.show()
    settle(application, workspace)
    suffix = "" if mode is theme.Mode.LIGHT else "-dark"
    for name in window.rooms:
        window.open_page(name)
        settle(application, workspace)
        if name == "today" and window.page("today").board.tiles:
            window.page("today").board.tiles[0].click()
            settle(application, workspace)
        save(window, out / f"{name}{suffix}.png")
        if name == "incidents":
            window.page(name).tabs.open("分析")
            settle(application, workspace)
            save(window, out / f"incidents-analysis{suffix}.png")
        if name == "evaluation":
            ranking = window.page(name).tabs.tab("名次")
            ranking.table.selectRow(MIDDLE)
            ranking.open_current()
            settle(application, workspace)
            (explained,) = window.page(name).findChildren(ExplainDialog)
            save(explained, out / f"evaluation-explain{suffix}.png")
            explained.reject()
            schemes = window.page(name).tabs.open("考核方案")
            settle(application, workspace)
            schemes.open_newest()
            settle(application, workspace)
            (scheme,) = window.page(name).findChildren(SchemeDialog)
            save(scheme, out / f"evaluation-scheme{suffix}.png")
            scheme.reject()
    dialogs: tuple[tuple[str, QDialog], ...] = (
        ("paste", _paste(workspace)),
        ("summary", SummaryDialog(workspace)),
        ("sign-in", SignInDialog(("张三", "李四"))),
        ("first-run", FirstRunDialog(program.clock.today())),
        ("help", HelpDialog("today")),
    )
    for name, dialog in dialogs:
        dialog.show()
        settle(application, workspace)
        save(dialog, out / f"{name}{suffix}.png")
        dialog.close()
        dialog.deleteLater()
    window.close()
    window.deleteLater()
    settle(application)


def pictures_of_children(
    application: QApplication, data: Path, clock: FixedClock, out: Path
) -> None:
    """Save the children's page of a worker with two made-up records."""
    worker = sign_in(data, WORKER, GIVEN, clock)
    worker.accounts.change_password(GIVEN, OWN)
    worker.close()
    worker = sign_in(data, WORKER, OWN, clock)
    worker.youth_keys.found()
    numbers = [worker.youth.save(child)[0] for child in CHILDREN]
    version = worker.youth.read(numbers[0]).version
    worker.youth.report(numbers[0], ReportTo.CIVIL_AFFAIRS, DAY, "未保专干", version)
    for mode in theme.Mode:
        theme.apply(application, mode)
        workspace = Workspace(worker, DAY)
        window = MainWindow(workspace, Appearance(mode.value))
        window.resize(*SIZE)
        window.show()
        window.open_page("youth")
        settle(application, workspace)
        window.page("youth").table.selectRow(1)
        settle(application, workspace)
        save(window, out / f"youth{'' if mode is theme.Mode.LIGHT else '-dark'}.png")
        window.close()
        window.deleteLater()
        settle(application)
    worker.close()


def _paste(workspace: Workspace) -> QDialog:
    dialog = PasteMessagesDialog(
        workspace.program, workspace.operations, workspace.day, lambda _thing: None
    )
    day = workspace.day
    silent = [u.name for u in workspace.program.days.book(day).units if u.received is None]
    stamp = f"{day.year}/{day.month}/{day.day}"
    text = PASTED.replace("2023/9/29", stamp).format(*silent[:3], stamp)
    dialog.text.setPlainText(text)
    return dialog


def main() -> int:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--password-file", type=Path, help="else ANTIFRAUD_PASSWORD")
    wanted = parser.parse_args()
    wanted.out.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    chinese(application)
    if not any(f in QFontDatabase.families() for f in theme.FONT_FAMILIES):
        print("no Chinese font: install fonts-noto-cjk or fonts-wqy-microhei", file=sys.stderr)
        return 3
    with tempfile.TemporaryDirectory() as folder:
        data = wanted.data or Path(folder) / "demo"
        if wanted.data is None:
            make_demo(data, DemoPlan(until=DAY))
        password = os.environ.get("ANTIFRAUD_PASSWORD", DEMO_PASSWORD)
        if wanted.password_file:
            password = wanted.password_file.read_text(encoding="utf-8").splitlines()[0]
        today = date.today() if wanted.data else DAY  # noqa: DTZ011 - the demonstration ends today
        clock = FixedClock(datetime.combine(today, AFTERNOON))
        program = sign_in(data, account_names(data)[0], password, clock)
        for mode in theme.Mode:
            pictures_of(application, program, wanted.out, mode)
        if wanted.data is None:
            program.accounts.add(WORKER, "", (Role.CHILD_PROTECTION,), GIVEN)
        program.close()
        if wanted.data is None:
            pictures_of_children(application, data, clock, wanted.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
