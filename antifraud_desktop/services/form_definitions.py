"""The shipped editions of the law's forms. Old ones stay: signed forms keep to theirs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files

from antifraud_desktop.errors import EnvironmentTrouble
from antifraud_desktop.rules.compliance_forms import FormDefinition, definition_from
from db.vocabulary import FormKind

NEWEST: Mapping[FormKind, str] = {
    FormKind.IMPACT_ASSESSMENT: "1",
    FormKind.SELF_AUDIT: "1",
    FormKind.BREACH: "1",
}


def load_definition(kind: FormKind, edition: str = "") -> FormDefinition:
    """Return an edition of a form, the newest unless one is named.

    Raises:
        EnvironmentTrouble: this program does not carry the edition.
    """
    name = f"{kind.value}-{edition or NEWEST[kind]}.json"
    try:
        text = (files("resources") / "forms" / name).read_text(encoding="utf-8")
    except OSError as error:
        raise EnvironmentTrouble(
            f"本程序没有这一版的表：{name}。", "请更新程序，或请管理员检查安装是否完整。"
        ) from error
    return definition_from(json.loads(text))
