"""Whether a basis opens a file of a category: refused, asked for, or fit (R11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.persons import Basis, Refusal, Span
from antifraud_desktop.records.retention import Term, TermUnit
from antifraud_desktop.rules import refusals
from antifraud_desktop.rules.basis_parts import PART_NAMES, asked_for, missing_parts, wanted_parts
from antifraud_desktop.rules.organ_levels import at_least, level_of
from antifraud_desktop.rules.retention import due_on
from antifraud_desktop.rules.sealed_records import sealed_answers
from antifraud_desktop.rules.text_normal import fold_text
from db.vocabulary import BasisKind, CaseCategory, OrganLevel

Answer = Refusal | Problem

OPENS: Mapping[CaseCategory, frozenset[BasisKind]] = {
    CaseCategory.CONVICTED: frozenset({BasisKind.JUDGMENT}),
    CaseCategory.TWO_CARD: frozenset({BasisKind.DECISION, BasisKind.JUDGMENT}),
    CaseCategory.RETURNEE: frozenset({BasisKind.POLICE_NOTICE, BasisKind.OWN_REQUEST}),
    CaseCategory.ABROAD: frozenset(
        {BasisKind.POLICE_NOTICE, BasisKind.OWN_REQUEST, BasisKind.FAMILY_REQUEST}
    ),
    CaseCategory.CONCERN: frozenset({BasisKind.POLICE_NOTICE}),
    CaseCategory.VICTIM: frozenset({BasisKind.OWN_REQUEST}),
}
"""Which document or request opens which category; nothing else does."""

OPENS_IN_WORDS: Mapping[CaseCategory, str] = {
    CaseCategory.CONVICTED: "生效判决书（法院、案号、日期、犯罪时间）",
    CaseCategory.TWO_CARD: "设区的市级以上公安机关的惩戒决定，或者判决书",
    CaseCategory.RETURNEE: "公安机关的书面通知，或者本人的帮助申请",
    CaseCategory.ABROAD: "公安机关的书面通知，或者本人、家属的求助",
    CaseCategory.CONCERN: "公安机关写明本人和提示事项的书面通知",
    CaseCategory.VICTIM: "本人的帮扶申请",
}
POLICE_YEARS, CONVICTED_YEARS, YEARS_IN_A_ROW = 2, 3, 5
KEPT_AFTER_MEASURE = Term(90, TermUnit.DAYS)
LEAST_LEVEL = OrganLevel.PREFECTURE
RELATED_OFFENCES = (
    "诈骗", "帮助信息网络犯罪", "帮信", "掩饰", "隐瞒犯罪所得", "掩隐", "信用卡", "公民个人信息",
    "信息网络", "国(边)境", "国边境", "偷越", "洗钱",
)  # fmt: skip
"""Words of the offences of telecom fraud and of those that always go with it."""
PERHAPS_RELATED = (
    "身份证件", "计算机信息系统", "国家机关证件", "无线电", "非法经营", "非法拘禁", "敲诈勒索",
    "开设赌场",
)  # fmt: skip
"""Offences that go with it sometimes: the judgment must be looked at."""
MONTHS_A_YEAR = 12


def check_basis(
    category: CaseCategory,
    basis: Basis | None,
    today: date,
    *,
    birth: date | None = None,
    earlier: Iterable[Span] = (),
) -> tuple[Answer, ...]:
    """Return everything that stands against opening a file, the refusals first.

    ``birth`` is the person's, ``earlier`` are the measures the person was under before. A
    :class:`Refusal` is the law's no; a Problem that is an error asks for a part, a warning wants
    a look. Nothing means the basis opens the file. Of a sealed record nothing more is asked.
    """
    if basis is None:
        return (refusals.no_basis(OPENS_IN_WORDS[category]),)
    sealed = sealed_answers(basis, birth, today)
    if any(isinstance(answer, Refusal) for answer in sealed):
        return sealed
    wrong = _wrong_kind(category, basis)
    if wrong is not None:
        return (wrong,)
    found: list[Answer] = [*_refused(category, basis, today, earlier), *sealed]
    asked = {answer.field for answer in sealed if isinstance(answer, Problem)}
    found += _parts(category, basis, asked)
    found += _dates(basis, birth, today)
    found.sort(key=_weight)
    return tuple(found)


def refused(answers: Iterable[Answer]) -> tuple[Refusal, ...]:
    """Return the refusals among the answers."""
    return tuple(answer for answer in answers if isinstance(answer, Refusal))


def stops(answers: Iterable[Answer]) -> bool:
    """Say whether a file cannot be opened: refused, or something required is not told."""
    return any(isinstance(a, Refusal) or a.severity is Severity.ERROR for a in answers)


def stretch_with(span: Span, others: Iterable[Span]) -> Span:
    """Return the stretch without a free day that a span makes together with others."""
    rest = list(others)
    joined = True
    while joined:
        touching = [one for one in rest if _touch(one, span)]
        joined = bool(touching)
        rest = [one for one in rest if one not in touching]
        span = Span(
            min(one.starts_on for one in (span, *touching)),
            max(one.ends_on for one in (span, *touching)),
        )
    return span


def exceeds(span: Span, years: int) -> bool:
    """Say whether a span, both days counted, is longer than so many years."""
    return span.ends_on >= due_on(span.starts_on, Term(years * MONTHS_A_YEAR, TermUnit.MONTHS))


def _wrong_kind(category: CaseCategory, basis: Basis) -> Refusal | None:
    if basis.kind in OPENS[category]:
        return None
    if basis.kind is BasisKind.NON_PROSECUTION:
        return refusals.no_conviction()
    opens = OPENS_IN_WORDS[category]
    return refusals.wrong_kind(label_of(basis.kind), label_of(category), opens)


def _refused(
    category: CaseCategory, basis: Basis, today: date, earlier: Iterable[Span]
) -> list[Answer]:
    found: list[Answer] = []
    police_made = basis.kind in (BasisKind.DECISION, BasisKind.POLICE_NOTICE)
    if police_made and basis.organ and not level_of(basis.organ).police:
        found.append(refusals.not_police(basis.organ))
    if category is CaseCategory.CONVICTED:
        found += _offence(basis)
    if category is CaseCategory.TWO_CARD:
        found += _organ(basis)
        found += _terms(basis, today, earlier)
    if category is CaseCategory.CONCERN and not basis.names_person:
        found.append(refusals.stranger_in_notice())
    return found


def _offence(basis: Basis) -> list[Answer]:
    if not basis.ground:
        told = "请按判决书补上罪名：只有电信网络诈骗及其关联犯罪可以建档"
        return [Problem("ground", Severity.WARNING, told, "offence_not_named")]
    ground = fold_text(basis.ground)
    if any(word in ground for word in RELATED_OFFENCES):
        return []
    if any(word in ground for word in PERHAPS_RELATED):
        told = f"请按判决书核对“{basis.ground}”是否与电信网络诈骗有关，无关的不能建档"
        return [Problem("ground", Severity.WARNING, told, "offence_doubtful")]
    return [refusals.other_offence(basis.ground)]


def _organ(basis: Basis) -> list[Answer]:
    """Judge who decided: what the name says for certain stands above what was chosen."""
    if basis.kind is not BasisKind.DECISION or not basis.organ:
        return []
    reading = level_of(basis.organ)
    if not reading.police:
        return []
    certain = reading.level if not reading.doubt else None
    level = certain or basis.level or reading.level
    if level is None:
        return [Problem("level", Severity.ERROR, reading.doubt, "level_unknown")]
    if not at_least(level, LEAST_LEVEL):
        return [refusals.organ_too_low(basis.organ)]
    if reading.doubt:
        return [Problem("level", Severity.WARNING, reading.doubt, "level_doubtful")]
    return []


def _terms(basis: Basis, today: date, earlier: Iterable[Span]) -> list[Answer]:
    convicted = basis.kind is BasisKind.JUDGMENT
    years = CONVICTED_YEARS if convicted else POLICE_YEARS
    long_term = basis.term_months is not None and basis.term_months > years * MONTHS_A_YEAR
    if basis.starts_on is None or basis.ends_on is None or basis.ends_on < basis.starts_on:
        return [refusals.too_long(years, convicted=convicted)] if long_term else []
    span = Span(basis.starts_on, basis.ends_on)
    if long_term or exceeds(span, years):
        return [refusals.too_long(years, convicted=convicted)]
    if exceeds(stretch_with(span, earlier), YEARS_IN_A_ROW):
        return [refusals.chain_too_long(YEARS_IN_A_ROW)]
    until = due_on(basis.ends_on, KEPT_AFTER_MEASURE)
    return [refusals.long_ended(until.isoformat())] if until <= today else []


def _parts(category: CaseCategory, basis: Basis, asked: set[str]) -> list[Answer]:
    found: list[Answer] = [
        Problem(part, Severity.ERROR, asked_for(basis.kind, part), "required")
        for part in missing_parts(basis, category)
        if part not in asked
    ]
    found += [
        Problem(part, Severity.WARNING, f"{PART_NAMES[part]}还没有填，请按文书补上", "wanted")
        for part in wanted_parts(basis, category)
    ]
    return found


def _dates(basis: Basis, birth: date | None, today: date) -> list[Answer]:
    """Return what no calendar of a person's life allows."""
    offence = basis.offence_on.earliest if basis.offence_on else None
    order = (
        ("issued_on", basis.issued_on, today, "文书日期还没有到，请核对"),
        ("served_on", basis.served_on, today, "送达日期还没有到，请核对"),
        ("offence_on", offence, basis.issued_on or today, "犯罪时间在判决之后，请核对"),
        ("ends_on", basis.starts_on, basis.ends_on, "截止日期早于起始日期，请核对"),
        ("offence_on", birth, offence, "犯罪时间早于出生日期，请核对"),
    )
    return [
        Problem(field, Severity.ERROR, told, "order")
        for field, first, last, told in order
        if first is not None and last is not None and first > last
    ]


def _weight(answer: Answer) -> int:
    if isinstance(answer, Refusal):
        return 0
    return 1 if answer.severity is Severity.ERROR else 2


def _touch(one: Span, other: Span) -> bool:
    """Say whether two spans overlap or follow each other day by day."""
    gap = timedelta(days=1)
    return one.starts_on <= other.ends_on + gap and other.starts_on <= one.ends_on + gap
