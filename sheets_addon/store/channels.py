"""The channels by which Drive tells of changes: one a workbook, for a day at most."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from sheets_addon.store.models import ChannelRow, WorkbookRow


@dataclass(frozen=True, slots=True)
class Channel:
    workbook_id: int
    channel: str
    resource: str
    account: str
    ends_at: datetime


def keep(session: Session, channel: Channel, token: str) -> None:
    """In the place of the workbook's last one."""
    session.execute(delete(ChannelRow).where(ChannelRow.workbook_id == channel.workbook_id))
    session.add(
        ChannelRow(
            workbook_id=channel.workbook_id,
            channel=channel.channel,
            resource=channel.resource,
            digest=_digest(token),
            account=channel.account,
            ends_at=channel.ends_at,
        )
    )
    session.flush()


def told(session: Session, channel: str, token: str) -> int | None:
    """The workbook that a message of that channel is about; None: it is not one of ours, or the token is wrong."""
    row = session.scalar(select(ChannelRow).where(ChannelRow.channel == channel)) if channel.isascii() else None
    return row.workbook_id if row is not None and hmac.compare_digest(row.digest, _digest(token)) else None


def listed(session: Session) -> list[Channel]:
    rows = session.scalars(select(ChannelRow).order_by(ChannelRow.workbook_id))
    return [Channel(row.workbook_id, row.channel, row.resource, row.account, row.ends_at) for row in rows]


def lacking(session: Session, until: datetime) -> list[int]:
    """The spreadsheets at work whose channel is not there or ends before ``until``."""
    fresh = select(ChannelRow.workbook_id).where(ChannelRow.ends_at >= until)
    query = select(WorkbookRow.id).where(
        WorkbookRow.kind == "google", ~WorkbookRow.paused, WorkbookRow.id.not_in(fresh)
    )
    return list(session.scalars(query.order_by(WorkbookRow.id)))


def remove(session: Session, workbook_id: int) -> None:
    session.execute(delete(ChannelRow).where(ChannelRow.workbook_id == workbook_id))


def _digest(token: str) -> bytes:
    """Without salt or cost: the token is 256 random bits."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
