"""The spreadsheet functions: one declaration a file, found by walking this package."""
