"""For pages, API, alerts: files and uploads, members, progress, agendas, messages, answers, channels."""

import sqlalchemy as sa
from alembic import op

from sheets_addon.store.migrations.oneway import downgrade

__all__ = ["downgrade", "upgrade"]

revision = "0007"
down_revision = "0006"

MOMENT = sa.DateTime(timezone=True)


def _workbook(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_workbook_id_workbooks"
    return sa.ForeignKeyConstraint(["workbook_id"], ["workbooks.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    op.add_column("workbooks", sa.Column("kind", sa.String, nullable=False, server_default="google"))
    op.add_column("workbooks", sa.Column("alerts", sa.JSON, nullable=True))
    op.add_column("runs", sa.Column("progress", sa.JSON, nullable=True))
    op.add_column("people", sa.Column("language", sa.String, nullable=True))
    op.create_table(
        "members",
        sa.Column("workbook_id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("workbook_id", "person_id", name="pk_members"),
        _workbook("members"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_members_person_id_people", ondelete="CASCADE"),
    )
    op.create_index("ix_members_person_id", "members", ["person_id"])
    op.create_table(
        "agendas",
        sa.Column("workbook_id", sa.Integer, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("slot", sa.String, nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("workbook_id", "day", "slot", name="pk_agendas"),
        _workbook("agendas"),
    )
    op.create_table(
        "alerts",
        sa.Column("workbook_id", sa.Integer, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("way", sa.String, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("next_at", MOMENT, nullable=True),
        sa.Column("said", sa.JSON, nullable=True),
        sa.PrimaryKeyConstraint("workbook_id", "what", "way", name="pk_alerts"),
        _workbook("alerts"),
    )
    op.create_table(
        "answers",
        sa.Column("caller", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("status", sa.Integer, nullable=True),
        sa.Column("body", sa.LargeBinary, nullable=True),
        sa.PrimaryKeyConstraint("caller", "key", name="pk_answers"),
    )
    op.create_index("ix_answers_at", "answers", ["at"])
    op.create_table(
        "channels",
        sa.Column("workbook_id", sa.Integer, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("resource", sa.String, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("account", sa.String, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("workbook_id", name="pk_channels"),
        sa.UniqueConstraint("channel", name="uq_channels_channel"),
        _workbook("channels"),
    )
