"""生成简报: the title of a brief of chosen activities; it is numbered, stored and can be opened."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.activities import ActivityRow
from antifraud_desktop.records.days import IssuedRecord
from ui.dialogs.short_form import ShortForm
from ui.file_out import file_name, open_file
from ui.messages import MessageBar
from ui.workspace import Workspace

TOLD = "编号后存入“文书”，附最多4张照片。简报只写单位和人数，不写群众姓名。"
Made = tuple[IssuedRecord, Path, Changes]


class BriefForm(ShortForm):
    """Asks for the title alone; everything else comes from the ledger."""

    def __init__(
        self,
        workspace: Workspace,
        bar: MessageBar,
        lines: Sequence[ActivityRow],
        parent: QWidget | None,
    ) -> None:
        """Propose the title of a single activity."""
        super().__init__(workspace, "生成简报", TOLD, "生成简报", parent)
        self._bar, self._numbers = bar, tuple(line.id for line in lines)
        first = lines[0]
        self.form.add_note(
            f"{first.unit_name}　{first.title}"
            if len(lines) == 1
            else f"已选{len(lines)}条活动，从“{first.title}”起"
        )
        proposed = f"{first.unit_name}开展{first.type_name}" if len(lines) == 1 else ""
        self.title_line = QLineEdit(proposed)
        self.form.add_field("title", "标题", self.title_line, "如 反诈宣传进村入户")
        self.act = self._make

    def _make(self) -> None:
        program, numbers, title = self.workspace.program, self._numbers, self.title_line.text()
        papers = program.ledgers.activity_papers

        def work() -> Made:
            record, changes = papers.issue_brief(numbers, title)
            path = program.folder.exports / file_name(record)
            return record, path, changes | program.documents.export(record.id, path)

        self.run(work, self._made)

    def _made(self, made: Made) -> None:
        record, path, changes = made
        self.workspace.announce(changes)
        self._bar.tell(f"已生成{record.title}，存在“文书”里。")
        self._bar.offer("打开", lambda: open_file(path))
