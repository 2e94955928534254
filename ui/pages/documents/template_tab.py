"""模板: the Word templates an office may reword: frames of reports, papers about persons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.labels import label_of
from antifraud_desktop.rules.permissions import Permission
from ui.messages import MessageBar
from ui.workspace import Workspace

TOLD = (
    "文书写在Word模板里，可以用Word或WPS改字句、改格式。导出后修改，再导入；"
    "导入时会逐段检查，不合用的、写有法律不允许的内容的模板不会启用。"
    "人员文书里的法律表述，请本单位法制人员审定后使用。"
)


@dataclass(frozen=True, slots=True)
class Template:
    """One row of the list, and what can be done with it."""

    title: str
    office: bool
    export: Callable[[Path], None]
    install: Callable[[Path], None]
    reset: Callable[[], None]


def templates_of(program: Program) -> tuple[Template, ...]:
    """Return the templates an account may see: frames, and papers for who reads files."""
    frames, papers = program.documents.templates, program.person_papers
    found = [
        Template(
            label_of(f.kind),
            f.office,
            partial(frames.export, f.kind),
            partial(frames.install, f.kind),
            partial(frames.reset, f.kind),
        )
        for f in frames.list()
    ]
    letters = program.evaluations.letters.templates
    found += [
        Template(
            t.title,
            t.office,
            partial(letters.export, t.kind),
            partial(letters.install, t.kind),
            partial(letters.reset, t.kind),
        )
        for t in letters.list()
    ]
    if program.may(Permission.READ_FILES):
        found += [
            Template(
                t.title,
                t.office,
                partial(papers.templates.export, t.paper),
                partial(papers.install_template, t.paper),
                partial(papers.reset_template, t.paper),
            )
            for t in papers.templates.list()
        ]
    return tuple(found)


class TemplateTab(QWidget):
    """The list of templates with its three steps: out, back in, given up."""

    def __init__(
        self, workspace: Workspace, bar: MessageBar, parent: QWidget | None = None
    ) -> None:
        """Lay the tab out; what happened is told in ``bar``."""
        super().__init__(parent)
        self._workspace, self._bar = workspace, bar
        self._templates: tuple[Template, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName("模板")
        told = QLabel(TOLD)
        told.setWordWrap(True)
        told.setProperty("quiet", True)
        row = QHBoxLayout()
        for text, act in (
            ("导出模板…", self.export),
            ("导入改好的模板…", self.bring_in),
            ("恢复默认", self.reset),
        ):
            button = QPushButton(text)
            button.setAccessibleName(text.rstrip("…"))
            button.clicked.connect(lambda _checked=False, act=act: act())
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(told)
        column.addLayout(row)
        column.addWidget(self.list, 1)

    def read(self) -> None:
        """Read the list again; the chosen row stays."""
        program = self._workspace.program
        self._workspace.run(lambda: templates_of(program), self._show)

    def _show(self, templates: tuple[Template, ...]) -> None:
        row = max(self.list.currentRow(), 0)
        self._templates = templates
        self.list.clear()
        for template in templates:
            whose = "本单位修改过" if template.office else "默认"
            self.list.addItem(f"{template.title}　—　{whose}")
        self.list.setCurrentRow(min(row, len(templates) - 1))

    def _chosen(self) -> Template | None:
        row = self.list.currentRow()
        return self._templates[row] if 0 <= row < len(self._templates) else None

    def export(self) -> None:
        """Write the template in use to a file."""
        template = self._chosen()
        if template is None:
            return
        chosen, _filter = QFileDialog.getSaveFileName(
            self, "导出模板", f"{template.title}模板.docx", "Word文件 (*.docx)"
        )
        if chosen:
            self._workspace.run(
                lambda: template.export(Path(chosen)),
                lambda _n: self._bar.tell(f"模板已导出：{chosen}"),
                self._bar.trouble,
            )

    def bring_in(self) -> None:
        """Check a reworded template and take it into use."""
        template = self._chosen()
        if template is None:
            return
        chosen, _filter = QFileDialog.getOpenFileName(self, "导入模板", "", "Word文件 (*.docx)")
        if chosen:
            self._workspace.run(
                lambda: template.install(Path(chosen)),
                lambda _n: self._done("模板检查通过，已启用。"),
                self._bar.trouble,
            )

    def reset(self) -> None:
        """Go back to the shipped template."""
        template = self._chosen()
        if template is not None:
            self._workspace.run(
                template.reset,
                lambda _n: self._done("已恢复默认模板，原来的模板留作“.old”备查。"),
                self._bar.trouble,
            )

    def _done(self, told: str) -> None:
        self._bar.tell(told)
        self.read()
