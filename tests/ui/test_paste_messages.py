from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program
from tests.ui.office import DAY
from ui.dialogs.paste_messages import DRAFT, PasteMessagesDialog
from ui.widgets.intake_nodes import NodeKind
from ui.workspace import Workspace

TEXT = (
    "大石村 2023/8/12 17:02:10\n大石村8月12日：入户32户，宣传108人次\n\n"
    "河东村 2023/8/12 17:20:00\n河东村：入户十几户，宣传54人次\n\n"
    "竹园村 2023/8/12 17:30:00\n竹园村8月12日零报告\n"
)


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace) -> Iterator[PasteMessagesDialog]:
    yield from opened(qtbot, workspace)


def opened(qtbot: QtBot, workspace: Workspace) -> Iterator[PasteMessagesDialog]:
    made = PasteMessagesDialog(workspace.program, workspace.operations, DAY, lambda _n: None)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def paste(dialog: PasteMessagesDialog, qtbot: QtBot, text: str = TEXT) -> None:
    QGuiApplication.clipboard().setText(text)
    dialog.text.paste()
    qtbot.waitUntil(lambda: dialog.review.choices.review is not None, timeout=5000)
    qtbot.waitUntil(lambda: not dialog.status.text().startswith("正在"))


def figures(program: Program, name: str) -> dict[str, int]:
    return dict(next(u for u in program.days.book(DAY).units if u.name == name).figures)


def test_pasting_reads_by_itself_and_saves_nothing(
    dialog: PasteMessagesDialog, qtbot: QtBot, workspace: Workspace
) -> None:
    paste(dialog, qtbot)
    assert dialog.review._head.text() == "已识别 2 / 3　未识别 0　需确认 1"
    assert dialog.confirm.text() == "确认保存 3 份"
    assert figures(workspace.program, "大石村") == {}


def test_a_doubt_is_settled_and_the_rest_confirmed(
    dialog: PasteMessagesDialog, qtbot: QtBot, workspace: Workspace
) -> None:
    paste(dialog, qtbot)
    assert dialog.review.tree.choose(lambda n: n.kind is NodeKind.DOUBT)
    dialog.review.doubt_panel._value.setText("15")
    dialog.review.doubt_panel._set.click()
    with qtbot.waitSignal(dialog.changed, timeout=5000) as told:
        dialog.confirm.click()
    assert DAY in told.args[0].days
    assert figures(workspace.program, "河东村") == {"households_visited": 15, "people_reached": 54}
    assert dialog.outcome._head.text() == "新报 3"
    dialog.outcome.copy_all.click()
    assert "竹园村" in QGuiApplication.clipboard().text()
    qtbot.waitUntil(lambda: workspace.program.drafts.load(DRAFT) is None)


def test_a_doubt_left_open_is_never_saved_as_a_figure(
    dialog: PasteMessagesDialog, qtbot: QtBot, workspace: Workspace
) -> None:
    paste(dialog, qtbot)
    with qtbot.waitSignal(dialog.changed, timeout=5000):
        dialog.confirm.click()
    assert figures(workspace.program, "河东村") == {"people_reached": 54}
    assert [d.unit for d in workspace.program.submissions.doubts(DAY)] == ["河东村"]


def test_pasting_the_same_again_changes_nothing(
    dialog: PasteMessagesDialog, qtbot: QtBot, workspace: Workspace
) -> None:
    paste(dialog, qtbot)
    with qtbot.waitSignal(dialog.changed, timeout=5000):
        dialog.confirm.click()
    dialog.again.click()
    paste(dialog, qtbot)
    assert dialog.confirm.text() == "确认保存"
    assert not dialog.confirm.isEnabled()


def test_an_unknown_wording_is_taught_and_read_again(
    dialog: PasteMessagesDialog, qtbot: QtBot, workspace: Workspace
) -> None:
    paste(dialog, qtbot, "大石村 2023/8/12 17:02:10\n大石村：入户32户，张罗大喇叭5张\n")
    assert dialog.review.tree.choose(lambda n: n.kind is NodeKind.DOUBT)
    panel = dialog.review.doubt_panel
    panel._which.setCurrentIndex(panel._which.findData("posters"))
    panel._wording.setText("张罗大喇叭")
    panel._teach.click()
    qtbot.waitUntil(lambda: dialog.review.choices.counts().doubtful == 0, timeout=5000)
    posters = next(i for i in workspace.program.indicators.list() if i.code == "posters")
    assert posters.learnt == ("张罗大喇叭",)


def test_the_text_and_the_words_given_survive_a_crash(
    dialog: PasteMessagesDialog, qtbot: QtBot, workspace: Workspace
) -> None:
    paste(dialog, qtbot)
    dialog.review.tree.choose(lambda n: n.kind is NodeKind.DOUBT)
    dialog.review.doubt_panel._none.click()
    qtbot.waitUntil(lambda: "十几户" in (workspace.program.drafts.load(DRAFT) or ""), timeout=5000)
    qtbot.waitUntil(lambda: '"dismissed": ["' in (workspace.program.drafts.load(DRAFT) or ""))
    for again in opened(qtbot, workspace):
        qtbot.waitUntil(lambda again=again: again.text.toPlainText() == TEXT)
        qtbot.waitUntil(lambda again=again: again.review.choices.review is not None, timeout=5000)
        assert again.review.choices.counts().doubtful == 0


def test_a_text_without_a_head_asks_for_the_time(dialog: PasteMessagesDialog, qtbot: QtBot) -> None:
    paste(dialog, qtbot, "大石村8月12日：入户32户，宣传108人次")
    assert dialog.review._receipt.isVisible()
    assert len(dialog.review.choices.without_time()) == 1
