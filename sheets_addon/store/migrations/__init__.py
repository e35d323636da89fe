"""Every version of the tables, one file each; made by hand or by Alembic, never changed after a release."""
