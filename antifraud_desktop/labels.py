"""The Chinese word of every stored value: one place for window, documents and command line."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from antifraud_desktop.records.person_papers import PersonPaper
from antifraud_desktop.records.register import ColumnRole, RowVerdict
from antifraud_desktop.records.retention import RetentionAction
from antifraud_desktop.records.submissions import Verdict
from antifraud_desktop.records.visits import DueKind, PlanState
from antifraud_desktop.records.youth import ReportTo, YouthReason
from antifraud_desktop.vocabulary import (
    AbroadStatus,
    AppealState,
    AttentionLevel,
    BasisKind,
    CaseCategory,
    Ceiling,
    DocumentKind,
    ExportState,
    FileStatus,
    FormKind,
    IndicatorGroup,
    Measure,
    Nature,
    OrganLevel,
    PaperKind,
    ReportingRhythm,
    RequestState,
    RightKind,
    Role,
    SourceKind,
    SubmissionState,
    UnitKind,
    VersionKind,
    VisitKind,
    WordingOrigin,
)

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
    CaseCategory: {
        CaseCategory.CONVICTED: "电诈及关联犯罪被刑事处罚",
        CaseCategory.TWO_CARD: "两卡惩戒",
        CaseCategory.RETURNEE: "境外涉诈地区返回",
        CaseCategory.ABROAD: "滞留境外",
        CaseCategory.CONCERN: "公安机关书面提示",
        CaseCategory.VICTIM: "受害人帮扶",
    },
    BasisKind: {
        BasisKind.JUDGMENT: "判决书",
        BasisKind.DECISION: "惩戒决定",
        BasisKind.POLICE_NOTICE: "公安机关书面通知",
        BasisKind.OWN_REQUEST: "本人申请",
        BasisKind.FAMILY_REQUEST: "家属求助",
        BasisKind.NON_PROSECUTION: "不起诉决定",
    },
    OrganLevel: {
        OrganLevel.COUNTY: "县级",
        OrganLevel.PREFECTURE: "设区的市级",
        OrganLevel.PROVINCE: "省级",
        OrganLevel.NATIONAL: "国家级",
    },
    FileStatus: {
        FileStatus.OPEN: "在办",
        FileStatus.STOPPED: "限制处理",
        FileStatus.CLOSED: "已结",
    },
    AttentionLevel: {
        AttentionLevel.NORMAL: "一般",
        AttentionLevel.ATTENTION: "关注",
        AttentionLevel.CLOSE: "重点关注",
    },
    VisitKind: {
        VisitKind.HOME: "入户",
        VisitKind.MEETING: "约见",
        VisitKind.TELEPHONE: "电话",
        VisitKind.VIDEO: "视频",
    },
    AbroadStatus: {
        AbroadStatus.UNKNOWN: "情况不明",
        AbroadStatus.SUSPECTED_DECEIVED: "疑似被骗",
        AbroadStatus.SUSPECTED_TRAFFICKED: "疑似被拐",
        AbroadStatus.SUSPECTED_DETAINED: "疑似被拘禁",
        AbroadStatus.IN_CONTACT: "能联系上",
        AbroadStatus.WANTS_RETURN: "愿意返回",
        AbroadStatus.DECLINES: "暂不愿返回",
        AbroadStatus.ON_THE_WAY: "返回途中",
        AbroadStatus.RETURNED: "已返回",
    },
    PaperKind: {
        PaperKind.UNDERTAKING: "承诺书",
        PaperKind.RESPONSIBILITY: "责任状",
        PaperKind.NOTICE: "告知书",
        PaperKind.VISIT_RECORD: "走访记录",
        PaperKind.OTHER: "其他材料",
    },
    PersonPaper: {
        PersonPaper.PERSON_FILE: "人员档案",
        PersonPaper.VISIT_RECORD: "走访记录",
        PersonPaper.INTERVIEW_RECORD: "谈话记录",
        PersonPaper.NOTICE: "个人信息处理告知书",
        PersonPaper.UNDERTAKING: "承诺书",
        PersonPaper.REFERRAL_LETTER: "转介函",
        PersonPaper.APPEAL_LISTING: "惩戒认定申诉书（第三十一条）",
        PersonPaper.APPEAL_LIMIT: "限制措施申诉书（第三十二条）",
        PersonPaper.HELP_SHEET: "基本服务被拒时怎么办",
        PersonPaper.RIGHTS_RECEIPT: "权利申请回执",
        PersonPaper.RIGHTS_DECISION: "权利申请答复书",
        PersonPaper.OWN_DATA: "本人信息复制件",
    },
    AppealState: {
        AppealState.NONE: "未申诉",
        AppealState.PENDING: "申诉中",
        AppealState.UPHELD: "维持",
        AppealState.CHANGED: "已变更",
        AppealState.REVOKED: "已撤销",
    },
    RightKind: {
        RightKind.ACCESS: "查阅",
        RightKind.COPY: "复制",
        RightKind.CORRECTION: "更正补充",
        RightKind.OBJECTION: "异议",
        RightKind.RESTRICTION: "限制处理",
        RightKind.ERASURE: "删除",
        RightKind.EXPLANATION: "解释说明",
    },
    RequestState: {
        RequestState.OPEN: "办理中",
        RequestState.GRANTED: "已办",
        RequestState.REFUSED: "不予办理",
        RequestState.WITHDRAWN: "已撤回",
    },
    ReportTo: {
        ReportTo.POLICE: "公安机关",
        ReportTo.CIVIL_AFFAIRS: "民政部门",
        ReportTo.EDUCATION: "教育部门",
    },
    YouthReason: {
        YouthReason.VISIT: "上门帮扶",
        YouthReason.SCHOOL: "联系学校",
        YouthReason.GUARDIAN: "联系监护人",
        YouthReason.REPORT: "强制报告",
        YouthReason.CORRECT: "核对修改",
    },
    ColumnRole: {
        ColumnRole.NAME: "姓名",
        ColumnRole.IDENTITY: "身份证号",
        ColumnRole.GENDER: "性别",
        ColumnRole.BIRTH: "出生年月",
        ColumnRole.ADDRESS: "住址",
        ColumnRole.UNIT: "村（社区）",
        ColumnRole.PHONE: "电话",
        ColumnRole.CATEGORY: "类别",
        ColumnRole.BASIS: "判决/文书",
        ColumnRole.ORGAN: "作出机关",
        ColumnRole.CASE_NUMBER: "文号",
        ColumnRole.ISSUED_ON: "文书日期",
        ColumnRole.OFFENCE: "罪名",
        ColumnRole.OFFENCE_ON: "犯罪时间",
        ColumnRole.SENTENCE: "刑期",
        ColumnRole.GROUND: "事由",
        ColumnRole.STARTS_ON: "起始日期",
        ColumnRole.ENDS_ON: "截止日期",
        ColumnRole.SERVED_ON: "送达日期",
        ColumnRole.OFFICER: "包保人",
        ColumnRole.REMARK: "备注（只核对）",
        ColumnRole.IGNORED: "不读取",
        ColumnRole.FORBIDDEN: "不得登记",
    },
    RowVerdict: {
        RowVerdict.CREATE: "新建",
        RowVerdict.JOIN: "并入",
        RowVerdict.DUPLICATE: "重复",
        RowVerdict.REFUSED: "不予导入",
        RowVerdict.IGNORED: "跳过",
    },
    DueKind: {
        DueKind.OVERDUE: "逾期走访",
        DueKind.TODAY: "今日走访",
        DueKind.MEASURE: "惩戒到期",
        DueKind.REVIEW: "档案审核",
        DueKind.CONCERN: "提示到期",
        DueKind.ATTENTION: "关注到期",
        DueKind.CONFIRM: "关注待复核",
        DueKind.RIGHTS: "权利事项",
        DueKind.REFERRAL: "线索转介",
    },
    PlanState: {
        PlanState.DONE: "已走访",
        PlanState.MISSED: "未走访",
        PlanState.OVERDUE: "逾期",
        PlanState.DUE: "今日应访",
        PlanState.COMING: "待访",
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
}


def label_of(word: StrEnum) -> str:
    """Return the word a clerk reads for a stored value, e.g. 未报 for ``missing``."""
    return WORDS[type(word)][word]


def state_label(state: SubmissionState, *, nil: bool = False) -> str:
    """Return the word of a state; a nil submission says so: 按时（零报告） (R2)."""
    word = label_of(state)
    return f"{word}（{NIL}）" if nil else word
