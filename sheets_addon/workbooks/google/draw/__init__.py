"""A report as requests of ``spreadsheets.batchUpdate``: what stands where, and how it looks. Pure: no network."""
