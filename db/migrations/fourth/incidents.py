"""Incidents, as revision 0004 made them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def fraud_type() -> None:
    """Make the table."""
    op.create_table(
        "fraud_type",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("aliases", sa.String(200), nullable=False, comment="comma separated"),
        sa.Column(
            "warning", sa.String(200), nullable=False, comment="one sentence for the villages"
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("sort_order", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_fraud_type"),
        sa.UniqueConstraint("name", name="uq_fraud_type_name"),
        sa.CheckConstraint("length(name) <= 64", name="ck_fraud_type_name_length"),
        sa.CheckConstraint("length(aliases) <= 200", name="ck_fraud_type_aliases_length"),
        sa.CheckConstraint("length(warning) <= 200", name="ck_fraud_type_warning_length"),
    )


def incident() -> None:
    """Make the table."""
    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("type_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("age_band", sa.String(32), nullable=False),
        sa.Column("loss", sa.Integer(), nullable=False, comment="fen"),
        sa.Column("saved", sa.Integer(), nullable=False, comment="fen"),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_incident"),
        sa.CheckConstraint("loss >= 0", name="ck_incident_loss_not_negative"),
        sa.CheckConstraint("saved >= 0", name="ck_incident_saved_not_negative"),
        sa.CheckConstraint("kind IN ('incident', 'dissuasion')", name="ck_incident_kind"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_incident_unit_id_unit"),
        sa.ForeignKeyConstraint(
            ["type_id"], ["fraud_type.id"], name="fk_incident_type_id_fraud_type"
        ),
        sa.CheckConstraint(
            "channel IN ('telephone', 'short_message', 'chat', 'app_or_site', "
            "'short_video', 'shopping', 'game', 'other')",
            name="ck_incident_channel",
        ),
        sa.CheckConstraint(
            "age_band IN ('under_18', 'from_18', 'from_31', 'from_46', 'over_60', 'unknown')",
            name="ck_incident_age_band",
        ),
        sa.CheckConstraint("length(entered_by) <= 64", name="ck_incident_entered_by_length"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_incident_day_id", "incident", ["day", "id"], unique=False)
    op.create_index("ix_incident_type_id", "incident", ["type_id"], unique=False)
    op.create_index("ix_incident_unit_id_day", "incident", ["unit_id", "day"], unique=False)


def accountability() -> None:
    """Make the table."""
    op.create_table(
        "accountability",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(32), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(200), nullable=False, comment="its paper: number or title"),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accountability"),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_accountability_incident_id_incident"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_accountability_unit_id_unit"),
        sa.CheckConstraint(
            "step IN ('circular', 'interview', 'listing')", name="ck_accountability_step"
        ),
        sa.CheckConstraint("length(document) <= 200", name="ck_accountability_document_length"),
        sa.CheckConstraint("length(entered_by) <= 64", name="ck_accountability_entered_by_length"),
    )
    op.create_index(
        "ix_accountability_incident_id", "accountability", ["incident_id"], unique=False
    )
    op.create_index("ix_accountability_unit_id", "accountability", ["unit_id"], unique=False)
