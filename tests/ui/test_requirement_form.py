"""The form of a requirement while something in it is wrong."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from antifraud_desktop.records.requirements import RequirementRecord
from antifraud_desktop.vocabulary import RequirementPeriod
from tests.ui.windows import quiet
from ui.dialogs.requirement_form import RequirementForm
from ui.workspace import Workspace


def test_what_is_told_below_the_kinds_of_units_squeezes_none_of_them(
    qtbot: QtBot, workspace: Workspace
) -> None:
    form = RequirementForm(workspace, RequirementRecord("", "", RequirementPeriod.MONTH), (), None)
    qtbot.addWidget(form)
    form.setStyleSheet("* { font-size: 20px }")
    form.show()
    quiet(qtbot, workspace)
    form.agree.click()
    quiet(qtbot, workspace)
    assert "unit_kinds" in form.form.problems_shown()
    wanted = form.kinds.minimumSizeHint().height()
    qtbot.waitUntil(lambda: form.kinds.height() >= wanted)
    assert all(box.height() >= box.minimumSizeHint().height() for box in form.kinds.boxes.values())
    form.reject()
