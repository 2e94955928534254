"""The pages of the window: what each is called, who may enter, and how it is made.

A page's modules are loaded when it is first opened, or beside the window once it is at rest: the
clerk waits for 今日 alone.
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
    """One entry of the navigation; ``name`` is also its icon and its help topic.

    ``load`` imports the page's modules and gives its class.
    """

    name: str
    title: str
    permission: Permission
    load: Callable[[], Callable[..., Page]]

    def make(self, workspace: Workspace, appearance: Appearance) -> Page:
        """Return the page; the settings alone are told how the window looks."""
        if self.name == SETTINGS:
            return self.load()(workspace, appearance)
        return self.load()(workspace)


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


def _today() -> type[Page]:
    from ui.pages.today import TodayPage

    return TodayPage


def _grid() -> type[Page]:
    from ui.pages.daily_grid.page import DailyGridPage

    return DailyGridPage


def _persons() -> type[Page]:
    from ui.pages.persons.page import PersonsPage

    return PersonsPage


def _assistance() -> type[Page]:
    from ui.pages.assistance.page import AssistancePage

    return AssistancePage


def _rights() -> type[Page]:
    from ui.pages.rights.page import RightsPage

    return RightsPage


def _youth() -> type[Page]:
    from ui.pages.youth.page import YouthPage

    return YouthPage


def _coverage() -> type[Page]:
    from ui.pages.coverage.page import CoveragePage

    return CoveragePage


def _supervision() -> type[Page]:
    from ui.pages.supervision.page import SupervisionPage

    return SupervisionPage


def _evaluation() -> type[Page]:
    from ui.pages.evaluation.page import EvaluationPage

    return EvaluationPage


def _charts() -> type[Page]:
    from ui.pages.charts.page import ChartsPage

    return ChartsPage


def _materials() -> type[Page]:
    from ui.pages.materials.page import MaterialsPage

    return MaterialsPage


def _incidents() -> type[Page]:
    from ui.pages.incidents.page import IncidentsPage

    return IncidentsPage


def _activities() -> type[Page]:
    from ui.pages.activities.page import ActivitiesPage

    return ActivitiesPage


def _documents() -> type[Page]:
    from ui.pages.documents import DocumentsPage

    return DocumentsPage


def _basics() -> type[Page]:
    from ui.pages.basics.page import BasicsPage

    return BasicsPage


def _settings() -> type[Page]:
    from ui.pages.settings.page import SettingsPage

    return SettingsPage
