"""The use cases of the campaign's ledgers, put together on one database."""

from __future__ import annotations

from dataclasses import dataclass

from antifraud_desktop.documents.templates import TemplateStore
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.services.accountability import AccountabilityService
from antifraud_desktop.services.activities import ActivityService
from antifraud_desktop.services.activity_differences import ActivityDifferenceService
from antifraud_desktop.services.activity_lists import ActivityListService
from antifraud_desktop.services.activity_papers import ActivityPaperService
from antifraud_desktop.services.activity_pictures import ActivityPictureService
from antifraud_desktop.services.activity_types import ActivityTypeService
from antifraud_desktop.services.agendas import AgendaService
from antifraud_desktop.services.awareness import AwarenessService
from antifraud_desktop.services.charts import ChartService
from antifraud_desktop.services.coverage import CoverageService
from antifraud_desktop.services.coverage_progress import CoverageProgressService
from antifraud_desktop.services.findings import FindingService
from antifraud_desktop.services.fraud_types import FraudTypeService
from antifraud_desktop.services.incident_figures import IncidentFigureService
from antifraud_desktop.services.incident_papers import IncidentPaperService
from antifraud_desktop.services.incidents import IncidentService
from antifraud_desktop.services.inspections import InspectionService
from antifraud_desktop.services.install_orders import InstallOrderService
from antifraud_desktop.services.leading_group import LeadingGroupService
from antifraud_desktop.services.ledger_filters import LedgerFilterService
from antifraud_desktop.services.material_movements import MaterialMovementService
from antifraud_desktop.services.material_orders import MaterialOrderService
from antifraud_desktop.services.material_papers import MaterialPaperService
from antifraud_desktop.services.materials import MaterialService
from antifraud_desktop.services.meetings import MeetingService
from antifraud_desktop.services.requirement_matrix import RequirementMatrixService
from antifraud_desktop.services.requirement_papers import RequirementPaperService
from antifraud_desktop.services.requirements import RequirementService
from antifraud_desktop.services.school_terms import SchoolTermService
from antifraud_desktop.services.summaries import SummaryService
from antifraud_desktop.services.tasks import TaskService
from antifraud_desktop.services.unit_classes import UnitClassService
from antifraud_desktop.work import Work


@dataclass(frozen=True, slots=True)
class Ledgers:
    """Activities, materials, coverage, requirements, incidents, supervision, summaries."""

    filters: LedgerFilterService
    activities: ActivityService
    activity_list: ActivityListService
    activity_differences: ActivityDifferenceService
    activity_papers: ActivityPaperService
    activity_pictures: ActivityPictureService
    activity_types: ActivityTypeService
    unit_classes: UnitClassService
    materials: MaterialService
    material_movements: MaterialMovementService
    material_orders: MaterialOrderService
    material_papers: MaterialPaperService
    incidents: IncidentService
    incident_figures: IncidentFigureService
    incident_papers: IncidentPaperService
    fraud_types: FraudTypeService
    accountability: AccountabilityService
    charts: ChartService
    coverage: CoverageService
    coverage_progress: CoverageProgressService
    awareness: AwarenessService
    install_orders: InstallOrderService
    school_terms: SchoolTermService
    requirements: RequirementService
    requirement_matrix: RequirementMatrixService
    requirement_papers: RequirementPaperService
    leading_group: LeadingGroupService
    meetings: MeetingService
    agendas: AgendaService
    tasks: TaskService
    inspections: InspectionService
    findings: FindingService
    summaries: SummaryService


def open_ledgers(work: Work, folder: DataFolder, frames: TemplateStore) -> Ledgers:
    """Put the ledgers' services on one open database."""
    return Ledgers(
        filters=LedgerFilterService(work),
        activities=ActivityService(work),
        activity_list=ActivityListService(work, folder),
        activity_differences=ActivityDifferenceService(work),
        activity_papers=ActivityPaperService(work, frames),
        activity_pictures=ActivityPictureService(work),
        activity_types=ActivityTypeService(work),
        unit_classes=UnitClassService(work),
        materials=MaterialService(work),
        material_movements=MaterialMovementService(work),
        material_orders=MaterialOrderService(work),
        material_papers=MaterialPaperService(work, folder),
        incidents=IncidentService(work),
        incident_figures=IncidentFigureService(work),
        incident_papers=IncidentPaperService(work, folder, frames),
        fraud_types=FraudTypeService(work),
        accountability=AccountabilityService(work),
        charts=ChartService(work, folder),
        coverage=CoverageService(work, folder),
        coverage_progress=CoverageProgressService(work, folder),
        awareness=AwarenessService(work, folder),
        install_orders=InstallOrderService(work),
        school_terms=SchoolTermService(work),
        requirements=RequirementService(work),
        requirement_matrix=RequirementMatrixService(work),
        requirement_papers=RequirementPaperService(work, folder),
        leading_group=LeadingGroupService(work, folder),
        meetings=MeetingService(work, folder),
        agendas=AgendaService(work, folder),
        tasks=TaskService(work, folder),
        inspections=InspectionService(work, folder),
        findings=FindingService(work, folder),
        summaries=SummaryService(work, folder, frames),
    )
