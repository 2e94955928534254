"""The terms of files, referrals and what is left of persons (R11), as kinds of retention."""

from __future__ import annotations

from functools import partial

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.retention import RetentionAction, Term, TermUnit
from antifraud_desktop.rules.case_retention import LONGEST, REFERENCES
from antifraud_desktop.rules.retention import RetentionRule
from antifraud_desktop.services.file_terms import kind_of, refresh_category
from antifraud_desktop.services.retention_kinds import RetentionKind
from db.queries import case_retention as queries
from db.queries.retention import DueRow
from db.vocabulary import CaseCategory

_ALL_GONE = "档案连同依据、走访、材料和历程全部删除；没有其他档案的，人员资料一并删除"


def file_kinds() -> tuple[RetentionKind, ...]:
    """Return one kind for each category of files, and those of what stands beside files."""
    return (*(_category(category) for category in CaseCategory), *_others())


def _category(category: CaseCategory) -> RetentionKind:
    return RetentionKind(
        RetentionRule(
            kind_of(category),
            f"{label_of(category)}档案",
            REFERENCES[category],
            LONGEST[category],
            RetentionAction.ERASE,
            _ALL_GONE,
            "份",
        ),
        lambda _session, today, cutoff: queries.files_due(category, today, cutoff),
        partial(_file, label_of(category)),
        _touched,
        partial(_settled, category),
    )


def _settled(category: CaseCategory, session: Session) -> Changes:
    refresh_category(category, session)
    return Changes(persons=True)


def _others() -> tuple[RetentionKind, ...]:
    return (
        RetentionKind(
            RetentionRule(
                "file_help_ended",
                f"{label_of(CaseCategory.CONVICTED)}档案（帮扶已结束）",
                "结案之日",
                Term(1, TermUnit.DAYS),
                RetentionAction.ERASE,
                _ALL_GONE,
                "份",
            ),
            lambda _session, _today, cutoff: queries.ended_help_due(cutoff),
            partial(_file, label_of(CaseCategory.CONVICTED)),
            _touched,
        ),
        RetentionKind(
            RetentionRule(
                "referral",
                "线索转介",
                "登记之日",
                Term(15, TermUnit.DAYS),
                RetentionAction.ERASE,
                "登记内容全部删除",
                "条",
            ),
            lambda _session, _today, cutoff: queries.referrals_due(cutoff),
            lambda row: f"第{row.subject}号转介",
            _touched,
        ),
        RetentionKind(
            RetentionRule(
                "person",
                "已无档案人员的权利事项",
                "最后一项办结之日",
                Term(12, TermUnit.MONTHS),
                RetentionAction.ERASE,
                "权利事项连同编号删除；姓名和号码早已随档案删除",
                "人",
            ),
            lambda _session, _today, cutoff: queries.persons_due(cutoff),
            lambda row: f"第{row.subject}号的权利事项",
            _touched,
        ),
    )


def _file(category: str, row: DueRow) -> str:
    return f"第{row.subject}号档案（{category}）"


def _touched(_number: str) -> Changes:
    return Changes(persons=True)
