"""记走访: one contact with one or several persons, or one tried in vain."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time

from PySide6.QtWidgets import QCheckBox, QInputDialog, QWidget

from antifraud_desktop.errors import Invalid, KnownTrouble, Problem, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.person_views import FileView
from antifraud_desktop.records.personal import Unmasked
from antifraud_desktop.records.visits import NewVisit, VisitRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import VisitKind
from ui.dialogs.file_form import FileForm
from ui.dialogs.guarded_text import GuardedText
from ui.dialogs.other_files import OtherFiles
from ui.widgets.date_field import DateField
from ui.widgets.masked_field import UnmaskBar
from ui.widgets.masked_texts import MaskedTexts
from ui.widgets.pieces import hide_unless, push_button
from ui.workspace import Workspace

_TIME = re.compile(r"(\d{1,2})\s*[:：点时.]\s*(\d{1,2})?\s*分?|(\d{2})(\d{2})")
TEXTS = ("place", "talk", "needs", "help_offered", "next_step")
OTHERS = "others"
SEE = Permission.SEE_PERSONAL
REASONS = ("核对记录内容", "联系本人或家属")


def read_time(text: str) -> time | None:
    """Read a time as one writes it: 9:30, 9点, 0930; None when it is none."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        return None
    hour, minute = int(match[1] or match[3]), int(match[2] or match[4] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004


class VisitDialog(FileForm):
    """A new visit, or one on record to be read and corrected; ``place``, ``talk``… are free."""

    def __init__(
        self,
        workspace: Workspace,
        view: FileView,
        record: VisitRecord | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Lay the form out: the person masked in its title's place, today as the day."""
        kind = "visit" if record is None else f"visit:{record.id}"
        title = "记走访" if record is None else "走访记录"
        super().__init__(workspace, view.file_id, kind, title, parent)
        self.record = record
        self.resize(640, 640)
        kinds = {kind.value: label_of(kind) for kind in VisitKind}
        who = f"{view.person.name}　{view.person.unit_name}　{label_of(view.category)}"
        self.form.add_note(who)
        self.day = self.add_day("day", "日期")
        self.at = self.add_line("at", "时间", example="可不填，如 9:30")
        self.how = self.add_choice("kind", "方式", kinds)
        self.failed = self.add_field(
            "failed", "结果", QCheckBox("未遇到本人（只记为尝试，不算已走访）")
        )
        self.others = OtherFiles(workspace, view.file_id)
        self.form.add_field(OTHERS, "同访人员", self.others, "一次走访见到几个人的，都加进来")
        self.others.edited.connect(self.form.touch)
        self.place = self.add_line("place", "地点", example="如 家中、村委会")
        self.texts: Mapping[str, GuardedText] = {
            "talk": self.add_text("talk", "谈话内容", 4),
            "needs": self.add_text("needs", "本人需求"),
            "help_offered": self.add_text("help_offered", "提供的帮助"),
            "next_step": self.add_text("next_step", "下一步"),
        }
        self.next_on = self.add_day("next_on", "约定日期", "可不填；填了会出现在待办里")
        self.masked = MaskedTexts({"place": self.place, **self.texts})
        self.unmask = UnmaskBar(REASONS, "记录内容")
        self.put_below(self.unmask)
        hide_unless(self.unmask, record is not None and workspace.program.may(SEE))
        self.unmask.wanted.connect(self._open_texts)
        self.unmask.over.connect(self._close_texts)
        if record is None:
            self.day.set_date(self.today)
        else:
            self._fill(record)
        if workspace.program.may(Permission.WRITE_FILES):
            self.take_up()
            if record is not None:
                remove = push_button("删除…", self._remove)
                remove.setAutoDefault(False)
                self.box.addButton(remove, self.box.ButtonRole.DestructiveRole)
        else:
            self.keep.setEnabled(False)

    def typed(self) -> dict[str, str]:
        """Return what stands in the form, the other persons among it.

        A text that is only looked at is kept as its mask: a draft opens nothing.
        """
        others = self.others.text()
        return super().typed() | self.masked.unseen() | ({OTHERS: others} if others else {})

    def put(self, typed: Mapping[str, str]) -> None:
        """Put back what was kept."""
        super().put(typed)
        self.others.put_text(typed.get(OTHERS, ""))

    def visit(self) -> NewVisit:
        """Return the visit as it stands; Invalid for a date or time nobody can read."""
        return NewVisit(
            file_ids=(self.file_id, *self.others.numbers()),
            day=_needed(self.day),
            kind=VisitKind(self.how.currentData()),
            at=self._time(),
            failed=self.failed.isChecked(),
            place=self.place.text().strip(),
            next_on=self.next_on.date(),
            **{name: box.toPlainText().strip() for name, box in self.texts.items()},
        )

    def save(self) -> None:
        """Log the visit, or correct it; masked texts nobody touched stay as they are stored."""
        visits, record = self.workspace.program.visits, self.record
        try:
            visit = self.visit()
        except Invalid as problems:
            self.fail(problems)
            return
        if record is None:
            self.run(lambda: visits.log(visit)[1])
        else:
            keep = self.masked.untouched()
            self.run(lambda: visits.change(record.id, visit, record.version, keep))

    def _time(self) -> time | None:
        text = self.at.text().strip()
        found = read_time(text)
        if text and found is None:
            said = "看不懂这个时间，请写成 9:30 或 15:00"
            raise Invalid((Problem("at", Severity.ERROR, said, "unreadable"),))
        return found

    def _fill(self, record: VisitRecord) -> None:
        self.form.begin_filling()
        self.day.set_date(record.day)
        self.at.setText(f"{record.at:%H:%M}" if record.at else "")
        self.how.setCurrentIndex(self.how.findData(record.kind.value))
        self.failed.setChecked(record.failed)
        self.next_on.set_date(record.next_on)
        for person in record.persons:
            self.others.put(person.file_id, f"{person.name}　{label_of(person.category)}")
        self.masked.show_masked({name: str(getattr(record, name)) for name in TEXTS})
        self.form.end_filling()
        more = f"　另有{record.others}份不由您负责的档案" if record.others else ""
        self.say(f"{record.entered_by} {record.entered_at:%Y-%m-%d} 登记{more}", "muted")

    def _open_texts(self, reason: str) -> None:
        """Show the texts whole, with a reason on record, until the grant is over."""
        record, program = self.record, self.workspace.program
        if record is None:
            return

        def opened(grant: Unmasked) -> None:
            now = program.clock.now()
            self._fill_quietly(
                lambda: self.masked.open_with(
                    {name: getattr(record, name).whole_for(grant, now) for name in TEXTS}
                )
            )
            self.unmask.open_for((grant.until - now).total_seconds())

        def refused(trouble: KnownTrouble) -> None:
            self.say(f"⚠ {trouble.sentence}{trouble.advice}")

        self.workspace.run(
            lambda: program.unmasking.unmask("visit", str(record.id), reason), opened, refused
        )

    def _close_texts(self) -> None:
        self._fill_quietly(self.masked.close_again)

    def _fill_quietly(self, fill: Callable[[], None]) -> None:
        self.form.begin_filling()
        fill()
        self.form.end_filling()

    def _remove(self) -> None:
        record, visits = self.record, self.workspace.program.visits
        reason, given = QInputDialog.getText(
            self, "删除走访记录", "登记错了的才删除，删除会留下操作记录。原因："
        )
        if given and record is not None:
            self.run(lambda: visits.remove(record.id, reason, record.version))


def _needed(field: DateField) -> date:
    day = field.date()
    if day is None:
        said = "请填写日期，如 8.12、昨天"
        raise Invalid((Problem("day", Severity.ERROR, said, "required"),))
    return day
