"""The forms of the rights desk: answering a request in one of three ways, and its promised days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.rights import RightsRecord, answer_key
from antifraud_desktop.vocabulary import RightKind
from ui.dialogs.short_form import ShortForm
from ui.messages import ask
from ui.workspace import Workspace

Answer = Callable[[int, str, int], Changes]
LOWEST = 380


@dataclass(frozen=True, slots=True)
class Way:
    """One way of settling a request: what it is called, what to write, what the button says.

    ``code`` keeps the drafts of the ways apart.
    """

    code: str
    title: str
    told: str
    field: str
    hint: str
    yes: str


BEFORE_GRANTING: Mapping[RightKind, str] = {
    RightKind.ACCESS: "请先当面出示，或打印本人信息复制件（须第二人审批），再写明怎样给本人看的。",
    RightKind.COPY: "请先申请导出本人信息复制件（须第二人审批），交给本人后再写明。",
    RightKind.CORRECTION: "请先在档案里更正或补充，再写明改了什么。",
    RightKind.OBJECTION: "请先核对依据文书。异议成立的，先在档案里改正，再写明结果。",
    RightKind.RESTRICTION: "同意后，此人在办的档案全部暂停，不再走访、打印，直到恢复。",
    RightKind.ERASURE: "同意后，此人的全部档案、走访、材料永久删除，不能恢复，只留删除标记。",
    RightKind.EXPLANATION: "请用本人看得懂的话写明：保存了什么、为什么、依据哪份文书、保存到何时。",
}
REFUSE = Way(
    "refuse",
    "不予办理",
    "法律要求说明理由。请按这一件事的情况写，套话和用过的理由不能保存；"
    "并告诉本人可以向上级机关申诉，或向人民法院起诉。",
    "理由",
    "不少于10个字，例如：哪份判决要求保存、保存到什么时候",
    "不予办理",
)
WITHDRAW = Way(
    "withdraw",
    "本人撤回",
    "只有本人自己要求撤回才能登记。不得劝说本人撤回。",
    "怎样知道的",
    "例如：8月12日本人来电说明不再申请",
    "登记撤回",
)


def granting(record: RightsRecord) -> Way:
    """Return how a request of this kind is granted."""
    return Way(
        "grant",
        f"办理：{label_of(record.kind)}",
        BEFORE_GRANTING[record.kind],
        "怎样办理的",
        "写明做了什么、结果如何；会写进答复书",
        "办理",
    )


def open_answer(
    workspace: Workspace,
    record: RightsRecord,
    way: Way,
    answer: Answer,
    done: Callable[[Changes], object],
    parent: QWidget,
) -> ShortForm:
    """Ask for the words and settle the request; an erasure is confirmed once more."""
    dialog = ShortForm(workspace, way.title, way.told, way.yes, parent)
    words = dialog.add_text("answer", way.field, 4, way.hint)
    dialog.setMinimumHeight(LOWEST)

    def settle() -> None:
        text = words.toPlainText()
        gone = way.code == "grant" and record.kind is RightKind.ERASURE
        if gone and not ask(
            dialog,
            "永久删除此人的全部档案？",
            "删除后不能恢复，备份里的也会在恢复时删去。",
            "永久删除",
        ):
            return
        dialog.run(lambda: answer(record.request_id, text, record.version), done)

    dialog.act = settle
    dialog.keep_under(answer_key(record.request_id, way.code))
    dialog.open()
    return dialog
