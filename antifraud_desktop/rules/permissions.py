"""Who may do what: a role's permissions, and which roles one person cannot hold together.

Every use case declares one permission (``antifraud_desktop.work.allowed``); nothing else asks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from db.vocabulary import Role


class Permission(StrEnum):
    """What a use case needs. An account holds those of all its roles."""

    OWN_ACCOUNT = "own_account"
    READ_OFFICE = "read_office"
    READ_FIGURES = "read_figures"
    TAKE_FIGURES = "take_figures"
    KEEP_BASICS = "keep_basics"
    ISSUE_DOCUMENTS = "issue_documents"
    SEE_PERSONAL = "see_personal"
    ASK_EXPORT = "ask_export"
    DECIDE_EXPORT = "decide_export"
    READ_REGISTER = "read_register"
    FILL_FORMS = "fill_forms"
    SIGN_FORMS = "sign_forms"
    READ_FORMS = "read_forms"
    READ_RETENTION = "read_retention"
    ERASE = "erase"
    READ_FILES = "read_files"
    ALL_FILES = "all_files"
    WRITE_FILES = "write_files"
    REVIEW_FILES = "review_files"
    RIGHTS_DESK = "rights_desk"
    YOUTH = "youth"
    KEEP_LEDGERS = "keep_ledgers"
    RUN_EVALUATION = "run_evaluation"
    DECIDE_RANKING = "decide_ranking"
    ORDER_INSTALLS = "order_installs"
    MANAGE_ACCOUNTS = "manage_accounts"
    MAKE_BACKUP = "make_backup"
    RESTORE = "restore"
    VERIFY = "verify"
    READ_TRAIL = "read_trail"


P = Permission
EVERYBODY = frozenset({P.OWN_ACCOUNT, P.READ_OFFICE, P.VERIFY})
_DESK = frozenset(
    {P.READ_FIGURES, P.SEE_PERSONAL, P.ASK_EXPORT, P.READ_REGISTER, P.READ_FORMS, P.READ_RETENTION}
)
_ALL_FILES = frozenset({P.READ_FILES, P.ALL_FILES, P.RIGHTS_DESK})
ROLE_PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.OPERATOR: EVERYBODY
    | _DESK
    | {P.TAKE_FIGURES, P.KEEP_BASICS, P.ISSUE_DOCUMENTS, P.FILL_FORMS, P.ERASE, P.MAKE_BACKUP}
    | {P.KEEP_LEDGERS, P.RUN_EVALUATION}
    | _ALL_FILES
    | {P.WRITE_FILES},
    Role.REVIEWER: EVERYBODY
    | _DESK
    | {P.DECIDE_EXPORT, P.FILL_FORMS, P.SIGN_FORMS, P.ERASE, P.DECIDE_RANKING}
    | _ALL_FILES
    | {P.REVIEW_FILES},
    Role.LEADER: EVERYBODY
    | {P.READ_FIGURES, P.READ_REGISTER, P.READ_FORMS, P.SIGN_FORMS, P.DECIDE_RANKING},
    Role.CASE_OFFICER: EVERYBODY
    | {P.READ_FIGURES, P.SEE_PERSONAL, P.ASK_EXPORT, P.READ_FILES, P.WRITE_FILES},
    Role.CHILD_PROTECTION: EVERYBODY | {P.YOUTH},
    Role.ADMINISTRATOR: EVERYBODY | {P.MANAGE_ACCOUNTS, P.MAKE_BACKUP, P.RESTORE, P.ORDER_INSTALLS},
    Role.AUDITOR: EVERYBODY | {P.READ_TRAIL, P.READ_REGISTER, P.READ_FORMS, P.READ_RETENTION},
}
BEFORE_PASSWORD_CHANGE = frozenset({P.OWN_ACCOUNT})
"""All that an account may do whose password was given by somebody else."""

_APART = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
_STAND_IN: Mapping[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset({P.MANAGE_ACCOUNTS, P.MAKE_BACKUP, P.RESTORE, P.ORDER_INSTALLS}),
    Role.AUDITOR: frozenset({P.READ_TRAIL}),
}
_SIGNERS = frozenset({Role.REVIEWER, Role.LEADER})


def permissions_of(roles: Collection[Role], staffed: Collection[Role]) -> frozenset[Permission]:
    """Return what an account with ``roles`` may do in an office where ``staffed`` are held.

    While an office has no administrator, or no auditor, an operator stands in for it: somebody
    must be able to appoint the first one. While it has neither reviewer nor leader, an operator
    enters the signature, or the decision on a ranking, that the responsible person gave on paper.
    Nobody ever stands in for the second person of an export.
    """
    found: set[Permission] = set()
    for role in roles:
        found |= ROLE_PERMISSIONS[role]
    if Role.OPERATOR in roles:
        for role, given in _STAND_IN.items():
            if role not in staffed:
                found |= given
        if not _SIGNERS & set(staffed):
            found |= {P.SIGN_FORMS, P.DECIDE_RANKING}
    return frozenset(found)


def conflict_of(roles: Collection[Role]) -> str:
    """Return why these roles cannot be one person's, or an empty text.

    Administrator and auditor hold no other role and see no case content (boundaries.md).
    """
    if not roles:
        return "请至少选择一个角色"
    if len(set(roles)) > 1 and _APART & set(roles):
        return "系统管理员和审计员不能兼任其他角色，也不能相互兼任"
    return ""
