"""The steps of a file's history, and how they are told."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from antifraud_desktop.work import Work
from db.models import FileEvent

OPENED, BASIS, OFFICER, FACTS = "opened", "basis", "officer", "facts"
ATTENTION, CONFIRMED, DECLINED = "attention", "confirmed", "declined"
STOPPED, RESUMED, CLOSED, RENEWED = "stopped", "resumed", "closed", "renewed"
MEASURE, APPEAL, MERGED, REVIEWED = "measure", "appeal", "merged", "reviewed"
PLAN = "plan"
ABROAD, SIGNS, REFERRED, RETURNED = "abroad", "signs", "referred", "returned"
EVENT_WORDS: Mapping[str, str] = {
    OPENED: "建档",
    BASIS: "补充依据",
    OFFICER: "调整包保责任人",
    FACTS: "修改档案内容",
    ATTENTION: "调整关注程度",
    CONFIRMED: "复核关注程度",
    DECLINED: "退回关注程度",
    STOPPED: "限制处理",
    RESUMED: "恢复办理",
    CLOSED: "结案",
    RENEWED: "延长提示期限",
    MEASURE: "登记惩戒措施",
    APPEAL: "申诉情况",
    MERGED: "合并人员资料",
    PLAN: "随访计划",
    REVIEWED: "定期审核",
    ABROAD: "境外情况",
    SIGNS: "核对受害迹象",
    REFERRED: "转介求助",
    RETURNED: "已返回",
}


FIRST_OFFICER = "指定包保责任人"


def word_of(kind: str, before: str) -> str:
    """Return how a step is called; the first officer is named, not changed."""
    return FIRST_OFFICER if kind == OFFICER and not before else EVENT_WORDS.get(kind, kind)


def add_event(
    session: Session,
    work: Work,
    file_id: int,
    kind: str,
    before: str = "",
    after: str = "",
    reason: str = "",
) -> None:
    """Add a step to a file's history; the caller commits."""
    session.add(
        FileEvent(
            file_id=file_id,
            day=work.clock.today(),
            at=work.clock.utc(),
            account=work.account,
            kind=kind,
            before=before[:200],
            after=after[:200],
            reason=" ".join(reason.split()),
        )
    )
