"""Workbooks, their leases and runs."""

import sqlalchemy as sa
from alembic import op

from sheets_addon.store.migrations.oneway import downgrade

__all__ = ["downgrade", "upgrade"]

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "workbooks",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("spreadsheet_id", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("time_zone", sa.String, nullable=False),
        sa.Column("meetings", sa.JSON),
        sa.Column("overrides", sa.JSON, nullable=False),
        sa.Column("account", sa.String),
        sa.Column("known", sa.LargeBinary),
        sa.Column("added_by", sa.String, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("failed_at", MOMENT),
        sa.Column("next_run_at", MOMENT),
        sa.Column("wanted_at", MOMENT),
        sa.Column("wanted_reason", sa.String),
        sa.PrimaryKeyConstraint("id", name="pk_workbooks"),
        sa.UniqueConstraint("spreadsheet_id", name="uq_workbooks_spreadsheet_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_workbooks_next_run_at", "workbooks", ["next_run_at"])
    op.create_index("ix_workbooks_wanted_at", "workbooks", ["wanted_at"])
    op.create_table(
        "leases",
        sa.Column("workbook_id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("previous", sa.String, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("fence", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("workbook_id", name="pk_leases"),
        sa.ForeignKeyConstraint(
            ["workbook_id"], ["workbooks.id"], name="fk_leases_workbook_id_workbooks", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("workbook_id", sa.Integer, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("slot", sa.String, nullable=False),
        sa.Column("asof", sa.Date),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("error_code", sa.String),
        sa.Column("error", sa.JSON),
        sa.Column("counts", sa.JSON, nullable=False),
        sa.Column("requests", sa.JSON, nullable=False),
        sa.Column("seconds", sa.Double),
        sa.Column("fence", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
        sa.ForeignKeyConstraint(
            ["workbook_id"], ["workbooks.id"], name="fk_runs_workbook_id_workbooks", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_runs_workbook_id_id", "runs", ["workbook_id", "id"])
    op.create_index("ix_runs_started_at", "runs", ["started_at"])
