"""The reports in the workbook that is open in Excel, through xlwings' object model; nothing is saved or sent."""
