"""The office of the tests of return assistance serves here as well."""

from __future__ import annotations

from tests.assistance.conftest import clerk, clock, enter, made, root

__all__ = ["clerk", "clock", "enter", "made", "root"]
