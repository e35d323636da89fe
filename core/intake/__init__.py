"""From the cells of a hand-filled workbook to typed tables, and every problem met on the way."""
