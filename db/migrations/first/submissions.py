"""Submissions with their versions and figures, as revision 0001 made them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def create() -> None:
    """Make the tables, parents first."""
    _raw_source()
    _daily_submission()
    _submission_version()
    _version_figure()
    _pending_doubt()
    _chase()
    _current_figure()
    _accepted_warning()


def _raw_source() -> None:
    op.create_table(
        "raw_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("name", sa.String(200), nullable=False, comment="file name of a workbook"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_raw_source"),
        sa.CheckConstraint("kind IN ('message', 'workbook', 'typed')", name="ck_raw_source_kind"),
        sa.CheckConstraint("length(name) <= 200", name="ck_raw_source_name_length"),
        sa.CheckConstraint("length(entered_by) <= 64", name="ck_raw_source_entered_by_length"),
    )
    op.create_index("ix_raw_source_sha256", "raw_source", ["sha256"], unique=False)


def _daily_submission() -> None:
    op.create_table(
        "daily_submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("received", sa.DateTime(), nullable=False),
        sa.Column("nil", sa.Boolean(), nullable=False),
        sa.Column("returned_reason", sa.Text(), nullable=True, comment="set while sent back"),
        sa.Column("returned_at", sa.DateTime(), nullable=True),
        sa.Column("fraud_types", sa.String(200), nullable=False, comment="separated by a comma"),
        sa.Column("note", sa.String(2000), nullable=False),
        sa.Column("versions_count", sa.Integer(), nullable=False),
        sa.Column("corrected_after_deadline", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_daily_submission"),
        sa.UniqueConstraint("unit_id", "date", name="uq_daily_submission_unit_id_date"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_daily_submission_unit_id_unit"),
        sa.CheckConstraint(
            "length(fraud_types) <= 200", name="ck_daily_submission_fraud_types_length"
        ),
        sa.CheckConstraint("length(note) <= 2000", name="ck_daily_submission_note_length"),
    )
    op.create_index(
        "ix_daily_submission_date_unit_id", "daily_submission", ["date", "unit_id"], unique=False
    )
    op.create_index("ix_daily_submission_unit_id", "daily_submission", ["unit_id"], unique=False)


def _submission_version() -> None:
    op.create_table(
        "submission_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("source", sa.String(32), nullable=False),
        sa.Column("raw_source_id", sa.Integer(), nullable=True),
        sa.Column("received", sa.DateTime(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.Column("nil", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False, comment="why a clerk changed it"),
        sa.Column("note", sa.String(2000), nullable=False),
        sa.Column("text", sa.Text(), nullable=False, comment="the message or row itself"),
        sa.Column("digest", sa.String(), nullable=False, comment="tells doubles apart"),
        sa.PrimaryKeyConstraint("id", name="pk_submission_version"),
        sa.UniqueConstraint(
            "submission_id", "number", name="uq_submission_version_submission_id_number"
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["daily_submission.id"],
            name="fk_submission_version_submission_id_daily_submission",
        ),
        sa.CheckConstraint(
            "kind IN ('original', 'correction', 'addition', 'repeat')",
            name="ck_submission_version_kind",
        ),
        sa.CheckConstraint(
            "source IN ('message', 'workbook', 'typed')", name="ck_submission_version_source"
        ),
        sa.ForeignKeyConstraint(
            ["raw_source_id"],
            ["raw_source.id"],
            name="fk_submission_version_raw_source_id_raw_source",
        ),
        sa.CheckConstraint(
            "length(entered_by) <= 64", name="ck_submission_version_entered_by_length"
        ),
        sa.CheckConstraint("length(reason) <= 200", name="ck_submission_version_reason_length"),
        sa.CheckConstraint("length(note) <= 2000", name="ck_submission_version_note_length"),
    )
    op.create_index("ix_submission_version_digest", "submission_version", ["digest"], unique=False)
    op.create_index(
        "ix_submission_version_raw_source_id", "submission_version", ["raw_source_id"], unique=False
    )
    op.create_index(
        "ix_submission_version_submission_id", "submission_version", ["submission_id"], unique=False
    )


def _version_figure() -> None:
    op.create_table(
        "version_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True, comment="count, or fen for money"),
        sa.Column("place", sa.String(64), nullable=False, comment="12:18, or Sheet1!C5"),
        sa.Column("text", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_version_figure"),
        sa.UniqueConstraint(
            "version_id", "indicator_id", name="uq_version_figure_version_id_indicator_id"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["submission_version.id"],
            name="fk_version_figure_version_id_submission_version",
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name="fk_version_figure_indicator_id_indicator"
        ),
        sa.CheckConstraint("length(place) <= 64", name="ck_version_figure_place_length"),
        sa.CheckConstraint("length(text) <= 200", name="ck_version_figure_text_length"),
    )
    op.create_index(
        "ix_version_figure_indicator_id", "version_figure", ["indicator_id"], unique=False
    )
    op.create_index("ix_version_figure_version_id", "version_figure", ["version_id"], unique=False)


def _pending_doubt() -> None:
    op.create_table(
        "pending_doubt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("text", sa.String(2000), nullable=False),
        sa.Column("why", sa.String(200), nullable=False),
        sa.Column("proposed", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(200), nullable=False, comment="how it was settled"),
        sa.PrimaryKeyConstraint("id", name="pk_pending_doubt"),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["submission_version.id"],
            name="fk_pending_doubt_version_id_submission_version",
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["daily_submission.id"],
            name="fk_pending_doubt_submission_id_daily_submission",
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name="fk_pending_doubt_indicator_id_indicator"
        ),
        sa.CheckConstraint("length(code) <= 32", name="ck_pending_doubt_code_length"),
        sa.CheckConstraint("length(text) <= 2000", name="ck_pending_doubt_text_length"),
        sa.CheckConstraint("length(why) <= 200", name="ck_pending_doubt_why_length"),
        sa.CheckConstraint("length(settled_by) <= 64", name="ck_pending_doubt_settled_by_length"),
        sa.CheckConstraint("length(outcome) <= 200", name="ck_pending_doubt_outcome_length"),
    )
    op.create_index(
        "ix_pending_doubt_indicator_id", "pending_doubt", ["indicator_id"], unique=False
    )
    op.create_index(
        "ix_pending_doubt_submission_id", "pending_doubt", ["submission_id"], unique=False
    )
    op.create_index("ix_pending_doubt_version_id", "pending_doubt", ["version_id"], unique=False)


def _chase() -> None:
    op.create_table(
        "chase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("units", sa.Text(), nullable=False, comment="unit names, one a line"),
        sa.Column("made_by", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chase"),
        sa.CheckConstraint("length(made_by) <= 64", name="ck_chase_made_by_length"),
    )
    op.create_index("ix_chase_date", "chase", ["date"], unique=False)


def _current_figure() -> None:
    op.create_table(
        "current_figure",
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("date", "unit_id", "indicator_id", name="pk_current_figure"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_current_figure_unit_id_unit"),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name="fk_current_figure_indicator_id_indicator"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_current_figure_unit_id_indicator_id_date",
        "current_figure",
        ["unit_id", "indicator_id", "date"],
        unique=False,
    )


def _accepted_warning() -> None:
    op.create_table(
        "accepted_warning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column(
            "value",
            sa.Integer(),
            nullable=False,
            comment="the accepted figure; another one warns again",
        ),
        sa.Column("text", sa.String(200), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("accepted_at", sa.DateTime(), nullable=False),
        sa.Column("accepted_by", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accepted_warning"),
        sa.UniqueConstraint(
            "submission_id",
            "indicator_id",
            "code",
            "value",
            name="uq_accepted_warning_submission_id_indicator_id_code_value",
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["daily_submission.id"],
            name="fk_accepted_warning_submission_id_daily_submission",
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name="fk_accepted_warning_indicator_id_indicator"
        ),
        sa.CheckConstraint("length(code) <= 32", name="ck_accepted_warning_code_length"),
        sa.CheckConstraint("length(text) <= 200", name="ck_accepted_warning_text_length"),
        sa.CheckConstraint("length(reason) <= 200", name="ck_accepted_warning_reason_length"),
        sa.CheckConstraint(
            "length(accepted_by) <= 64", name="ck_accepted_warning_accepted_by_length"
        ),
    )
    op.create_index(
        "ix_accepted_warning_indicator_id", "accepted_warning", ["indicator_id"], unique=False
    )
    op.create_index(
        "ix_accepted_warning_submission_id", "accepted_warning", ["submission_id"], unique=False
    )
