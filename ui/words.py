"""Chinese words of the stored vocabulary, as the window shows them."""

from __future__ import annotations

from antifraud_desktop.records.submissions import Verdict
from antifraud_desktop.vocabulary import SourceKind, SubmissionState, UnitKind, VersionKind

_STATES = {
    SubmissionState.MISSING: "未报",
    SubmissionState.ON_TIME: "按时",
    SubmissionState.LATE: "迟报",
    SubmissionState.MADE_UP: "补报",
    SubmissionState.RETURNED: "退回",
    SubmissionState.EXEMPT: "豁免",
}
_KINDS = {
    UnitKind.VILLAGE: "村",
    UnitKind.COMMUNITY: "社区",
    UnitKind.GOVERNMENT_OFFICE: "机关",
    UnitKind.SCHOOL: "学校",
    UnitKind.BANK: "银行",
    UnitKind.TELECOM: "通信",
    UnitKind.POLICE_STATION: "派出所",
    UnitKind.ENTERPRISE: "企业",
    UnitKind.VENUE: "场所",
}
_VERSIONS = {
    VersionKind.ORIGINAL: "首报",
    VersionKind.CORRECTION: "更正",
    VersionKind.ADDITION: "补充",
    VersionKind.REPEAT: "重复",
}
_SOURCES = {
    SourceKind.MESSAGE: "微信消息",
    SourceKind.WORKBOOK: "表格",
    SourceKind.TYPED: "录入",
}
_VERDICTS = {
    Verdict.ACCEPTED: "新报",
    Verdict.CHANGED: "有改动",
    Verdict.UNCHANGED: "无变化",
    Verdict.REFUSED: "未保存",
}


def state_label(state: SubmissionState) -> str:
    """Return the word for a state (R2)."""
    return _STATES[state]


def kind_label(kind: UnitKind) -> str:
    """Return the word for a kind of unit."""
    return _KINDS[kind]


def version_kind_label(kind: VersionKind) -> str:
    """Return the word for what a version is (R4)."""
    return _VERSIONS[kind]


def source_label(source: SourceKind) -> str:
    """Return the word for where a version came from."""
    return _SOURCES[source]


def verdict_label(verdict: Verdict) -> str:
    """Return the word for what accepting does."""
    return _VERDICTS[verdict]
