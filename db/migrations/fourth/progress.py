"""Coverage and requirements, as revision 0004 made them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def coverage_figure() -> None:
    """Make the table."""
    op.create_table(
        "coverage_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(200), nullable=False, comment="where the figure comes from"),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_coverage_figure"),
        sa.UniqueConstraint(
            "unit_id", "subject", "day", name="uq_coverage_figure_unit_id_subject_day"
        ),
        sa.CheckConstraint("value >= 0", name="ck_coverage_figure_value_not_negative"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_coverage_figure_unit_id_unit"),
        sa.CheckConstraint(
            "subject IN ('app_installed', 'residents', 'households', 'staff', "
            "'finance_staff', 'pupils_and_staff', 'pupils_reached', "
            "'notice_boards', 'covenant_boards')",
            name="ck_coverage_figure_subject",
        ),
        sa.CheckConstraint("length(source) <= 200", name="ck_coverage_figure_source_length"),
        sa.CheckConstraint("length(entered_by) <= 64", name="ck_coverage_figure_entered_by_length"),
    )
    op.create_index("ix_coverage_figure_unit_id", "coverage_figure", ["unit_id"], unique=False)


def awareness_sample() -> None:
    """Make the table."""
    op.create_table(
        "awareness_sample",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("asked_group", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("aware", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(200), nullable=False, comment="how they were chosen"),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_awareness_sample"),
        sa.CheckConstraint("asked > 0", name="ck_awareness_sample_asked_above_zero"),
        sa.CheckConstraint(
            "aware BETWEEN 0 AND asked", name="ck_awareness_sample_aware_among_asked"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_awareness_sample_unit_id_unit"),
        sa.CheckConstraint(
            "asked_group IN ('residents', 'finance_staff')", name="ck_awareness_sample_asked_group"
        ),
        sa.CheckConstraint("length(method) <= 200", name="ck_awareness_sample_method_length"),
        sa.CheckConstraint(
            "length(entered_by) <= 64", name="ck_awareness_sample_entered_by_length"
        ),
    )
    op.create_index("ix_awareness_sample_unit_id", "awareness_sample", ["unit_id"], unique=False)


def install_order() -> None:
    """Make the table."""
    op.create_table(
        "install_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organ", sa.String(200), nullable=False),
        sa.Column("number", sa.String(200), nullable=False, comment="the document's number (文号)"),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_install_order"),
        sa.CheckConstraint("length(organ) <= 200", name="ck_install_order_organ_length"),
        sa.CheckConstraint("length(number) <= 200", name="ck_install_order_number_length"),
        sa.CheckConstraint("length(title) <= 200", name="ck_install_order_title_length"),
        sa.CheckConstraint("length(entered_by) <= 64", name="ck_install_order_entered_by_length"),
    )


def school_term() -> None:
    """Make the table."""
    op.create_table(
        "school_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_school_term"),
        sa.CheckConstraint("last_day >= first_day", name="ck_school_term_days_in_order"),
        sa.UniqueConstraint("name", name="uq_school_term_name"),
        sa.CheckConstraint("length(name) <= 64", name="ck_school_term_name_length"),
    )


def requirement() -> None:
    """Make the table."""
    op.create_table(
        "requirement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column(
            "unit_kinds",
            sa.String(200),
            nullable=False,
            comment="comma separated; of meetings empty",
        ),
        sa.Column("type_id", sa.Integer(), nullable=True),
        sa.Column(
            "meeting_level",
            sa.String(32),
            nullable=True,
            comment="counts meetings of the leading group",
        ),
        sa.Column("period", sa.String(32), nullable=False),
        sa.Column("by", sa.Date(), nullable=True, comment="of the period by_date"),
        sa.Column("at_least", sa.Integer(), nullable=False),
        sa.Column("counting", sa.String(32), nullable=False),
        sa.Column("per_class", sa.Boolean(), nullable=False),
        sa.Column("active_from", sa.Date(), nullable=True),
        sa.Column("active_until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(2000), nullable=False),
        sa.Column("sort_order", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_requirement"),
        sa.CheckConstraint("at_least > 0", name="ck_requirement_at_least_above_zero"),
        sa.CheckConstraint(
            "(type_id IS NULL) <> (meeting_level IS NULL)", name="ck_requirement_one_source"
        ),
        sa.UniqueConstraint("code", name="uq_requirement_code"),
        sa.UniqueConstraint("name", name="uq_requirement_name"),
        sa.ForeignKeyConstraint(
            ["type_id"], ["activity_type.id"], name="fk_requirement_type_id_activity_type"
        ),
        sa.CheckConstraint(
            "meeting_level IN ('head', 'deputy', 'office')", name="ck_requirement_meeting_level"
        ),
        sa.CheckConstraint(
            "period IN ('day', 'week', 'month', 'term', 'by_date')", name="ck_requirement_period"
        ),
        sa.CheckConstraint(
            "counting IN ('activities', 'quantity')", name="ck_requirement_counting"
        ),
        sa.CheckConstraint("length(code) <= 32", name="ck_requirement_code_length"),
        sa.CheckConstraint("length(name) <= 64", name="ck_requirement_name_length"),
        sa.CheckConstraint("length(unit_kinds) <= 200", name="ck_requirement_unit_kinds_length"),
        sa.CheckConstraint("length(note) <= 2000", name="ck_requirement_note_length"),
    )
    op.create_index("ix_requirement_type_id", "requirement", ["type_id"], unique=False)
