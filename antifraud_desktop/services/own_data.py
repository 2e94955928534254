"""All that is kept of one person, for a copy handed to that person (PIPL 45).

The person's own values are whole. Names of third parties (guardian, relative, others met on the
same visit) are masked wherever they stand, numbers in free words too. Read within a session, by
the service that makes the document; never handed to the window.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.errors import Refused
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.rights import OwnData, OwnSection
from antifraud_desktop.rules.day_words import day_text
from antifraud_desktop.rules.masking import mask_name, mask_text
from antifraud_desktop.services.file_facts import fact_names
from antifraud_desktop.services.file_terms import retained_until
from db.models import (
    CaseFile,
    Person,
    PunitiveMeasure,
    ReturnAssistance,
    RightsRequest,
    SignedPaper,
    Unit,
    Visit,
    VisitFile,
)
from db.vocabulary import RequestState, RightKind

COPIED = frozenset({RightKind.ACCESS, RightKind.COPY})
SHORTEST_NAME = 2
Lines = list[tuple[str, str]]


def own_data(session: Session, request_id: int) -> OwnData:
    """Return the copy that answers a request for access or for a copy.

    Raises Refused for another request, or one that was refused or withdrawn.
    """
    request = session.get(RightsRequest, request_id)
    if request is None or request.kind not in COPIED:
        raise Refused("这项请求不是查阅或复制。", "请先在权利事项里登记查阅或复制请求。")
    if request.state not in (RequestState.OPEN, RequestState.GRANTED):
        raise Refused("这项请求没有同意，不能提供副本。", "本人再次提出时，请另行登记。")
    person = session.get_one(Person, request.person_id)
    files = session.scalars(
        select(CaseFile).where(CaseFile.person_id == person.id).order_by(CaseFile.id)
    ).all()
    hide = Others(session, person, files)
    sections = [_person(session, person)]
    for file in files:
        sections += _file(session, file, hide)
    sections.append(_requests(session, person.id, hide))
    kept = tuple(section for section in sections if section.lines)
    return OwnData(request_id, person.name, kept)


class Others:
    """Names of third parties that may stand in the words of a person's files."""

    def __init__(self, session: Session, person: Person, files: Sequence[CaseFile]) -> None:
        numbers = [file.id for file in files]
        met = (
            select(Person.name)
            .join(CaseFile, CaseFile.person_id == Person.id)
            .join(VisitFile, VisitFile.file_id == CaseFile.id)
            .where(
                VisitFile.visit_id.in_(
                    select(VisitFile.visit_id).where(VisitFile.file_id.in_(numbers))
                )
            )
        )
        helpers = select(ReturnAssistance.relative).where(ReturnAssistance.file_id.in_(numbers))
        asked = select(RightsRequest.asked_by).where(RightsRequest.person_id == person.id)
        found = {*session.scalars(met), *session.scalars(helpers), *session.scalars(asked)}
        found = {name.strip() for name in (*found, person.guardian)} - {person.name}
        # The longest first: 欧阳小明 before 小明.
        self._names = sorted((n for n in found if len(n) >= SHORTEST_NAME), key=len, reverse=True)
        own = [value for value in (person.identity_number, person.phone) if value]
        self._own = re.compile("|".join(re.escape(value) for value in own) or r"(?!)")

    def __call__(self, text: str) -> str:
        """Return words with everybody's names and numbers masked but the person's own."""
        for name in self._names:
            text = text.replace(name, mask_name(name))
        between = (mask_text(part) for part in self._own.split(text))
        own = [*self._own.findall(text), ""]
        return "".join(part + value for part, value in zip(between, own, strict=True))


def _person(session: Session, person: Person) -> OwnSection:
    unit = session.get(Unit, person.unit_id) if person.unit_id else None
    return _section(
        "本人信息",
        (
            ("姓名", person.name),
            ("性别", person.gender),
            ("出生日期", _said(person.birth_on)),
            ("身份证号", person.identity_number),
            ("电话", person.phone),
            ("所属村（社区）", unit.name if unit else ""),
            ("住址", person.address),
            ("监护人或联系人（已遮挡）", mask_name(person.guardian)),
            ("登记时间", _said(person.created_at.date())),
        ),
    )


def _file(session: Session, file: CaseFile, hide: Others) -> Iterable[OwnSection]:
    title = f"档案：{label_of(file.category)}"
    names = fact_names(file.category)
    yield _section(
        title,
        (
            ("状态", label_of(file.status)),
            ("建档日期", _said(file.opened_on)),
            ("结案日期", _said(file.closed_on)),
            ("结案或限制的原因", hide(file.closing)),
            ("关注程度", label_of(file.attention)),
            ("关注的原因", hide(file.attention_reason)),
            ("保存到", _said(retained_until(session, file))),
            *(
                (names.get(code, code), hide(value))
                for code, value in json.loads(file.facts).items()
            ),
        ),
    )
    yield _section(f"{title}—依据", _bases(file, hide))
    yield _section(f"{title}—惩戒措施", _measures(session, file.id, hide))
    yield _section(f"{title}—走访联系", _visits(session, file.id, hide))
    yield _section(f"{title}—签署材料", _papers(session, file.id, hide))
    yield _section(f"{title}—协助返回", _abroad(session, file.id, hide))


def _bases(file: CaseFile, hide: Others) -> Lines:
    found: Lines = []
    for basis in file.bases:
        said = (label_of(basis.kind), basis.organ, basis.number, _said(basis.issued_on))
        found.append(("文书", " ".join(part for part in said if part)))
        found.append(("内容", hide(basis.text)))
    return found


def _measures(session: Session, file_id: int, hide: Others) -> Lines:
    m = PunitiveMeasure
    rows = session.scalars(select(m).where(m.file_id == file_id).order_by(m.starts_on, m.id))
    return [
        (
            f"{_said(row.starts_on)}至{_said(row.ends_on)}",
            f"{row.organ} {row.number} {hide(row.ground)}（{label_of(row.appeal)}）",
        )
        for row in rows
    ]


def _visits(session: Session, file_id: int, hide: Others) -> Lines:
    statement = (
        select(Visit)
        .join(VisitFile, VisitFile.visit_id == Visit.id)
        .where(VisitFile.file_id == file_id)
        .order_by(Visit.day, Visit.id)
    )
    found: Lines = []
    for row in session.scalars(statement):
        met = "（未联系上）" if row.failed else ""
        said = (row.talk, row.needs, row.help_offered, row.next_step)
        told = "；".join(hide(part) for part in said if part)
        found.append((f"{_said(row.day)} {label_of(row.kind)}{met}", told))
    return found


def _papers(session: Session, file_id: int, hide: Others) -> Lines:
    p = SignedPaper
    rows = session.scalars(select(p).where(p.file_id == file_id).order_by(p.signed_on, p.id))
    return [(f"{_said(row.signed_on)} {label_of(row.kind)}", hide(row.note)) for row in rows]


def _abroad(session: Session, file_id: int, hide: Others) -> Lines:
    statement = select(ReturnAssistance).where(ReturnAssistance.file_id == file_id)
    row = session.scalars(statement).one_or_none()
    if row is None:
        return []
    return [
        ("情况", label_of(row.status)),
        ("国家或地区", row.region),
        ("通知日期", _said(row.notified_on)),
        ("返回意愿", hide(row.wish)),
        ("需要的帮助", hide(row.help_needed)),
        ("已给的帮助", hide(row.help_given)),
        ("转介求助", hide(row.referral)),
        ("返回日期", _said(row.returned_on)),
        *((f"{_said(one.day)} 联系", hide(one.text)) for one in row.contacts),
    ]


def _requests(session: Session, person_id: int, hide: Others) -> OwnSection:
    r = RightsRequest
    rows = session.scalars(select(r).where(r.person_id == person_id).order_by(r.id))
    return _section(
        "权利请求",
        (
            (
                f"{_said(row.received_on)} {label_of(row.kind)}（{label_of(row.state)}）",
                "；".join(hide(part) for part in (row.text, row.answer) if part),
            )
            for row in rows
        ),
    )


def _section(title: str, lines: Iterable[tuple[str, str]]) -> OwnSection:
    """Return a part without its empty lines."""
    return OwnSection(title, tuple((what, value.strip()) for what, value in lines if value.strip()))


def _said(day: date | None) -> str:
    return day_text(day) if day else ""
