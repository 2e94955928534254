"""The kinds of records with a term, each with its rule, its query and its words.

A new kind needs an entry here and one in ``db.queries.erasing.ERASERS``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.retention import RetentionAction, Term, TermUnit
from antifraud_desktop.rules.day_words import day_text
from antifraud_desktop.rules.retention import RetentionRule
from db.queries import retention as queries
from db.queries.retention import Due, DueRow

_KEPT_FIGURES = "原文、备注和疑问的文字清空；数字、出处、版本和时间保留"


@dataclass(frozen=True, slots=True)
class RetentionKind:
    """A rule with the query of its due subjects, given today and the latest due reference date.

    ``describe`` names a subject without personal data; ``touches`` says what pages must read again.
    ``settle`` derives anew what follows from the term, when an office changed it.
    """

    rule: RetentionRule
    due: Callable[[Session, date, date], Due]
    describe: Callable[[DueRow], str]
    touches: Callable[[str], Changes] = lambda _subject: Changes()
    settle: Callable[[Session], Changes] = lambda _session: Changes()


def office_kinds() -> tuple[RetentionKind, ...]:
    """Return the kinds every office has, in the order they are shown."""
    return (
        RetentionKind(
            RetentionRule(
                "message_text",
                "报送原文（行动已结束）",
                "行动结束之日（之后收到的为收到之日）",
                Term(12, TermUnit.MONTHS),
                RetentionAction.ANONYMISE,
                _KEPT_FIGURES,
                "天",
            ),
            partial(queries.messages_due, ended=True),
            _received,
            _day_touched,
        ),
        RetentionKind(
            RetentionRule(
                "message_text_running",
                "报送原文（行动未结束）",
                "收到之日",
                Term(24, TermUnit.MONTHS),
                RetentionAction.ANONYMISE,
                _KEPT_FIGURES,
                "天",
            ),
            partial(queries.messages_due, ended=False),
            _received,
            _day_touched,
        ),
        RetentionKind(
            RetentionRule(
                "retired_contact",
                "停用单位的联络员",
                "单位停用之日",
                Term(6, TermUnit.MONTHS),
                RetentionAction.ERASE,
                "姓名和电话删除；单位和历史数字保留",
                "个单位",
            ),
            lambda _session, _today, cutoff: queries.contacts_due(cutoff),
            lambda row: f"{row.title}的联络员",
            lambda _code: Changes(units=True),
        ),
        RetentionKind(
            RetentionRule(
                "draft",
                "没有保存的录入",
                "最后一次输入之日",
                Term(90, TermUnit.DAYS),
                RetentionAction.ERASE,
                "录入而没有保存的内容删除",
                "份",
            ),
            lambda _session, _today, cutoff: queries.drafts_due(cutoff),
            lambda row: f"{day_text(row.reference)}以后没有再动过的录入",
            lambda _number: Changes(drafts=True),
        ),
        RetentionKind(
            RetentionRule(
                "audit_payload",
                "操作记录里改动前后的内容",
                "操作之日",
                Term(36, TermUnit.MONTHS),
                RetentionAction.ERASE,
                "改动前后的内容删除；谁在何时做了什么仍留在操作记录里",
                "天",
                least=6,
                basis="网络安全法要求日志留存不少于六个月",
            ),
            lambda _session, _today, cutoff: queries.payloads_due(cutoff),
            lambda row: f"{day_text(row.reference)}各项操作的改动内容",
        ),
        RetentionKind(
            RetentionRule(
                "removed_account",
                "已注销账号的姓名",
                "账号注销之日",
                Term(36, TermUnit.MONTHS),
                RetentionAction.ANONYMISE,
                f"姓名改为“{queries.REMOVED_NAME}”；账号名仍留在操作记录里",
                "个",
            ),
            lambda _session, _today, cutoff: queries.accounts_due(cutoff),
            lambda row: f"账号{row.title}的姓名",
            lambda _number: Changes(accounts=True),
        ),
        RetentionKind(
            RetentionRule(
                "export_request",
                "导出申请的接收人和事由",
                "申请之日",
                Term(36, TermUnit.MONTHS),
                RetentionAction.REVIEW,
                "接收人、事由、审批意见和范围清空；何时申请、何人审批保留",
                "件",
            ),
            lambda _session, _today, cutoff: queries.exports_due(cutoff),
            lambda row: f"第{row.subject}号申请：{row.title}",
        ),
        RetentionKind(
            RetentionRule(
                "youth_record",
                "未成年人模块的记录",
                "登记复学之日",
                Term(6, TermUnit.MONTHS),
                RetentionAction.ERASE,
                "记录删除；内容只有未保专干能打开，这里只有编号",
                "条",
            ),
            lambda _session, _today, cutoff: queries.youth_due(cutoff),
            lambda row: f"第{row.subject}号记录",
            lambda _number: Changes(youth=True),
        ),
        RetentionKind(
            RetentionRule(
                "activity_picture",
                "活动照片",
                "行动结束之日（之后添加的为添加之日）",
                Term(12, TermUnit.MONTHS),
                RetentionAction.ERASE,
                "照片删除；活动的记录和数字保留",
                "张",
            ),
            queries.pictures_due,
            lambda row: f"第{row.subject}号活动照片",
            lambda _number: Changes(activities=True),
        ),
    )


def _received(row: DueRow) -> str:
    return f"{day_text(date.fromisoformat(row.subject))}收到的原文"


def _day_touched(day: str) -> Changes:
    return Changes(days=frozenset({date.fromisoformat(day)}))
