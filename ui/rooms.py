"""The pages of the window: what each is called, who may enter, and how it is made.

A page's module is loaded when the page is first opened: the clerk waits for 今日 alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from antifraud_desktop.rules.permissions import Permission
from ui.page import Page
from ui.preferences import Appearance
from ui.workspace import Workspace

if TYPE_CHECKING:
    from antifraud_desktop.bootstrap import Program

SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Room:
    """One entry of the navigation; ``name`` is also its icon and its help topic."""

    name: str
    title: str
    permission: Permission
    make: Callable[[Workspace, Appearance], Page]


def rooms_for(program: Program) -> dict[str, Room]:
    """Return the rooms the signed-in account may enter, in the order of the navigation."""
    return {room.name: room for room in _all_rooms() if program.may(room.permission)}


def _all_rooms() -> tuple[Room, ...]:
    return (
        Room("today", "今日", Permission.READ_FIGURES, _today),
        Room("grid", "每日报送", Permission.READ_FIGURES, _grid),
        Room("persons", "人员档案", Permission.READ_FILES, _persons),
        Room("assistance", "协助返回", Permission.READ_FILES, _assistance),
        Room("rights", "权利事项", Permission.RIGHTS_DESK, _rights),
        Room("youth", "未成年人", Permission.YOUTH, _youth),
        Room("activities", "活动台账", Permission.READ_FIGURES, _activities),
        Room("materials", "宣传物料", Permission.READ_FIGURES, _materials),
        Room("coverage", "进度覆盖", Permission.READ_FIGURES, _coverage),
        Room("incidents", "发案劝阻", Permission.READ_FIGURES, _incidents),
        Room("supervision", "任务督导", Permission.READ_FIGURES, _supervision),
        Room("evaluation", "考核排名", Permission.READ_FIGURES, _evaluation),
        Room("charts", "统计图表", Permission.READ_FIGURES, _charts),
        Room("documents", "文书", Permission.READ_FIGURES, _documents),
        Room("basics", "基础信息", Permission.KEEP_BASICS, _basics),
        Room(SETTINGS, "系统", Permission.OWN_ACCOUNT, _settings),
    )


def _today(workspace: Workspace, _appearance: Appearance) -> Page:
    from ui.pages.today import TodayPage

    return TodayPage(workspace)


def _grid(workspace: Workspace, _appearance: Appearance) -> Page:
    from ui.pages.daily_grid.page import DailyGridPage

    return DailyGridPage(workspace)


def _persons(workspace: Workspace, _appearance: Appearance) -> Page:
    from ui.pages.persons.page import PersonsPage

    return PersonsPage(workspace)


def _assistance(workspace: Workspace, _appearance: Appearance) -> Page:
    from ui.pages.assistance.page import AssistancePage

    return AssistancePage(workspace)


def _rights(workspace: Workspace, _appearance: Appearance) -> Page:
    from ui.pages.rights.page import RightsPage

    return RightsPage(workspace)


def _youth(workspace: Workspace, _appearance: Appearance) -> Page:
    from ui.pages.youth.page import YouthPage

    return YouthPage(workspace)


def _coverage(workspace: Workspace, _appearance: Appearance) -> Page:
    from ui.pages.coverage.page import CoveragePage

    return CoveragePage(workspace)


def _supervision(workspace: Workspace, _appearance: Appearance) -> Page:
    from ui.pages.supervision.page import SupervisionPage

    return SupervisionPage(workspace)


def _evaluation(workspace: Workspace, _appearance: Appearance) -> Page:
    from ui.pages.evaluation.page import EvaluationPage

    return EvaluationPage(workspace)


def _charts(workspace: Workspace, _appearance: Appearance) -> Page:
    from ui.pages.charts.page import ChartsPage

    return ChartsPage(workspace)


def _materials(workspace: Workspace, _appearance: Appearance) -> Page:
    from ui.pages.materials.page import MaterialsPage

    return MaterialsPage(workspace)


def _incidents(workspace: Workspace, _appearance: Appearance) -> Page:
    from ui.pages.incidents.page import IncidentsPage

    return IncidentsPage(workspace)


def _activities(workspace: Workspace, _appearance: Appearance) -> Page:
    from ui.pages.activities.page import ActivitiesPage

    return ActivitiesPage(workspace)


def _documents(workspace: Workspace, _appearance: Appearance) -> Page:
    from ui.pages.documents import DocumentsPage

    return DocumentsPage(workspace)


def _basics(workspace: Workspace, _appearance: Appearance) -> Page:
    from ui.pages.basics.page import BasicsPage

    return BasicsPage(workspace)


def _settings(workspace: Workspace, appearance: Appearance) -> Page:
    from ui.pages.settings.page import SettingsPage

    return SettingsPage(workspace, appearance)
