"""What was typed and not saved before is told after sign-in."""

from __future__ import annotations

import json
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from antifraud_desktop.services.drafts import DraftService
from tests.ui.windows import opened, quiet
from ui.recovery import describe
from ui.workspace import Workspace


@pytest.fixture
def left_over(workspace: Workspace) -> DraftService:
    """Drafts of an evening that ended early; one of them is damaged."""
    drafts = workspace.program.drafts
    grid = {"figures": [["U001", "households_visited", 32, None]]}
    drafts.save("grid:2023-08-11", json.dumps(grid))
    drafts.save("grid:2023-08-10", "damaged")
    return drafts


@pytest.mark.usefixtures("left_over")
def test_typed_work_of_before_is_told_and_opened(qtbot: QtBot, workspace: Workspace) -> None:
    for window in opened(qtbot, workspace):
        assert "上次没有保存的录入：8月11日每日报送1处。" in window.recovery.label.text()
        window.recovery.open.click()
        assert (window.current, workspace.day) == ("grid", date(2023, 8, 11))
        quiet(qtbot, workspace)
        assert len(window.page("grid").grid.model.sheet.edits) == 1
        assert window.recovery.isHidden()


def test_typed_work_of_before_is_let_go_only_after_a_question(
    qtbot: QtBot,
    workspace: Workspace,
    left_over: DraftService,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for window in opened(qtbot, workspace):
        monkeypatch.setattr("ui.recovery.ask", lambda *_given: False)
        window.recovery.drop.click()
        assert window.recovery.isVisible()
        monkeypatch.setattr("ui.recovery.ask", lambda *_given: True)
        window.recovery.drop.click()
        quiet(qtbot, workspace)
        assert window.recovery.isHidden()
        assert left_over.load("grid:2023-08-11") is None


@pytest.mark.parametrize(
    ("key", "payload", "told"),
    [
        ("grid:2023-08-12", '{"figures": [[1], [2], [3]]}', "8月12日每日报送3处"),
        ("grid:2023-08-12", '{"figures": []}', None),
        ("grid:not-a-day", '{"figures": [[1]]}', None),
        ("grid:2023-08-12", "[]", None),
        ("paste_messages", "{}", "粘贴消息里的文字"),
        ("forms:basics", '{"单位": {"name": "大石村"}}', "基础信息里1张没填完的表"),
        ("forms:basics", "{", None),
        ("forms:elsewhere", '{"x": {}}', None),
        ("compliance:3", '{"version": 1, "answers": {"scope": "全镇"}}', "合规里没填完的第3号表"),
        ("compliance:3", '{"version": 1, "answers": {"scope": ""}}', None),
        ("compliance:3", "[1", None),
        ("compliance:3", '{"answers": []}', None),
        ("another_program", "{}", None),
    ],
)
def test_a_draft_is_told_in_the_clerks_words(key: str, payload: str, told: str | None) -> None:
    found = describe(key, payload)
    assert (found.told if found else None) == told


def test_a_form_of_compliance_leads_to_its_tab(qtbot: QtBot, workspace: Workspace) -> None:
    draft = {"version": 1, "answers": {"scope": "全镇"}}
    workspace.program.drafts.save("compliance:3", json.dumps(draft))
    for window in opened(qtbot, workspace):
        window.recovery.open.click()
        quiet(qtbot, workspace)
        assert window.current == "settings"
        assert window.page("settings").tabs.current == "合规"
