"""Which parts each kind of basis must tell, and their names in Chinese (R11)."""

from __future__ import annotations

from collections.abc import Mapping

from antifraud_desktop.records.persons import Basis
from db.vocabulary import BasisKind, CaseCategory

PART_NAMES: Mapping[str, str] = {
    "organ": "作出机关",
    "number": "文号",
    "issued_on": "日期",
    "ground": "事由",
    "offence_on": "犯罪时间",
    "starts_on": "起始日期",
    "ends_on": "截止日期",
    "served_on": "送达日期",
}
REQUIRED: Mapping[BasisKind, tuple[str, ...]] = {
    BasisKind.JUDGMENT: ("organ", "number", "issued_on", "offence_on"),
    BasisKind.DECISION: ("organ", "number", "ground", "starts_on", "ends_on"),
    BasisKind.POLICE_NOTICE: ("organ", "issued_on"),
    BasisKind.OWN_REQUEST: ("issued_on", "ground"),
    BasisKind.FAMILY_REQUEST: ("issued_on", "ground"),
    BasisKind.NON_PROSECUTION: (),
}
MORE_REQUIRED: Mapping[CaseCategory, tuple[str, ...]] = {
    CaseCategory.TWO_CARD: ("ground", "starts_on", "ends_on"),
    CaseCategory.CONCERN: ("number", "ground"),
}
WANTED: Mapping[CaseCategory, tuple[str, ...]] = {CaseCategory.TWO_CARD: ("served_on",)}
"""What a category asks for besides; a file opens without it, with a warning."""


_OF_REQUESTS: Mapping[tuple[BasisKind, str], str] = {
    (BasisKind.OWN_REQUEST, "issued_on"): "须由本人自己申请，请填写本人提出申请的日期",
    (
        BasisKind.OWN_REQUEST,
        "ground",
    ): "须由本人自己申请，请写明本人为什么申请、需要什么帮助",
    (BasisKind.FAMILY_REQUEST, "issued_on"): "请填写家属求助的日期",
    (BasisKind.FAMILY_REQUEST, "ground"): "请写明家属为什么求助、需要什么帮助",
}


def asked_for(kind: BasisKind, part: str) -> str:
    """Return the sentence that asks for a part: a request is nobody's document."""
    return _OF_REQUESTS.get((kind, part), f"请按文书填写{PART_NAMES[part]}")


def missing_parts(basis: Basis, category: CaseCategory | None = None) -> tuple[str, ...]:
    """Return the codes of the parts a basis does not tell, for its kind and its category."""
    more = () if category is None else MORE_REQUIRED.get(category, ())
    asked = dict.fromkeys((*REQUIRED[basis.kind], *more))
    return tuple(part for part in asked if not getattr(basis, part))


def wanted_parts(basis: Basis, category: CaseCategory) -> tuple[str, ...]:
    """Return the codes of the parts that should be told and are not."""
    return tuple(part for part in WANTED.get(category, ()) if not getattr(basis, part))
