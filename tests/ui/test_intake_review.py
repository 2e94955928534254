from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import UnitKind
from tests.ui.days import INDICATORS
from tests.ui.reviews import review, span
from ui.widgets.intake_marks import MarkKind, TextMark
from ui.widgets.intake_nodes import NodeKind
from ui.widgets.intake_review import IntakeReviewPanel

UNITS = (
    UnitRecord("U001", "大石村", UnitKind.VILLAGE),
    UnitRecord("U003", "柳树村", UnitKind.VILLAGE),
)


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[IntakeReviewPanel]:
    made = IntakeReviewPanel(lambda _node: None)
    qtbot.addWidget(made)
    made.set_reference(UNITS, INDICATORS)
    made.resize(700, 600)
    made.show()
    made.show_review(review())
    yield made
    made.close()


def button(parent: QWidget, text: str) -> QPushButton:
    return next(b for b in parent.findChildren(QPushButton) if b.text().startswith(text))


def choose(panel: IntakeReviewPanel, kind: NodeKind, unit: str) -> None:
    assert panel.tree.choose(
        lambda n: n.kind is kind and n.submission is not None and n.submission.unit == unit
    )


def head(panel: IntakeReviewPanel) -> str:
    return panel._head.text()


def test_the_head_and_who_stays_missing(panel: IntakeReviewPanel) -> None:
    assert head(panel) == "已识别 0 / 3　未识别 1　需确认 2"
    assert "竹园村" in panel._missing.text()


def test_a_doubt_is_adopted_with_one_click(panel: IntakeReviewPanel, qtbot: QtBot) -> None:
    choose(panel, NodeKind.DOUBT, "大石村")
    adopt = button(panel.doubt_panel, "采用")
    assert adopt.text() == "采用 10"
    with qtbot.waitSignal(panel.changed):
        qtbot.mouseClick(adopt, Qt.MouseButton.LeftButton)
    assert panel.choices.decisions()[0].values == {"people_reached": 10}
    assert head(panel) == "已识别 1 / 3　未识别 1　需确认 1"


def test_another_value_is_typed_and_entered(panel: IntakeReviewPanel, qtbot: QtBot) -> None:
    choose(panel, NodeKind.DOUBT, "大石村")
    line = next(
        e for e in panel.doubt_panel.findChildren(QLineEdit) if e.accessibleName() == "改为"
    )
    line.setText("十几")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "不是准确的数" in panel.doubt_panel._problem.text()
    line.setText("１５人")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert panel.choices.decisions()[0].values == {"people_reached": 15}


def test_an_unknown_wording_wants_an_indicator_and_can_be_taught(
    panel: IntakeReviewPanel, qtbot: QtBot
) -> None:
    choose(panel, NodeKind.DOUBT, "河东村")
    shown = [b.text() for b in panel.doubt_panel.findChildren(QPushButton) if b.isVisible()]
    assert shown == ["确定", "不是数字", "记住这个说法"]
    panel.doubt_panel._which.setCurrentIndex(panel.doubt_panel._which.findData("parent_notices"))
    assert button(panel.doubt_panel, "采用").isVisible()
    with qtbot.waitSignal(panel.wording_taught) as taught:
        qtbot.mouseClick(button(panel.doubt_panel, "记住"), Qt.MouseButton.LeftButton)
    assert taught.args == ["parent_notices", "反诈夜校"]


def test_an_unknown_unit_is_named_once(panel: IntakeReviewPanel, qtbot: QtBot) -> None:
    panel.tree.choose(lambda n: n.kind is NodeKind.UNRECOGNISED)
    panel.unrecognised_panel._unit.setCurrentText("柳树村")
    with qtbot.waitSignal(panel.alias_taught) as taught:
        qtbot.mouseClick(button(panel.unrecognised_panel, "记住"), Qt.MouseButton.LeftButton)
    assert taught.args == ["U003", "柳庄"]


def test_a_text_set_aside_leaves_the_list(panel: IntakeReviewPanel, qtbot: QtBot) -> None:
    panel.tree.choose(lambda n: n.kind is NodeKind.UNRECOGNISED)
    qtbot.mouseClick(button(panel.unrecognised_panel, "不是报送"), Qt.MouseButton.LeftButton)
    assert "未识别 0" in head(panel)


def test_a_figure_is_changed_in_its_cell(panel: IntakeReviewPanel, qtbot: QtBot) -> None:
    choose(panel, NodeKind.FIGURE, "大石村")
    with qtbot.waitSignal(panel.changed):
        panel.tree.currentItem().setText(1, "四十")
    assert panel.choices.decisions()[0].values == {"households_visited": 40}
    panel.tree.currentItem().setText(1, "很多")
    qtbot.waitUntil(lambda: "不是数字" in panel._hint.text())
    assert panel.choices.decisions()[0].values == {"households_visited": 40}


def test_row_and_text_point_at_each_other(panel: IntakeReviewPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.place_wanted) as told:
        choose(panel, NodeKind.FIGURE, "河东村")
    assert told.args == [span("入户18户")]
    panel.choose_mark(TextMark(span("宣传十几人"), MarkKind.DOUBT, 0, "people_reached"))
    node = panel.tree.current_node()
    assert node is not None
    assert (node.kind, node.code) == (NodeKind.DOUBT, "people_reached")


def test_r5_a_warning_takes_a_reason(panel: IntakeReviewPanel, qtbot: QtBot) -> None:
    choose(panel, NodeKind.WARNING, "河东村")
    line = panel.warning_panel.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText("已电话核实")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert list(panel.choices.accepted_warnings().values()) == ["已电话核实"]


def test_a_new_reading_keeps_the_words_given(panel: IntakeReviewPanel, qtbot: QtBot) -> None:
    choose(panel, NodeKind.DOUBT, "大石村")
    qtbot.mouseClick(button(panel.doubt_panel, "采用"), Qt.MouseButton.LeftButton)
    panel.show_review(review())
    assert head(panel) == "已识别 1 / 3　未识别 1　需确认 1"
