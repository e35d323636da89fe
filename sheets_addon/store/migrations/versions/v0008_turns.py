"""Of each request in the budget: whether it is sent, and when it was answered."""

from typing import Literal

import sqlalchemy as sa
from alembic import op

from sheets_addon.store.migrations.oneway import downgrade

__all__ = ["downgrade", "upgrade"]

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Ids are never used again: whoever comes late for his turn must not take another's for it."""
    recreate: Literal["always", "never"] = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("budget", recreate=recreate, table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("is_sent", sa.Boolean, nullable=False, server_default=sa.true()))
        table.add_column(sa.Column("until", sa.Double))
