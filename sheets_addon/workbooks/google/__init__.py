"""Google Sheets: the only package that speaks with Google, and the only importer of gspread and google-auth."""
