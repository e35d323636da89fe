"""What runs leave: problems, history, the last result."""

import sqlalchemy as sa
from alembic import op

from sheets_addon.store.migrations.oneway import downgrade

__all__ = ["downgrade", "upgrade"]

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "problems",
        *_of_workbook("problems"),
        sa.Column("run_id", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "history_tables",
        *_of_workbook("history_tables", "table"),
        sa.Column("table", sa.String, nullable=False),
        sa.Column("begun", sa.DateTime, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("rows", sa.LargeBinary, nullable=False),
        sa.Column("tabs", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "changes",
        *_of_workbook("changes", "n"),
        sa.Column("n", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("table", sa.String, nullable=False),
        sa.Column("change", sa.JSON, nullable=False),
    )
    op.create_index("ix_changes_workbook_id_at", "changes", ["workbook_id", "at"])
    op.create_table(
        "snapshots",
        *_of_workbook("snapshots"),
        sa.Column("run_id", sa.Integer, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asof", sa.Date, nullable=False),
        sa.Column("head", sa.JSON, nullable=False),
    )
    op.create_table(
        "snapshot_reports",
        *_of_workbook("snapshot_reports", "report_id"),
        sa.Column("report_id", sa.String, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("has_data", sa.Boolean, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )


def _of_workbook(table: str, *further: str) -> list[sa.schema.SchemaItem]:
    """The workbook's column, part of the primary key."""
    return [
        sa.Column("workbook_id", sa.Integer, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("workbook_id", *further, name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["workbook_id"], ["workbooks.id"], name=f"fk_{table}_workbook_id_workbooks", ondelete="CASCADE"
        ),
    ]
