"""An office with persons on file: two who see all, two officers, each signed in by name."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import Program, SetUp, set_up, sign_in
from antifraud_desktop.records.case_requests import NewFile, PersonFacts
from antifraud_desktop.records.persons import Basis, PartialDate
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.identity_numbers import check_character
from antifraud_desktop.services.case_files import CaseFileService
from antifraud_desktop.services.file_status import FileStatusService
from antifraud_desktop.services.form_definitions import load_definition
from antifraud_desktop.services.person_merge import PersonMergeService
from antifraud_desktop.services.persons import PersonService
from antifraud_desktop.services.referrals import ReferralService
from antifraud_desktop.vocabulary import (
    BasisKind,
    CaseCategory,
    FormKind,
    OrganLevel,
    Role,
    UnitKind,
)
from tests.accounts.conftest import TestClock
from tests.helpers.forms import filled

PASSWORD = "my-own-password"
CLERK, CHECKER, OFFICER, OTHER = "经办", "复核", "包片甲", "包片乙"
LEADER, ADMIN, AUDITOR = "镇长", "管理", "审计"
ROLES = {
    CHECKER: Role.REVIEWER,
    OFFICER: Role.CASE_OFFICER,
    OTHER: Role.CASE_OFFICER,
    LEADER: Role.LEADER,
    ADMIN: Role.ADMINISTRATOR,
    AUDITOR: Role.AUDITOR,
}


def identity(serial: int, birth: str = "19750203") -> str:
    """Return a made-up number of a region that does not exist."""
    first = f"990101{birth}{serial:03d}"
    return first + check_character(first)


JUDGMENT = Basis(
    kind=BasisKind.JUDGMENT,
    organ="青禾县人民法院",
    number="（2023）青01刑初12号",
    issued_on=date(2023, 5, 20),
    ground="帮助信息网络犯罪活动罪",
    offence_on=PartialDate(2022, 8),
    sentence_months=12,
)
DECISION = Basis(
    kind=BasisKind.DECISION,
    organ="青禾市公安局",
    level=OrganLevel.PREFECTURE,
    number="惩戒决定〔2023〕5号",
    issued_on=date(2023, 2, 1),
    ground="出租银行卡3张",
    starts_on=date(2023, 2, 1),
    ends_on=date(2025, 1, 31),
    served_on=date(2023, 2, 5),
)
NOTICE = Basis(
    kind=BasisKind.POLICE_NOTICE,
    organ="青禾县公安局",
    level=OrganLevel.COUNTY,
    number="青公通〔2023〕7号",
    issued_on=date(2023, 8, 1),
    ground="近期接到境外可疑电话，请提醒",
    names_person=True,
)
REQUEST = Basis(kind=BasisKind.OWN_REQUEST, issued_on=date(2023, 8, 10), ground="本人申请就业帮扶")
BASES = {
    CaseCategory.CONVICTED: JUDGMENT,
    CaseCategory.TWO_CARD: DECISION,
    CaseCategory.CONCERN: NOTICE,
    CaseCategory.RETURNEE: replace(NOTICE, ground="由境外返回"),
    CaseCategory.ABROAD: replace(NOTICE, ground="滞留境外"),
    CaseCategory.VICTIM: REQUEST,
}


def someone(name: str = "张三", serial: int = 123, **more: str) -> PersonFacts:
    """Return a made-up person."""
    given = {"phone": "13800138000", "unit_code": "V01", "address": "青禾镇大石村3组12号"} | more
    return PersonFacts(
        name=name, identity_number=given.pop("identity_number", identity(serial)), **given
    )


@dataclass
class Desk:
    """One account at work."""

    program: Program
    persons: PersonService = field(init=False)
    merging: PersonMergeService = field(init=False)
    files: CaseFileService = field(init=False)
    status: FileStatusService = field(init=False)
    referrals: ReferralService = field(init=False)

    def __post_init__(self) -> None:
        p = self.program
        self.persons = PersonService(p.work)
        self.merging = PersonMergeService(p.work)
        self.files = CaseFileService(p.work, p.forms)
        self.status = FileStatusService(p.work, p.folder)
        self.referrals = ReferralService(p.work, p.forms, p.folder)

    def open(
        self,
        category: CaseCategory = CaseCategory.CONVICTED,
        person: PersonFacts | int | None = None,
        officers: tuple[str, ...] = (),
        **more: object,
    ) -> int:
        """Open a file on the usual basis; return its number."""
        request = NewFile(
            person=someone() if person is None else person,
            category=category,
            basis=BASES[category],
            officers=officers,
        )
        return self.files.open_file(replace(request, **more))[0]  # type: ignore[arg-type]

    def version(self, file_id: int) -> int:
        """Return the version a page would hold."""
        return self.files.file(file_id).version


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("persons") / "data"
    clock = TestClock()
    set_up(root, SetUp("青禾镇", "专项行动", date(2023, 8, 1), CLERK, PASSWORD), clock)
    program = sign_in(root, CLERK, PASSWORD, clock)
    form, _ = program.forms.start(FormKind.IMPACT_ASSESSMENT)
    definition = load_definition(FormKind.IMPACT_ASSESSMENT)
    form, _ = program.forms.save(form.id, filled(definition), form.version)
    program.forms.sign(form.id, "王五", date(2023, 8, 12), form.version)
    for code, name in (("V01", "大石村"), ("V02", "柳树村")):
        unit = UnitRecord(code=code, name=name, kind=UnitKind.VILLAGE)
        program.units.save(unit)
    for name, role in ROLES.items():
        program.accounts.add(name, "", (role,), "given-by-another")
    program.close()
    for name in ROLES:
        first = sign_in(root, name, "given-by-another", clock)
        first.accounts.change_password("given-by-another", PASSWORD)
        first.close()
    return root


@pytest.fixture
def root(founded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(founded, tmp_path / "data"))


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def enter(root: Path, clock: TestClock) -> Iterator[Callable[[str], Desk]]:
    """Sign in as somebody; every program is closed at the end."""
    opened: list[Program] = []

    def go(name: str) -> Desk:
        opened.append(sign_in(root, name, PASSWORD, clock))
        return Desk(opened[-1])

    yield go
    for program in opened:
        program.close()


@pytest.fixture
def clerk(enter: Callable[[str], Desk]) -> Desk:
    return enter(CLERK)


@pytest.fixture
def filed(clerk: Desk) -> int:
    """A file of 张三 in two_card, officer 包片甲."""
    return clerk.open(CaseCategory.TWO_CARD, officers=(OFFICER,))


@pytest.fixture
def officer(enter: Callable[[str], Desk], filed: int) -> Desk:
    assert filed
    return enter(OFFICER)
