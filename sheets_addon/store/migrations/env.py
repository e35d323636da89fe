"""Called by Alembic with the connection of :mod:`sheets_addon.store.upgrade`, in its transaction."""

from alembic import context

from sheets_addon.store.models import Base
from sheets_addon.store.upgrade import VERSIONS

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=VERSIONS,
    render_as_batch=True,
)
context.run_migrations()
