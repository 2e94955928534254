"""The activity ledger, as revision 0004 made it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def activity_type() -> None:
    """Make the table."""
    op.create_table(
        "activity_type",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column(
            "unit_kinds", sa.String(200), nullable=False, comment="comma separated; empty: all"
        ),
        sa.Column(
            "counts",
            sa.String(200),
            nullable=False,
            comment="indicator that counts one for each activity",
        ),
        sa.Column(
            "audience_counts",
            sa.String(200),
            nullable=False,
            comment="indicator the audience adds to",
        ),
        sa.Column(
            "quantity_word",
            sa.String(64),
            nullable=False,
            comment="what is counted besides, e.g. 件 of contest works; empty: nothing",
        ),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("sort_order", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_activity_type"),
        sa.UniqueConstraint("code", name="uq_activity_type_code"),
        sa.UniqueConstraint("name", name="uq_activity_type_name"),
        sa.CheckConstraint("length(code) <= 32", name="ck_activity_type_code_length"),
        sa.CheckConstraint("length(name) <= 64", name="ck_activity_type_name_length"),
        sa.CheckConstraint("length(unit_kinds) <= 200", name="ck_activity_type_unit_kinds_length"),
        sa.CheckConstraint("length(counts) <= 200", name="ck_activity_type_counts_length"),
        sa.CheckConstraint(
            "length(audience_counts) <= 200", name="ck_activity_type_audience_counts_length"
        ),
        sa.CheckConstraint(
            "length(quantity_word) <= 64", name="ck_activity_type_quantity_word_length"
        ),
    )


def unit_class() -> None:
    """Make the table."""
    op.create_table(
        "unit_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("pupils", sa.Integer(), nullable=True),
        sa.Column("active_from", sa.Date(), nullable=True),
        sa.Column("active_until", sa.Date(), nullable=True),
        sa.Column("sort_order", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unit_class"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_unit_class_unit_id_unit"),
        sa.CheckConstraint("length(name) <= 64", name="ck_unit_class_name_length"),
    )
    op.create_index("ix_unit_class_unit_id", "unit_class", ["unit_id"], unique=False)


def activity() -> None:
    """Make the table."""
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=True),
        sa.Column(
            "hosts", sa.String(200), nullable=False, comment="who held it: offices and posts"
        ),
        sa.Column("media_link", sa.String(200), nullable=False),
        sa.Column("summary", sa.String(2000), nullable=False),
        sa.Column("audience", sa.Integer(), nullable=False, comment="sum over the groups"),
        sa.Column("quantity", sa.Integer(), nullable=True, comment="of the type's own measure"),
        sa.Column(
            "fills_daily", sa.Boolean(), nullable=False, comment="its figures go into the day"
        ),
        sa.Column("series", sa.String(32), nullable=False, comment="same mark, one series"),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_activity"),
        sa.CheckConstraint("audience >= 0", name="ck_activity_audience_not_negative"),
        sa.CheckConstraint("quantity >= 0", name="ck_activity_quantity_not_negative"),
        sa.ForeignKeyConstraint(
            ["type_id"], ["activity_type.id"], name="fk_activity_type_id_activity_type"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_activity_unit_id_unit"),
        sa.ForeignKeyConstraint(
            ["class_id"], ["unit_class.id"], name="fk_activity_class_id_unit_class"
        ),
        sa.CheckConstraint("length(title) <= 200", name="ck_activity_title_length"),
        sa.CheckConstraint("length(place) <= 200", name="ck_activity_place_length"),
        sa.CheckConstraint("length(hosts) <= 200", name="ck_activity_hosts_length"),
        sa.CheckConstraint("length(media_link) <= 200", name="ck_activity_media_link_length"),
        sa.CheckConstraint("length(summary) <= 2000", name="ck_activity_summary_length"),
        sa.CheckConstraint("length(series) <= 32", name="ck_activity_series_length"),
        sa.CheckConstraint("length(entered_by) <= 64", name="ck_activity_entered_by_length"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_activity_class_id", "activity", ["class_id"], unique=False)
    op.create_index("ix_activity_day_id", "activity", ["day", "id"], unique=False)
    op.create_index("ix_activity_series", "activity", ["series"], unique=False)
    op.create_index("ix_activity_type_id_day", "activity", ["type_id", "day"], unique=False)
    op.create_index("ix_activity_unit_id_day", "activity", ["unit_id", "day"], unique=False)


def activity_audience() -> None:
    """Make the table."""
    op.create_table(
        "activity_audience",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("audience_group", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("activity_id", "audience_group", name="pk_activity_audience"),
        sa.CheckConstraint("number > 0", name="ck_activity_audience_number_above_zero"),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name="fk_activity_audience_activity_id_activity"
        ),
        sa.CheckConstraint(
            "audience_group IN ('residents', 'elderly', 'pupils', 'parents', "
            "'staff', 'finance_staff', 'customers', 'merchants', 'volunteers', "
            "'other')",
            name="ck_activity_audience_audience_group",
        ),
    )


def activity_figure() -> None:
    """Make the table."""
    op.create_table(
        "activity_figure",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False, comment="count, or fen for money"),
        sa.PrimaryKeyConstraint("activity_id", "indicator_id", name="pk_activity_figure"),
        sa.CheckConstraint("value > 0", name="ck_activity_figure_value_above_zero"),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name="fk_activity_figure_activity_id_activity"
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name="fk_activity_figure_indicator_id_indicator"
        ),
    )
    op.create_index(
        "ix_activity_figure_indicator_id", "activity_figure", ["indicator_id"], unique=False
    )


def activity_picture() -> None:
    """Make the table."""
    op.create_table(
        "activity_picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("media_type", sa.String(32), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("thumbnail", sa.LargeBinary(), nullable=True),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_activity_picture"),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name="fk_activity_picture_activity_id_activity"
        ),
        sa.CheckConstraint("length(name) <= 200", name="ck_activity_picture_name_length"),
        sa.CheckConstraint(
            "length(media_type) <= 32", name="ck_activity_picture_media_type_length"
        ),
        sa.CheckConstraint("length(added_by) <= 64", name="ck_activity_picture_added_by_length"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_activity_picture_activity_id", "activity_picture", ["activity_id"], unique=False
    )
