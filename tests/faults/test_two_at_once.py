"""Two programs in one office at the same time."""

from __future__ import annotations

from pathlib import Path

from tests.faults.desk import Desk
from tests.faults.two_writers import both, wanted


def test_what_two_programs_save_in_turn_is_all_there(desk: Desk, tmp_path: Path) -> None:
    before = desk.figures()
    both(desk, 10, tmp_path)
    assert desk.figures() == before | wanted(0, 10) | wanted(1, 10)
    checked = desk.here("verify", "--json")
    assert checked.code == 0
    assert checked.json["checked"]["audit_entries"] >= 40  # 20 sign-ins, 20 intakes
