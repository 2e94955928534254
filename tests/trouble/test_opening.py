"""Each known trouble, in the window and on the command line: its own sentence and a next step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from antifraud_desktop.cli import main
from antifraud_desktop.clock import FixedClock
from tests.trouble.cases import CASES, COULD_NOT, PASSWORD, REFUSED, Case
from tests.ui import office
from tests.ui.sessions import WAIT_MS, begun
from ui.application import Session
from ui.dialogs.sign_in import SignInDialog

CLOCK = FixedClock(office.NOW)
every_case = pytest.mark.parametrize("case", CASES, indirect=True, ids=str)


def files(root: Path) -> dict[str, bytes]:
    """Return what must not change: database and key file."""
    return {
        name: (root / name).read_bytes()
        for name in ("office.db", "office.keys")
        if (root / name).exists()
    }


def show_day(root: Path, account: str = "office") -> int:
    return main(["--data", str(root), "--account", account, "day", "show"], CLOCK)


@every_case
def test_the_command_line_says_what_and_what_next(
    case: Case, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ANTIFRAUD_PASSWORD", case.password)
    before = files(root)
    code = show_day(root, case.account)
    out, err = capsys.readouterr()
    assert code == case.code
    assert out == ""
    assert case.says in err
    assert case.advises in err
    assert "Traceback" not in err
    assert files(root) == before


@pytest.fixture
def session(qapp: QApplication, root: Path) -> Iterator[Session]:
    yield from begun(qapp, root, CLOCK)


@every_case
def test_the_window_says_the_same_and_stays_calm(
    case: Case, root: Path, session: Session, qtbot: QtBot
) -> None:
    before = files(root)
    session.begin()
    qtbot.waitUntil(lambda: isinstance(session.dialog, SignInDialog), timeout=WAIT_MS)
    dialog = session.dialog
    assert isinstance(dialog, SignInDialog)
    if case.before_password:
        assert dialog.enter.isHidden()
    else:
        assert dialog.told.isHidden()
        session.open_with(case.account, case.password)
    qtbot.waitUntil(lambda: not dialog.told.isHidden(), timeout=WAIT_MS)
    assert case.says in dialog.told.text()
    assert case.advises in dialog.told.text()
    assert session.window is None
    assert session.faults.dialog is None
    assert files(root) == before


def test_the_sentences_differ() -> None:
    assert len({case.says for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES[:1], indirect=True, ids=str)
def test_after_five_wrong_passwords_both_faces_wait(
    case: Case,
    root: Path,
    session: Session,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ANTIFRAUD_PASSWORD", case.password)
    assert [show_day(root) for _ in range(5)] == [*[COULD_NOT] * 4, REFUSED]
    monkeypatch.setenv("ANTIFRAUD_PASSWORD", PASSWORD)
    assert show_day(root) == REFUSED
    assert "分钟" in capsys.readouterr().err.splitlines()[-1]
    session.begin()
    qtbot.waitUntil(lambda: isinstance(session.dialog, SignInDialog), timeout=WAIT_MS)
    assert isinstance(session.dialog, SignInDialog)
    dialog = session.dialog
    session.open_with("office", PASSWORD)
    qtbot.waitUntil(lambda: not dialog.told.isHidden(), timeout=WAIT_MS)
    assert "分钟" in dialog.told.text()


def test_a_folder_with_nothing_in_it_is_told_from_a_lost_township(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ANTIFRAUD_PASSWORD", PASSWORD)
    assert show_day(tmp_path / "nothing") == COULD_NOT
    assert "init" in capsys.readouterr().err
    assert not (tmp_path / "nothing").exists()
