"""The Chinese words of the ledgers' and the evaluation's stored values."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from antifraud_desktop.records.charts import ChartKind
from antifraud_desktop.records.consequences import CardState, InterviewState
from antifraud_desktop.records.evaluation_course import Corrected
from antifraud_desktop.records.summary_figures import Ledger
from antifraud_desktop.records.supervision import FindingState, TaskState
from antifraud_desktop.vocabulary import (
    AccountabilityStep,
    AgeBand,
    AudienceGroup,
    AwarenessGroup,
    Counting,
    CoverageSubject,
    EvaluationState,
    GroupPost,
    IncidentChannel,
    IncidentKind,
    MeetingLevel,
    MovementKind,
    ObjectionState,
    RequirementPeriod,
)

LEDGER_WORDS: Mapping[type[StrEnum], Mapping[str, str]] = {
    ChartKind: {
        ChartKind.FIGURES: "指标走势",
        ChartKind.UNITS: "各单位对比",
        ChartKind.SUBMISSIONS: "报送日历",
        ChartKind.YEAR_ON_YEAR: "指标同比",
        ChartKind.COVERAGE: "进度与目标",
        ChartKind.REQUIREMENTS: "规定动作",
        ChartKind.INCIDENT_TYPES: "发案类型",
        ChartKind.INCIDENT_MONTHS: "发案同比",
        ChartKind.RANKS: "考核名次",
    },
    Ledger: {
        Ledger.SUBMISSIONS: "每日报送（报送状态）",
        Ledger.DAILY: "每日报送（现值）",
        Ledger.ACTIVITIES: "活动台账",
        Ledger.MATERIALS: "物料台账",
        Ledger.COVERAGE: "进度覆盖",
        Ledger.SAMPLES: "知晓率抽样",
        Ledger.TARGETS: "目标设置",
        Ledger.REQUIREMENTS: "规定动作",
        Ledger.VISITS: "走访记录",
        Ledger.FOLLOW_UPS: "回访计划",
        Ledger.INCIDENTS: "发案劝阻台账",
        Ledger.MEETINGS: "会议记录",
        Ledger.TASKS: "交办事项",
        Ledger.INSPECTIONS: "督导检查",
        Ledger.FINDINGS: "督导发现的问题",
        Ledger.EVALUATION: "考核定稿",
        Ledger.COMPUTED: "计算得出",
    },
    AudienceGroup: {
        AudienceGroup.RESIDENTS: "群众",
        AudienceGroup.ELDERLY: "老年人",
        AudienceGroup.PUPILS: "学生",
        AudienceGroup.PARENTS: "家长",
        AudienceGroup.STAFF: "干部职工",
        AudienceGroup.FINANCE_STAFF: "财会人员",
        AudienceGroup.CUSTOMERS: "办事顾客",
        AudienceGroup.MERCHANTS: "商户",
        AudienceGroup.VOLUNTEERS: "志愿者",
        AudienceGroup.OTHER: "其他",
    },
    MovementKind: {
        MovementKind.RECEIVED: "入库",
        MovementKind.HANDED_OUT: "发放",
        MovementKind.PUT_UP: "张贴悬挂",
        MovementKind.USED: "活动使用",
        MovementKind.RETURNED: "退回镇里",
        MovementKind.WRITTEN_OFF: "报损",
    },
    CoverageSubject: {
        CoverageSubject.APP_INSTALLED: "安装国家反诈中心APP",
        CoverageSubject.RESIDENTS: "常住人口",
        CoverageSubject.HOUSEHOLDS: "户数",
        CoverageSubject.STAFF: "干部职工",
        CoverageSubject.FINANCE_STAFF: "财会人员",
        CoverageSubject.PUPILS_AND_STAFF: "师生",
        CoverageSubject.PUPILS_REACHED: "师生宣传覆盖",
        CoverageSubject.NOTICE_BOARDS: "宣传牌",
        CoverageSubject.COVENANT_BOARDS: "村规民约宣传牌",
    },
    AwarenessGroup: {
        AwarenessGroup.RESIDENTS: "群众",
        AwarenessGroup.FINANCE_STAFF: "财会人员",
    },
    RequirementPeriod: {
        RequirementPeriod.DAY: "每天",
        RequirementPeriod.WEEK: "每周",
        RequirementPeriod.MONTH: "每月",
        RequirementPeriod.TERM: "每学期",
        RequirementPeriod.BY_DATE: "限期一次",
    },
    Counting: {
        Counting.ACTIVITIES: "场次",
        Counting.QUANTITY: "数量",
    },
    IncidentKind: {
        IncidentKind.INCIDENT: "发案",
        IncidentKind.DISSUASION: "劝阻",
    },
    IncidentChannel: {
        IncidentChannel.TELEPHONE: "电话",
        IncidentChannel.SHORT_MESSAGE: "短信",
        IncidentChannel.CHAT: "微信QQ等聊天",
        IncidentChannel.APP_OR_SITE: "虚假APP或网站",
        IncidentChannel.SHORT_VIDEO: "短视频直播",
        IncidentChannel.SHOPPING: "购物平台",
        IncidentChannel.GAME: "网络游戏",
        IncidentChannel.OTHER: "其他",
    },
    AgeBand: {
        AgeBand.UNDER_18: "18岁以下",
        AgeBand.FROM_18: "18至30岁",
        AgeBand.FROM_31: "31至45岁",
        AgeBand.FROM_46: "46至60岁",
        AgeBand.OVER_60: "60岁以上",
        AgeBand.UNKNOWN: "不详",
    },
    AccountabilityStep: {
        AccountabilityStep.CIRCULAR: "通报",
        AccountabilityStep.INTERVIEW: "约谈",
        AccountabilityStep.LISTING: "挂牌整治",
    },
    GroupPost: {
        GroupPost.HEAD: "组长",
        GroupPost.FIRST_DEPUTY: "常务副组长",
        GroupPost.DEPUTY: "副组长",
        GroupPost.MEMBER: "成员",
        GroupPost.OFFICE_HEAD: "办公室主任",
        GroupPost.OFFICE_MEMBER: "办公室成员",
    },
    MeetingLevel: {
        MeetingLevel.HEAD: "组长月调度",
        MeetingLevel.DEPUTY: "副组长周会商",
        MeetingLevel.OFFICE: "办公室日碰头",
    },
    EvaluationState: {
        EvaluationState.DRAFT: "草稿",
        EvaluationState.SHOWN: "公示中",
        EvaluationState.FROZEN: "已定稿",
    },
    ObjectionState: {
        ObjectionState.OPEN: "待答复",
        ObjectionState.ACCEPTED: "已采纳",
        ObjectionState.PARTLY: "部分采纳",
        ObjectionState.REJECTED: "未采纳",
        ObjectionState.WITHDRAWN: "已撤回",
    },
    Corrected: {
        Corrected.FIGURES: "更正报送数字",
        Corrected.RECEIPT: "更正收到时间",
        Corrected.EXEMPTION: "补登豁免",
        Corrected.UNIT_SIZE: "更正户数人口",
        Corrected.REQUIREMENT: "补登规定动作",
        Corrected.FOLLOW_UP: "补登随访",
        Corrected.FINDING: "更正整改问题",
        Corrected.FALSIFICATION: "撤销弄虚作假认定",
    },
    InterviewState: {
        InterviewState.CHOSEN: "待安排",
        InterviewState.PLANNED: "待约谈",
        InterviewState.HELD: "整改中",
        InterviewState.OVERDUE: "整改超期",
        InterviewState.CLOSED: "已办结",
        InterviewState.WITHDRAWN: "已撤销",
    },
    CardState: {
        CardState.STANDING: "整改中",
        CardState.OVERDUE: "整改超期",
        CardState.CLOSED: "已解除",
        CardState.WITHDRAWN: "已撤销",
    },
    TaskState: {
        TaskState.OVERDUE: "已逾期",
        TaskState.OPEN: "办理中",
        TaskState.DONE: "已办结",
        TaskState.DROPPED: "已取消",
    },
    FindingState: {
        FindingState.OVERDUE: "超期未改",
        FindingState.OPEN: "整改中",
        FindingState.RECTIFIED: "待验收",
        FindingState.VERIFIED: "已销号",
    },
}
"""By list first, as in ``labels.WORDS``."""
