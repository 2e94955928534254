from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from antifraud_desktop.records.days import FigureWarning
from antifraud_desktop.records.submissions import PendingDoubt
from tests.ui.days import DAY, INDICATORS, USUAL, VISITS, book
from ui.tables.clipboard import Block
from ui.tables.figure_model import FigureModel, GridRole, Look, Mark, columns_for
from ui.tables.totals_model import TotalsModel


@pytest.fixture
def model(qapp: object) -> FigureModel:
    made = FigureModel()
    made.sheet.load(USUAL)
    made.arrange((u.code for u in USUAL.units), (i.code for i in INDICATORS))
    return made


def text(model: FigureModel, row: int, column: int) -> str:
    return str(model.index(row, column).data())


def test_both_models_behave(model: FigureModel, qtmodeltester: object) -> None:
    totals = TotalsModel(model)
    testers = [
        QAbstractItemModelTester(m, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for m in (model, totals)
    ]
    model.setData(model.index(2, 0), "12")
    model.arrange(("U002",), ("households_visited",))
    model.arrange((), ())
    model.arrange(("U001", "U002"), ("households_visited", "people_reached"))
    assert len(testers) == 2


def test_zero_nil_missing_and_foreign_look_different(model: FigureModel) -> None:
    looks = [model.index(r, 0).data(GridRole.LOOK) for r in range(5)]
    assert looks == [Look.PLAIN, Look.PLAIN, Look.MISSING, Look.NIL, Look.PLAIN]
    assert model.index(0, 3).data(GridRole.LOOK) == Look.FOREIGN
    assert text(model, 4, 3) == "0"
    assert text(model, 3, 0) == ""
    spoken = [model.index(r, 0).data(Qt.ItemDataRole.AccessibleTextRole) for r in (2, 3)]
    assert spoken == ["竹园村 入户走访 未报", "东岗村 入户走访 零报告"]


def test_a_bad_cell_is_told_and_left(model: FigureModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.refused) as told:
        assert not model.setData(model.index(0, 0), "十几")
    assert told.args[0].startswith("大石村·入户：")
    assert text(model, 0, 0) == "32"


def test_a_pasted_block_is_one_step_and_bad_cells_are_told_by_place(model: FigureModel) -> None:
    block: Block = (("４０", "百十"), ("", "六十"), ("7", "x"))
    outcome = model.paste(0, 0, block)
    assert outcome.taken == 3
    assert outcome.blanks == 1
    assert [r.split("：")[0] for r in outcome.refused] == ["大石村·宣传", "竹园村·宣传"]
    assert [text(model, r, 0) for r in range(3)] == ["40", "18", "7"]
    model.sheet.undo()
    assert [text(model, r, 0) for r in range(3)] == ["32", "18", ""]


def test_a_block_past_the_edge_is_counted(model: FigureModel) -> None:
    assert model.paste(4, 4, (("1", "2"), ("3", "4"))).outside == 3


def test_totals_tell_nothing_from_zero(model: FigureModel) -> None:
    totals = TotalsModel(model)
    assert [totals.index(0, c).data() for c in range(5)] == ["50", "未报", "861", "0", "未报"]
    model.setData(model.index(2, 1), "9")
    assert totals.index(0, 1).data() == "9"


def test_r5_a_warning_is_a_mark_with_a_sentence(model: FigureModel) -> None:
    warning = FigureWarning("大石村", VISITS.code, "spike", "比平日多", unit_code="U001")
    doubt = PendingDoubt(1, "U002", "河东村", DAY, VISITS.code, "十几户", "不是确数", 10)
    model.sheet.load(book(*USUAL.units, warnings=(warning,)), [doubt])
    marks = [model.index(r, 0).data(GridRole.MARK) for r in range(3)]
    assert marks == [Mark.WARNING, Mark.DOUBT, Mark.NONE]
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "比平日多"
    assert model.index(1, 0).data(GridRole.SENTENCE) == "“十几户”待确认：不是确数"


def test_only_what_concerns_the_units_shown(qapp: object) -> None:
    villages = [u for u in USUAL.units if u.code != "U005"]
    assert "parent_notices" not in columns_for(villages, INDICATORS, {})
    assert "parent_notices" in columns_for(villages, INDICATORS, {"parent_notices": 0})
    assert "parent_notices" in columns_for(USUAL.units, INDICATORS, {})
