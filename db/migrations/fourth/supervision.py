"""Meetings, tasks and inspections, as revision 0004 made them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def group_member() -> None:
    """Make the table."""
    op.create_table(
        "group_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("post", sa.String(32), nullable=False),
        sa.Column("title", sa.String(200), nullable=False, comment="the office held (职务)"),
        sa.Column("member_from", sa.Date(), nullable=True),
        sa.Column("member_until", sa.Date(), nullable=True),
        sa.Column("sort_order", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_group_member"),
        sa.CheckConstraint(
            "post IN ('head', 'first_deputy', 'deputy', 'member', 'office_head', 'office_member')",
            name="ck_group_member_post",
        ),
        sa.CheckConstraint("length(name) <= 64", name="ck_group_member_name_length"),
        sa.CheckConstraint("length(title) <= 200", name="ck_group_member_title_length"),
    )


def meeting() -> None:
    """Make the table."""
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("chair", sa.String(64), nullable=False),
        sa.Column("attendees", sa.String(2000), nullable=False),
        sa.Column("agenda", sa.String(2000), nullable=False),
        sa.Column("minutes", sa.String(2000), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
        sa.CheckConstraint("level IN ('head', 'deputy', 'office')", name="ck_meeting_level"),
        sa.CheckConstraint("length(chair) <= 64", name="ck_meeting_chair_length"),
        sa.CheckConstraint("length(attendees) <= 2000", name="ck_meeting_attendees_length"),
        sa.CheckConstraint("length(agenda) <= 2000", name="ck_meeting_agenda_length"),
        sa.CheckConstraint("length(minutes) <= 2000", name="ck_meeting_minutes_length"),
        sa.CheckConstraint("length(entered_by) <= 64", name="ck_meeting_entered_by_length"),
    )
    op.create_index("ix_meeting_day", "meeting", ["day"], unique=False)
    op.create_index("ix_meeting_level", "meeting", ["level"], unique=False)


def task() -> None:
    """Make the table."""
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("detail", sa.String(2000), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column(
            "owner", sa.String(64), nullable=False, comment="who does it: a post or an official"
        ),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(2000), nullable=False),
        sa.Column("dropped_on", sa.Date(), nullable=True),
        sa.Column("dropped_reason", sa.String(200), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_task"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name="fk_task_meeting_id_meeting"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_task_unit_id_unit"),
        sa.CheckConstraint("length(title) <= 200", name="ck_task_title_length"),
        sa.CheckConstraint("length(detail) <= 2000", name="ck_task_detail_length"),
        sa.CheckConstraint("length(owner) <= 64", name="ck_task_owner_length"),
        sa.CheckConstraint("length(result) <= 2000", name="ck_task_result_length"),
        sa.CheckConstraint("length(dropped_reason) <= 200", name="ck_task_dropped_reason_length"),
        sa.CheckConstraint("length(entered_by) <= 64", name="ck_task_entered_by_length"),
    )
    op.create_index("ix_task_due_on", "task", ["due_on"], unique=False)
    op.create_index("ix_task_meeting_id", "task", ["meeting_id"], unique=False)
    op.create_index("ix_task_unit_id", "task", ["unit_id"], unique=False)


def inspection() -> None:
    """Make the table."""
    op.create_table(
        "inspection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("inspectors", sa.String(200), nullable=False),
        sa.Column("note", sa.String(2000), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_inspection"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_inspection_unit_id_unit"),
        sa.CheckConstraint("length(inspectors) <= 200", name="ck_inspection_inspectors_length"),
        sa.CheckConstraint("length(note) <= 2000", name="ck_inspection_note_length"),
        sa.CheckConstraint("length(entered_by) <= 64", name="ck_inspection_entered_by_length"),
    )
    op.create_index("ix_inspection_day", "inspection", ["day"], unique=False)
    op.create_index("ix_inspection_unit_id", "inspection", ["unit_id"], unique=False)


def finding() -> None:
    """Make the table."""
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(2000), nullable=False),
        sa.Column("demand", sa.String(2000), nullable=False, comment="what is asked for"),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("rectified_on", sa.Date(), nullable=True),
        sa.Column("rectification", sa.String(2000), nullable=False, comment="what was done"),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("verified_by", sa.String(64), nullable=False),
        sa.Column(
            "sent_back",
            sa.String(200),
            nullable=False,
            comment="why it was not accepted; open again",
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name="fk_finding_inspection_id_inspection"
        ),
        sa.CheckConstraint("length(text) <= 2000", name="ck_finding_text_length"),
        sa.CheckConstraint("length(demand) <= 2000", name="ck_finding_demand_length"),
        sa.CheckConstraint("length(rectification) <= 2000", name="ck_finding_rectification_length"),
        sa.CheckConstraint("length(verified_by) <= 64", name="ck_finding_verified_by_length"),
        sa.CheckConstraint("length(sent_back) <= 200", name="ck_finding_sent_back_length"),
    )
    op.create_index("ix_finding_due_on", "finding", ["due_on"], unique=False)
    op.create_index("ix_finding_inspection_id", "finding", ["inspection_id"], unique=False)
