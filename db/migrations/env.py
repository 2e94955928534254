"""Alembic's entry: runs the steps on the connection handed over, inside its transaction.

``db.schema`` opens the connection, begins, commits and rolls back; nothing here does.
"""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
