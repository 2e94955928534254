"""The Chinese word of every audited action and of what it was done to."""

from __future__ import annotations

from collections.abc import Mapping

ACTION_WORDS: Mapping[str, str] = {
    "init": "建立资料",
    "sign_in": "登录",
    "add_account": "新增账号",
    "change_account": "修改账号",
    "remove_account": "注销账号",
    "change_password": "修改密码",
    "reset_password": "重设密码",
    "recover_password": "凭恢复码重设密码",
    "recovery_code": "生成恢复码",
    "save_township": "修改乡镇与行动",
    "change_settings": "修改设置",
    "set_day": "规定报送日",
    "save_exemption": "豁免报送",
    "save_unit": "修改单位",
    "import_units": "导入单位",
    "save_indicator": "修改指标",
    "save_target": "修改目标",
    "intake": "导入报送",
    "type_figures": "录入报送",
    "mark_nil": "登记零报告",
    "send_back": "退回报送",
    "accept_warning": "接受提示",
    "settle_doubt": "核定疑问",
    "chase": "催报",
    "issue": "生成文书",
    "export": "导出",
    "ask_export": "申请导出",
    "decide_export": "审批导出",
    "withdraw_export": "撤回申请",
    "unmask": "查看完整信息",
    "search": "搜索",
    "print": "打印",
    "form.start": "开始填表",
    "form.save": "填写表单",
    "form.sign": "签署表单",
    "form.print": "打印表单",
    "erase": "到期清理",
    "keep": "延长保存",
    "set_term": "修改保存期限",
    "backup": "备份",
    "restore": "恢复备份",
    "set_second_backup": "设置第二备份位置",
    "verify": "检查数据",
    "chain_alarm": "操作记录报警",
    "clear_alarm": "处理报警",
    "youth.found": "启用未成年人模块",
    "youth.grant": "授权打开未成年人模块",
    "youth.recover": "用模块恢复码打开",
    "youth.code": "生成模块恢复码",
    "youth.turn_key": "更换模块密钥",
    "youth.save": "登记未成年人记录",
    "youth.report": "登记强制报告",
    "youth.outcome": "登记报告结果",
    "youth.returned": "登记复学",
}
SUBJECT_WORDS: Mapping[str, str] = {
    "account": "账号",
    "audit_chain": "操作记录",
    "backup": "备份",
    "calendar": "报送日",
    "compliance_form": "合规表单",
    "day": "报送日报送",
    "document": "文书",
    "exemption": "豁免",
    "export_request": "导出申请",
    "indicator": "指标",
    "message": "微信消息",
    "retention": "保存期限",
    "settings": "设置",
    "submission": "报送",
    "target": "目标",
    "township": "乡镇",
    "trail": "操作记录",
    "typed": "录入",
    "unit": "单位",
    "units": "单位清单",
    "verification": "数据检查",
    "workbook": "表格",
    "youth_key": "未成年人模块",
    "youth_record": "未成年人记录",
}
LOOKING = ("unmask", "search", "print", "form.print", "export")
"""Actions by which somebody saw or took out what is kept."""


def action_word(action: str) -> str:
    """Return the word of an action; one of another edition of the program stays as it is."""
    return ACTION_WORDS.get(action, action)


def subject_word(kind: str) -> str:
    """Return the word of what an action was done to."""
    return SUBJECT_WORDS.get(kind, kind)
