"""Making a table anew, as SQLite cannot change what a table checks."""

from __future__ import annotations

from collections.abc import Callable

from alembic import op


def rebuild(table: str, make: Callable[[], None], kept: str, **new: str) -> None:
    """Make ``table`` anew with the rows' ``kept`` columns and ``new`` ones of one value each."""
    columns = ", ".join([kept, *new])
    values = ", ".join([kept, *new.values()])
    op.execute(f"CREATE TABLE former AS SELECT * FROM {table}")  # noqa: S608 - names of the migrations
    op.drop_table(table)
    make()
    op.execute(f"INSERT INTO {table} ({columns}) SELECT {values} FROM former")  # noqa: S608 - as above
    op.drop_table("former")
