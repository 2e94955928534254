"""宣传物料: stocks, movements, orders, what hangs."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from antifraud_desktop.changes import Changes
from ui.messages import MessageBar
from ui.page import Page
from ui.pages.materials.hanging_tab import HangingTab
from ui.pages.materials.movements_tab import MovementsTab
from ui.pages.materials.orders_tab import OrdersTab
from ui.pages.materials.stock_tab import StockTab
from ui.widgets.lazy_tabs import LazyTabs
from ui.workspace import Workspace

STOCK, MOVEMENTS, ORDERS, HANGING = "库存", "出入库", "订单", "张挂"
KEYS = {"stock": STOCK, "movements": MOVEMENTS, "orders": ORDERS, "hanging": HANGING}


class MaterialsPage(Page):
    """A tab reads when it is first looked at, and again when something was saved."""

    title = "宣传物料"
    icon_name = "materials"
    help_topic = "materials"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Lay the page out."""
        super().__init__(workspace, parent)
        self.bar = MessageBar()
        self.tabs = LazyTabs("物料的几张表")
        self.tabs.add(STOCK, lambda: StockTab(workspace, self.bar))
        self.tabs.add(MOVEMENTS, lambda: MovementsTab(workspace, self.bar))
        self.tabs.add(ORDERS, lambda: OrdersTab(workspace, self.bar))
        self.tabs.add(HANGING, lambda: HangingTab(workspace, self.bar))
        self.body.addWidget(self.bar)
        self.body.addWidget(self.tabs, 1)

    def show_day(self, day: date) -> None:
        """Read the tab that is shown, and tell what hangs too long; today's stocks are shown."""
        del day
        self.tabs.stale()
        movements = self.program.ledgers.material_movements
        self.run(movements.overdue, self._tell_overdue, self.bar.trouble)

    def _tell_overdue(self, count: int) -> None:
        if count:
            self.bar.tell(f"有{count}处张挂已经到期，请安排拆除后登记。", "wait")
            self.bar.offer("查看", lambda: self.show_key("hanging"))

    def refresh(self, changes: Changes) -> None:
        """Read again when something moved, or a unit or an activity changed."""
        if changes.materials or changes.units or changes.activities:
            self.tabs.stale()

    def show_key(self, key: str) -> None:
        """Show a tab: ``stock``, ``movements``, ``orders`` or ``hanging``."""
        if key in KEYS:
            self.tabs.open(KEYS[key])
