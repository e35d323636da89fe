"""The requests of the last minute, which all workers share."""

import sqlalchemy as sa
from alembic import op

from sheets_addon.store.migrations.oneway import downgrade

__all__ = ["downgrade", "upgrade"]

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "budget",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("account", sa.String, nullable=False),
        sa.Column("project", sa.String, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("asked_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_budget"),
    )
    op.create_index("ix_budget_kind_project_at", "budget", ["kind", "project", "at"])
