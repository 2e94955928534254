"""The campaign's ledgers and the monthly evaluation."""

from __future__ import annotations

from db.migrations.fourth import (
    activities,
    consequences,
    evaluation,
    incidents,
    materials,
    progress,
    rebuilt,
    supervision,
)
from db.migrations.rebuilding import rebuild

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SOURCE = "id, kind, name, text, sha256, entered_at, entered_by"
VERSION = (
    "id, submission_id, number, kind, source, raw_source_id, received, entered_at, entered_by, "
    "nil, reason, note, text, digest"
)
DOCUMENT = (
    "id, kind, date, year, number, edition, title, issued_at, issued_by, snapshot, content, sha256"
)


def upgrade() -> None:
    """Make the tables; figures may come from an activity, documents may be about a unit."""
    rebuild("raw_source", rebuilt.raw_source, SOURCE)
    rebuild("submission_version", rebuilt.submission_version, VERSION)
    rebuild("issued_document", rebuilt.issued_document, DOCUMENT, subject="''")
    rebuild("saved_filter", rebuilt.saved_filter, "id, account, name, query", place="'persons'")
    incidents.fraud_type()
    activities.activity_type()
    activities.unit_class()
    activities.activity()
    activities.activity_audience()
    activities.activity_figure()
    activities.activity_picture()
    materials.material()
    materials.material_order()
    materials.stock_movement()
    progress.coverage_figure()
    progress.awareness_sample()
    progress.install_order()
    progress.school_term()
    progress.requirement()
    incidents.incident()
    incidents.accountability()
    supervision.group_member()
    supervision.meeting()
    supervision.task()
    supervision.inspection()
    supervision.finding()
    evaluation.evaluation_scheme()
    evaluation.evaluation_result()
    evaluation.result_receipt()
    evaluation.objection()
    evaluation.falsification()
    consequences.interview()
    consequences.yellow_card()
