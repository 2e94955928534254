"""What the forms about materials offer to choose from, read once before one is opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QSpinBox

from antifraud_desktop.records.materials import MaterialRecord, OrderRecord, StockSheet
from antifraud_desktop.records.units import UnitRecord

if TYPE_CHECKING:
    from antifraud_desktop.bootstrap import Program

OFFICE_WORD = "镇里"
MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class MaterialLists:
    """Materials in use, the units of today, awaited orders, and what is where today."""

    materials: tuple[MaterialRecord, ...]
    units: tuple[UnitRecord, ...]
    orders: tuple[OrderRecord, ...]
    stock: StockSheet
    today: date

    def there(self, material: str, unit: str = "") -> int:
        """Return how many a unit, or the office, has today."""
        codes = [m.code for m in self.stock.materials]
        if material not in codes:
            return 0
        place = codes.index(material)
        if not unit:
            return self.stock.office[place]
        return next((r.counts[place] for r in self.stock.rows if r.unit == unit), 0)


def read_lists(program: Program) -> MaterialLists:
    """Read what the forms offer; runs in the worker."""
    today, ledgers = program.clock.today(), program.ledgers
    return MaterialLists(
        materials=ledgers.materials.list(),
        units=program.units.list(on=today),
        orders=ledgers.material_orders.awaited(),
        stock=ledgers.materials.stock(today),
        today=today,
    )


def material_box(lists: MaterialLists, chosen: str = "") -> QComboBox:
    """Return a box of the materials in use, and of the chosen one whatever it is."""
    box = QComboBox()
    for material in lists.materials:
        if material.active or material.code == chosen:
            size = f"　{material.size}" if material.size else ""
            box.addItem(f"{material.name}（{material.measure_word}）{size}", material.code)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


def unit_box(lists: MaterialLists, chosen: str = "", *, office: bool = True) -> QComboBox:
    """Return a box of the units of today, after the office itself when it may be meant."""
    box = QComboBox()
    if office:
        box.addItem(OFFICE_WORD, "")
    for unit in lists.units:
        box.addItem(unit.name, unit.code)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


def quantity_box(value: int = 0) -> QSpinBox:
    """Return a field for a number of pieces."""
    box = QSpinBox()
    box.setRange(0, MOST)
    box.setGroupSeparatorShown(False)
    box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    box.setValue(value)
    return box
