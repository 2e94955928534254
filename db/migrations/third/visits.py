"""Plans, visits and papers, as revision 0003 made them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def follow_up_plan() -> None:
    """Make the table."""
    op.create_table(
        "follow_up_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("every_days", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_reason", sa.String(200), nullable=False),
        sa.Column("set_by", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_follow_up_plan"),
        sa.ForeignKeyConstraint(
            ["file_id"], ["case_file.id"], name="fk_follow_up_plan_file_id_case_file"
        ),
        sa.CheckConstraint(
            "length(ended_reason) <= 200", name="ck_follow_up_plan_ended_reason_length"
        ),
        sa.CheckConstraint("length(set_by) <= 64", name="ck_follow_up_plan_set_by_length"),
    )
    op.create_index("ix_follow_up_plan_file_id", "follow_up_plan", ["file_id"], unique=False)


def plan_day() -> None:
    """Make the table."""
    op.create_table(
        "plan_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_plan_day"),
        sa.UniqueConstraint("plan_id", "day", name="uq_plan_day_plan_id_day"),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["follow_up_plan.id"], name="fk_plan_day_plan_id_follow_up_plan"
        ),
    )
    op.create_index("ix_plan_day_plan_id", "plan_day", ["plan_id"], unique=False)


def visit() -> None:
    """Make the table."""
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("failed", sa.Boolean(), nullable=False, comment="tried, nobody met"),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("talk", sa.String(2000), nullable=False),
        sa.Column("needs", sa.String(2000), nullable=False),
        sa.Column("help_offered", sa.String(2000), nullable=False),
        sa.Column("next_step", sa.String(2000), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_visit"),
        sa.CheckConstraint(
            "kind IN ('home', 'meeting', 'telephone', 'video')", name="ck_visit_kind"
        ),
        sa.CheckConstraint("length(place) <= 200", name="ck_visit_place_length"),
        sa.CheckConstraint("length(talk) <= 2000", name="ck_visit_talk_length"),
        sa.CheckConstraint("length(needs) <= 2000", name="ck_visit_needs_length"),
        sa.CheckConstraint("length(help_offered) <= 2000", name="ck_visit_help_offered_length"),
        sa.CheckConstraint("length(next_step) <= 2000", name="ck_visit_next_step_length"),
        sa.CheckConstraint("length(entered_by) <= 64", name="ck_visit_entered_by_length"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_visit_day_id", "visit", ["day", "id"], unique=False)


def visit_file() -> None:
    """Make the table."""
    op.create_table(
        "visit_file",
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("visit_id", "file_id", name="pk_visit_file"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_visit_file_visit_id_visit"),
        sa.ForeignKeyConstraint(
            ["file_id"], ["case_file.id"], name="fk_visit_file_file_id_case_file"
        ),
    )
    op.create_index(
        "ix_visit_file_file_id_visit_id", "visit_file", ["file_id", "visit_id"], unique=False
    )


def attachment() -> None:
    """Make the table."""
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("media_type", sa.String(32), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("thumbnail", sa.LargeBinary(), nullable=True),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
        sa.ForeignKeyConstraint(
            ["file_id"], ["case_file.id"], name="fk_attachment_file_id_case_file"
        ),
        sa.CheckConstraint("length(name) <= 200", name="ck_attachment_name_length"),
        sa.CheckConstraint("length(media_type) <= 32", name="ck_attachment_media_type_length"),
        sa.CheckConstraint("length(added_by) <= 64", name="ck_attachment_added_by_length"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_attachment_file_id", "attachment", ["file_id"], unique=False)


def signed_paper() -> None:
    """Make the table."""
    op.create_table(
        "signed_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_signed_paper"),
        sa.ForeignKeyConstraint(
            ["file_id"], ["case_file.id"], name="fk_signed_paper_file_id_case_file"
        ),
        sa.CheckConstraint(
            "kind IN ('undertaking', 'responsibility', 'notice', 'visit_record', 'other')",
            name="ck_signed_paper_kind",
        ),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name="fk_signed_paper_attachment_id_attachment"
        ),
        sa.CheckConstraint("length(note) <= 200", name="ck_signed_paper_note_length"),
        sa.CheckConstraint("length(entered_by) <= 64", name="ck_signed_paper_entered_by_length"),
    )
    op.create_index(
        "ix_signed_paper_attachment_id", "signed_paper", ["attachment_id"], unique=False
    )
    op.create_index("ix_signed_paper_file_id", "signed_paper", ["file_id"], unique=False)
