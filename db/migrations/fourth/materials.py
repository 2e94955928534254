"""Publicity materials, as revision 0004 made them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def material() -> None:
    """Make the table."""
    op.create_table(
        "material",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("size", sa.String(64), nullable=False, comment="e.g. A4, 60×90厘米"),
        sa.Column("measure_word", sa.String(64), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False, comment="a unit with less is short of it"),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("sort_order", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_material"),
        sa.CheckConstraint("least >= 0", name="ck_material_least_not_negative"),
        sa.UniqueConstraint("code", name="uq_material_code"),
        sa.UniqueConstraint("name", name="uq_material_name"),
        sa.CheckConstraint("length(code) <= 32", name="ck_material_code_length"),
        sa.CheckConstraint("length(name) <= 64", name="ck_material_name_length"),
        sa.CheckConstraint("length(size) <= 64", name="ck_material_size_length"),
        sa.CheckConstraint("length(measure_word) <= 64", name="ck_material_measure_word_length"),
    )


def material_order() -> None:
    """Make the table."""
    op.create_table(
        "material_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("material_id", sa.Integer(), nullable=False),
        sa.Column("printer", sa.String(200), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True, comment="no more is awaited"),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_material_order"),
        sa.CheckConstraint("quantity > 0", name="ck_material_order_quantity_above_zero"),
        sa.ForeignKeyConstraint(
            ["material_id"], ["material.id"], name="fk_material_order_material_id_material"
        ),
        sa.CheckConstraint("length(printer) <= 200", name="ck_material_order_printer_length"),
        sa.CheckConstraint("length(note) <= 200", name="ck_material_order_note_length"),
    )
    op.create_index(
        "ix_material_order_material_id", "material_order", ["material_id"], unique=False
    )


def stock_movement() -> None:
    """Make the table."""
    op.create_table(
        "stock_movement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("material_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(200), nullable=False, comment="where it was put up"),
        sa.Column("until", sa.Date(), nullable=True, comment="until when it stays up"),
        sa.Column("taken_down_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stock_movement"),
        sa.CheckConstraint("quantity > 0", name="ck_stock_movement_quantity_above_zero"),
        sa.ForeignKeyConstraint(
            ["material_id"], ["material.id"], name="fk_stock_movement_material_id_material"
        ),
        sa.CheckConstraint(
            "kind IN ('received', 'handed_out', 'put_up', 'used', 'returned', 'written_off')",
            name="ck_stock_movement_kind",
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_stock_movement_unit_id_unit"),
        sa.ForeignKeyConstraint(
            ["order_id"], ["material_order.id"], name="fk_stock_movement_order_id_material_order"
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name="fk_stock_movement_activity_id_activity"
        ),
        sa.CheckConstraint("length(place) <= 200", name="ck_stock_movement_place_length"),
        sa.CheckConstraint("length(note) <= 200", name="ck_stock_movement_note_length"),
        sa.CheckConstraint("length(entered_by) <= 64", name="ck_stock_movement_entered_by_length"),
    )
    op.create_index(
        "ix_stock_movement_activity_id", "stock_movement", ["activity_id"], unique=False
    )
    op.create_index("ix_stock_movement_day_id", "stock_movement", ["day", "id"], unique=False)
    op.create_index(
        "ix_stock_movement_material_id_unit_id",
        "stock_movement",
        ["material_id", "unit_id"],
        unique=False,
    )
    op.create_index("ix_stock_movement_order_id", "stock_movement", ["order_id"], unique=False)
    op.create_index("ix_stock_movement_unit_id", "stock_movement", ["unit_id"], unique=False)
