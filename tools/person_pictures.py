"""Pictures of a person's way into the program: from nothing to a file, a plan, a visit, a paper.

Run: python tools/person_pictures.py --out DIR
An empty township is made in a temporary folder and gone through by hand in the real window,
without a screen. All persons are made up.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtWidgets import QApplication, QDialog

from antifraud_desktop.bootstrap import Program, SetUp, set_up, sign_in
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.records.person_papers import PersonPaper
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.compliance_forms import AnswerKind, reason_code
from antifraud_desktop.rules.identity_numbers import check_character
from antifraud_desktop.vocabulary import CaseCategory, FormKind, UnitKind
from tools.pictures import SIZE, save, settle
from ui import theme
from ui.application import chinese
from ui.dialogs.file_plan import PlanDialog
from ui.dialogs.new_file import NewFileDialog
from ui.dialogs.print_papers import PrintDialog
from ui.dialogs.visit import VisitDialog
from ui.main_window import MainWindow
from ui.pages.persons.page import PersonsPage
from ui.preferences import Appearance
from ui.workspace import Workspace

DAY = date(2023, 9, 29)
ACCOUNT, PASSWORD = "经办", "a-made-up-password"
FIRST = "99010119750203123"
DECISION = {
    "organ": "青禾县公安局",
    "number": "惩戒决定〔2023〕5号",
    "issued_on": "2023-9-1",
    "ground": "出租银行卡3张",
    "starts_on": "2023-9-1",
    "ends_on": "2028-8-31",
    "served_on": "2023-9-5",
}


class Way:
    """The window of an empty township, and pictures taken on the way."""

    def __init__(
        self, application: QApplication, program: Program, out: Path, printed: Path
    ) -> None:
        """Open the window on the persons' page; ``printed`` is where the paper goes."""
        self.application, self.program, self.out = application, program, out
        self.printed = printed
        self.workspace = Workspace(program, DAY)
        self.window = MainWindow(self.workspace, Appearance())
        self.window.resize(*SIZE)
        self.window.show()
        self.rest()
        self.window.open_page("persons")
        self.rest()
        page = self.window.page("persons")
        assert isinstance(page, PersonsPage)  # noqa: S101 - the room's page
        self.page = page

    def rest(self) -> None:
        """Let everything be read and painted."""
        settle(self.application, self.workspace)

    def take(self, name: str) -> None:
        """Take a picture of the window."""
        self.rest()
        save(self.window, self.out / f"{name}.png")

    @contextmanager
    def dialog(self, made: QDialog) -> Iterator[None]:
        """Show a dialog while something is done in it."""
        made.show()
        self.rest()
        yield
        self.rest()
        made.close()
        made.deleteLater()

    def close(self) -> None:
        """Let the window go."""
        self.window.close()
        self.window.deleteLater()
        self.rest()


def assess(program: Program) -> None:
    """Fill and sign the assessment that must stand before the first file."""
    form, _changes = program.forms.start(FormKind.IMPACT_ASSESSMENT)
    answers: dict[str, str] = {}
    for question in program.forms.definition(FormKind.IMPACT_ASSESSMENT).questions():
        first = question.choices[0].code if question.choices else ""
        date_or_words = DAY.isoformat() if question.kind is AnswerKind.DATE else "已写明"
        answers[question.code] = first or date_or_words
        if first in question.note_for:
            answers[reason_code(question.code)] = "理由"
    form, _changes = program.forms.save(form.id, answers, form.version)
    _form, changes = program.forms.sign(form.id, "王五", DAY, form.version)
    assert changes  # noqa: S101 - signed


def open_file(way: Way) -> None:
    """Go through the assistant: found by nobody, refused, mended, opened."""
    dialog = NewFileDialog(way.workspace, way.window)
    dialog.saved.connect(way.workspace.announce)
    dialog.made.connect(way.page.open_file)
    with way.dialog(dialog):
        dialog.search.name.setText("张三")
        dialog.search.number.setText(FIRST + check_character(FIRST))
        dialog.search.phone.setText("13800138000")
        dialog.search.unit.setCurrentIndex(1)
        dialog.search.look()
        way.rest()
        save(dialog, way.out / "persons-new-find.png")
        dialog.further.click()
        dialog.category.buttons[CaseCategory.TWO_CARD].setChecked(True)
        save(dialog, way.out / "persons-new-category.png")
        dialog.further.click()
        dialog.basis.form.put_typed(DECISION)
        dialog.further.click()
        way.rest()
        save(dialog, way.out / "persons-new-refused.png")
        dialog.basis.form.put_typed({"organ": "青禾市公安局", "ends_on": "2025-8-31"})
        dialog.further.click()
        way.rest()
        dialog.further.click()
        way.rest()
        save(dialog, way.out / "persons-new-check.png")
        dialog.further.click()


def work_on_file(way: Way) -> None:
    """Set a plan, log a visit, print a notice."""
    view = way.page.file.view
    assert view is not None  # noqa: S101 - just opened
    plan = PlanDialog(way.workspace, view, way.window)
    plan.saved.connect(way.workspace.announce)
    with way.dialog(plan):
        plan.every.setValue(30)
        save(plan, way.out / "persons-plan.png")
        plan.keep.click()
    visit = VisitDialog(way.workspace, view, None, way.window)
    visit.saved.connect(way.workspace.announce)
    with way.dialog(visit):
        visit.place.setText("家中")
        visit.texts["talk"].setPlainText("近况稳定，正在找工作。")
        visit.texts["needs"].setPlainText("希望参加电工培训。")
        way.rest()
        save(visit, way.out / "persons-visit.png")
        visit.keep.click()
    paper = PrintDialog(way.workspace, view, None, way.window)
    with way.dialog(paper):
        codes = [c.paper for c in way.program.person_papers.choices(view.file_id)]
        paper.list.setCurrentRow(codes.index(PersonPaper.VISIT_RECORD))
        paper.visit.setCurrentIndex(1)
        way.rest()
        save(paper, way.out / "persons-print.png")
        paper.write(way.printed)


def main() -> int:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    wanted = parser.parse_args()
    wanted.out.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    chinese(application)
    theme.apply(application, theme.Mode.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        root, clock = Path(folder) / "data", FixedClock(datetime(2023, 9, 29, 10, 30))  # noqa: DTZ001 - wall time
        set_up(root, SetUp("青禾镇", "反诈专项行动", date(2023, 8, 1), ACCOUNT, PASSWORD), clock)
        program = sign_in(root, ACCOUNT, PASSWORD, clock)
        for name in ("大石村", "柳树村"):
            program.units.save(UnitRecord("", name, UnitKind.VILLAGE))
        way = Way(application, program, wanted.out, Path(folder) / "paper.docx")
        way.take("persons-first")
        assess(program)
        way.page.desk.load()
        open_file(way)
        work_on_file(way)
        way.take("persons-file")
        assert way.printed.is_file()  # noqa: S101 - the paper was written
        way.page.file.back.emit()
        way.take("persons")
        way.close()
        program.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
