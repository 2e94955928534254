"""Interviews and yellow cards, as revision 0004 made them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def interview() -> None:
    """Make the table."""
    op.create_table(
        "interview",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("chosen_by", sa.String(64), nullable=False, comment="who picked it"),
        sa.Column("chosen_reason", sa.String(200), nullable=False, comment="needed at a tie"),
        sa.Column("planned_at", sa.DateTime(), nullable=True),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("interviewer", sa.String(64), nullable=False),
        sa.Column("attendees", sa.String(200), nullable=False),
        sa.Column("problems", sa.String(2000), nullable=False),
        sa.Column("measures", sa.String(2000), nullable=False, comment="what the unit promised"),
        sa.Column("measures_due", sa.Date(), nullable=True),
        sa.Column("follow_up", sa.String(2000), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(200), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_interview"),
        sa.UniqueConstraint("result_id", "unit_id", name="uq_interview_result_id_unit_id"),
        sa.ForeignKeyConstraint(
            ["result_id"], ["evaluation_result.id"], name="fk_interview_result_id_evaluation_result"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_interview_unit_id_unit"),
        sa.CheckConstraint("length(chosen_by) <= 64", name="ck_interview_chosen_by_length"),
        sa.CheckConstraint(
            "length(chosen_reason) <= 200", name="ck_interview_chosen_reason_length"
        ),
        sa.CheckConstraint("length(place) <= 200", name="ck_interview_place_length"),
        sa.CheckConstraint("length(interviewer) <= 64", name="ck_interview_interviewer_length"),
        sa.CheckConstraint("length(attendees) <= 200", name="ck_interview_attendees_length"),
        sa.CheckConstraint("length(problems) <= 2000", name="ck_interview_problems_length"),
        sa.CheckConstraint("length(measures) <= 2000", name="ck_interview_measures_length"),
        sa.CheckConstraint("length(follow_up) <= 2000", name="ck_interview_follow_up_length"),
        sa.CheckConstraint(
            "length(withdrawn_reason) <= 200", name="ck_interview_withdrawn_reason_length"
        ),
        sa.CheckConstraint("length(entered_by) <= 64", name="ck_interview_entered_by_length"),
    )
    op.create_index("ix_interview_result_id", "interview", ["result_id"], unique=False)
    op.create_index("ix_interview_unit_id", "interview", ["unit_id"], unique=False)


def yellow_card() -> None:
    """Make the table."""
    op.create_table(
        "yellow_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("first_interview_id", sa.Integer(), nullable=False),
        sa.Column("second_interview_id", sa.Integer(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("given_by", sa.String(64), nullable=False),
        sa.Column("measures", sa.String(2000), nullable=False),
        sa.Column("measures_due", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closing", sa.String(2000), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(200), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_yellow_card"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_yellow_card_unit_id_unit"),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name="fk_yellow_card_campaign_id_campaign"
        ),
        sa.ForeignKeyConstraint(
            ["first_interview_id"],
            ["interview.id"],
            name="fk_yellow_card_first_interview_id_interview",
        ),
        sa.ForeignKeyConstraint(
            ["second_interview_id"],
            ["interview.id"],
            name="fk_yellow_card_second_interview_id_interview",
        ),
        sa.CheckConstraint("length(given_by) <= 64", name="ck_yellow_card_given_by_length"),
        sa.CheckConstraint("length(measures) <= 2000", name="ck_yellow_card_measures_length"),
        sa.CheckConstraint("length(closing) <= 2000", name="ck_yellow_card_closing_length"),
        sa.CheckConstraint(
            "length(withdrawn_reason) <= 200", name="ck_yellow_card_withdrawn_reason_length"
        ),
        sa.CheckConstraint("length(entered_by) <= 64", name="ck_yellow_card_entered_by_length"),
    )
    op.create_index("ix_yellow_card_campaign_id", "yellow_card", ["campaign_id"], unique=False)
    op.create_index(
        "ix_yellow_card_first_interview_id", "yellow_card", ["first_interview_id"], unique=False
    )
    op.create_index(
        "ix_yellow_card_second_interview_id", "yellow_card", ["second_interview_id"], unique=False
    )
    op.create_index("ix_yellow_card_unit_id", "yellow_card", ["unit_id"], unique=False)
