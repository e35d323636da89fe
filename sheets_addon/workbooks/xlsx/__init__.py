""".xlsx and .xlsm files: calamine reads a person's workbook, XlsxWriter makes a report file beside it."""
