"""The use cases of the monthly evaluation, put together on one database."""

from __future__ import annotations

from dataclasses import dataclass

from antifraud_desktop.documents.letter_templates import LetterStore
from antifraud_desktop.documents.templates import TemplateStore
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.services.consequences import ConsequenceService
from antifraud_desktop.services.evaluation_course import EvaluationCourseService
from antifraud_desktop.services.evaluation_papers import EvaluationPaperService
from antifraud_desktop.services.evaluation_schemes import SchemeService
from antifraud_desktop.services.evaluations import EvaluationService
from antifraud_desktop.services.falsifications import FalsificationService
from antifraud_desktop.services.interview_papers import InterviewPaperService
from antifraud_desktop.services.interviews import InterviewService
from antifraud_desktop.services.objections import ObjectionService
from antifraud_desktop.services.yellow_cards import YellowCardService
from antifraud_desktop.work import Work


@dataclass(frozen=True, slots=True)
class Evaluations:
    """Schemes, months with their objections, consequences."""

    schemes: SchemeService
    months: EvaluationService
    course: EvaluationCourseService
    objections: ObjectionService
    falsifications: FalsificationService
    consequences: ConsequenceService
    interviews: InterviewService
    cards: YellowCardService
    papers: EvaluationPaperService
    letters: InterviewPaperService


def open_evaluations(work: Work, folder: DataFolder, frames: TemplateStore) -> Evaluations:
    """Put the evaluation's services on one open database."""
    return Evaluations(
        schemes=SchemeService(work),
        months=EvaluationService(work),
        course=EvaluationCourseService(work),
        objections=ObjectionService(work),
        falsifications=FalsificationService(work),
        consequences=ConsequenceService(work),
        interviews=InterviewService(work),
        cards=YellowCardService(work),
        papers=EvaluationPaperService(work, folder, frames),
        letters=InterviewPaperService(work, LetterStore(folder.templates)),
    )
