"""每日报送: the day's grid."""

from ui.pages.daily_grid.page import DailyGridPage

__all__ = ["DailyGridPage"]
