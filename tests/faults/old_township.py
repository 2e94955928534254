"""A township that an earlier edition of the program left: revision 0001, with its first account."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from db.engine import connect
from tests.faults.desk import ROOT, Desk, Figures

OLD_FIGURES: Figures = {("2023-08-12", "竹园村"): 12}
DATA = ROOT / "tests" / "data"


def copy_old_township(root: Path) -> Desk:
    """Put the released file of revision 0001 into a data folder of its own."""
    root.mkdir()
    for ending in ("db", "keys"):
        shutil.copy(DATA / f"0001.{ending}", root / f"office.{ending}")
    desk = Desk(root, "张三", "示例密码2023")
    with closing(connect(desk.database, desk.key())) as connection:
        connection.execute(
            "INSERT INTO account (id, name, display_name, role, created_at, active)"
            " VALUES (1, '张三', '张三', 'operator', '2023-08-12 04:00:00.000000', 1)"
        )
    return desk
