"""What stands in the papers of the rights desk."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from antifraud_desktop.errors import Refused
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.person_papers import LongText, PersonPaper, Sheet
from antifraud_desktop.rules.day_words import day_text
from antifraud_desktop.services.own_data import own_data
from antifraud_desktop.services.paper_sheets import office
from antifraud_desktop.services.rights_rows import days_to_answer
from db.models import Person, RightsRequest
from db.vocabulary import RequestState

RIGHTS_PAPERS = frozenset({PersonPaper.RIGHTS_RECEIPT, PersonPaper.RIGHTS_DECISION})
_DECIDED = (RequestState.GRANTED, RequestState.REFUSED)


def rights_sheet(session: Session, paper: PersonPaper, request_id: int, today: date) -> Sheet:
    """Return the receipt or the answer; Refused when there is no answer yet."""
    row = request_row(session, request_id)
    start = _request(session, row, today)
    if paper is PersonPaper.RIGHTS_RECEIPT:
        return start | {"text": LongText("申请内容", row.text)}
    if row.state not in _DECIDED or row.decided_on is None:
        raise Refused("这项申请还没有答复，不能打印答复书。", "请先在权利事项里办理。")
    return start | {
        "outcome": label_of(row.state),
        "answer": LongText("答复和理由", row.answer or "已按申请办理。"),
        "decided_on": day_text(row.decided_on),
        "decided_by": row.decided_by,
    }


def copy_sheet(session: Session, request_id: int, today: date) -> Sheet:
    """Return the copy of the own data that answers a request."""
    copy = own_data(session, request_id)
    return {
        **office(session, today).fields,
        "name": copy.name,
        "request_number": str(copy.request_id),
        "days": str(days_to_answer(session)),
        "files": tuple(
            {
                "title": section.title,
                "rows": tuple({"label": what, "text": value} for what, value in section.lines),
            }
            for section in copy.sections
        ),
    }


def request_row(session: Session, request_id: int) -> RightsRequest:
    """Return a request; Refused when there is none, or when its person was erased."""
    row = session.get(RightsRequest, request_id)
    if row is None or row.person_id is None:
        raise Refused("没有这项权利申请，或者本人的信息已经删除。", "请刷新后再看。")
    return row


def _request(session: Session, row: RightsRequest, today: date) -> dict[str, object]:
    person = session.get_one(Person, row.person_id)
    return {
        **office(session, today).fields,
        "name": person.name,
        "asker": row.asked_by or person.name,
        "request_number": str(row.id),
        "right": label_of(row.kind),
        "received_on": day_text(row.received_on),
        "due_on": day_text(row.due_on),
        "days": str(days_to_answer(session)),
    }
