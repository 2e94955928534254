"""Who opens the children's module: the first account, a further one, the printed code."""

from __future__ import annotations

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import EnvironmentTrouble, Refused
from antifraud_desktop.records.youth import YouthState
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.youth_access import KEY_SUBJECT, entitled_of
from antifraud_desktop.vault import Vault
from antifraud_desktop.work import Work, allowed
from db import keyfile, youth_key
from db.errors import WrongPassword
from db.key_slots import normal
from db.recovery_codes import in_groups, new_code
from db.youth_key import YouthSecret

_CHANGED = Changes(youth=True)
_WRONG_CODE = (
    "模块恢复码不正确。",
    "请对照打印的恢复码逐组核对；字母O和数字0、I和1不必区分。它不是系统的恢复码。",
)


class YouthKeyService:
    """Grants the children's key. An administrator cannot: whoever grants it must hold it."""

    def __init__(self, work: Work, vault: Vault) -> None:
        """Keep the way to the database, and to the key that sign-in opened."""
        self._work, self._vault = work, vault

    @allowed(Permission.YOUTH)
    def state(self) -> YouthState:
        """Return how far the signed-in account can use the module."""
        holders = keyfile.holders(self._vault.folder.key_file, self._vault.key)
        with self._work.reading() as session:
            granted = youth_key.granted(session)
            entitled = entitled_of(session, holders.publics)
        held = tuple(sorted(n for n, public in entitled.items() if granted.get(n) == public))
        return YouthState(
            founded=bool(granted),
            open=self._vault.youth is not None,
            holders=held,
            waiting=tuple(sorted(set(entitled) - set(held))),
        )

    @allowed(Permission.YOUTH)
    def found(self) -> tuple[str, Changes]:
        """Make the module's key for the signed-in account; return the code to print.

        The code is shown once and kept nowhere. It alone opens the records when everybody who
        holds the key lost the password: the office's own recovery code does not.

        Raises Refused when the module has a key already.
        """
        code, secret = new_code(), youth_key.new_secret()
        file_id, public = self._own()
        with self._work.writing() as uow:
            if youth_key.is_founded(uow.session):
                raise Refused(
                    "未成年人模块已经启用。", "请已能打开的未保专干授权，或用打印的模块恢复码。"
                )
            youth_key.grant(uow.session, file_id, secret, self._work.account, public)
            youth_key.grant_code(uow.session, file_id, secret, code)
            uow.record("youth.found", KEY_SUBJECT, 1, "启用未成年人模块")
            uow.commit()
        self._vault.keep_youth(secret)
        return in_groups(code), _CHANGED

    @allowed(Permission.YOUTH)
    def grant(self, account: str) -> Changes:
        """Let another child-protection account open the module, from its next sign-in.

        Raises Refused when the signed-in account does not hold the key, or the other one has
        another role or still the password somebody gave it.
        """
        secret, name = self._secret(), normal(account.strip())
        holders = keyfile.holders(self._vault.folder.key_file, self._vault.key)
        with self._work.writing() as uow:
            public = entitled_of(uow.session, holders.publics).get(name)
            if public is None:
                raise Refused(
                    f"不能授权账号“{name}”。",
                    "被授权的账号要担任未保专干，并且已经登录改过初始密码。",
                )
            youth_key.grant(uow.session, holders.file_id, secret, name, public)
            uow.record("youth.grant", KEY_SUBJECT, 1, f"授权账号打开未成年人模块：{name}")
            uow.commit()
        return _CHANGED

    @allowed(Permission.YOUTH)
    def recover(self, code: str) -> tuple[str, Changes]:
        """Open the module by its printed code; return the code that follows it.

        Raises EnvironmentTrouble when it is another code.
        """
        file_id, public = self._own()
        with self._work.writing() as uow:
            try:
                secret = youth_key.opened_by_code(uow.session, file_id, code)
            except WrongPassword:
                secret = None
            if secret is None:
                raise EnvironmentTrouble(*_WRONG_CODE)
            following = new_code()
            youth_key.grant(uow.session, file_id, secret, self._work.account, public)
            youth_key.grant_code(uow.session, file_id, secret, following)
            uow.record("youth.recover", KEY_SUBJECT, 1, "用模块恢复码打开未成年人模块")
            uow.commit()
        self._vault.keep_youth(secret)
        return in_groups(following), _CHANGED

    @allowed(Permission.YOUTH)
    def make_code(self) -> str:
        """Make a new code of the module, to be printed and locked away; the former one ends."""
        secret, code = self._secret(), new_code()
        file_id, _public = self._own()
        with self._work.writing() as uow:
            youth_key.grant_code(uow.session, file_id, secret, code)
            uow.record("youth.code", KEY_SUBJECT, 1, "生成新的模块恢复码")
            uow.commit()
        return in_groups(code)

    def _own(self) -> tuple[str, bytes]:
        holders = keyfile.holders(self._vault.folder.key_file, self._vault.key)
        return holders.file_id, holders.publics[self._work.account]

    def _secret(self) -> YouthSecret:
        if self._vault.youth is None:
            raise Refused(
                "这个账号还打不开未成年人模块。",
                "请已能打开的未保专干授权后重新登录，或用打印的模块恢复码。",
            )
        return self._vault.youth
