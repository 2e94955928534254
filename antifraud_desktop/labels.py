"""The Chinese word of every stored value: one place for window, documents and command line."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from antifraud_desktop.records.retention import RetentionAction
from antifraud_desktop.records.submissions import Verdict
from antifraud_desktop.vocabulary import (
    Ceiling,
    DocumentKind,
    ExportState,
    FormKind,
    IndicatorGroup,
    Measure,
    Nature,
    ReportingRhythm,
    Role,
    SourceKind,
    SubmissionState,
    UnitKind,
    VersionKind,
    WordingOrigin,
)
from antifraud_desktop.words_of_ledgers import LEDGER_WORDS
from antifraud_desktop.words_of_persons import PERSON_WORDS

NIL = "零报告"
"""Shown for a submission whose sender said 'nothing to report' (R2)."""

# By list first: equal values of two lists are one key to a dict.
WORDS: Mapping[type[StrEnum], Mapping[str, str]] = {
    SubmissionState: {
        SubmissionState.MISSING: "未报",
        SubmissionState.ON_TIME: "按时",
        SubmissionState.LATE: "迟报",
        SubmissionState.MADE_UP: "补报",
        SubmissionState.RETURNED: "退回",
        SubmissionState.EXEMPT: "豁免",
    },
    UnitKind: {
        UnitKind.VILLAGE: "村",
        UnitKind.COMMUNITY: "社区",
        UnitKind.GOVERNMENT_OFFICE: "机关",
        UnitKind.SCHOOL: "学校",
        UnitKind.BANK: "银行网点",
        UnitKind.TELECOM: "通信网点",
        UnitKind.POLICE_STATION: "派出所",
        UnitKind.ENTERPRISE: "企业",
        UnitKind.VENUE: "场所",
    },
    VersionKind: {
        VersionKind.ORIGINAL: "首报",
        VersionKind.CORRECTION: "更正",
        VersionKind.ADDITION: "补充",
        VersionKind.REPEAT: "重复",
    },
    SourceKind: {
        SourceKind.MESSAGE: "微信消息",
        SourceKind.WORKBOOK: "表格",
        SourceKind.TYPED: "录入",
        SourceKind.ACTIVITY: "活动台账",
    },
    Verdict: {
        Verdict.ACCEPTED: "新报",
        Verdict.CHANGED: "有改动",
        Verdict.UNCHANGED: "无变化",
        Verdict.REFUSED: "未保存",
    },
    Nature: {Nature.FLOW: "当日数", Nature.STOCK: "累计数"},
    Measure: {Measure.COUNT: "计数", Measure.MONEY: "金额"},
    Ceiling: {
        Ceiling.NONE: "不限",
        Ceiling.HOUSEHOLDS: "不超过户数",
        Ceiling.RESIDENTS: "不超过常住人口",
    },
    IndicatorGroup: {
        IndicatorGroup.WORK: "宣传防范",
        IndicatorGroup.CARE: "重点人员",
        IndicatorGroup.INCIDENT: "发案与劝阻",
    },
    WordingOrigin: {WordingOrigin.PRESET: "预置", WordingOrigin.LEARNT: "学会"},
    DocumentKind: {
        DocumentKind.DAILY_REPORT: "日报",
        DocumentKind.EVENING_BULLETIN: "通报",
        DocumentKind.ACTIVITY_BRIEF: "简报",
        DocumentKind.WEEKLY_SUMMARY: "周小结",
        DocumentKind.MONTHLY_SUMMARY: "月小结",
        DocumentKind.WORK_SUMMARY: "工作总结",
        DocumentKind.INCIDENT_ANALYSIS: "发案分析",
        DocumentKind.WARNING_POSTER: "预警提示",
        DocumentKind.REQUIREMENT_MATRIX: "规定动作完成情况表",
        DocumentKind.MATERIAL_LEDGER: "宣传物料台账",
        DocumentKind.RECTIFICATION_SHEET: "问题整改单",
        DocumentKind.EVALUATION_CIRCULAR: "考核通报",
        DocumentKind.VILLAGE_SHEET: "考核结果告知单",
        DocumentKind.INTERVIEW_NOTICE: "约谈通知",
        DocumentKind.INTERVIEW_RECORD: "约谈记录",
        DocumentKind.YELLOW_CARD_NOTICE: "黄牌警示通知",
    },
    ReportingRhythm: {
        ReportingRhythm.DAILY: "每日",
        ReportingRhythm.WEEKLY: "每周一次",
        ReportingRhythm.ON_EVENT: "有情况才报",
    },
    ExportState: {
        ExportState.PENDING: "待审批",
        ExportState.APPROVED: "已同意",
        ExportState.REFUSED: "未同意",
        ExportState.DONE: "已导出",
    },
    FormKind: {
        FormKind.IMPACT_ASSESSMENT: "个人信息保护影响评估",
        FormKind.SELF_AUDIT: "个人信息保护合规自查",
        FormKind.BREACH: "个人信息安全事件记录",
    },
    RetentionAction: {
        RetentionAction.ERASE: "删除",
        RetentionAction.ANONYMISE: "清空文字",
        RetentionAction.REVIEW: "先审核",
    },
    Role: {
        Role.OPERATOR: "经办员",
        Role.REVIEWER: "复核员",
        Role.LEADER: "领导",
        Role.CASE_OFFICER: "包片干部",
        Role.CHILD_PROTECTION: "未保专干",
        Role.ADMINISTRATOR: "系统管理员",
        Role.AUDITOR: "审计员",
    },
    **PERSON_WORDS,
    **LEDGER_WORDS,
}


def label_of(word: StrEnum) -> str:
    """Return the word a clerk reads for a stored value, e.g. 未报 for ``missing``."""
    return WORDS[type(word)][word]


def state_label(state: SubmissionState, *, nil: bool = False) -> str:
    """Return the word of a state; a nil submission says so: 按时（零报告） (R2)."""
    word = label_of(state)
    return f"{word}（{NIL}）" if nil else word
