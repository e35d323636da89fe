"""Of each request in the budget: whether it is sent, and when it was answered."""

import sqlalchemy as sa
from alembic import op

from sheets_addon.store.migrations.oneway import downgrade

__all__ = ["downgrade", "upgrade"]

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("budget", sa.Column("is_sent", sa.Boolean, nullable=False, server_default=sa.true()))
    op.add_column("budget", sa.Column("until", sa.Double))
