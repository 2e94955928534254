"""Taking a request in: whose data, which right, when, and who asks with what proof."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.person_views import PersonFilter, PersonPage, PersonRow, PersonView
from antifraud_desktop.records.rights import NewRequest, receive_key
from antifraud_desktop.vocabulary import RightKind
from ui.dialogs.short_form import ShortForm
from ui.widgets.date_field import DateField
from ui.workspace import Workspace

PERSON_ROLE = Qt.ItemDataRole.UserRole
TYPED_MS = 250
MOST = 20
TOLD = (
    "有人来问自己的信息，请当天登记。期限从收到的次日起算，按工作日计。不得要求本人说明为什么要问。"
)


class PersonPicker(QWidget):
    """Finds a person by name, pinyin, or the tail of a number; shows masks only.

    ``chosen`` tells that somebody else is chosen, or nobody.
    """

    chosen = Signal()

    def __init__(self, workspace: Workspace) -> None:
        """Make it empty."""
        super().__init__()
        self._workspace = workspace
        self.line = QLineEdit()
        self.line.setPlaceholderText("姓名、拼音首字母、身份证号或电话后四位")
        self.line.setClearButtonEnabled(True)
        self.line.setAccessibleName("找人")
        self.found = QListWidget()
        self.found.setAccessibleName("找到的人")
        self.found.setFixedHeight(5 * self.fontMetrics().lineSpacing())
        self._later = QTimer(self, singleShot=True, interval=TYPED_MS)
        self._later.timeout.connect(self.look)
        self.line.textEdited.connect(lambda _text: self._later.start())
        self.found.currentRowChanged.connect(lambda _row: self.chosen.emit())
        self.setFocusProxy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        column.addWidget(self.found)

    def look(self) -> None:
        """Read who is meant."""
        text, persons = self.line.text().strip(), self._workspace.program.persons
        if not text:
            self.found.clear()
            return

        def done(page: PersonPage) -> None:
            if self.line.text().strip() == text:
                self._show(page)

        self._workspace.run(lambda: persons.page(PersonFilter(text=text), 0, MOST), done)

    def _show(self, page: PersonPage) -> None:
        self.found.clear()
        for row in page.rows:
            self._add(row)
        if page.rows:
            self.found.setCurrentRow(0)
        else:
            self._say("没有找到。没有保存此人信息的，可以当场答复。")

    def not_found(self, trouble: KnownTrouble) -> None:
        """Say why the person who was chosen before is not chosen any more."""
        self.found.clear()
        self._say(trouble.sentence)

    def _say(self, sentence: str) -> None:
        item = QListWidgetItem(sentence)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.found.addItem(item)

    def clear(self) -> None:
        """Choose nobody."""
        self._later.stop()
        self.line.clear()
        self.found.clear()

    def choose(self, person: PersonView) -> None:
        """Begin with a person who is known."""
        self.found.clear()
        self._add(person)
        self.found.setCurrentRow(0)

    def _add(self, row: PersonRow | PersonView) -> None:
        files = "、".join(label_of(brief.category) for brief in row.files)
        unit = row.unit_name or "单位待定"
        item = QListWidgetItem(f"{row.name}　{row.identity_number}　{unit}　{files}")
        item.setData(PERSON_ROLE, row.person_id)
        self.found.addItem(item)

    def person(self) -> int:
        """Return the chosen person's number, 0 without one."""
        item: QListWidgetItem | None = self.found.currentItem()
        return int(item.data(PERSON_ROLE) or 0) if item is not None else 0


class ReceiveDialog(ShortForm):
    """The form; ``done`` is called with the new request's number and what changed."""

    def __init__(
        self,
        workspace: Workspace,
        done: Callable[[tuple[int, Changes]], object],
        parent: QWidget,
        person: PersonView | None = None,
    ) -> None:
        """Lay the form out; ``person`` is who it is about, when that is known."""
        super().__init__(workspace, "登记权利请求", TOLD, "登记", parent)
        self._done = done
        today = workspace.program.clock.today()
        self.person = PersonPicker(workspace)
        if person is not None:
            self.person.choose(person)
        self.kind = QComboBox()
        for kind in RightKind:
            self.kind.addItem(label_of(kind), kind)
        self.received = DateField(today=today)
        self.received.set_date(today)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(4 * self.fontMetrics().lineSpacing())
        self.asked_by, self.proof = QLineEdit(), QLineEdit()
        self.form.add_field("person_id", "本人", self.person)
        self.form.add_field("kind", "要求", self.kind)
        self.form.add_field("received_on", "收到日期", self.received)
        self.form.add_field("text", "内容", self.text, "更正、异议、解释须写明；其他可不写")
        self.form.add_field("asked_by", "代办人", self.asked_by, "本人来的不填")
        self.form.add_field("proof", "代办凭据", self.proof, "如 委托书、监护关系证明")
        self.setMinimumHeight(540)
        self.person.chosen.connect(self.touch)
        self._key = receive_key(person.person_id if person is not None else 0)
        self.keep_under(self._key)

    def typed(self) -> dict[str, str]:
        """Return what stands in the form; of the person the number alone."""
        person = self.person.person()
        return super().typed() | {"person_id": str(person or "")}

    def put(self, typed: Mapping[str, str]) -> None:
        """Put back what was kept; a person who is gone is not chosen again."""
        super().put(typed)
        number, persons = typed.get("person_id", ""), self.workspace.program.persons
        self.person.clear()
        if number.isdecimal():
            self.workspace.run(
                lambda: persons.person(int(number)), self.person.choose, self.person.not_found
            )

    def save(self) -> None:
        """Take the request in."""
        day, person = self.received.date(), self.person.person()
        if not person:
            self.fail_with("请先找到并选中本人。")
            return
        if day is None:
            self.fail_with("请填写收到日期，如 8.12。")
            return
        given = NewRequest(
            person_id=person,
            kind=RightKind(self.kind.currentData()),
            received_on=day,
            text=self.text.toPlainText(),
            asked_by=self.asked_by.text(),
            proof=self.proof.text(),
        )
        rights = self.workspace.program.rights
        self.run(lambda: rights.receive(given, self._key), self._done)
