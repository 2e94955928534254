"""First schema."""

from __future__ import annotations

from db.migrations.first import records, submissions, units

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table of the first edition."""
    units.create()
    submissions.create()
    records.create()
