"""What a workbook's own settings say of its meetings."""

import sqlalchemy as sa
from alembic import op

from sheets_addon.store.migrations.oneway import downgrade

__all__ = ["downgrade", "upgrade"]

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("workbooks", sa.Column("rules", sa.JSON, nullable=True))
