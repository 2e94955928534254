"""The only place where the parts are put together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from importlib.resources import as_file, files
from pathlib import Path

from sqlalchemy import select

from antifraud_desktop.clock import Clock
from antifraud_desktop.documents.person_templates import PersonTemplateStore
from antifraud_desktop.documents.templates import TemplateStore
from antifraud_desktop.entrance import Entrance, enter
from antifraud_desktop.entrance import recover as recover_by_code
from antifraud_desktop.errors import EnvironmentTrouble
from antifraud_desktop.evaluations import Evaluations, open_evaluations
from antifraud_desktop.founding import SetUp, is_set_up, set_up, undo_set_up
from antifraud_desktop.ledgers import Ledgers, open_ledgers
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.accounts import AccountService
from antifraud_desktop.services.assistance import AssistanceService
from antifraud_desktop.services.backups import BackupService
from antifraud_desktop.services.calendars import CalendarService
from antifraud_desktop.services.case_files import CaseFileService
from antifraud_desktop.services.days import DayService
from antifraud_desktop.services.drafts import DraftService
from antifraud_desktop.services.due import DueService
from antifraud_desktop.services.export_kinds import shipped_kinds
from antifraud_desktop.services.exports import ExportService
from antifraud_desktop.services.file_drafts import FileDraftService
from antifraud_desktop.services.file_retention import file_kinds
from antifraud_desktop.services.file_status import FileStatusService
from antifraud_desktop.services.forms import FormService
from antifraud_desktop.services.indicators import IndicatorService
from antifraud_desktop.services.intake import IntakeService
from antifraud_desktop.services.paper_kinds import paper_kinds
from antifraud_desktop.services.papers import PaperService
from antifraud_desktop.services.person_merge import PersonMergeService
from antifraud_desktop.services.person_papers import PersonPaperService
from antifraud_desktop.services.persons import PersonService
from antifraud_desktop.services.plans import PlanService
from antifraud_desktop.services.presets import bring, lacking, shipped_presets
from antifraud_desktop.services.referrals import ReferralService
from antifraud_desktop.services.register_import import RegisterService
from antifraud_desktop.services.reports import DocumentService
from antifraud_desktop.services.retention import RetentionService
from antifraud_desktop.services.retention_kinds import office_kinds
from antifraud_desktop.services.return_progress import ReturnProgressService
from antifraud_desktop.services.rights import RightsService
from antifraud_desktop.services.search import SearchService
from antifraud_desktop.services.submissions import SubmissionService
from antifraud_desktop.services.targets import TargetService
from antifraud_desktop.services.townships import TownshipService
from antifraud_desktop.services.trail import TrailService
from antifraud_desktop.services.units import UnitService
from antifraud_desktop.services.unmasking import UnmaskService
from antifraud_desktop.services.verification import VerificationService
from antifraud_desktop.services.visit_days import VisitDayService
from antifraud_desktop.services.visits import VisitService
from antifraud_desktop.services.youth import YouthService
from antifraud_desktop.services.youth_keys import YouthKeyService
from antifraud_desktop.vault import Vault
from antifraud_desktop.work import Work
from db.models import Campaign

__all__ = [
    "Program",
    "SetUp",
    "is_set_up",
    "recover",
    "set_up",
    "shipped_templates",
    "sign_in",
    "undo_set_up",
]


@dataclass(frozen=True, slots=True)
class Program:
    """A signed-in program: every use case, on one database.

    ``must_change`` says that nothing but a new password is allowed; ``alarms`` are sentences
    about the audit trail that somebody has to look into.
    """

    folder: DataFolder
    clock: Clock
    account: str
    permissions: frozenset[Permission]
    must_change: bool
    alarms: tuple[str, ...]
    vault: Vault = field(repr=False)
    work: Work = field(repr=False)
    accounts: AccountService
    townships: TownshipService
    units: UnitService
    indicators: IndicatorService
    targets: TargetService
    calendar: CalendarService
    submissions: SubmissionService
    intake: IntakeService
    days: DayService
    documents: DocumentService
    drafts: DraftService
    search: SearchService
    trail: TrailService
    verification: VerificationService
    backups: BackupService
    retention: RetentionService
    forms: FormService
    exports: ExportService
    unmasking: UnmaskService
    persons: PersonService
    case_files: CaseFileService
    file_status: FileStatusService
    person_merge: PersonMergeService
    referrals: ReferralService
    register: RegisterService
    assistance: AssistanceService
    return_progress: ReturnProgressService
    rights: RightsService
    youth: YouthService
    youth_keys: YouthKeyService
    plans: PlanService
    visits: VisitService
    visit_days: VisitDayService
    papers: PaperService
    person_papers: PersonPaperService
    file_drafts: FileDraftService
    due: DueService
    ledgers: Ledgers
    evaluations: Evaluations

    def may(self, permission: Permission) -> bool:
        """Say whether the account holds a permission: what it lacks is not offered."""
        return permission in self.permissions

    def close(self) -> None:
        """Let go of the database file and of the folder."""
        self.vault.close()


def sign_in(root: Path, account: str, password: str, clock: Clock) -> Program:
    """Open a township with an account's password; an older file is copied and upgraded.

    Raises EnvironmentTrouble with the reason (wrong password, missing key file; damaged, newer
    or foreign file), Refused when the account is locked, suspended or removed.
    """
    program = assemble(enter(DataFolder(root), account, password, clock))
    if program.may(Permission.READ_OFFICE):
        _let_go(program)
    if program.may(Permission.KEEP_BASICS):
        _bring_presets(program)
    return program


def _bring_presets(program: Program) -> None:
    """Fill what this edition ships and an older one did not know."""
    with program.work.reading() as session:
        wanted = lacking(session, shipped_presets())
    if not wanted:
        return
    with program.work.writing() as uow:
        start = uow.session.scalar(select(Campaign.start).order_by(Campaign.id))
        filled = bring(uow, wanted, start or program.clock.today())
        names = "、".join(p.name for p in filled) or "原有的都保留"
        uow.record("bring_presets", "settings", "presets", f"补充预置内容：{names}")
        uow.commit()


def _let_go(program: Program) -> None:
    """Erase what goes by itself; trouble of the machine leaves it to the next sign-in."""
    try:
        program.referrals.expire()
    except EnvironmentTrouble:
        return


def recover(root: Path, account: str, code: str, password: str, clock: Clock) -> str:
    """Set an account's password by the printed recovery code; return the code that follows it.

    Errors as of :func:`antifraud_desktop.entrance.recover`.
    """
    return recover_by_code(DataFolder(root), account, code, password, clock)


def assemble(way: Entrance) -> Program:
    """Put every service on one open database."""
    vault, work = way.vault, way.work
    folder = vault.folder
    frames = TemplateStore(shipped_templates(), folder.templates)
    backups, forms = BackupService(work, vault), FormService(work)
    templates = PersonTemplateStore(shipped_templates() / "persons", folder.templates / "persons")
    return Program(
        folder=folder,
        clock=work.clock,
        account=work.account,
        permissions=work.permissions,
        must_change=way.must_change,
        alarms=way.alarms,
        vault=vault,
        work=work,
        accounts=AccountService(work, vault),
        townships=TownshipService(work),
        units=UnitService(work),
        indicators=IndicatorService(work),
        targets=TargetService(work),
        calendar=CalendarService(work),
        submissions=SubmissionService(work),
        intake=IntakeService(work),
        days=DayService(work),
        documents=DocumentService(work, frames),
        drafts=DraftService(work),
        search=SearchService(work),
        trail=TrailService(work, folder),
        backups=backups,
        verification=VerificationService(work, vault, backups),
        retention=RetentionService(work, folder, (*office_kinds(), *file_kinds())),
        forms=forms,
        exports=ExportService(work, folder, (*shipped_kinds(), *paper_kinds(work, templates))),
        unmasking=UnmaskService(work),
        persons=PersonService(work),
        case_files=CaseFileService(work, forms),
        file_status=FileStatusService(work, folder),
        person_merge=PersonMergeService(work),
        referrals=ReferralService(work, forms, folder),
        register=RegisterService(work, forms),
        assistance=AssistanceService(work),
        return_progress=ReturnProgressService(work),
        rights=RightsService(work, folder),
        youth=YouthService(work, vault),
        youth_keys=YouthKeyService(work, vault),
        plans=PlanService(work),
        visits=VisitService(work),
        visit_days=VisitDayService(work),
        papers=PaperService(work),
        person_papers=PersonPaperService(work, folder, templates),
        file_drafts=FileDraftService(work),
        due=DueService(work),
        ledgers=open_ledgers(work, folder, frames),
        evaluations=open_evaluations(work, folder, frames),
    )


def at_moment(program: Program, clock: Clock) -> Program:
    """Return the same open program under another clock (the demonstration's made-up past)."""
    work = replace(program.work, clock=clock)
    return assemble(Entrance(program.vault, work, program.must_change, program.alarms))


def shipped_templates() -> Path:
    """Return the folder of the templates that come with the program."""
    with as_file(files("resources") / "documents") as path:
        return path
