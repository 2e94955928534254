"""基础信息: units and indicators."""

from ui.pages.basics.page import BasicsPage

__all__ = ["BasicsPage"]
